"""Of two facts of one kind the one that is meant, where the first is put right in the same breath: 去年，不对，2023年夏天, "2022, sorry, 2021"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_Found = tuple[int, int, str]
_PUT_RIGHT = re.compile(
    r"不对|不不|不是|[哦啊噢喔呃嗯]不|说错|记错|写错|错了|应该是|等等|想起来"
    r"|\b(?:no|nope|sorry|wait|actually|i mean(?:t)?|scratch that|correction|oops|rather|hang on|make that|not)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?:不是|并非|(?:\b(?:not|isn'?t|wasn'?t)(?: in)?))\s*$", re.IGNORECASE)


def as_meant(text: str, told: Sequence[_Found]) -> Sequence[_Found]:
    """What was told, in the order of the words, without what is put right after it: from the last on that stands after "no, …" and is
    not itself denied.
    """
    begins = 0
    for at, (one, other) in enumerate(pairwise(told), 1):
        between = text[one[1] : other[0]]
        if _PUT_RIGHT.search(between) and not _DENIED.search(between):
            begins = at
    return told[begins:]
