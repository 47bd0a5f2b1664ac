"""Questions that have one answer whatever is open: what becomes of the old terminal, what paper and cables cost; and what is said
not to have befallen it. Decides nothing.
"""

from __future__ import annotations

import re

from bot.understanding.asking import is_question

_OLD = re.compile(
    r"旧(?:的那?[台个]?|机器?|机子|那台|终端|设备)|(?:原来|之前|坏了?)的(?:那|这)?(?:台|个|机器)"
    r"|\b(?:the |my |our |this )?(?:old|broken|faulty|dead|damaged) (?:one|terminal|machine|unit|reader|card machine|device)\b",
    re.IGNORECASE,
)
_DEALT = re.compile(
    r"留|扔|丢|寄回|还给|交给?|退(?:回|给)|收走|带走|拿走|回收|怎么(?:处理|办|弄)|卖"
    r"|\b(?:keep|throw|bin|chuck|return|get rid|dispose|recycle|sell|collect(?:ed)?|do (?:i|we) do with|happens (?:to|with)|goes? back|(?:send|give|hand|take|post) (?:it |(?:the|my|our) \w+ \w+ )?(?:back|over|in|away))\b",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"多少钱|多钱|什么价|啥价|价格|贵不贵|几块|哪(?:里|儿)(?:有|能|可以)?买|\bhow much\b|\bprice\b|\bcosts?\b|\bwhere (?:do|can|could) (?:i|we) (?:buy|get|order)\b",
    re.IGNORECASE,
)
_WARE = re.compile(
    r"(?:一|几|新)?(?:卷|筒|箱)纸|(?:打印|热敏|小票|收银)纸|纸卷|(?:新|一个|个)?(?:充电器|电源适配器|适配器|电源线|充电线|数据线|网线|底座|清洁卡)"
    r"|\b(?:paper )?rolls?(?! out)\b|\bpaper\b|\b(?:charger|adapter|adaptor|power (?:cable|lead|supply)|charging (?:cable|lead)|usb cable|network cable|dock|cradle|cleaning card)s?\b",
    re.IGNORECASE,
)
_NOT_BEFALLEN = re.compile(
    r"(?:机器|它|也|从来|都|可|我|我们|,|，| )*(?:没|没有|未)(?:人|有)?(?:摔|磕|碰|撞|泡|淋|进|拆|砸)(?:过|水|着|到)*(?:它|机器|水|的)*[啊呀吧。!！]*"
    r"|(?:no,? |it |its |it's |we |i |nobody |was |has |had )*(?:not|never|wasn'?t|was not|hasn'?t|has not|didn'?t|did not|haven'?t)(?: been| ever| got| get)? (?:dropped|drop it|drop|fallen|wet|opened|knocked|knock it|damaged)(?: (?:it|at all|or (?:wet|dropped|opened|knocked|anything)))*[.!]*",
    re.IGNORECASE,
)
_AT_LENGTH = 100  # characters


def asked_beside(text: str) -> str | None:
    """old_one, or ware, for words that ask what becomes of the old terminal, or what such a thing costs."""
    said = text.strip()
    if len(said) > _AT_LENGTH or not is_question(said):
        return None
    if _OLD.search(said) and _DEALT.search(said):
        return "old_one"
    return "ware" if _COSTS.search(said) and _WARE.search(said) else None


def is_not_befallen(text: str) -> bool:
    """Whether it is said that the terminal was not dropped, wet or opened, and nothing else."""
    return bool(_NOT_BEFALLEN.fullmatch(text.strip()))
