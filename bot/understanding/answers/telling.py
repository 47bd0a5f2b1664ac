"""Answers that the first words of a trouble hold already: "打不出票，一个字都没有" also answers what the receipts look like.

Only what is said beside the trouble itself, and only where a wrong reading costs a question at most: never for money, danger or accounts, and never yes, no
or don't know, which need their question.
"""

from __future__ import annotations

import re

from bot.core.knowledge import NONE, OF_THE_TERMINAL, Flow, Kind, Knowledge, Option, Step, group_of
from bot.core.state import Move, Offer, Place, Question
from bot.core.understanding import Field
from bot.understanding.answers.answers import held, named, parted, picked
from bot.understanding.answers.labels import phrasings
from bot.understanding.facts.amounts import is_mistyped
from bot.understanding.facts.extents import KNOWN_BY, NEIGHBOURS, OF_MANY, extent, reach
from bot.understanding.facts.shortfalls import KIND, MISMATCH, how_short, shortfall
from bot.understanding.facts.takings import CLOSED, DAY, DAYS, OVERDUE, WEEKEND, day_of, was_closed, was_weekend
from bot.understanding.text.clauses import DENIAL
from bot.understanding.text.normalising import has_han, plain
from bot.understanding.text.patterns import spans
from bot.understanding.text.remembering import lately

NAMED_FROM = {True: 5, False: 8}  # characters (has Chinese, has not): "no" and "have not got any" name nothing
_SHORTEST_TOLD = 2  # characters; 好 alone tells nothing that nobody asked for
_OPENED = OF_THE_TERMINAL | {"settlement", "account", "maintenance", "security"}
"""Where the first words may answer; later ones about money need their question."""
_TOLD_PLAINLY = OF_THE_TERMINAL | {"maintenance"}
_TOLD_BESIDE = frozenset({"repair", "maintenance"})  # whose questions are answered beside something else as well
_TOLD_OF_MONEY = frozenset({"sale_settled"})  # what may be told ahead even where money is in doubt: it is asked back by its step
_GIVEN_BACK, _EARLIER = "transaction.refund_void", frozenset({OVERDUE, WEEKEND})  # a sale of an earlier day is refunded, not voided
_REFUNDED = re.compile(r"退(?:了|错|多|少|成)|\brefunded\b|\bgave back\b", re.IGNORECASE)
"""It was the refund that another amount was keyed for."""
_PART_FROM = 0.2  # of a part of the words is the phrasing of a choice that it holds
NEED_THEIR_QUESTION = frozenset({"yes", "no", "unsure", "other", "none", "cannot", "skip", "refused"})
"""Choices that are told by words too common to be meant by them: "won't pair" is the name of the trouble, before it is that a code was refused."""


def told(text: str, intent: str, knowledge: Knowledge) -> tuple[Field, ...]:
    """The choices of this trouble's questions that the words make, as facts without a place in the text."""
    flow = knowledge.flows.get(intent)
    if intent == _GIVEN_BACK:
        return _of_the_sale(text)
    if intent == MISMATCH and shortfall(text) is not None:
        return (Field(KIND, short),) if (short := how_short(text)) else ()
    if flow is None or group_of(intent) not in _OPENED:
        return ()
    asked = [step for step in flow.steps.values() if step.kind is Kind.ASK and step.slot and (step.hinted or not flow.safety)]
    found = ((step.slot, _choice(text, flow, step, knowledge)) for step in asked)
    return (*(Field(slot, key) for slot, key in found if key), *_missing(text, flow, knowledge))


def _of_the_sale(text: str) -> tuple[Field, ...]:
    """That another amount was keyed than was meant, and that the sale is of an earlier day."""
    mistyped = (Field("refund_need", "wrong_amount"),) if is_mistyped(text) and not _REFUNDED.search(text) else ()
    return (*mistyped, Field("sale_settled", "settled")) if day_of(parted(text), asked=True) in _EARLIER else mistyped


