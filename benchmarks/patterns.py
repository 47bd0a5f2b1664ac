"""Every pattern that reads merchants' words, on its own pieces over and over: which of them grow faster than the message does.

    python -m benchmarks.patterns [--length 400] [--packages bot.understanding bot.core]

A piece is what a pattern spells out (``got``, ``昨天``), one sign of each kind that it takes (``1``, ``a``, a space), and two of these in a
row. A message of a piece repeated is searched at half the length and at all of it, in processor time. Printed: how many patterns and
messages, the slowest, and of each pattern that takes long, and more than three times as long for twice the length, its worst piece.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import signal
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the parser is not public; nothing else tells the pieces of a pattern
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

LONG_MS = 2.0
CEILING_S = 2.0
_PIECES = 10
_OF_A_KIND = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a", codes.CATEGORY_NOT_SPACE: "好"}


class TooLongError(Exception):
    """The search was broken off."""


@dataclass(frozen=True)
class Slow:
    """A pattern on a piece: milliseconds for half the length and for all."""

    name: str
    piece: str
    half: float
    whole: float


def patterns(packages: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """All compiled ones that a module of these packages holds, by where they are."""
    found: dict[str, re.Pattern[str]] = {}
    for package in packages:
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, pattern in enumerate(_within(value)):
                    found.setdefault(f"{module.name}.{name}[{number}]", pattern)
    return {name: pattern for pattern, name in {pattern: name for name, pattern in reversed(found.items())}.items()}


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _within((*value, *value.values()))
    elif isinstance(value, tuple | list | AbstractSet):
        for one in value:
            yield from _within(one)


def pieces(pattern: re.Pattern[str]) -> list[str]:
    """What it spells out and one sign of each kind, the longest first, and two of them in a row."""
    spelt = dict.fromkeys(_spelt(parser.parse(pattern.pattern, pattern.flags)))
    some = [piece for piece in (*sorted(spelt, key=len, reverse=True)[:_PIECES], "a", "1", " ", "好", "，") if piece]
    return list(dict.fromkeys((*some, *map("".join, product(some, repeat=2)))))


def _spelt(parsed: Iterable[tuple[object, object]]) -> Iterator[str]:
    run = ""
    for code, about in parsed:
        if code is codes.LITERAL:
            run += chr(about)  # type: ignore[arg-type]
            continue
        yield run
        run = ""
        if code is codes.IN:
            yield from (sign for sign in map(_sign, about) if sign)  # type: ignore[call-overload]
        else:
            yield from _inside(about)
    yield run


def _inside(about: object) -> Iterator[str]:
    if isinstance(about, parser.SubPattern):
        yield from _spelt(about)
    elif isinstance(about, tuple | list):
        for one in about:
            yield from _inside(one)


def _sign(one: tuple[object, object]) -> str:
    code, about = one
    if code is codes.LITERAL:
        return chr(about)  # type: ignore[arg-type]
    if code is codes.RANGE:
        return chr(about[0])  # type: ignore[index]
    return _OF_A_KIND.get(about, "") if code is codes.CATEGORY else ""


def taken(pattern: re.Pattern[str], text: str) -> float:
    """Milliseconds of the processor to find all there is; the ceiling where it does not end before."""
    signal.setitimer(signal.ITIMER_PROF, CEILING_S)
    began = time.process_time()
    try:
        for _ in pattern.finditer(text):
            pass
    except TooLongError:
        return CEILING_S * 1000
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return (time.process_time() - began) * 1000


def _stop(*_: object) -> None:
    raise TooLongError


def main() -> None:
    """Print the table."""
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("--length", type=int, default=400, help="characters of a message; so many are read of one (normalising.LONGEST)")
    reading.add_argument("--packages", nargs="*", default=["bot.understanding", "bot.core"])
    given = reading.parse_args()
    signal.signal(signal.SIGPROF, _stop)
    slow, messages, worst = [], 0, Slow("", "", 0, 0)
    every = patterns(given.packages)
    for name, pattern in every.items():
        for piece in pieces(pattern):
            messages += 1
            whole = taken(pattern, piece * (given.length // len(piece)))
            if whole > worst.whole:
                worst = Slow(name, piece, 0, whole)
            if whole > LONG_MS and whole > 3 * (half := taken(pattern, piece * (given.length // len(piece) // 2))):
                slow.append(Slow(name, piece, half, whole))
    print(
        f"{len(every)} patterns, {messages:,} messages of {given.length} characters; the slowest {worst.whole:.1f} ms: {worst.name} on {worst.piece!r}"
    )
    for one in {one.name: one for one in sorted(slow, key=lambda one: one.whole)}.values():
        print(f"{one.name} on {one.piece!r}: {one.half:.1f} ms for half of it, {one.whole:.1f} ms for all")


if __name__ == "__main__":
    main()
