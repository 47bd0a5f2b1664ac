"""Starting over, told with what it is about now: "start over, it's the wifi that is down". Decides nothing."""

from __future__ import annotations

import re

from bot.understanding.text.normalising import has_han

ANEW = "anew"
"""The act of who starts over and tells in the same breath what it is."""
_SAID = (
    r"(?:(?:那|不对|算了|我们?|咱们?|请|好|哎|不|,|，| )*(?:重新?来(?:过|一遍|一次)?|从头(?:来|开始|说)(?:过)?|重新(?:开始|说)|(?:刚才|刚刚|前面)(?:说|讲)?的(?:都|全)?(?:不算|作废|忘了|不要了)|(?:都|全)(?:不算|作废)|忘了?(?:刚才|前面)(?:说)?的?)(?:吧|啊|哈)?"
    r"|(?:(?:no|ok|okay|please|can we|let'?s|just|i want to|right|sorry|wait|actually)[, ]+)*(?:start (?:over|again|afresh|from (?:scratch|the (?:beginning|start|top)))|(?:forget|scrap|ignore) (?:all|everything|all of) ?(?:that|this|of that|i said|i've said|before)?|begin again)(?: please| then)?)"
)
_FIRST = re.compile(
    rf"{_SAID}\s*[,，.。:：;；!！\n—-]+\s*(?P<rest>.+)|{_SAID}\s+(?P<on>(?:my|the|it|its|it's|i|we|this time)\b.+)",
    re.IGNORECASE | re.DOTALL,
)
_LAST = re.compile(rf"(?P<rest>.+?)[,，.。;；!！?？ ]+{_SAID}\s*[.。!！]*", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"重|从头|不算|作废|忘|不要了|\b(?:start|begin|forget|scrap|ignore)\b", re.IGNORECASE)
"""Without one of these words nobody starts over."""
_AT_LEAST = {True: 3, False: 8}  # characters that tell something (has Chinese, has not)


def told_anew(text: str) -> str:
    """What is told beside the wish to start over; nothing, where it is not wished, or nothing is told."""
    if not _NAMED.search(text):
        return ""
    found = _FIRST.fullmatch(text.strip()) or _LAST.fullmatch(text.strip())
    rest = next((part for part in found.groupdict().values() if part), "").strip() if found else ""
    return rest if len(rest) >= _AT_LEAST[has_han(rest)] else ""
