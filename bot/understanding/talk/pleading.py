"""Somebody shall come, told with what is wrong: 卡纸了派个师傅来看看, "send a technician, the screen is cracked". Decides nothing."""

from __future__ import annotations

import re

_WHO = r"(?:你们的?)?(?:个|一个|位|一位)?(?:人|师傅|技术员|工程师|维修工|维修员|维修人员|修机器的)"
_SOFT = r"(?:赶紧|赶快|快点?|马上|尽快|麻烦|能不能|可不可以|可以|能|请|帮我|帮忙|给我|你们?|您|需要|要|想|就|直接|今天|明天)*"
_SEE_TO = r"(?:看|修|弄|处理|检查|维修|换|拿|取|收|瞧)"
_TAIL = r"(?:过来|上门|来|给|帮|我们?|看|修|弄|处理|检查|维修|换|拿|取|收|瞧|一下|下|一趟|趟|今天|现在|行不行|可以|吧|呗|啊|呀|吗|哈|好吗|谢谢)*[。.!！?？]*"
_WANTED = r"(?<![么何样里法以能])(?:我|要|想|需要|给我|帮我|麻烦|申请|直接|赶紧)+(?:登记)?(?:报修|维修|返修|寄修)(?:一下|下)?(?:吧|呗|啊|呀)?[。.!！]*"
_ZH = rf"{_SOFT}(?:派|叫|找|让|喊|安排|请){_WHO}{_TAIL}|{_SOFT}来(?:个|一个|位)(?:人|师傅|技术员){_TAIL}"
_ZH_COMES = rf"{_SOFT}(?:来人|(?:过来|上门|来){_SEE_TO}){_TAIL}"
_SOMEONE = r"(?:some ?one|somebody|an engineer|(?:an?|the|your|one of your) (?:technician|tech|engineer|repair ?(?:man|guy|person)|guy|man|lad|people)s?)"
_SEE_TO_EN = (
    r"(?:fix|repair|mend|look at|see to|check|sort|swap|replace|change|collect|pick|take)(?: (?:it|this|that))?(?: (?:up|out|over|away))?"
)
_TAIL_EN = rf"(?: (?:over|out|round|around|here|in|by|up|please|pls|asap|now|today|tomorrow|quick|quickly|soon|urgently|thanks|for (?:me|us)|(?:to |and )?(?:come|have a look|{_SEE_TO_EN})))*[.!? ]*"
_SOFT_EN = r"(?:(?:and|so|ok|please|pls|just|can|could|you|u|will|would|i|we|then|quickly|urgently) )*"
_EN = (
    rf"{_SOFT_EN}(?:want|need)s? (?:it |this )?(?:a repair|repaired|fixed|to be (?:repaired|fixed))(?: please| pls| asap)?[.!]*"
    rf"|{_SOFT_EN}(?:send|get|arrange|book|call|dispatch|need|want)(?: for)?(?: me| us)? {_SOMEONE}{_TAIL_EN}"
    rf"|{_SOFT_EN}send (?:me |us )?(?:a person|help){_TAIL_EN}"
    rf"|{_SOFT_EN}(?:{_SOMEONE} )?(?:please )?(?:come|pop|drop)(?: (?:over|out|round|by|in|here))*(?: (?:and|to))? (?:have a look|{_SEE_TO_EN}){_TAIL_EN}"
    rf"|(?:can|could|will|would) (?:{_SOMEONE}|you) (?:please )?(?:come|pop|drop) (?:over|out|round|by|in|here){_TAIL_EN}"
)
_LAST = re.compile(
    rf"(?<=\S)[ ,，。]*(?P<zh>(?<=\S\S\S){_WANTED}|{_ZH}|(?<=[ ,，。了]){_ZH_COMES})$|(?<=\w)[ ,.;!]+(?P<en>{_EN})$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"(?P<zh>{_ZH}|{_ZH_COMES})(?:[ ,，。:：]+|(?<=[。!！]))|(?P<en>{_EN})(?:[,.;:!-]+ *| (?=(?:my|the|our|its|it|because|cos|as)\b))",
    re.IGNORECASE,
)


def parted(text: str) -> tuple[str, str] | None:
    """What is told, and the plea beside it, before or behind; None where there is none, or nothing beside it."""
    said = text.strip()
    if found := _LAST.search(said):
        return said[: found.start()].rstrip(" ,，"), found["zh"] or found["en"]
    found = _FIRST.match(said)
    rest = said[found.end() :].strip() if found else ""
    return (rest, (found["zh"] or found["en"]).strip()) if found and rest else None


def apart(text: str) -> str:
    """The plea for somebody to come parted from what is wrong before it, as with a comma."""
    found = _LAST.search(text)
    return f"{text[: found.start()].rstrip(' ,，')}, {found['zh'] or found['en']}" if found else text
