"""What goes on after what was found and belongs to it: after the number of a house the shop and what it stands beside, 建设路12号桥头水站旁边;
after a time what is preferred of it.
"""

from __future__ import annotations

import re

_GOES_ON = re.compile(r"(?: ?[\u4e00-\u9fffA-Za-z0-9()（）·\"“”]{1,16})+")
_BESIDE = re.compile(r"[,，、] ?[\u4e00-\u9fffA-Za-z0-9()（）·\"“”]{2,16}(?=$|[,，。;；!！ ])")
_ELSE = re.compile(
    r"电话|手机|号码|联系|打我|\d{7}|[今明后昨]天|[今明后](?:早|晚)|大后天|周[一二三四五六日末天]|星期|礼拜|上午|下午|早上|晚上|中午|傍晚|白天|随时|\d+点|[几多]点"
    r"|[我你您他她它们吗呢吧么啊哦呀不没别能请谢快坏]|[还都也就只已]是?|来修|上门|过来|来吧|机器|机子|打印|刷卡|刷不|扫码|收不|故障|问题|序列|型号|什么|怎么|多久|为什|可以|需要|然后|因为|但是|如果|(?<![公大])的|在家|在店|有人|营业|是[^山]|要|找[^零]"
)
"""Where something else begins."""
_PLACE = re.compile(
    r"(?:站|店|部|馆|铺|摊位?|超市|门口|对面|隔壁|旁边?|附近|楼|室|房|院|厂|公司|银行|学校|小学|中学|市场|广场|中心|餐厅|食堂|档口?|柜台?|厅|酒家|饭庄|城|园|大厦|后门|前门|里面|楼[上下]|[东南西北]侧|路口|拐角|桥[头下边]|车库|诊所|药房|理发|烧烤|小吃|早点|面馆|百货|驿站|便利)$"
)
"""How a place ends."""
_EN_BESIDE = re.compile(
    r",? \(?(?:next (?:door )?to|opposite|behind|beside|near|above|below|across from|in front of|round the back of|inside|at the back of|by the) (?!me\b|you\b|us\b|lunch|noon|closing)[a-z0-9'&]+(?: (?!and\b|my\b|phone\b|tel\b|call\b|ring\b|is\b|please\b|on\b|at\b)[a-z0-9'&]+){0,3}\)?",
    re.IGNORECASE,
)
"""What an English address stands beside."""
_HOUSE_OF = re.compile(r"号(?:楼)?$")


def goes_on(text: str, end: int, *, asked: bool) -> int:
    """Where an address ends that was found to end there, with the place that is named after it. ``asked``: that it is asked for, so that
    any few words after a number are of it.
    """
    after = _GOES_ON.match(text, end)
    tail = _up_to_else(after.group()) if after else ""
    bare = tail.strip()
    if bare and (_PLACE.search(bare) or (asked and len(bare) > 1 and _HOUSE_OF.search(text[:end]))):
        end += len(tail.rstrip())
    beside = _BESIDE.match(text, end)
    said = _up_to_else(beside.group()) if beside else ""
    return end + len(said) if beside and said == beside.group() and _PLACE.search(said) else end


def stands_beside(text: str, end: int) -> int:
    """Where an English address ends that was found to end there, with what it is said to stand beside."""
    beside = _EN_BESIDE.match(text, end)
    return beside.end() if beside else end


_NUMBER_OF = re.compile(
    r"(?:[\s,，.。:：]|我?的?(?:电话|手机号?|号码|联系方式)是?|打|\b(?:call|ring|text|phone|mobile|number|me|on|my|is)\b)+$", re.IGNORECASE
)
"""What leads up to a number to ring."""
_NUMBER = re.compile(r";{5,}")
"""What stands in place of one."""


def whole(text: str, begin: int, within: tuple[int, int]) -> tuple[int, int, str]:
    """What is said from there on, between the numbers to ring that stand before and after this part."""
    numbers = [found.span() for found in _NUMBER.finditer(text)]
    begin = max([begin, *(end for _, end in numbers if end <= within[0])])
    end = min([len(text), *(start for start, _ in numbers if start >= within[1])])
    said = _NUMBER_OF.sub("", text[begin:end]) if end < len(text) else text[begin:]
    return begin, begin + len(said), said.strip(" ,，.。;；")


def _up_to_else(said: str) -> str:
    other = _ELSE.search(said)
    return said[: other.start()] if other else said
