"""What is said of the summary of a form: which one thing of it is to be another, where the new one is not told. Decides nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.state import Question
from bot.core.understanding import Field
from bot.understanding.answers.asking import asks

_WRONG = re.compile(
    r"不对|[错误改换删]|去掉|拿掉|别写|不用写|不是|不算|多了|少了|重新|\b(?:wrong|chang\w+|not|isn'?t|aint|remove|delete|take (?:out|off|away)|drop|incorrect|mistaken?|should|leave out|strip|correct|fix|edit)\b|n't\b",
    re.IGNORECASE,
)
_OF_WHAT = {
    "address": re.compile(r"地址|门牌|\baddress\b", re.IGNORECASE),
    "contact": re.compile(r"电话|手机|号码|\b(?:phone|mobile|contact|cell)\b", re.IGNORECASE),
    "window": re.compile(r"时间|日子|(?:哪|这|那)[天个]时候|\b(?:time|day|date|slot)\b", re.IGNORECASE),
    "serial": re.compile(r"序列号|机身号|(?<![a-z])sn(?![a-z])|\bserial\b", re.IGNORECASE),
    "model": re.compile(r"型号|机型|牌子|\b(?:model|make|brand)\b", re.IGNORECASE),
}
_AS_IT_IS = re.compile(r"不变|没错|不用[改换]|照旧|是?对的|\b(?:is|are|stays?) (?:fine|ok|okay|right|correct|the same)\b", re.IGNORECASE)
_KINDS = {"contact": "phone"}
CHANGE, UPDATE = "change", "ticket.update"


@dataclass(frozen=True, slots=True)
class PutRight:
    """The one thing that is wrong, or that several are; and the facts that are told of what is named."""

    act: str
    facts: tuple[Field, ...]


def put_right(text: str, question: Question | None, facts: tuple[Field, ...]) -> PutRight | None:
    """What of the summary is said to be wrong without being told right: to be asked anew. A fact in the words that is of none of what
    they name is part of what is wrong: "the bit about before 7 is not part of the address".
    """
    if question is None or question.offer(CHANGE) is None or not _WRONG.search(text) or asks(text) == "when":
        return None
    named = [slot for slot, words in _OF_WHAT.items() if words.search(text)] if not _AS_IT_IS.search(text) else []
    of_them = {name for slot in named for name in (slot, _KINDS.get(slot, slot))}
    told = tuple(field for field in facts if field.name in of_them)
    missing = [slot for slot in named if not {field.name for field in told} & {slot, _KINDS.get(slot, slot)}]
    return PutRight(f"{CHANGE}_{missing[0]}" if len(missing) == 1 else CHANGE, told) if missing else None


def is_stated(text: str, question: Question | None, facts: tuple[Field, ...]) -> bool:
    """Whether something of the summary is told to be otherwise, so that it is shown once more and not yet sent: 改到十点."""
    return question is not None and question.offer(CHANGE) is not None and bool(facts) and bool(_STATED.match(text.strip()))


_STATED = re.compile(
    r"(?:不|哦|那|等等|还是|帮我|请|麻烦|[,，、 ])*(?:改|换|挪|推|提前)[到成为约]?|(?:(?:no|oh|wait|actually|sorry|please|can you|could you|hang on|ok|but)[,. ]+)*(?:make (?:it|that)|change|move|push|put (?:it|that) (?:at|on|for|to)|rather)\b",
    re.IGNORECASE,
)
"""How words begin that put something of it right."""
