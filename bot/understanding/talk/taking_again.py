"""Whether a payment may be taken once more; and the payment that this is asked of, where a card or code was read and nothing came of it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.understanding import Candidate, Decision
from bot.understanding.matcher.matching import Match

_AGAIN = re.compile(
    r"(?:再|重新|重)(?:让[他她客顾人]+)?(?:刷|扫|收|付|试)(?:一?[次遍笔下])?.{0,6}(?:行不|可以|能不能|成不|好不|吗|不\？)|(?:能不能|可不可以|可以|能|要不要|是不是)(?:再|重新|重)(?:刷|扫|收|付)"
    r"|(?:再|重新|重)(?:让[他她客顾人]+)?(?:刷|扫|收|付)(?:一?[次遍笔下])?(?:[?？]|吧|算了|得了|呗|试试|看看)|(?:我|我们|让[他她客顾人]+)(?:就|先|直接|要|想)*(?:再|重新|重)(?:刷|扫|收|付)(?!了|过)"
    r"|^(?:不管了?|算了|别查了|那|我|就|直接|先|[,，\s])*(?:再|重新|重)(?:刷|扫|收|付)(?:一?[次遍笔下])?[。!！]?$|(?:这笔|这单|那笔|他)(?:再|重新|重)(?:刷|扫|收|付)(?:一?[次遍笔下])?(?!了|过)|(?:是不是|要不要)再来一[次遍]"
    r"|\b(?:(?:can|should|shall|do|could|may) (?:i|we|he|she|they)|(?:i|we) (?:can|could|may)) (?:just |now )?(?:re-?(?:run|charge|try|swipe|do)|(?:run|charge|try|swipe|take|put|do|pay|tap|ring|key)\b.{0,24}\b(?:again|once more|a second time|over|twice))\b"
    r"|^(?:forget it|never ?mind|whatever|ok(?:ay)?|just|so|then|right|fine|and|well|i|we|[,. ])*(?:re-?run|run|charge|swipe|tap|scan|redo)\b(?: (?:it|him|her|them|the (?:card|sale|payment|code)|h(?:is|er) (?:card|code)))? ?(?:again|once more|over again)?[.!]?$"
    r"|\b(?:so|and|,) ?(?:redo|re-?run) (?:it|the (?:sale|payment|transaction))\b|\b(?:im|i'?m|i am) (?:re-?)?(?:charging|running|swiping|scanning|taking)\b.{0,24}\bagain\b|^[^?]{0,40}\b(?:take|run|charge|swipe|scan|tap|go) (?:it |him |her |them )?again\?$"
    r"|\b(?:i'?ll|i will|i'?m (?:gonna|going to)|gonna|going to|let me|lets|let's|better|want to|wanna|just|ask (?:him|her|them) to|get (?:him|her|them) to|make (?:him|her|them)) (?:just )?"
    r"(?:re-?(?:run|charge|swipe|do)|(?:run|charge|swipe|take|put|do|pay|tap|ring|key)\b.{0,24}\b(?:again|once more|a second time|over again))\b",
    re.IGNORECASE,
)
"""Asking whether a payment may be taken once more, or about to."""

_HAPPENS = re.compile(r"\b(?:happens?|does|did) (?:it |this |that )?again\b", re.IGNORECASE)
"""What comes again by itself is no payment."""

_UNKNOWN = "transaction.unknown_result"
_READS = ("hardware.card_reader", "hardware.scanner", "hardware.screen")
_NOT_READ = re.compile(
    r"(?:读|刷|插|扫|感应|碰|挥|拍|识别)(?:了半天|半天|也|都|又|还|老)*(?:不|没)(?:了|出|上|动|到|成|进|过|行|反应)|没反应|(?:还是|都|就是)?不(?:读|认|识别|感应)"
    r"|\b(?:wo?n'?t|doesn'?t|does not|didn'?t|not|can'?t|cannot|never|isn'?t|fails? to) (?:even )?(?:read|reading|scan|scanning|work|working|pick|recogni[sz]e|react|respond)\w*"
    r"|\bdid nothing\b|\bno (?:reaction|response)\b",
    re.IGNORECASE,
)
"""That the card or the code was not read at all: then nothing was taken."""
_NO_RESULT = re.compile(
    r"(?:没(?:有)?|不|未)(?:说|显示|提示|出来?|写|报|弹|看到|看见|见|听到)(?:出来?)?(?:个|是|过)?(?:成功|结果|通过|完成|收到)|(?:什么|啥)(?:都|也)(?:没|不)(?:说|显示|提示|出|报)|没(?:了)?下文|没(?:个)?结果|又?(?:回|跳|退)(?:到|回)了?(?:输|首页|主|待机|金额)"
    r"|\b(?:no|never|without|didn'?t|did not|not)\b[^,.;?]{0,16}\b(?:success\w*|approv\w*|confirm\w*|result|accepted|complete\w*|go(?:ne)? through)\b|\b(?:went|goes|jumped|dropped) back to\b|\bsaid nothing\b|\bnothing came up\b",
    re.IGNORECASE,
)
"""That nothing tells how it ended."""
_MONEY_AGAIN = re.compile(
    r"(?:再|重新|重)(?:让[他她客顾人]+)?(?:收|付)|\b(?:re-?charge|re-?run)\b|\b(?:charge|run|take|put|ring|key|pay)\b[^,.;?]{0,24}\b(?:again|once more|a second time|twice)",
    re.IGNORECASE,
)
"""That the money is meant, not the card that is held up once more."""


def takes_again(text: str) -> bool:
    """Whether it is asked if a payment may be taken once more, or it is about to be."""
    return bool(_AGAIN.search(text)) and not _HAPPENS.search(text)


def of_its_result(text: str, match: Match) -> Match:
    """The payment whose end is not known, where the words seem to be of what reads cards and codes: it read, nothing was said of success,
    and it is asked whether it is taken again.
    """
    reads = match.decision is Decision.ACCEPT and match.intent.startswith(_READS) and takes_again(text)
    if not reads or _NOT_READ.search(text) or not (_NO_RESULT.search(text) or _MONEY_AGAIN.search(text)):
        return match
    rest = tuple(one for one in match.candidates if one.intent != _UNKNOWN)
    return replace(match, candidates=(Candidate(_UNKNOWN, match.candidates[0].score), *rest), act=None, also=())
