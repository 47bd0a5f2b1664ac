"""What places are called, and the time zone of each: cities and countries in Chinese and English, and zones by their own names.

The table is made by `tools/cities.py`; zones and their names come with `zoneinfo`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from zoneinfo import available_timezones

from bot.understanding.facts.seeking import Found
from bot.understanding.text.normalising import simplified

_TABLE = Path(__file__).with_name("cities.tsv")
_AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
_LATIN = re.compile(r"[A-Za-z][A-Za-z/_ .'-]*[A-Za-z]")
_GAP = re.compile(r"[_\s]+")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_SHORTEST, _LONGEST = 2, 12  # characters of a name in Chinese
_WORDS = 4  # of a name in Latin letters


@lru_cache(maxsize=1)
def _places() -> Mapping[str, str]:
    """Name, as it is written, to the zone; a zone's own city goes before another place of that name."""
    lines = (line.partition("\t") for line in _TABLE.read_text("utf-8").splitlines())
    known = {_plain(simplified(name)): zone for zone, _, names in lines for name in names.split("|")}
    zones = sorted(name for name in available_timezones() if name.partition("/")[0] in _AREAS and "/" in name)
    return known | {plain: zone for zone in zones for plain in (_plain(zone), _plain(zone.rpartition("/")[2]))}


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The first word of each name in Latin letters, and the first two characters of each in Chinese: most words begin none."""
    return frozenset(name[:_SHORTEST] if _HAN.match(name) else name.partition(" ")[0] for name in _places())


def _plain(name: str) -> str:
    return _GAP.sub(" ", name).strip().casefold()


@lru_cache(maxsize=256)
def places(text: str) -> tuple[Found, ...]:
    """Each run of words that is a place, the longest from where it begins. Kept, because a message asks several times."""
    found = [one for words in _LATIN.finditer(text) for one in _in_words(words)]
    return (*found, *(one for words in _HAN.finditer(text) for one in _in_characters(words)))


def _in_words(words: re.Match[str]) -> Iterator[Found]:
    parts = [(words.start() + one.start(), words.start() + one.end()) for one in re.finditer(r"\S+", words[0])]
    first = 0
    while first < len(parts):
        may_begin = _plain(words.string[slice(*parts[first])]).partition(" ")[0] in _beginnings()
        lengths = (
            n for n in range(min(_WORDS, len(parts) - first), 0, -1) if _named(words.string, parts[first][0], parts[first + n - 1][1])
        )
        length = next(lengths, 0) if may_begin else 0
        if length:
            start, end = parts[first][0], parts[first + length - 1][1]
            yield start, end, _places()[_plain(words.string[start:end])]
        first += length or 1


def _named(text: str, start: int, end: int) -> bool:
    return _plain(text[start:end]) in _places()


def _in_characters(words: re.Match[str]) -> Iterator[Found]:
    start = words.start()
    while start < words.end():
        ends = range(min(start + _LONGEST, words.end()), start + _SHORTEST - 1, -1)
        may_begin = words.string[start : start + _SHORTEST] in _beginnings()
        end = next((end for end in ends if words.string[start:end] in _places()), 0) if may_begin else 0
        if end:
            yield start, end, _places()[words.string[start:end]]
        start = end or start + 1
