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


_KINDS = re.compile(
    r"[,;.，、。；!！]+| - |(?:,? (?:and|plus|or|as well as|along with)(?: also| then)? | ?[&+] ?)|(?<=[\u4e00-\u9fff])(?:和|跟|与|还有|以及|啊|呀)(?=[,，、\u4e00-\u9fffa-z])"
)
_ALL = re.compile(
    r"(?:it'?s |its |just |like |literally |well |basically )*(?:everything|every (?:single )?(?:one|kind|type)|all(?: of (?:it|them|those|the above))?|the lot|the whole lot|both(?: of (?:them|those))?|any of (?:them|those))(?: (?:fails?|is|are|dead|out|now|together|too|as well|really))*"
    r"|(?:卡|手机|它们?|什么|啥|统统|通通|全部|全|样样|每样|所有)*(?:都|全都?|统统|通通)(?:不行|不好使|没反应|有|是|不能用|用不了|一样)?(?:的|了|啊)*|全部|所有的?|什么都(?:不行|没反应)|样样都?(?:不行)?",
    re.IGNORECASE,
)
_HALTS = re.compile(
    r"\b(?:only|just the|except|apart|but|not|no|fine|ok|okay|works?|working|good)\b|n't\b|只|就(?![是都])|除|但|不是|可以|能[用刷碰贴]|好的|正常",
    re.IGNORECASE,
)
"""What makes of a list of kinds no list of those that fail."""


def all_of(said: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """The offer that means every kind (``all``), where the words name them one by one, or say "everything" beside some of them:
    "cards, phones, watches, everything".
    """
    if "all" not in labels or _HALTS.search(said):
        return None
    pieces = [short for piece in _KINDS.split(said) if (short := core(bare(_AROUND.sub("", bare(piece)))))]
    if len(pieces) < 2:
        return None
    if any(_ALL.fullmatch(piece) for piece in pieces):
        return "all"
    return "all" if any(joint <= frozenset(pieces) for joint in _joint(labels["all"])) else None


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
