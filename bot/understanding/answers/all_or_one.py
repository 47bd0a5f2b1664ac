"""Whether all cards, codes or customers are concerned or only one, in a few words that answer just that: 好几张都不行, "only his"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.understanding.facts.extents import rest_is_well
from bot.understanding.text.clauses import is_fine
from bot.understanding.text.normalising import has_han

_EVERY = re.compile(
    r"好几[张个位]|[几两三四五六][张个位](?:卡|客人|人)?都|每一?[个张位人]|所有|全部|全都|谁的?都|哪[个张]都|大家都|随便谁|\b(?:all|every ?\w+|each|(?:several|many|a few|two|three|four|lots of|different) (?:different )?(?:cards|customers|people))\b"
)
_SINGLE = re.compile(
    r"(?:就|只有?|单单)(?:是)?(?:这|他|她|那|一)(?!台|部|个?机)|个别|\b(?:just|only) (?:the |this |that )?(?:one|him|her|his|hers|some|few|a few)\b"
)
_OTHERS = re.compile(
    r"别[的人家]|其[他它余]|另外|前面|之前|刚才|上一[个位张]|大家|每个人"
    r"|\b(?:every(?:one|body)|others?|the rest|(?:one|card|customer|guy|person|people)s? before|previous|last (?:one|customer|card|guy|person))\b"
)
_NOT_ALL = re.compile(r"不是|并非|除了|\bnot\b|n't\b|\bexcept\b|\bbut\b")
_LONGEST_EXTENT = {True: 10, False: 30}  # characters (has Chinese, has not)


def all_or_one(said: str, parts: Iterable[str]) -> str | None:
    """all, one, or None where it is not told, or both are. ``parts``: of what was said, normalised."""
    if len(said) > _LONGEST_EXTENT[has_han(said)]:
        return None
    if others_are_well(said, parts):
        return "one"
    if _NOT_ALL.search(said):
        return None
    found = {name for name, words in (("all", _EVERY), ("one", _SINGLE)) if words.search(said)}
    return found.pop() if len(found) == 1 else None


def others_are_well(said: str, parts: Iterable[str]) -> bool:
    """Whether it is said of all the others that nothing is wrong with them: it is the one."""
    return (bool(_OTHERS.search(said)) and is_fine(said)) or any(map(rest_is_well, parts))