def told_ahead(text: str, place: Place, knowledge: Knowledge, waiting: tuple[Place, ...] = ()) -> tuple[Field, ...]:
    """As `told`, amid a trouble: words that do not answer the open question, but plainly one that is still to come."""
    flow = knowledge.flows.get(place.flow)
    if flow is None or flow.safety or len(text.strip()) < _SHORTEST_TOLD:
        return ()
    later = [
        (of, step)
        for of in knowledge.ahead(flow.id, *(one.flow for one in waiting))
        for step in of.steps.values()
        if _is_told_early(of, step, place)
    ]
    found = dict.fromkeys((step.slot, key) for of, step in later if (key := _told_key(text, of, step, knowledge)))
    found = (
        dict.fromkeys(one for one in found if one[1] == NEIGHBOURS) or found
    )  # the street has no network: how far it goes, and all there is
    open_flows = (flow, *(knowledge.flows[one.flow] for one in waiting if one.flow in knowledge.flows))
    lacking = tuple(field for of in open_flows for field in _missing(text, of, knowledge, place.step)) + _of_money(text, flow, place)
    return tuple(Field(slot, key) for slot, key in found if key not in NEED_THEIR_QUESTION) if len(found) == 1 and not lacking else lacking


def _of_money(text: str, flow: Flow, place: Place) -> tuple[Field, ...]:
    """That the day was closed, where a later step asks it: 昨天的，昨晚结算过了; or which day it was, which puts right what was told
    of it: 对了昨天是礼拜五, 我说的是礼拜三的.
    """
    others = {step.slot for step in flow.steps.values() if step.id != place.step}
    which = WEEKEND if was_weekend(text) else day_of(parted(text)) if not text.rstrip().endswith(("?", "？")) else None
    day = (Field(DAY, which),) if DAY in others and which in _EARLIER else ()
    return (*day, Field(CLOSED, "yes")) if CLOSED in others and was_closed(parted(text)) else day


def _told_key(text: str, flow: Flow, step: Step, knowledge: Knowledge) -> str | None:
    """The choice that the words make; of a repair also one that they hold beside something else: 去年买的有发票."""
    asked = question_of(flow.id, step, knowledge)
    beside = _told_in_part(text, asked, knowledge) if group_of(flow.id) in _TOLD_BESIDE else None
    return picked(text, asked, knowledge, places=False) or beside


def _is_told_early(flow: Flow, step: Step, place: Place) -> bool:
    """Whether what the step asks may be told before it is asked."""
    asks = step.kind is Kind.ASK and bool(step.slot) and (flow.id, step.id) != (place.flow, place.step)
    return asks and (group_of(flow.id) in _TOLD_PLAINLY or step.slot in _TOLD_OF_MONEY or (group_of(flow.id) == "repair" and _files(flow)))


def _files(flow: Flow) -> bool:
    return any(one.kind is Kind.TICKET for one in flow.steps.values())


def _missing(text: str, flow: Flow, knowledge: Knowledge, here: str = "") -> tuple[Field, ...]:
    """What the shop has none of, as a step that needs it would be told: "I have no other charger"."""
    names_it = len(text) >= NAMED_FROM[has_han(text)] and DENIAL.search(text)
    lacked = [
        Field(slot, value)
        for step in flow.steps.values()
        if step.kind is Kind.TRY and step.id != here
        for option in step.options
        for slot, value in option.sets.items()
        if value == NONE and names_it and named(text, _own(flow, step, option, knowledge), knowledge, whole=True)
    ]
    return tuple(dict.fromkeys(lacked))


@lately
def _own(flow: Flow, step: Step, option: Option, knowledge: Knowledge) -> Question:
    return Question(0, (Offer(option.key, label(flow.id, step.id, option.key, knowledge), Move.ANSWER, option.key),))


