"""Tries every pattern on each piece of its loops, said thirty times and then taken back: one that can read a piece in two ways looks
through a thousand million of them. Says what it tries, so that whoever waits knows where it does not end.

    python -m tests.unit.understanding.repeating
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.patterns import patterns

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the parser is not public; nothing else tells the pieces of a pattern
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

TIMES = 30
LONGEST = 8
"""Characters of a piece."""
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_OF_A_KIND = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}
EVERY = patterns(["bot.understanding", "bot.core", "bot.channels", "bot.service"])


def loops(parsed: Iterable[Any]) -> Iterator[Any]:
    """What is repeated without bound, of several pieces."""
    for code, about in parsed:
        if code in _REPEATS:
            if about[1] is codes.MAXREPEAT and about[2][0][0] in (codes.SUBPATTERN, codes.BRANCH):
                yield about[2]
            yield from loops(about[2])
        elif code is codes.SUBPATTERN:
            yield from loops(about[3])
        elif code is codes.BRANCH:
            yield from (loop for branch in about[1] for loop in loops(branch))
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from loops(about[1])


def pieces(parsed: Iterable[Any]) -> Iterator[str]:
    """The signs and words that stand in a pattern."""
    for code, about in parsed:
        if code is codes.LITERAL:
            yield chr(about)
        elif code is codes.IN:
            yield from (chr(one if kind is codes.LITERAL else one[0]) for kind, one in about if kind in (codes.LITERAL, codes.RANGE))
            yield from (_OF_A_KIND.get(one, "-") for kind, one in about if kind is codes.CATEGORY)
        elif code is codes.BRANCH:
            words = ("".join(chr(sign) for kind, sign in branch if kind is codes.LITERAL) for branch in about[1])
            yield from (word for word in words if 0 < len(word) < LONGEST)
            yield from (piece for branch in about[1] for piece in pieces(branch))
        elif code is codes.SUBPATTERN:
            yield from pieces(about[3])
        elif code in _REPEATS:
            yield from pieces(about[2])


def tried() -> Iterator[tuple[str, str]]:
    """The name of each pattern and the piece, before it is tried on it."""
    for name, pattern in EVERY.items():
        parsed = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
        for piece in sorted({piece for loop in loops(parsed) for piece in pieces(loop)}):
            yield name, piece
            said = f"{piece * TIMES}\0"
            pattern.fullmatch(said)
            pattern.match(said)


if __name__ == "__main__":
    for place, word in tried():
        print(place, repr(word), flush=True)  # noqa: T201 -- whoever waits reads it
