"""A ticket that is chased, or told otherwise, in words that hold more than that: "get him here tomorrow or I cancel the contract",
改一下地址，店搬了，师傅别跑错. Decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.knowledge import Knowledge, group_of
from bot.core.state import State
from bot.core.understanding import Field
from bot.understanding.answers.answers import picked
from bot.understanding.facts.places import addresses
from bot.understanding.text.normalising import levelled

TICKET, UPDATE, PERSON, ADDRESS = "ticket.status", "ticket.update", "person", "change_address"
_URGES = re.compile(
    r"加急|催(?!款|收|缴|费|[我着咱])|优先(?:处理|安排|排|给|派)?|急件|排(?:到)?前面|插个?队|(?:快点|赶紧|尽快|马上)(?:给我)?(?:派|安排|叫|让)(?:人|师傅|个)?"
    r"|\b(?:put|give)(?: (?:some|a|it|this|that|high|top))* priority\b|\bpriorit[iy][sz]?e?\b|\bexpedite\b|\bhurry (?:it|him|them|that|this)\b|\b(?:chas(?:e|ing)|push|bump|speed)(?: (?:it|this|that|him|them|the (?:ticket|repair|replacement|engineer|technician|visit)))?(?: (?:up|along|later))?\b(?! (?:the )?(?:button|card|paper|key))"
    r"|\bget (?:him|her|them|someone|somebody|the \w+|your \w+|an? \w+) (?:here|over|out|round|to come)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"怎么|咋|如何|\bhow (?:do|can|should|would|to)\b", re.IGNORECASE)
_INSISTS = re.compile(
    r"前天|昨天|上(?:个)?(?:周|星期|礼拜)|大前天|(?:不记得|忘了|没有|找不到|不知道)单号|单号(?:我)?(?:不记得|忘|没|找不)|就是(?:那|上|之前)|(?:报|登记)过(?:的|了)|不是(?:要|来|想)?(?:报修|新的?|再报|登记)"
    r"|\b(?:day before yesterday|yesterday|last (?:week|month|night|mon\w*|tues\w*|wed\w*|thurs\w*|fri\w*|sat\w*|sun\w*)|the other day)\b|\b(?:don'?t|dont|do not|can'?t|haven'?t) (?:have|know|remember|find|got) (?:the|a|any|my|that) (?:ticket |case )?(?:number|reference|ref)\b|\bi (?:did|have|already) (?:\w+ )?(?:report|register|reported|registered|booked)\b|\bnot a (?:new )?repair\b",
    re.IGNORECASE,
)
_BY_PHONE = re.compile(r"打(?:的)?电话|电话(?:里|报|登|约)|\b(?:rang|called|phoned?|by phone|on the phone)\b", re.IGNORECASE)
"""What was told by phone is said to be nowhere here."""
_AT_THE_DOOR = re.compile(
    r"给不给|给他|交给|拿走|带走|收走|工牌|工作证|证件|身份|来了|到了|门口|\b(?:badge|id card|hand (?:it|the \w+) over|give (?:it|him|the \w+)|take (?:it|the \w+) away|at the door|is here|are here|just arrived)\b",
    re.IGNORECASE,
)
"""Somebody is there: who that is has words of its own."""
_NO_REPAIR = re.compile(r"不是(?:要|来|想)?(?:报修|再报|登记)|\bnot a (?:new )?repair\b", re.IGNORECASE)
_VISITOR = re.compile(
    r"师傅|工程师|技术员|上门|工单|单子|维修单|报修单|老地方|跑错|\b(?:engineer|technician|tech|bloke|visit|visitor|appointment|ticket|repair(?:man)?|booking|he|him)\b",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"来|到|去|派|地址|改|跑|等|什么时候|\b(?:com(?:e|es|ing)|here|arriv\w+|turn(?:ed)? up|show(?:ed)? up|today|tomorrow|address|on (?:his|the) way|priority)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"地址|\baddress\b", re.IGNORECASE)
_CHANGES = re.compile(r"改|换|变|更正|搬|错|\b(?:chang\w+|new|different|wrong|moved|update|correct)\b", re.IGNORECASE)
_NOT_CANCELLED = re.compile(
    r"不是(?:要)?取消|没(?:说|让你?|要)取消|别取消|\b(?:not|do ?n'?t|didn'?t (?:say|ask to)) cancel\w*\b", re.IGNORECASE
)
_WAITS = re.compile(
    r"(?:那|还|大概|到底|得|我|要|,|，)*(?:等|多)(?:多)?(?:久|长时间)(?:啊|呀|呢|才有人|才来)?|(?:and |so |but )*how (?:long|much longer)(?: (?:do|will|must|have|is|does|it|i|we|to|the|be|take|wait|have to wait))*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,，。.;；!！?？\n]+")


@dataclass(frozen=True, slots=True)
class Chased:
    """What is wanted: the intent and the act, or the offer, or nothing but that it is kept for the person who was called; or the part of
    the words that asks how long.
    """

    intent: str = ""
    act: str = ""
    offer: str = ""
    fields: tuple[Field, ...] = ()
    part: str = ""


def chased(text: str, state: State, knowledge: Knowledge) -> Chased | None:
    """What is wanted of a ticket, where nothing but tickets is open."""
    at_ticket = state.place is not None and group_of(state.place.flow) == group_of(TICKET)
    if state.place is not None and not at_ticket:
        return None
    flat, asked = levelled(text), state.question
    if asked is not None and picked(text, asked, knowledge):
        return None
    if any(ticket.is_open for ticket in state.tickets):
        return _of_open(flat, state)
    none = at_ticket and not state.is_awaiting and asked is not None and asked.offer(PERSON)
    if none and _INSISTS.search(flat) and not _BY_PHONE.search(flat):
        return Chased(offer=PERSON)
    return _awaited(flat) if state.is_awaiting and not _AT_THE_DOOR.search(flat) else None


def _of_open(flat: str, state: State) -> Chased | None:
    if _ADDRESS.search(flat) and _CHANGES.search(flat) and (_VISITOR.search(flat) or _NOT_CANCELLED.search(flat)):
        told = tuple(Field("address", value, start, end) for start, end, value in addresses(flat))
        return Chased(UPDATE, "" if told else ADDRESS, fields=told)
    if not _URGES.search(flat):
        return None
    asks = _HOW.search(flat)
    urged = (
        not asks and state.question is not None and state.place is not None and state.place.flow == TICKET and state.question.offer(PERSON)
    )
    return Chased(offer=PERSON) if urged else Chased(TICKET, "" if asks else "change_person")


def _awaited(flat: str) -> Chased | None:
    """What is told or asked of a visit while a person is on his way who can see to it."""
    parts = [part.strip() for part in _PARTS.split(flat) if part.strip()]
    waits = next((part for part in parts if _WAITS.fullmatch(part)), "")
    if waits and len(parts) > 1:
        return Chased(part=waits)
    of_it = any(_VISITOR.search(part) and _HAPPENS.search(part) for part in parts) or _URGES.search(flat)
    return Chased() if of_it or _NO_REPAIR.search(flat) else None
