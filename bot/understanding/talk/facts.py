"""The facts of a message: what the words hold, read in the light of the fact that is asked for. Decides nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.draft import SKIPPED, UNKNOWN
from bot.core.knowledge import Knowledge, Slot, group_of
from bot.core.messages import Inbound
from bot.core.state import Question, State
from bot.core.understanding import Decision, Field
from bot.understanding.answers.asking import asks
from bot.understanding.answers.left_open import left_open
from bot.understanding.facts.amounts import is_sum
from bot.understanding.facts.devices import is_postal
from bot.understanding.facts.extracting import VISIT, extract
from bot.understanding.facts.fleets import fleets
from bot.understanding.facts.landmarks import is_place, of_place
from bot.understanding.facts.places import on_its_day
from bot.understanding.facts.written import is_given, model_written
from bot.understanding.facts.zones import own
from bot.understanding.matcher.matching import Match
from bot.understanding.talk.reminders import timed
from bot.understanding.talk.reminding import OF, REMINDER, WHEN, now_there, told_of
from bot.understanding.talk.repeating import rhythm_told
from bot.understanding.talk.ticketing import is_of_open_ticket
from bot.understanding.text.normalising import has_han, levelled, visible

_BARE = re.compile(r"[\w\s\-/.#:：]{2,40}")  # what may be a number on a label

_PURCHASE = re.compile(
    r"买|購|购|入手|领的|领到|到手|开通|装的|办的|保修|在保|\b(?:bought|purchased?|got (?:it|the|this|mine|ours)|had it|since|delivered|installed|warranty)\b",
    re.IGNORECASE,
)
"""Words that make a date the date of purchase."""


_BESIDE_FACTS = re.compile(
    r"(?:\b(?:it'?s?|i'?m|we'?re|we|are|i|use|uses|using|have|got|with|called|one|brand|machine|terminal|is|the|a|an|my|our|is|was|on|at|number|no|serial|sn|s/n|model|make|address|phone|mobile|tel|name|date|time|this|that|here|now|then|about|around|roughly|approx|maybe|call|ring|reach|us|me|can)\b"
    r"|机器|机子|终端|设备|刷卡机|牌子|用|们|序列号|编号|型号|机型|电话|手机号?|号码|机身号|机身码|SN码|sn码|地址|联系|打|拨|给|到|现在|报|时间|名字|我|这台?|是|的|叫|在|大概|大约|差不多|左右|[\W_])+",
    re.IGNORECASE,
)
"""Words that go with a fact and say nothing by themselves."""


_SURELY = 6  # digits of a number beside which words may stand
_LAST_FOUR = 4  # digits, by which a card is told
_OF_MONEY = frozenset({"transaction", "settlement"})
_OF_A_SUM = frozenset(
    {
        "transaction.unknown_result",
        "transaction.refund_void",
        "transaction.double_charge",
        "settlement.delay",
        "settlement.amount_mismatch",
        "settlement.hold",
    }
)
"""Troubles with a sum, where no card is being refused: two digits are no response code."""
_TWO_DIGITS = re.compile(r"[1-9]\d")
_ZONE, _VISIT = "zone", "repair.visit"
_OF_SEVERAL = frozenset({_VISIT, "maintenance.plan"})

LABELLED = frozenset({"serial", "model"})
NAMES = frozenset({"model", "acquirer", "serial", "phone"})
"""Facts that are names: said alone they name nothing but themselves, whatever the words sound like."""


def only_facts(text: str, facts: tuple[Field, ...]) -> bool:
    """Whether the words hold facts and nothing beside them: then what they sound like is chance."""
    rest, end = "", 0
    for field in facts:
        rest, end = rest + text[end : field.start] + " ", max(end, field.end)
    return bool(facts) and not _BESIDE_FACTS.sub("", rest + text[end:])


_OTHER_HOUSE = re.compile(
    r"(?:不对|等等|哦|地址|门牌号?|号码|刚才|刚刚|我|写|说|打|错了|有误|不是\d+[号弄栋]?|应该|是|改成|改为|[,，。 ])+?(?P<zh>\d{1,5}[号弄栋])(?:[,，]?不是\d+[号弄栋]?)?[啊哈。!！]*"
    r"|(?:(?:sorry|no|oops|wait|i meant?|actually|it'?s|that'?s|the|house|door|address|is|wrong|number|should be|make it)[,. ]+)+(?P<en>\d{1,4}[a-z]?)(?:,? not (?:number )?\d{1,4}[a-z]?)(?: [a-z]+)?[.! ]*",
    re.IGNORECASE,
)
"""That the house has another number than was told: 地址错了是86号, "sorry, 14 not 12"."""


def other_house(text: str, state: State) -> tuple[Field, ...]:
    """The number of the house put right, where an address was told."""
    told = state.place is not None and state.slots.get("address", "") not in UNKNOWN
    found = _OTHER_HOUSE.fullmatch(text.strip()) if told else None
    name = "zh" if found and found["zh"] else "en"
    return (Field("address", found[name], *found.span(name)),) if found else ()


def facts_in(inbound: Inbound, state: State, knowledge: Knowledge, match: Match, offer: str | None) -> tuple[Field, ...]:
    """The facts in the words, and where the shop is, which may be told beside anything."""
    facts = other_house(inbound.text, state) or _asked_for(inbound, state, knowledge, match, offer)
    places = [(one.start, one.end) for one in facts if one.name == "address"]  # "st 21 unit 4" counts no terminals
    several = _several(inbound.text, state, match)
    facts = (*facts, *(one for one in several if not any(start <= one.start < end for start, end in places)))
    if state.place is not None and state.place.flow == REMINDER:
        flat = levelled(inbound.text)
        often = rhythm_told(flat, now_there(inbound.at, flat, state, knowledge), state.question.slot if state.question else "")
        facts = (*(one for one in facts if one.name not in {field.name for field in often}), *often)
    here = None if any(field.name == _ZONE for field in facts) else own(levelled(inbound.text))
    return (*facts, Field(_ZONE, here[2], *here[:2])) if here else facts


def _several(text: str, state: State, match: Match) -> tuple[Field, ...]:
    """How many terminals are meant, in the form of a repair and in a plan, and where these are wished for."""
    flow = state.place.flow if state.place else ""
    wished = match.candidates[0].intent if match.candidates and match.decision is Decision.ACCEPT and not flow else ""
    return tuple(Field("machines", value, start, end) for start, end, value in fleets(text)) if {flow, wished} & _OF_SEVERAL else ()


def _asked_for(inbound: Inbound, state: State, knowledge: Knowledge, match: Match, offer: str | None) -> tuple[Field, ...]:
    """The facts in the words; with a slot open, bare words are read as that fact."""
    question = state.question
    slot = knowledge.slots.get(question.slot) if question and question.slot else None
    kind = slot.kind if slot else _taken(question, knowledge)
    shown = question is not None and question.offer("change") is not None and state.place is not None and state.place.flow == _VISIT
    shown = shown or (not kind and is_of_open_ticket(state, match))
    waiting = "purchased" if kind == "date" else kind or (VISIT if shown else _sum_told(inbound.text, state))
    visits, zone = state.place is not None and state.place.flow == _VISIT, state.plan.zone if state.plan else ""
    found = extract(inbound.text, inbound.at, waiting, knowledge, zone, state.locale, visits=visits, calls=state.is_awaiting)
    sums = kind == "" and waiting == "amount" and any(one.name == "amount" for one in found)
    found = tuple(one for one in found if not _only_begins_a_serial(one, found, state) and not (sums and one.name == "code"))
    wished = told_of(inbound, state, knowledge) if slot and slot.name == OF and not offer else ()
    found = tuple(_of_a_visit(one, state) if one.name == "window" else one for one in found)
    found, wished = (tuple(_on_its_day(one, inbound, state, knowledge) for one in of) for of in (found, wished))
    late = state.slots.get("purchased") in UNKNOWN - {""}  # asked before, and left open
    bought = waiting == "purchased" or late or _PURCHASE.search(inbound.text)
    fields = tuple(field for field in found if field.name != "purchased" or bought)
    if wished and (wished[0].name != OF or not match.is_talk):
        return (*fields, *wished)
    fields = _instead(fields, slot, inbound.text) if slot and not offer else fields
    others = bool(fields) and (kind == "serial" or only_facts(inbound.text, fields))  # a phone number is neither a serial nor an address
    if slot is None or offer or others or any(field.name in {slot.name, kind, waiting} for field in fields):
        return fields
    if question and question.offer("skip") and (unknown := left_open(inbound.text, slot)):
        return (*fields, *unknown)
    free = _free(_apart(inbound.text, fields) if kind == "address" else inbound.text, kind, match)
    return (*fields, Field(slot.name, free, 0, len(inbound.text))) if free else fields


def _instead(fields: tuple[Field, ...], slot: Slot, text: str) -> tuple[Field, ...]:
    """With what answers the open question though it is no such fact: of a terminal that is rented the day is left open, and so is the
    model of one that is known by who gave it. With the word that the label cannot be read.
    """
    names = {field.name for field in fields}
    if slot.kind == "date" and "ownership" in names and not names & {"purchased", slot.name}:
        return (*fields, Field(slot.name, SKIPPED))
    if slot.kind == "serial" and fields and not names & {"serial", slot.name}:
        return (*fields, *(one for one in left_open(text, slot) if one.name not in names))  # 没有序列号，地址…，电话…
    return _of_the_label(fields, slot, text) if slot.kind == "model" else fields


def _of_the_label(fields: tuple[Field, ...], slot: Slot, text: str) -> tuple[Field, ...]:
    """The model: as it is written where no list knows it, or left open; and the serial number that is said not to be there."""
    named = next((field for field in fields if field.name in {"model", slot.name}), None)
    unknown = left_open(text, slot)
    beside = tuple(field for field in unknown if field.name != slot.name and field.name not in {one.name for one in fields})
    written = next(model_written(text), None) if named is None or named.value.isalpha() else None
    if (
        written
        and (named is None or written[0] >= named.start)
        and not any(_is_within(written, field) for field in fields if field != named)
    ):
        name = text[named.start : written[1]] if named else written[2]
        rest = tuple(field for field in fields if field != named)
        return (*rest, Field(slot.name, _called(name, named), written[0], written[1]), *beside)
    theirs = named is None and (any(field.name == "acquirer" for field in fields) or is_given(text)) and not asks(text)
    return (*fields, *((Field(slot.name, SKIPPED),) if theirs else ()), *(beside if named or theirs else ()))


def _is_within(written: tuple[int, int, str], field: Field) -> bool:
    return written[0] < field.end and field.start < written[1]


def _called(name: str, family: Field | None) -> str:
    """A model that no list knows, after the family that one does: "ingenico move 2500" is Ingenico move 2500."""
    return name if family is None else f"{family.value} {name[family.end - family.start :].strip()}"


def _apart(text: str, fields: tuple[Field, ...]) -> str:
    """An address without what is told beside it: the number, the time, whom to ask for, and the words that lead up to these."""
    told = sorted((field.start, field.end) for field in fields if field.name in _BESIDE_ADDRESS)
    parts, end = [], 0
    for start, after in (*told, (len(text), len(text))):
        parts.append(text[end:start])
        end = max(end, after)
    return ", ".join(part for said in parts if (part := _LEADS_UP.sub("", said).strip(" ,，.。;；")))


_BESIDE_ADDRESS = frozenset({"phone", "window", "ask_for"})
_LEADS_UP = re.compile(
    r"(?:[\s,，.。;；:：]|\b(?:and|my|the|our|his|her|phone|tel|telephone|mobile|mob|cell|number|no|is|it'?s|call|ring|text|on|at|time|or)\b|我们?的?|联系|上门|电话(?:号码?)?|手机(?:号码?)?|方式|时间|是|打|拨)+$",
    re.IGNORECASE,
)
"""Words before a phone number or a time that are no part of where."""


def _only_begins_a_serial(field: Field, found: tuple[Field, ...], state: State) -> bool:
    """Whether it is a model that is read off the serial number alone, while another was told: what was told counts."""
    inside = any(one.name == "serial" and one.start <= field.start < one.end for one in found)
    return field.name == "model" and inside and state.slots.get("model", "") not in UNKNOWN


def _of_a_visit(field: Field, state: State) -> Field:
    """The time of a visit that is asked for, on the day that was told for it."""
    before = state.slots.get("window", "") if state.place is not None and state.place.flow == _VISIT else ""
    return replace(field, value=on_its_day(field.value, before)) if before else field


def _on_its_day(field: Field, inbound: Inbound, state: State, knowledge: Knowledge) -> Field:
    return replace(field, value=timed(inbound, field.value, state, knowledge)) if field.name in {"moment", WHEN} else field


def _sum_told(text: str, state: State) -> str:
    """The kind of a bare figure that is told amid a trouble with money, where no fact is asked for: the sum it is about."""
    said = text.strip()
    if state.trouble in _OF_A_SUM and _TWO_DIGITS.fullmatch(said):
        return "amount"  # 差了一笔, and then 35
    last_four = len(said) == _LAST_FOUR and said.isdecimal() and group_of(state.trouble) == "transaction"
    return "amount" if group_of(state.trouble) in _OF_MONEY and is_sum(said) and not last_four else ""


def is_awaited(fields: tuple[Field, ...], question: Question | None, knowledge: Knowledge) -> bool:
    """Whether the fact that was asked for is among these."""
    slot = knowledge.slots.get(question.slot) if question else None
    return slot is not None and any(field.name in {slot.name, slot.kind} for field in fields)


def is_left_open(fields: tuple[Field, ...]) -> bool:
    """Whether a number or a name on the label is said not to be known: 序列号不知道 tells of no crime."""
    return any(field.name in LABELLED and field.value == SKIPPED for field in fields)


def is_when(fields: tuple[Field, ...]) -> bool:
    """Whether, asked what is to be told, the words say only when."""
    return any(field.name == WHEN for field in fields) and not any(field.name == OF for field in fields)


def is_sharper(fields: tuple[Field, ...], question: Question, offer: str) -> bool:
    """Whether the words name a moment and the offer that they pick only its day: "tomorrow at noon"."""
    picked, moment = question.offer(offer), next((field.value for field in fields if field.name == "moment"), "")
    return picked is not None and "T" in moment and bool(picked.to) and moment.startswith(f"{picked.to}T")


def _taken(question: Question | None, knowledge: Knowledge) -> str:
    """The kind of the fact that an answer of the open question takes."""
    takes = next((offer.takes for offer in question.offers if offer.takes), "") if question else ""
    return knowledge.slots[takes].kind if takes in knowledge.slots else ""


def _free(text: str, kind: str, match: Match) -> str:
    """Words that answer an open slot although no rule knows their shape: a name of a model, an address."""
    said = " ".join(visible(text).split())
    talk = match.decision is Decision.ACCEPT or "‹" in said
    if talk or not said or len(said) > 200:
        return ""
    if kind == "serial" and _is_number(said):
        return re.sub(r"[\s-]", "", said).upper()
    place = of_place(said) if kind == "address" else ""
    return place if is_place(place) else ""


def _is_number(said: str) -> bool:
    """Whether the words may be what stands on a label: "is it 1234" guesses a code."""
    words = [one for one in said.split() if one.isalpha()]
    fits = len(re.sub(r"\D", "", said)) >= _SURELY or not words
    return bool(_BARE.fullmatch(said)) and bool(re.search(r"\d{3}", said)) and fits and not (is_postal(said) or has_han(said) or asks(said))
