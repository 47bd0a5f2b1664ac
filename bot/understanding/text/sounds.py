"""How Chinese characters sound, with the sounds merged that typing and dialects confuse.

The readings are those of pypinyin; the table is made once (0.3 s) and then carried in the
matcher's cache, since loading the library costs more than everything else together.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cache

FIRST, LAST = 0x4E00, 0x9FFF  # the block of characters that the table covers

_STARTS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("hu", "fu"))
_READ_AS = {"重": "chong", "率": "lv"}  # in this trade: 重启, 费率
_REMEMBERED = 4096  # Latin words
_BARE_HU = re.compile(r"fu[aeio]")


@cache
def fuzzy(syllable: str) -> str:
    """The syllable with z/zh, c/ch, s/sh, n/l/r, f/hu and -n/-ng merged.

    >>> fuzzy("zhang"), fuzzy("nin"), fuzzy("huang")
    ('zan', 'lin', 'fan')
    """
    if syllable == "liao":  # 了 is read both ways
        return "le"
    for start, merged in _STARTS:
        if syllable.startswith(start):
            syllable = merged + syllable[len(start) :]
            break
    if _BARE_HU.match(syllable):
        syllable = "f" + syllable[2:]
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable


def readings() -> str:
    """The first reading of every character from `FIRST` to `LAST`, one a line, empty when unknown."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # its phrases take 45 MB and are not asked for
    from pypinyin import Style, pinyin  # noqa: PLC0415 -- half a second, and only where nothing is cached

    def reading(character: str) -> str:
        found = pinyin(character, style=Style.NORMAL, errors="ignore")
        return _READ_AS.get(character) or (found[0][0] if found else "")

    return "\n".join(reading(chr(code)) for code in range(FIRST, LAST + 1))


@cache
def syllables(table: str) -> frozenset[str]:
    """Every syllable that some character has."""
    return frozenset(table.split("\n")) - {""} - {"n", "m", "ng", "hm", "hng", "o", "e"}


def spelled(word: str, known: frozenset[str]) -> list[str] | None:
    """A Latin word as a row of merged sounds, if it is Chinese spelled out: "kaibuliao" -> kai bu liao.

    The longest syllable first, going back where that leads nowhere; None if nothing fits.
    """
    if not word:
        return []
    for length in range(min(6, len(word)), 0, -1):
        if word[:length] in known:
            rest = spelled(word[length:], known)
            if rest is not None:
                return [fuzzy(word[:length]), *rest]
    return None


class Sounds:
    """Knows the merged sound of every Chinese character."""

    def __init__(self, table: str) -> None:
        self.table = table
        self._sounds: Sequence[str] = table.split("\n")
        self._syllables = syllables(table)
        self._spelled: dict[str, list[str] | None] = {}
        self._merged: dict[str, str] = {}

    def of(self, token: str) -> str:
        """The sound of a character; any other token, and a character without a reading, is its own sound."""
        if len(token) != 1:
            return token
        found = self._merged.get(token)
        return self._merge(token) if found is None else found

    def _merge(self, character: str) -> str:
        place = ord(character) - FIRST
        known = self._sounds[place] if 0 <= place < len(self._sounds) else ""
        if not known:
            return character
        self._merged[character] = fuzzy(known)
        return self._merged[character]

    def spelled(self, word: str) -> list[str] | None:
        """The sounds of a Latin word that is Chinese spelled out, or None."""
        try:
            return self._spelled[word]
        except KeyError:
            if len(self._spelled) >= _REMEMBERED:
                self._spelled.clear()
            found = self._spelled[word] = spelled(word, self._syllables) if 2 <= len(word) <= 30 else None
            return found  # not looked up again: another thread may have cleared meanwhile
