"""What kind of question words ask: of a cause, of how it is kept from coming back, or another; and what is asked and what is told beside it.
Decides nothing.
"""

from __future__ import annotations

import re

from bot.understanding.answers.asking import asks

CAUSE, PREVENT = "cause", "prevent"
_WORN_ZH = r"坏|断|烧|没电|没墨|松|脏|旧|老化|太|不够|不行|不准|兼容|停|病毒|封|挡|问题|原因|关系|缘故|毛病|搞|弄|造成|导致|引起|受影响|潮|接触|出错|故障|惹"
_WORN_EN = r"broken?|bust(?:ed)?|dead|gone|burn(?:t|ed)(?: out)?|knackered|faulty|bad|dirty|worn(?: out)?|to blame|(?:a|the) (?:problem|reason|cause)|shot|fried|damaged|old|loose|blown|blocked"
_CAUSE = re.compile(
    rf"(?:是不是|会不会|该不会|难道|莫非)(?:是|就是|因为)?.{{0,14}}(?:{_WORN_ZH})|(?<!不)是因为.{{1,16}}(?:吗|吧|么|[?？])|[跟和与].{{1,12}}有(?:没有)?关系(?:吗|不|没|么|[?？])?|.{{1,16}}(?:的问题|的原因|的缘故|的毛病|的关系)(?:吧|吗|么|咯|[?？])"
    rf"|(?<!不)(?<!还)是.{{1,12}}(?:坏|问题|原因|毛病|断|烧).{{0,4}}还是|(?:坏|烧|断|老化|松|脏|太[远热旧粗厚久])(?:了|掉了?)?(?:吧|吗|么|咯)[?？。!！]*$|^(?:那|就)?我?(?:怕|估计|恐怕|多半|八成|怀疑|看|猜)(?:就|应该|可能)?是.{{1,12}}(?:{_WORN_ZH})|(?:啥|什么)原因|(?:怎么|咋)会(?:这样|这么)"
    r"|\b(?:is|was) (?:it|this|that) (?:all )?(?:because|cos|cause|cuz|coz|due|down to|caused by|coming from|just old|overheating|my fault|our fault)\b"
    r"|\b(?:is|was) (?:it|this) (?:the|my|his|her|their|our) (?!right|correct|same|one\b|red|green|small|big|little|button|menu|left|top|first|second|last|only)\w+(?: \w+)?[?. ]*$"
    r"|\bwas (?:it|that) the\b|\b(?:could|can|might|may) (?:it|that|this)(?: all| not| maybe)? be\b|\b(?:could|might) (?:the|my|a|his|her) [\w ]{2,20} (?:have|be|cause)\b"
    rf"|\b(?:is|are) (?:the|my|his|her|their|our) [\w ]{{2,20}}? (?:{_WORN_EN})\b|^(?:so |or )?(?:maybe|perhaps)\b.+|\b(?:you reckon|maybe|perhaps)[?. ]*$|\bhas (?:it|the [\w ]{{2,16}}) (?:got|gone|had|blown|run out|died)\b|\bdo you think (?:it|its|it'?s|the|my)\b|\bis the [\w ]{{2,20}} or (?:is it )?the\b"
    r"|^(?:but |so |and )*(?:why (?:does|is|do|did|has|would) (?:it|this|that|the)\b|what(?:'s| is|s)? caus(?:es|ing)\b|how come (?:it|this)\b)",
    re.IGNORECASE,
)
"""Asking whether it comes of something that is named, or of what it comes."""
_PREVENT = re.compile(
    r"(?:以后|下次|将来|平时).{0,8}(?:怎么|咋|如何).{0,10}|(?:怎么|咋|如何)(?:才|样才)?(?:能)?(?:避免|预防|防止|不再|不会再|不卡|不掉|不坏|不出)|(?:怎么|咋)(?:保养|维护|才耐用)"
    r"|\bhow (?:do|can|could|should) (?:i|we) (?:stop|avoid|prevent|keep)\b(?=.*\b(?:again|happening|from|it)\b)|\bhow (?:do|can) (?:i|we) make (?:it|them|the (?:next|new) one) last\b|\bso (?:it|that) (?:doesn'?t|won'?t) happen again\b",
    re.IGNORECASE,
)
"""Asking how it is kept from coming back."""
_HOPES = re.compile(
    r"(?:弄|做|搞|换|修|重启|充)(?:完|好|了)?.{0,6}(?:就|会|应该)(?:能|可以|好|行).{0,4}(?:吧|嘛|咯)[?？。!！]*$|(?:啥|什么)(?:意思|东西)|是(?:啥|什么)[?？。]*$|^(?:and )?(?:then|after(?: that)?) (?:it'?ll|it will) (?:work|be (?:ok|okay|fine|good))[?. ]*$",
    re.IGNORECASE,
)
"""Hoping that it will be well, or not knowing a word: no answer, in whatever form."""
_SENTENCE = re.compile(
    r"(?<=[?？.。!！;；,，])\s*|\s*(?=顺便(?:想|再)?(?:问|打听|请教))|(?<=[\u4e00-\u9fff])\s+(?=是不是|会不会|能不能|可不可以|要不要)|\s+(?=(?:btw|by the way|just wondering|quick question)\b)|\s+(?=(?:(?:but|and|so) )?(?:(?:can|could|shall|should|may) (?:i|we|it|you)|will (?:it|that|this)|is (?:it|that|this)|how (?:much|long|do|can)|do (?:i|we)|does (?:it|that)(?= \w)|are (?:they|we)|am i|is there|will (?:i|we|they)|would (?:it|that|i)|what (?:do|should|can) (?:i|we)|where (?:do|can) (?:i|we))\b)"
)
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
"""What stands for a comma in Chinese that is typed in haste."""
_BESIDE = re.compile(r"顺便(?:想|再)?(?:问|打听|请教)|(?:btw|by the way|just wondering|quick question)\b", re.IGNORECASE)
"""What a question beside begins with."""
_MARKS = " ,，;；"
_FILLER = re.compile(
    r"(?:(?:so|and|but|ok|okay|well|then|now|please|hey|hi|sorry|no but|i mean|i said|i ask|i'?m (?:just )?asking|i asked(?: you)?|i was asking|(?:all|what) i (?:asked|want(?:ed)? to know)(?: (?:was|is))?|my question (?:is|was)|one more (?:thing|question)|just|also|oh|hmm|btw|by the way|just wondering|quick question|顺便(?:想|再)?(?:问|打听|请教)(?:一?下)?|那|那么|哦|对了|另外|还有|我?[就再]?[想是]?问(?:你)?(?:的是|一?下|一句)?|请问|你说|哎|嗯|喂)[ ,，:：]*)+",
    re.IGNORECASE,
)
"""What only leads to a question."""


