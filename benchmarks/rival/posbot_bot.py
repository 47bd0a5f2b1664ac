"""posbot itself. The only change: it does not keep to Telegram's limits, which the others do not know of and the stand-in has not."""

from __future__ import annotations

import subprocess
from types import SimpleNamespace
from typing import Any

from bot.__main__ import main
from bot.channels.telegram.lightly import lightly

lightly()
from bot.channels.telegram.door import MerchantDoor  # noqa: E402 - after what it says
from bot.cli import processes  # noqa: E402 - the same


def born(command: list[str], **given: Any) -> subprocess.Popen[bytes]:
    """One of several processes (``--workers``): this program as well."""
    return subprocess.Popen([part if part != "bot" else "benchmarks.rival.posbot_bot" for part in command], **given)


if __name__ == "__main__":
    MerchantDoor._buckets = lambda self, message: ()  # type: ignore[method-assign]  # noqa: SLF001 - what a benchmark alone may do
    vars(processes)["subprocess"] = SimpleNamespace(Popen=born)
    main()
