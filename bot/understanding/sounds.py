"""How Chinese characters sound, with the sounds merged that typing and dialects confuse.

The readings are those of pypinyin; the table is made once (0.3 s) and then carried in the
matcher's cache, since loading the library costs more than everything else together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

FIRST, LAST = 0x4E00, 0x9FFF  # the block of characters that the table covers

_STARTS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("hu", "fu"))
_BARE_HU = re.compile(r"fu[aeio]")


@cache
def fuzzy(syllable: str) -> str:
    """The syllable with z/zh, c/ch, s/sh, n/l/r, f/hu and -n/-ng merged.

    >>> fuzzy("zhang"), fuzzy("nin"), fuzzy("huang")
    ('zan', 'lin', 'fan')
    """
    for start, merged in _STARTS:
        if syllable.startswith(start):
            syllable = merged + syllable[len(start) :]
            break
    if _BARE_HU.match(syllable):
        syllable = "f" + syllable[2:]
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable


def readings() -> str:
    """The first reading of every character from `FIRST` to `LAST`, one a line, empty when unknown."""
    from pypinyin import Style, pinyin

    found = (pinyin(chr(code), style=Style.NORMAL, errors="ignore") for code in range(FIRST, LAST + 1))
    return "\n".join(one[0][0] if one else "" for one in found)


class Sounds(Mapping[str, str]):
    """Character -> merged sound. A character without a reading sounds like itself."""

    def __init__(self, table: str) -> None:
        self._sounds: Sequence[str] = table.split("\n")

    def __getitem__(self, character: str) -> str:
        place = ord(character) - FIRST
        known = self._sounds[place] if 0 <= place < len(self._sounds) else ""
        return fuzzy(known) if known else character

    def __iter__(self):  # type: ignore[no-untyped-def]
        return map(chr, range(FIRST, LAST + 1))

    def __len__(self) -> int:
        return len(self._sounds)
