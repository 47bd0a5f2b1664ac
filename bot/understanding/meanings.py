"""Words that mean nearly the same, read as one: 机子, 终端 and 刷卡机; "decline" and "refuse".

A sentence becomes a row of meanings: the longest group word at each place by the name of its
group, everything else as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from bot.understanding import meanings_en, meanings_zh
from bot.understanding.wording import stem, tokens

_LONGEST = 5  # tokens that a group word may have


@cache
def _groups() -> Mapping[str, str]:
    """Words joined by blanks -> group; the first group a word stands in has it."""
    found: dict[str, str] = {}
    for source in (meanings_zh.GROUPS, meanings_en.GROUPS):
        for line in source.strip().splitlines():
            words = line.split()
            for word in words:
                found.setdefault(" ".join(stem(token) for token in tokens(word.replace("_", " "))), f"@{words[0]}")
    return found


def meanings(stems: Sequence[str]) -> list[str]:
    """The row of meanings of a row of stems.

    >>> meanings(["card", "machine", "wifi"])
    ['@terminal', '@wifi']
    """
    groups, found, place = _groups(), [], 0
    while place < len(stems):
        for length in range(min(_LONGEST, len(stems) - place), 0, -1):
            group = groups.get(" ".join(stems[place : place + length]))
            if group:
                found.append(group)
                place += length
                break
        else:
            found.append(stems[place])
            place += 1
    return found