@lately
def question_of(flow: str, step: Step, knowledge: Knowledge) -> Question:
    """What the step asks, as it would stand open."""
    return Question(0, tuple(Offer(one.key, label(flow, step.id, one.key, knowledge), Move.ANSWER, one.key) for one in step.options))


def _parts_ways(step: Step) -> bool:
    """Whether anything hangs on the answer: where it is only noted, a wrong one costs nothing."""
    return len({option.to for option in step.options}) > 1


def broad_of(step: Step) -> frozenset[str]:
    """The choices that are little more than the name of the trouble."""
    return frozenset(option.key for option in step.options if option.broad)


@lately
def _narrower(asked: Question, step: Step) -> Question:
    """The question without the choices that are little more than the name of the trouble: 结算失败，提示批次满."""
    return Question(asked.turn, tuple(offer for offer in asked.offers if offer.name not in broad_of(step)))


def _choice(text: str, flow: Flow, step: Step, knowledge: Knowledge) -> str | None:
    asked = question_of(flow.id, step, knowledge)
    if flow.safety and len(parted(text)) == 1 and _parts_ways(step):  # instead of the question only where it is told beside what
        return _is_just_that(text, step, asked, knowledge)  # befell the terminal, or is just that
    if broad_of(step) and (narrow := _told_in_part(text, _narrower(asked, step), knowledge)):
        return None if narrow in NEED_THEIR_QUESTION else narrow
    if flow.safety:
        return _told_in_part(text, asked, knowledge)
    if (told_plainly := _extent(text, step)) is not None:
        return told_plainly
    whole = group_of(flow.id) != "software"  # "won't sign in" is its name as well as one of its answers
    key = named(text, asked, knowledge, whole=whole) or (
        _told_in_part(text, asked, knowledge) if step.hinted or group_of(flow.id) in _TOLD_BESIDE else None
    )
    return None if key in NEED_THEIR_QUESTION else key


def _is_just_that(text: str, step: Step, asked: Question, knowledge: Knowledge) -> str | None:
    """The choice that the words name and nothing else, 屏幕碎了; none that does as well for who does not know."""
    key = named(text, asked, knowledge, whole=True)
    ways = {option.key: option.to for option in step.options}
    return key if key and key not in NEED_THEIR_QUESTION and ways.get(key) != ways.get("unsure") else None


def _extent(text: str, step: Step) -> str | None:
    """How far it goes, which day's money it is, or that the day was closed, where that is what the step asks."""
    keys, parts = {option.key for option in step.options}, parted(text)
    if keys >= KNOWN_BY:
        return reach(parts)
    if keys >= DAYS:
        return WEEKEND if was_weekend(text) else day_of(parts)
    if step.slot == CLOSED:
        return "yes" if was_closed(parts) else None
    return extent(parts) if keys >= OF_MANY else None


def _told_in_part(text: str, asked: Question, knowledge: Knowledge) -> str | None:
    """The one choice that a part of the words holds, if no part holds another."""
    found = {key for part in parted(text) if (key := held(part, asked, knowledge, share=_PART_FROM))}
    return found.pop() if len(found) == 1 else None


def spoken_of(text: str, flow: str, step: Step, knowledge: Knowledge) -> frozenset[str]:
    """The choices of which a phrasing stands in the words, whatever is said of it: of those one of which holds another's, the longer."""
    said = plain(text)
    found = {
        name: max(stands, key=len)
        for name, phrases in phrasings(question_of(flow, step, knowledge), knowledge).items()
        if (stands := [phrase for phrase in phrases if spans(said, phrase)])
    }
    return frozenset(name for name, phrase in found.items() if not any(phrase in other and phrase != other for other in found.values()))


def label(flow: str, step: str, key: str, knowledge: Knowledge) -> str:
    """The name of an option's label: its own, or the common one."""
    own = f"{flow}.{step}.{key}"
    return own if any(own in sentences for sentences in knowledge.sentences.values()) else f"choice.{key}"
