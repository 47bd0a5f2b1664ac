"""What befell a terminal, water or a fall, by the words for either: 屋顶漏雨滴上去的, "kid knocked it off the counter". Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

WET, FELL = "wet", "fell"
BEFELL = frozenset({WET, FELL})
"""The choices of a question that asks for it."""
_WATER = re.compile(
    r"漏(?:了|进|点|过)*(?:一?点)?[水雨]|漏水|淋|[进沾泼溅洒渗滴泡浸湿](?:了|到|过|着|上|湿|透)*(?:一?点)?(?:[水雨茶酒汤奶]|咖啡|可乐|饮料)|(?:[水雨茶酒汤奶]|咖啡|可乐|饮料)(?:滴|洒|泼|溅|渗|流|倒|漏|打翻|进|弄湿)|打湿|弄湿|湿了|下雨|受潮"
    r"|\b(?:rain(?:ed|ing)?|leak(?:ed|ing|s|y)?|spil{1,2}(?:ed|t|s)?|splash(?:ed)?|wet|soaked|damp|flood(?:ed)?|(?:water|coffee|coke|tea|beer|juice|drink|soup)(?: (?:got|went|came|ran|dripped|poured|on|in|into|over))+)\b"
)
_FALL = re.compile(
    r"摔|磕|砸|(?:碰|撞|弄|打|踢|扯)掉|跌(?!价)|掉(?:到|在|下|地|过地|了下)(?!线|电|单)|\b(?:dropp?(?:ed)?(?! (?:the |its? )?(?:connection|signal|network|wifi|call))|fell(?! off the network)|fallen|knocked (?:it )?(?:off|over|down)|smash(?:ed)?|bang(?:ed)?)\b"
)
_DENIED = re.compile(r"没|不(?!小心|知|晓|慎)|未|\b(?:not|no|never|nothing|without)\b|n't\b|吗|[?？]")


def befallen(parts: Iterable[str]) -> str | None:
    """The one, wet or fell, that is told of the parts (normalised) and not denied; None where neither is, or both are."""
    told = [part for part in parts if not _DENIED.search(part)]
    found = {name for name, words in ((WET, _WATER), (FELL, _FALL)) if any(map(words.search, told))}
    return found.pop() if len(found) == 1 else None
