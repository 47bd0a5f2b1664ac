"""Long messages without what is only said over and over: rules that look for words take time by the square of what repeats, or by its
cube, and a page of commas must not hold up everybody else. What is kept of the message is the whole.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

_LONG = 100
"""Characters up to which no message is dear."""
_REPEATED, _TIMES = 40, 4
"""Characters of what is looked for that repeats, and how often it stands in a row."""
_OVER_AND_OVER = re.compile(rf"(.{{1,{_REPEATED}}}?)\1{{{_TIMES - 1},}}", re.DOTALL)
_SIGNS = re.compile(r"([\W_]{4})[\W_]{4,}")


def folded(text: str) -> str:
    """A long message with three of what stands there more often in a row, and four of many signs; any other as it is."""
    if len(text) <= _LONG:
        return text
    once = _OVER_AND_OVER.sub(r"\1\1\1", text) if _repeats(text) else text
    return _SIGNS.sub(r"\1", once)


def _repeats(text: str) -> bool:
    """Whether anything stands there so often in a row: a glance, where the pattern would look for each beginning at each place."""
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return any(_longest_run(signs[size:] == signs[:-size]) >= size * (_TIMES - 1) for size in range(1, _REPEATED + 1))


def _longest_run(same: NDArray[np.bool_]) -> int:
    """Of how many places in a row it is true."""
    ends = np.flatnonzero(~same)
    if not len(ends):
        return len(same)
    return int(max(ends[0], len(same) - 1 - ends[-1], np.diff(ends).max(initial=1) - 1))
