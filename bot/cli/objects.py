"""What programs read: one JSON object a line, in UTF-8 whatever the terminal speaks, flushed at once."""

from __future__ import annotations

import json
import sys


def tell(found: object) -> None:
    """Write it to standard output. Half a surrogate pair, which UTF-8 does not have, is written as JSON escapes it."""
    line = json.dumps(found, ensure_ascii=False)
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()
