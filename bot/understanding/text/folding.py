"""Long messages without what is only said over and over: rules that look for words take time by the square of what repeats, or by its
cube, and a page of commas must not hold up everybody else. What is kept of the message is the whole.
"""

from __future__ import annotations

import re

_LONG = 100
"""Characters up to which no message is dear."""
_OVER_AND_OVER = re.compile(r"(.{1,40}?)\1{3,}", re.DOTALL)
_SIGNS = re.compile(r"([\W_]{4})[\W_]{4,}")


def folded(text: str) -> str:
    """A long message with three of what stands there more often in a row, and four of many signs; any other as it is."""
    if len(text) <= _LONG:
        return text
    return _SIGNS.sub(r"\1", _OVER_AND_OVER.sub(r"\1\1\1", text))
