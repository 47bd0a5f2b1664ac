"""A loop whose pieces can be parted in two ways (就|先|就先) reads a message that repeats them without end: 就先就先就先…

Found by the test of Sardinas and Patterson on what each loop spells out; signs of a kind stand for it, looks ahead are passed over.
"""

from __future__ import annotations

import os
import re
import selectors
import subprocess
import sys
import warnings
from collections.abc import Iterable
from typing import Any

import pytest

from tests.unit.understanding.repeating import EVERY, loops

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the parser is not public; nothing else tells the pieces of a pattern
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

MOST = 3_000
"""Pieces of a loop; of more it is not told."""
OF_A_RANGE = 12
ENDLESS = 90
"""Seconds without a word: a piece takes a thousandth of one."""
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_UNSIGNED = {codes.AT: "|", codes.ASSERT: "", codes.ASSERT_NOT: "", codes.GROUPREF: ""}
"""What stands for no sign; words that begin and end are not run together."""
_OF_A_KIND = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}


class TooManyError(Exception):
    """A loop spells out more than can be looked through."""


def spelt(parsed: Iterable[Any]) -> set[str]:
    """All that is spelt out by a pattern, each loop in it up to twice more than it must."""
    found = {""}
    for code, about in parsed:
        found = {one + more for one in found for more in _spelt_by(code, about)}
        if len(found) > MOST:
            raise TooManyError
    return found


def _spelt_by(code: Any, about: Any) -> set[str]:
    if code is codes.LITERAL:
        return {chr(about)}
    if code is codes.IN:
        return _signs(about)
    if code is codes.BRANCH:
        return set().union(*map(spelt, about[1]))
    if code is codes.SUBPATTERN:
        return spelt(about[3])
    if code in _REPEATS:
        least, most, inner = about
        return set().union(*(spelt([*inner] * times) for times in {least, min(least + 1, most), min(least + 2, most)}))
    return {_UNSIGNED.get(code, "~")}


def _signs(about: Iterable[Any]) -> set[str]:
    found: set[str] = set()
    for code, one in about:
        if code is codes.NEGATE:
            return {"~"}
        if code is codes.RANGE:
            found |= {chr(sign) for sign in range(one[0], min(one[1] + 1, one[0] + OF_A_RANGE))}
        else:
            found.add(chr(one) if code is codes.LITERAL else _OF_A_KIND.get(one, "~"))
    return found


def parted_twice(words: set[str]) -> str | None:
    """A word with which two ways to part some message begin, if there is any."""
    words = words - {""}
    rests = {other[len(word) :]: other for word in words for other in words if word != other and other.startswith(word)}
    known: set[str] = set()
    while rests:
        known |= set(rests)
        further: dict[str, str] = {}
        for rest, began in rests.items():
            if rest in words:
                return began
            further |= {word[len(rest) :]: began for word in words if word.startswith(rest)}
            further |= {rest[len(word) :]: began for word in words if rest.startswith(word)}
        rests = {rest: began for rest, began in further.items() if rest not in known}
    return None


@pytest.mark.parametrize(
    ("words", "twice"), [({"就", "先", "就先"}, True), ({"刚才", "刚刚"}, False), ({"a", "ab", "ba"}, True), ({"a", "ab"}, False)]
)
def test_what_can_be_parted_twice_is_found(words: set[str], twice: bool) -> None:
    assert (parted_twice(words) is not None) is twice


def test_no_loop_reads_the_same_words_in_two_ways() -> None:
    found: dict[str, str] = {}
    looked = 0
    for name, pattern in EVERY.items():
        for loop in loops(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)):
            try:
                began = parted_twice(spelt(loop))
            except TooManyError:
                continue
            looked += 1
            found |= {name: began} if began else {}
    assert looked > 100
    assert found == {}


def test_no_pattern_takes_for_ever_on_what_its_loops_repeat() -> None:
    last = ""
    with (
        subprocess.Popen([sys.executable, "-m", "tests.unit.understanding.repeating"], stdout=subprocess.PIPE) as trying,
        selectors.DefaultSelector() as waiting,
    ):
        assert trying.stdout is not None
        waiting.register(trying.stdout, selectors.EVENT_READ)
        while waiting.select(ENDLESS):
            said = os.read(trying.stdout.fileno(), 1 << 16).decode("utf-8", "replace")
            if not said:
                break
            last = said.rstrip().rpartition("\n")[2] or last
        else:
            trying.kill()
            pytest.fail(f"does not end: {last}")
    assert trying.returncode == 0
    assert last
