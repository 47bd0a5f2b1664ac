"""A denial of what is at hand: "i'm not asking about takings. the sound box is quiet", 不是少钱，是要发票. It is left for what is told
beside the denial, or it is asked what it is. Decides nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.core.knowledge import OF_THE_TERMINAL, Knowledge, group_of, kind_of
from bot.core.state import State
from bot.core.understanding import Chose, Decision, Heard, Sent
from bot.understanding.answers.answers import picked
from bot.understanding.answers.no_sale import is_no_sale
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.normalising import levelled

_TALK, _GUARD, _EXPLAIN = "conversation.", "guard", "explain"
_TOLD_FROM = 0.35  # probability from which what is told beside the denial may be another trouble
_NAMED_FROM = 0.1  # probability from which a word or two name what is at hand
_ENDS = re.compile(
    r"(?<=[,，.。;；!！?？\n])\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|(?<!\bnot)(?<!\babout)\s+(?=(?:but|just|only|i just|i only|i need|i want|my question|the (?:problem|issue)|how|what(?! i\b)|it'?s (?:the|that|my))\b)"
)
_DENIES = re.compile(r"[不没谁跟非错]|\b(?:not|no|nothing|never|nobody|who|wrong)\b|n'?t\b", re.IGNORECASE)
"""Without one of these words nothing is denied."""
_SIGNS = " ,，.。;；!！?？~"
_BEFORE = r"(?:(?:no+|nope|nah|sir|madam|hello|hey|hi|look|listen|sorry|wait|but|and|so|well|again|what|mate|please|ok|okay|oh|i said|i told you|you (?:got|understood) (?:me|it) wrong|you misunderst\w+)[ ,]+)*"
_ASKED_EN = re.compile(
    rf"{_BEFORE}(?:i'?m|im|i am|we'?re|we are|i was|i wasn'?t|i'?m definitely|i am definitely|it is|it'?s|its|this is|that is)? ?(?:not|isn'?t|wasn'?t)(?: even| really| at all)? (?:asking|talking|complaining|calling|writing|speaking|enquiring|worried|my question|the question)(?: you| to you)?(?: (?:about|for|of))?(?: (?:any|the|my|a|an|that|this|your))*(?P<asked> [\w' -]{{2,40}})?"
    rf"|{_BEFORE}(?:my question|it|this|that|the (?:problem|issue|question))(?:'?s| is| was)? ?(?:not|isn'?t|wasn'?t|nothing|has nothing|got nothing)(?: to do)? (?:about|with|to do with)(?: (?:any|the|my|a|an|your))*(?P<about> [\w' -]{{2,40}})"
    rf"|{_BEFORE}(?:i|we|nobody|no one|who)(?: have| had)? ?(?:didn'?t|did not|never|haven'?t|wasn'?t)? ?(?:ask|asked|asking|said anything|say anything|mentioned|mention|said)(?: you| anything)? (?:about|for)(?: (?:any|the|my|a|an|that|this|your))*(?P<never> [\w' -]{{2,40}})?"
    rf"|{_BEFORE}(?:that'?s|thats|this is|it'?s|its|that is) not (?:what i (?:asked|meant|said|want(?:ed)?|am asking)|my (?:question|problem|issue))(?P<that>)"
    rf"|{_BEFORE}wrong (?:topic|thing|question)(?P<wrong>)",
    re.IGNORECASE,
)
_NEVER_EN = re.compile(r"\b(?:not|never|nobody|no one|who|wrong|nothing)\b|n'?t\b", re.IGNORECASE)
_WELL_EN = re.compile(
    rf"{_BEFORE}(?:there'?s |there is |theres )?nothing(?:'s| is)? wrong(?: with (?:it|this|that|(?:the|my|our) (?:terminal|machine|reader|thing)|(?:the |my |our )?(?P<of>[\w ]{{2,30}})))?"
    rf"|{_BEFORE}(?:i (?:have|got) )?no (?:problem|issue|trouble)s? with (?:it|this|(?:the |my |our )?(?P<no>[\w ]{{2,30}}))"
    rf"|{_BEFORE}(?:it|the (?:terminal|machine|reader|thing))(?:'?s| is| isn'?t| is not) (?:not broken|not faulty|broken|faulty|(?:all |working )?(?:fine|ok|okay|perfect|perfectly))",
    re.IGNORECASE,
)
_BY_NAME_EN = re.compile(
    rf"{_BEFORE}(?:it'?s |its |that'?s )?not (?:about )?(?:the|a|an|my|any)? ?(?P<name>[\w' -]{{3,30}})", re.IGNORECASE
)
_BEFORE_ZH = r"(?:不是|不对|错了|你(?:又)?(?:搞|弄|理解)错了?|哎呀?|喂|我说|我都?说了|都说了|跟你说|老师|师傅|你好|那|可|但|,|，| )*"
_ASKED_ZH = re.compile(
    rf"{_BEFORE_ZH}(?:我|我们|我这|这)?(?:不是|没有?|又没|可没|并没有?|从来没|没在|不)(?:要|想|在|来)?(?:问|说|讲|提|咨询|反映|打听)(?:过|你|的是|的)?(?P<asked>[^,，。?？!！吗么]{{0,10}}?)(?:的事情?|的?问题|这回事)?[啊呀了呢吧]*"
    rf"|{_BEFORE_ZH}(?:我)?(?:问|说|讲|要|想问)的(?:也|又|根本|可)?不是(?P<about>[^,，。?？!！吗么]{{1,10}}?)(?:的事情?|的?问题)?[啊呀了呢吧]*"
    rf"|{_BEFORE_ZH}(?:我)?(?:这|和|跟|与)(?P<with>[^,，。?？!！吗么]{{1,10}}?)(?:没|没有|无|不搭|不相)(?:什么)?(?:关系?|关|边|干)[啊呀了呢的]*"
    rf"|{_BEFORE_ZH}谁(?:问|说|跟你说|要)(?:你)?(?P<who>[^,，。?？!！吗么]{{1,10}}?)(?:的事|了|啦)+[啊呀]*"
    rf"|{_BEFORE_ZH}(?:这)?不是(?P<isnt>[^,，。?？!！吗么是]{{1,10}}?)的(?:事情?|问题)[啊呀了呢]*"
    rf"|{_BEFORE_ZH}(?:不是这个(?:问题|意思|事)?|答非所问|文不对题|驴唇不对马嘴)[啊呀了呢]*(?P<that>)"
)
_WELL_ZH = re.compile(
    rf"{_BEFORE_ZH}(?:机[器子]|刷卡机|它|这台|设备|终端)?(?:本身|自己)?(?:是|都|又|也|根本|并)*(?:没(?:什么|啥|有)?(?:坏|问题|毛病|事|故障)|好好的|好的|正常(?:的)?)[啊呀了呢]*"
)
_BY_NAME_ZH = re.compile(
    rf"{_BEFORE_ZH}(?:不是|没有?|不是说|不要|不用)(?P<name>[^,，。?？!！吗么是]{{1,8}}?)(?:的事|的问题|问题)?[啊呀了呢]*"
)
_GENERIC = re.compile(
    r"(?:that|this|it|those|any of (?:that|this)|a thing|anything|这个?|那个?|这些|这事|它|这方面)?[ ]*(?:now|here|的?事)?", re.IGNORECASE
)


_NOUNS = {
    group: re.compile(words, re.IGNORECASE)
    for group, words in (
        ("transaction", r"\b(?:payments?|sales?|transactions?|charges?|refunds?|declin\w+)\b|交易|付款|收款|这笔|扣款|退款|退货|退钱"),
        ("settlement", r"\b(?:money|takings|payouts?|payments?|fees?|settlement|deposits?)\b|钱|到账|货款|少|扣费|费率|租金|结算"),
        ("network", r"\b(?:network|internet|wi-?fi|signal|connection)\b|网|信号"),
    )
}
"""What the troubles of a group are spoken of as."""


class Denied(NamedTuple):
    """What is told beside the denial of what is at hand; ``plainly``: it is said to be no matter at all, whatever else is told."""

    rest: str
    plainly: bool


def denied(text: str, state: State, knowledge: Knowledge, matcher: Matcher) -> Denied | None:
    """Whether a part of the words denies what is at hand. Danger is denied in words of its own, and an answer of the open question is one."""
    place, question = state.place, state.question
    amid = place is not None and (place.flow == state.trouble or group_of(place.flow) == _GUARD) and not knowledge.is_safety(state.trouble)
    if not amid or place is None or question is None or not _DENIES.search(text) or picked(text, question, knowledge):
        return None
    said = [part.strip() for part in _ENDS.split(text) if part and part.strip(_SIGNS)]
    flat = [levelled(part).casefold().strip(_SIGNS) for part in said]
    plainly = [_is_plainly(part, state, matcher) for part in flat]
    guarded = group_of(place.flow) == _GUARD  # there 没有单子 answers
    barely = [_is_barely(part, state, matcher) and not (guarded and is_no_sale(part)) for part in flat]
    rest = " ".join(part for part, *gone in zip(said, plainly, barely, strict=True) if not any(gone))
    found = any(plainly) or (any(barely) and bool(rest))
    return Denied(rest, any(plainly)) if found else None


def tells_else(heard: Heard, state: State, *, plainly: bool) -> bool:
    """Whether something else than what was at hand is told, or asked: for certain, where the denial alone leaves nothing."""
    best = next(iter(heard.candidates), None)
    likely = best is not None and (heard.decision is Decision.ACCEPT or (plainly and best.score >= _TOLD_FROM))
    if heard.danger or heard.refused or heard.aside or (heard.found and heard.found.leads):
        return True
    return bool(likely) and best is not None and not best.intent.startswith(_TALK) and kind_of(best.intent) != kind_of(state.trouble)


def _is_plainly(part: str, state: State, matcher: Matcher) -> bool:
    """Whether it is said not to be asked about, or to have nothing to do with it."""
    found = _ASKED_EN.fullmatch(part) or _ASKED_ZH.fullmatch(part)
    if found is None or (part.isascii() and not _NEVER_EN.search(part)):
        return False
    return _is_at_hand(next(filter(None, found.groups()), ""), state, matcher)


def _is_barely(part: str, state: State, matcher: Matcher) -> bool:
    """Whether it is said not to be that, or that nothing is wrong: only beside something else does that leave it."""
    if well := _WELL_EN.fullmatch(part) or _WELL_ZH.fullmatch(part):
        named = next(filter(None, well.groups()), "")
        return _is_at_hand(named, state, matcher) if named else group_of(state.trouble) in OF_THE_TERMINAL
    found = _BY_NAME_EN.fullmatch(part) or _BY_NAME_ZH.fullmatch(part)
    return found is not None and _is_at_hand(found["name"], state, matcher)


def _is_at_hand(name: str, state: State, matcher: Matcher) -> bool:
    """Whether a word or two name what is at hand, or nothing in particular."""
    named = name.strip()
    nouns = _NOUNS.get(group_of(state.trouble))
    if _GENERIC.fullmatch(named) or (nouns and nouns.search(named)):
        return True
    return any(kind_of(one.intent) == kind_of(state.trouble) and one.score >= _NAMED_FROM for one in matcher.match(named).candidates)


def says_nothing(heard: Heard | Chose | Sent) -> bool:
    """Whether what is told beside the denial is neither a fact nor an answer."""
    return isinstance(heard, Heard) and not (heard.fields or heard.offer) and heard.act in {None, _EXPLAIN}
