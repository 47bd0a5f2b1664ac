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


_EN_BEFORE = re.compile(
    r"(?:(?:\b(?:blk|block|plot|shop|stall|unit|lot|kiosk|suite|flat|house|door|no\.?|number) ?#?(?:[a-z]?\d{1,4}[a-z]?)?,? ?)++(?:\d{1,4}/)?+|\b\d{1,4}/)$",
    re.IGNORECASE,
)
"""The block, or the shop in the house, before an English number and street: "blk 201 …", "Shop 4, 12/3 MG Road"."""
_EN_WITHIN = re.compile(
    r"(?:(?<=\bst)|(?<=street)|(?<=\bave)|(?<=avenue)|(?<=road)|(?<=\brd)|(?<=drive)|(?<=lane)) \d{1,3}(?![\w:./]| ?(?:to|till|until|or|and|am|pm|-|–|o'?clock)\b)"
    r"|,? ?(?:- ?)?\d{6}(?!\d)|,? ?(?:#|unit #?|level #?|shop #?)\d{1,3}(?:-\d{1,4})?[a-z]?\b",
    re.IGNORECASE,
)
_EN_TOWNS = re.compile(
    r"(?:,? ?(?!(?:and|please|but|not|is|are|after|before|on|at|call|ring|phone|tel|mobile|number|name|my|we|i|its?|thanks?|ask|attn|contact|tomorrow|today|tonight|whenever|asap|any|next|this|morning|afternoon|evening|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun)\b)[a-z'.-]{2,20}){1,4}?(?:,? \d{6})?(?=$|[,.;!?\n])",
    re.IGNORECASE,
)
"""The number of a street, the unit in the house, and the towns after them: "st 21 #01-11, Singapore 520201", ", Ikeja, Lagos"."""


def begins(text: str, start: int) -> int:
    """Where an English address begins that was found to begin there, with the block or the shop before its number."""
    before = _EN_BEFORE.search(text[:start])
    return before.start() if before else start


def stands_beside(text: str, end: int) -> int:
    """Where an English address ends that was found to end there, with the unit and the towns after it, and what it is said to stand
    beside.
    """
    while within := _EN_WITHIN.match(text, end):
        end = within.end()
    while towns := _EN_TOWNS.match(text, end):
        end = towns.end()
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


_PIECES = re.compile(r"((?<=[.!?。！？;；\n])\s*|[,，]\s*|(?<=[\u4e00-\u9fff\d])\s+(?=[\u4e00-\u9fff]))")
_TALKS = re.compile(
    r"\b(?:i|i'?m|i'?ll|i'?ve|we|we'?re|you|u|he|she|they|is|are|was|can|could|do|does|don'?t|will|would|what|when|how|why|who|needs?|wants?|please|pls|thanks?)\b|[我你您他她吗呢么]|什么|怎么|可以|多少|谢|记得|快点|[能要](?:不能|来|修|快)",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\d|路|街|村|镇|区|楼|店|旁边|对面|隔壁|附近|广场|商场|市场|大厦|门口|\b(?:street|road|lane|avenue|market|mall|square|station|opposite|next to|near|behind|beside)\b",
    re.IGNORECASE,
)


def of_place(said: str) -> str:
    """Words that tell where, without the sentences after them that tell or ask something else."""
    pieces = _PIECES.split(said)
    kept = pieces[:1]
    for gap, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _TALKS.search(piece):
            break
        kept += [gap, piece]
    return "".join(kept).strip(" ,，.。;；")


def is_place(said: str) -> bool:
    """Whether words that were asked for may tell where."""
    return bool(_PLACED.search(said))
