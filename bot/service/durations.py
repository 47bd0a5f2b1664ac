"""ISO 8601 durations, as programs and dialogs write them."""

from __future__ import annotations

import re
from datetime import timedelta

_FORM = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
LONGEST = timedelta(days=36_500)


def duration(text: str) -> timedelta:
    """Weeks, days, hours, minutes and seconds, at most a hundred years; ValueError for anything else."""
    found = _FORM.fullmatch(text, 0, 40)
    if not found or text in {"P", "PT"} or text.endswith("T"):
        raise ValueError(f"a duration looks like P1D or PT15M, not {text!r}")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if weeks * 7 + days > LONGEST.days or hours + minutes + seconds > LONGEST.total_seconds():
        raise ValueError(f"{text} is longer than a hundred years")
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