def asked_of(text: str) -> str:
    """What `asks` says, or cause or prevent."""
    if _PREVENT.search(text):
        return PREVENT
    return CAUSE if any(_CAUSE.search(part) for part in (text, *parts_of(text))) else asks(text)


def wonders(text: str) -> bool:
    """Whether a sentence of the words asks, or supposes what it may be: 我看是适配器烧了, "maybe the battery"."""
    return any(asked_of(part) or _HOPES.search(part) for part in parts_of(text))


def told_and_asked(text: str) -> tuple[str, str]:
    """The sentences that tell and those that ask: "no, nothing running. is it the battery?". Either may be empty."""
    parts = parts_of(text)
    asked = [wonders(part) or bool(_BESIDE.match(part)) for part in parts]
    told = " ".join(part for part, asks_it in zip(parts, asked, strict=True) if not asks_it).strip(_MARKS)
    question = " ".join(part for part, asks_it in zip(parts, asked, strict=True) if asks_it).strip(_MARKS)
    return "" if _FILLER.fullmatch(told) else told, question


def parts_of(text: str) -> list[str]:
    """The sentences, and in Chinese what spaces part."""
    said = (piece for part in _SENTENCE.split(text.strip()) for piece in _SPACE.split(part))
    return [part for part in said if part.strip(_MARKS)]
