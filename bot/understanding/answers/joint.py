"""An answer that names two of the answers that are on offer: the one that means both, or else which two they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.understanding.answers.labels import bare, core, taken

_AND = re.compile(
    r"(?:,? (?:and|plus|as well as|along with)(?: also| then)? | ?[&+] ?)|、|(?<=[\u4e00-\u9fff])(?:和|跟|与|还有|以及)(?=[\u4e00-\u9fffa-z])"
)
_AROUND = re.compile(
    r"^(?:both |the |my |it'?s |also |either )+|(?: (?:both|as well|too|together|don'?t work|not working|fail|are failing))+$|^(?:都是|是)|(?:都|全)(?:不行|不好使|不能用|没反应|感应不到|有|是)?(?:的|了)?$"
)
_ALONE = frozenset({"yes", "no", "unsure", "other", "none", "cannot", "skip", "solved", "not_fixed", "person", "not_this"})
"""Offers that go with nothing: "yes and no" is no two answers."""


def both_of(said: str, labels: Mapping[str, tuple[str, ...]]) -> tuple[str | None, tuple[str, ...]]:
    """The offer that means all that is named (normalised words), in whichever order; or else the two and more that are named."""
    pieces = _pieces(said)
    if len(pieces) < 2:
        return None, ()
    whole = [name for name, phrases in labels.items() if frozenset(pieces) in _joint(phrases)]
    named = dict.fromkeys(name for piece in pieces for name, phrases in labels.items() if name not in _ALONE and piece in taken(phrases))
    return (whole[0] if len(whole) == 1 else None), tuple(named) if len(named) > 1 else ()


@lru_cache(maxsize=2048)
def _joint(phrases: tuple[str, ...]) -> frozenset[frozenset[str]]:
    """What is named by those phrasings that name more than one thing; kept, because they are always the same."""
    return frozenset(frozenset(pieces) for pieces in map(_pieces, phrases) if len(pieces) > 1)


def _pieces(said: str) -> tuple[str, ...]:
    pieces = _AND.split(said)
    return tuple(short for piece in pieces if (short := core(bare(_AROUND.sub("", bare(piece)))))) if len(pieces) > 1 else ()
