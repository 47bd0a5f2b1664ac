"""Phone numbers and response codes in a merchant's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.facts.seeking import Found, Sought

_PHONES = (
    re.compile(r"(?<![\dA-Za-z])(?:\+?86[\s-]?)?(1[3-9]\d(?:[\s-]?\d{4}){2})(?!\d)"),
    re.compile(r"(?<![\dA-Za-z.])(\+(?!86)\d{1,3}(?:[\s.()-]{0,2}\d){6,12})(?!\d)"),
    re.compile(
        r"(?<![\dA-Za-z-])((?:0[1-9]\d{1,2}[\s-]\d{3,4}[\s-]?\d{4}|0(?:10|2\d|[3-9]\d\d)\d{7,8}|400[\s-]?\d{3}[\s-]?\d{4}|800[\s-]?\d{3}[\s-]?\d{4})(?:-\d{1,5})?)(?!\d)"
    ),
    re.compile(
        r"(?<![\dA-Za-z])(0(?:7\d{3}[\s-]?\d{3}[\s-]?\d{3}|20[\s-]?\d{4}[\s-]?\d{4}|1\d{3}[\s-]?\d{3}[\s-]?\d{3}|1\d{2}[\s-]?\d{3}[\s-]?\d{4}))(?!\d)"
    ),
    re.compile(r"(?<![\dA-Za-z])(\(?[2-9]\d{2}\)?[\s.-]\d{3}[\s.-]\d{4})(?!\d)"),
)
_LOOSE = r"(?:\+\s?)?\(?\d[\d ().-]{5,20}\d"
"""Any number that may be rung anywhere: nobody knows the shapes of all countries."""
_ANY = re.compile(rf"(?<![A-Za-z0-9_+.:/£$€-]){_LOOSE}(?![A-Za-z0-9:/%])")
_TO_RING = re.compile(
    r"(?:\b(?:phone|mobile|mob|cell|tel(?:ephone)?|whats ?app|(?:call|ring|text|reach|contact) (?:me|us|him|her|the shop)|(?:my|our|his|her) (?:(?!serial|order|card|account|ticket|merchant|terminal|model|case)\w+ )?number)\b|电话|手机|联系(?:方式|人)?|(?<![列机单卡])号码|(?<=[请可])打|拨|\b(?:i'?m|(?:my )?name(?:'?s| is)?) [a-z][a-z'-]{1,15},(?= \d))"
    r"(?:[\s:：,，.#]|号码?|是|为|我|打|这个|就|的|\b(?:number|no|is|was|it'?s|on|at|the|that|i|gave|you|me|have|please)\b)*"
    rf"(?P<value>{_LOOSE})(?![A-Za-z0-9:/%])",
    re.IGNORECASE,
)
"""A number that is said to be one to ring."""
_NOT_TO_RING = re.compile(
    r"(?:serial|\bs/?n|order|ref(?:erence)?|ticket|case|card|account|merchant|terminal id|zip|post ?code|invoice|receipt|序列号|机身|单号|卡号|商户|账号|邮编|尾号)(?:number|no\.?|is|should|be|to|号|编号|码|是|为|:|：|\s|#)*$",
    re.IGNORECASE,
)
_DAY_OR_POST = re.compile(r"(?:19|20)\d\d[-./ ]?(?:0[1-9]|1[0-2]|[1-9])[-./ ]?(?:[0-2]?\d|3[01])|\d{5}-\d{4}")
_LEAST, _MOST = 7, 15  # digits of a number that can be rung
_TOLD_WITH = frozenset({"phone", "address", "window", "visit"})
"""Where one of these is asked for, a bare number is one to ring."""
_COUNTS_NOTHING = r"(?! (?:people|folk|pax|(?!(?:says|is|was|has|does|its|this|always|sometimes|keeps|means|gives|happens|shows|comes|appears|as|yes|plus|across|sales?|payments?|cards?|refus\w*|access)\b)[a-z]{3,}s)\b)"
"""What follows names nothing of which there may be so many: "got 40 covers at seven" is no code."""
_CODE = re.compile(
    r"(?:应答码|返回码|响应码|错误码|错误代码|提示码|代码|故障码|显示(?:的是|了)?|写着?(?:的是)?|提示|出(?=\s*[a-z]?\d)|出来|说(?=\s*0\d)|都是|总是|老是|一直是|老报|冒出|蹦出|报错?(?:了|的是)?|跳(?:出来?)?个?|弹出|出现|返回|回|response(?: code)?|error(?: code)?|code|decline[ds]?(?: with| code)?|err|shows?|showing|sa(?:ys?|ying|id)|(?:com|keep|pop|came)(?:es|s|ing)? (?:coming )?(?:up|back)(?: (?:as|with))?|flash(?:es|ing)?|gives?(?: me)?|get(?:s|ting)?|got|message|reads|with (?:an?|the)(?= [a-z]?\d))"
    r"(?:代码|错误|应答|码|好像|大概|应该|可能|是|为|:|：|=|\s|is|was|a|an|the|了|个|的|code|error|number|no\.?|#|\"|'|“)*"
    r"(?P<value>\d{2}|[a-z]\d(?:\d{1,2})?)(?![\da-z.:%])(?!\s*(?:元|块|分|秒|点|%|年|月|日|号|次|笔|个|条|张|台|天|小时|钟|折|桌|位|人|单|份|家|岁|g\b|am\b|pm\b|percent|minutes?|mins?|seconds?|secs?|hours?|hrs?|times?|days?|weeks?|months?|years?|yrs?|pounds?|quid|dollars?|bars?|/))"
    + _COUNTS_NOTHING,
    re.IGNORECASE,
)
_ON_CARDS = re.compile(
    r"(?<![\da-z.:£$€])(?P<value>\d{2}|[a-z]\d) (?:on|for|with) (?:every|all|each|any|both) (?:the |my |our )?(?:cards?|payments?|sales?)\b",
    re.IGNORECASE,
)
_ON_SOME = re.compile(
    r"(?<![\da-z.:£$€])(?P<value>0\d)(?: again)?[ ,]{1,2}(?:on |with |for )?(?:two|three|four|five|six|several|different|a few|loads of|lots of|[2-9]|the second|the third|second|third|fourth) (?:different )?cards?\b"
    r"|(?<!\d)(?P<first>0\d)[,，、 ]*(?:试|换|刷)了?[几两三四五六2-9]张卡|[几两三四五六2-9]张(?:不同的)?卡(?:都|全|也|[,，、 ])*(?:是|报)?(?P<last>0\d)(?![\d.:])",
    re.IGNORECASE,
)
"""A figure that begins with nought, of a number of cards: "05 on three cards"."""
_AFTER_WORDS = re.compile(
    r"(?:不允许|不支持|错误|失败|拒绝|超时|不足|超限|受限|没收卡?|无效|过期|挂失|联系发卡行)(?:交易)?[ :：,，(（]*(?P<value>\d{2})(?![\d.:%])(?!\s*(?:元|块|分|秒|点|%|年|月|日|号|次|笔|个|条|张|台|天|小时|多|来|几))"
)
"""Right behind what a screen says: 交易不允许57."""
_BARE_CODE = re.compile(
    r"\s*(?:(?:动|试|刷|换|弄|重启|升级|更新)(?:好|完)?了[,，]?|(?:it )?(?:moved|restarted|updated|tried|done|now|then)(?:,|(?=\s))|那|那么|拒绝|被拒|拒|失败|declined?|refused|and|and what about|what about|how about|again|still)?\s*[\"'“]?(\d{2}|[A-Za-z]\d|\d(?![gGkK])[A-Za-z])[\"'”]?"
    r"\s*(?:号码?|[。.!！?？吗呢]|是?(?:什么|啥)(?:意思|情况|错误|原因)|错误|again|what is (?:that|this|it)|meaning)*\s*",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    r"\s*(?:和|跟|、|,|/|&|\+|或|或者|后来|然后|又|还有|再|and|then|or)+\s*(?:是|报|显示|变成|code|a|an)?\s*(\d{2}|[a-z]\d)(?![\da-z.:%])"
    r"(?!\s*(?:元|块|分|秒|点|年|月|日|号|次|笔|个|条|张|台|天|小时))",
    re.IGNORECASE,
)
"""A second code that is named after the first."""


_LONE = re.compile(
    r"(?<![\da-z.:£$€])(\d{2}|[a-z]\d)(?![\da-z.:%])(?!\s*(?:元|块|分|秒|点|%|年|月|日|号|次|笔|个|条|张|台|天|小时|times?|mins?|minutes?|days?|weeks?|months?|years?|yrs?|hours?|pounds?|quid))",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"^(?:(?:就|只有?|是|个|一个|显示|写着?|only|just|it(?:'?s)?|a|an|the|says?|shows?|code|number)[ :：]*)*(\d)[。.!！]*$", re.IGNORECASE
)
"""The one figure that is there: terminals leave the nought away."""
_DIGITS = 2  # of a code, at least
_IN_SHORT = 16  # characters


def phones(text: str, sought: Sought) -> Iterator[Found]:
    """Numbers that have the shape of one, those that are said to be one, and, where one is asked for, any that can be rung."""
    known = [(*found.span(), found[1]) for pattern in _PHONES for found in pattern.finditer(text)]
    asked = [(*found.span(), found[0]) for found in _ANY.finditer(text)] if sought.waiting in _TOLD_WITH else []
    apart = [one for one in (*announced(text), *asked) if not any(one[0] < end and start < one[1] for start, end, _ in known)]
    for start, end, written in (*known, *(one for one in apart if _can_be_rung(text, one[0], one[2]))):
        yield start, end, re.sub(r"[^\d+]", "", written)


def announced(text: str) -> list[Found]:
    """The numbers that are said to be ones to ring, as they are written."""
    return [(*found.span("value"), found["value"]) for found in _TO_RING.finditer(text)]


def _can_be_rung(text: str, start: int, written: str) -> bool:
    """Whether it has the length of a number to ring, and is neither a day nor a number of something else."""
    is_other = _DAY_OR_POST.fullmatch(written) or _NOT_TO_RING.search(text[:start][-24:])
    return not is_other and _LEAST <= sum(map(str.isdigit, written)) <= _MOST


def codes(text: str, sought: Sought) -> Iterator[Found]:
    """All codes of a message as one fact, parted by spaces: it is one payment, or one trouble, that they are of. Where one was asked
    for, the only number of a few words is one.
    """
    bare = _BARE_CODE.fullmatch(text)
    named = [bare.span(1)] if bare else [found.span("value") for form in (_CODE, _ON_CARDS, _AFTER_WORDS) for found in form.finditer(text)]
    named = named or [found.span(found.lastgroup or 0) for found in _ON_SOME.finditer(text)]
    if sought.waiting == "code" and not named and len(text) <= _IN_SHORT:
        lone = [found.span(1) for found in _LONE.finditer(text)]
        named = lone if len(lone) == 1 else [found.span(1) for found in _SINGLE.finditer(text)]
    more = [found.span(1) for start, end in named for found in _ONE_MORE.finditer(text, end) if found.start() == end]
    values = dict.fromkeys(text[start:end].upper().zfill(_DIGITS) for start, end in sorted([*named, *more]))
    if named:
        yield *named[0], " ".join(values)
