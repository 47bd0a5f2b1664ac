"""Where on the clock a shop is: a city that a time zone is named after, or so many hours from Greenwich."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from zoneinfo import available_timezones

from bot.understanding.facts.seeking import Found

_OFFSET = re.compile(r"\b(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?00)?\b|([东西])\s*([一二三四五六七八九十]{1,2}|\d{1,2})\s*区", re.IGNORECASE)
_HAN = {word: number for number, word in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1)}
_WORD = re.compile(r"[A-Za-z][A-Za-z/_ .'-]*[A-Za-z]")
_AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, str]:
    """City, as it is written, to the zone named after it; the whole name of the zone too."""
    zones = sorted(name for name in available_timezones() if name.partition("/")[0] in _AREAS and "/" in name)
    return {plain: zone for zone in zones for plain in (_plain(zone), _plain(zone.rpartition("/")[2]))}


def _plain(name: str) -> str:
    return re.sub(r"[_\s]+", " ", name).strip().casefold()


def zones(text: str) -> Iterator[Found]:
    """Offsets first; then the longest run of words that is a city."""
    for found in _OFFSET.finditer(text):
        sign = found[1] or ("+" if found[3] == "东" else "-")
        hours = int(found[2]) if found[2] else _HAN.get(found[4]) or int(found[4] if found[4].isdigit() else 99)
        if hours <= 12:
            yield *found.span(), f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "Etc/UTC"
    for words in _WORD.finditer(text):
        yield from _in(words)


def _in(words: re.Match[str]) -> Iterator[Found]:
    parts = list(re.finditer(r"[^\s]+", words[0]))
    for first in range(len(parts)):
        for last in range(len(parts), first, -1):
            start, end = parts[first].start(), parts[last - 1].end()
            zone = _cities().get(_plain(words[0][start:end]))
            if zone:
                yield words.start() + start, words.start() + end, zone
                return
