"""A ticket's reference said alone, where nothing else is open: its merchant wants to know how it goes."""

from __future__ import annotations

import re

from bot.core.knowledge import group_of
from bot.core.state import State
from bot.core.understanding import Decision, Field
from bot.understanding.matcher.joining import Match

TICKET, UPDATE = "ticket.status", "ticket.update"
"""What is wanted of a ticket that is only named; and where something is to be told for it."""
BUSINESS = "account.change_info"
"""What an address is of, where no ticket is open."""
_REFERENCE = re.compile(
    r"(?:我的|工单|单号|编号|是|号|my|the|ticket|case|reference|ref|number|no\.?|is|it'?s|[\s:：#])*(?P<ref>\d{3,6}-\d{1,4})(?:呢|号|怎么样了?|到哪了?)*[\s.。!！?？]*",
    re.IGNORECASE,
)


_OF_THE_VISIT = re.compile(
    r"(?:(?:到时候?|那天|这次|明天|今天|师傅|你们|他|她|人|派)*(?:谁|哪位|哪个|什么人)(?:师傅)?(?:过?来|上门|要来)?|(?:来|上门)的(?:人|师傅)?是?(?:谁|哪位|哪个|哪个师傅)|师傅(?:贵姓|姓什么|叫什么|是谁|是哪位)(?:名字)?"
    r"|(?:上门|验证|核对)?(?:上门码|核对码|验证码|码)(?:是)?(?:多少|几|什么|忘了|没了)|(?:师傅|你们|他们?|人)?(?:到底)?(?:什么时候|啥时候|几点|哪天|多久)(?:能|会)?(?:过来|来|到|上门)|(?:约|上门)(?:的)?(?:是)?(?:什么时候|几点|哪天|时间))"
    r"(?:啊|呢|呀|了|来着|的)*[?？。!！]*"
    r"|(?:so |and |ok |please |hi |sorry )*(?:who(?:'?s| is| will be)? (?:coming|it be|visiting|the (?:technician|engineer|visitor))|who comes|what(?:'?s| is) (?:the|my) (?:visit(?:ing)? )?code|(?:the )?visit code(?: please)?"
    r"|(?:when|what time|what day) (?:is|are|will|do|does) (?:you|they|he|she|it|the (?:technician|engineer|visit|appointment)|somebody|someone)(?: be)?(?: coming| come| here| arrive| arriving)?(?: again)?)[?.!]*",
    re.IGNORECASE,
)
"""Who comes for a visit, when, and with which code."""


_ADDRESS = re.compile(r"地址|\baddress\b", re.IGNORECASE)
_OF_THE_BUSINESS = re.compile(
    r"营业|注册|执照|工商|商户|法人|账户|账单|结算|公司|搬|新店|分店|资料|\b(?:business|registered|company|legal|trading|account|billing|e-?mail|details|profile|moved|moving|branch|website|ip)\b",
    re.IGNORECASE,
)


def is_of_address(text: str, state: State) -> bool:
    """Whether an address is to be another, where a ticket is open and nothing else: of the visit, unless the business is named."""
    free = state.place is None and any(ticket.is_open for ticket in state.tickets)
    return free and bool(_ADDRESS.search(text)) and not _OF_THE_BUSINESS.search(text)


_CHANGED = re.compile(
    r"(?:(?:actually|sorry|wait|hang on|oh|no|ok|hi|please|pls|can|could|would|you|we|i|just|need to|want to|lets|let's|better|rather)[,. ]+)*"
    r"(?:(?:make|change|move|switch|push|shift|swap) (?:it|that|this|the (?:visit|time|appointment|day|booking|technician))\b|(?:that'?s the |i gave (?:you )?the |the )?wrong (?:phone |mobile )?(?:number|phone|time|day)\b)"
    r"|(?:不好意思|等等|等下|哦|那|我|刚才|刚刚|还是|能不能|麻烦|请|帮我|,|，| )*(?:(?:电话|号码|手机号?|时间|日子|上门时间)(?:给|写|报|说|留|填)?错|改[成到约为]|换[成到个]|挪到|推到|提前到|延到)",
    re.IGNORECASE,
)
"""How words begin that have something of a ticket changed: "actually make it friday", 号码写错了."""


def is_change(text: str, state: State) -> bool:
    """Whether something told is to be another, where one ticket is open and nothing else."""
    free = state.place is None and sum(ticket.is_open for ticket in state.tickets) == 1
    return free and bool(_CHANGED.match(text.strip()))


_OF_WHAT = (
    ("change_window", re.compile(r"时间|日子|改期|另约|\b(?:time|day|date|slot|appointment|reschedul\w*)\b", re.IGNORECASE)),
    ("change_address", _ADDRESS),
    ("change_contact", re.compile(r"电话|手机|号码|\b(?:phone|mobile|contact|number)\b(?! of)", re.IGNORECASE)),
)


def change_of(text: str, match: Match) -> str:
    """Which one thing of a ticket is to be changed, where the words name it; empty where they name none or several."""
    surely = match.decision is Decision.ACCEPT and match.candidates[0].intent == UPDATE
    named = [act for act, words in _OF_WHAT if words.search(text)] if surely else []
    return named[0] if len(named) == 1 else ""


def is_of_visit(text: str, state: State) -> bool:
    """Whether it is asked of the visit that is booked, where nothing else is open."""
    free = state.place is None or state.place.flow == TICKET
    booked = any(ticket.status == "scheduled" and ticket.visit.get("window") for ticket in state.tickets)
    return free and booked and bool(_OF_THE_VISIT.fullmatch(text))


_TOLD = re.compile(
    r"(?:工单|单号|编号|(?<!收据)(?<!发票)单子?|\b(?:ticket|case|reference|ref)s?)(?:[ :：#]|号码?|编号|是|no\b\.?|number|is|it'?s)*(?P<ref>\d[\d-]{1,9})(?![\d年月日点:.])",
    re.IGNORECASE,
)


def ticket_told(text: str, match: Match) -> tuple[Field, ...]:
    """The number of the ticket that something is surely wanted of, whoever's it is."""
    of_ticket = match.decision is Decision.ACCEPT and group_of(match.candidates[0].intent) == "ticket"
    found = _TOLD.search(text) if of_ticket else None
    return (Field("ticket", found["ref"].rstrip("-"), found.start("ref"), found.end("ref")),) if found else ()


def ticket_named(text: str, state: State) -> tuple[Field, ...]:
    """The reference, as the fact that it is; nothing where something else is asked."""
    found = _REFERENCE.fullmatch(text) if state.place is None else None
    return (Field("ticket", found["ref"], found.start("ref"), found.end("ref")),) if found else ()
