"""Walks every flow through the real turn: each option of each step is picked once in each situation that matters.

What the written conversations leave out is met here, in every language; wording is not its business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.draft import Draft
from bot.core.knowledge import Kind, Knowledge
from bot.core.messages import Media
from bot.core.reminders.making import made
from bot.core.reminders.reminding import ALARM
from bot.core.reminders.single import added, on_clock
from bot.core.rules import RULES
from bot.core.state import Mode, Move, Offer, State, Ticket
from bot.core.understanding import Candidate, Decision, Elapsed, Heard
from bot.core.upkeep.plan import Plan, Terminal
from bot.core.warranty import OUTSIDE_CAUSES
from bot.service.playing import START, Player
from bot.service.turning import Mind

FACTS: dict[str, tuple[str, ...]] = {
    "serial": ("N9100032871",),
    "model": ("PAX A920",),
    "date": ("2026-09-01", "2019-09-01"),
    "phone": ("13800138000",),
    "address": ("14 Church Street, Leeds",),
    "window": ("tomorrow afternoon",),
    "amount": ("12.50",),
    "moment": ("next monday",),
    "every": ("every two weeks",),
    "text": ("it does not do what it should today",),
}
"""What is typed where a fact is awaited, by the kind of its slot."""
PHOTO = "(photo)"
"""What is sent where a picture is awaited."""
WONDERS, LISTS = "(what do you mean)", "(my reminders)"
"""What is asked back once at every question, and what is asked by who is to be reminded of something."""
ASKS = {WONDERS: ("conversation.help", "explain"), LISTS: ("maintenance.plan", "reminders")}
"""The same as intent and act."""
RINGS, LONG_AFTER = "(the alarm of the plan)", timedelta(days=400)
"""What happens by itself where there is a plan, and when."""
MOST = 20_000
"""Turns of one walk; more than the largest knowledge needs."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the walk: the state before, what was picked or typed, and the state, texts and deeds after."""

    before: State
    offer: Offer | None
    typed: str
    after: State
    texts: tuple[str, ...]
    deeds: tuple[str, ...]


def explore(mind: Mind, locale: str) -> Iterator[Turn]:
    """Every move, from the start of every flow that an intent starts, without and with tickets that are open."""
    yield from _meanings(mind, locale)
    walk = _Walk(mind, locale)
    for intent in mind.knowledge.flows:
        if intent in mind.knowledge.intents:
            for start in _starts(mind.knowledge, locale):
                yield from walk.onward(start, Offer(intent, "", Move.START, intent))
    for start in _plans(mind.knowledge, locale):
        yield from walk.onward(start, None, RINGS)
    yield from walk.onward(_reminded(locale), None, RINGS)
    yield from walk.onward(_reminded(locale), None, LISTS)


def _meanings(mind: Mind, locale: str) -> Iterator[Turn]:
    """Words that may mean an intent, or likely do: it is offered, or begun and said aloud."""
    fresh = State("1042", locale, locale)
    for intent in mind.knowledge.intents:
        for score in (0.5, 0.9):
            yield _happened(mind, locale, fresh, Heard(START, intent, Decision.CLARIFY, (Candidate(intent, score),)))
    yield from (_happened(mind, locale, fresh, event) for event in _manners(mind.knowledge, locale))


def _manners(knowledge: Knowledge, locale: str) -> Iterator[Heard]:
    """What is refused, what is answered beside anything, and words that are manner and no matter."""
    yield from (Heard(START, one.name, refused=one.name) for one in knowledge.refusals.get(locale, ()))
    yield from (Heard(START, one.name, aside=one.name) for one in knowledge.asides.get(locale, ()))
    talk = (Candidate("conversation.greeting", 1.0),)
    yield from (Heard(START, act, Decision.ACCEPT, talk, act) for act in ("cross", "foreign", "chatter", "who"))


def _happened(mind: Mind, locale: str, before: State, event: Heard) -> Turn:
    player = Player(mind, locale, before)
    player.happen(event)
    return Turn(before, None, event.text, player.state or before, tuple(player.texts), tuple(player.deeds))


def _starts(knowledge: Knowledge, locale: str) -> tuple[State, ...]:
    known = next((flow for flow in knowledge.flows if knowledge.intents.get(flow) and knowledge.intents[flow].trouble), "")
    lacking = {frozenset(model.lacks): name for name, model in knowledge.models.items() if model.lacks}
    models = ({"model": name} for name in lacking.values())
    tickets = tuple(Ticket(f"1042-{n}", "other", known, START, facts={"serial": f"N91000{n}"}) for n in (1, 2))
    acquirers = ({"acquirer": family} for family in knowledge.codes.families)
    fresh = State("1042", locale, locale)
    owned = ({"serial": "N9100032871", "model": "PAX A920"},)
    return (
        replace(fresh, terminals=owned),
        *(replace(fresh, tickets=tickets[:count]) for count in (0, 1, 2)),
        replace(fresh, tickets=(replace(tickets[0], status="scheduled", visit={"window": "2026-11-27T09:00/12:00"}),)),
        *(replace(fresh, slots=slots) for slots in (*models, *acquirers)),
    )


def _plans(knowledge: Knowledge, locale: str) -> Iterator[State]:
    """Everything due but the guided checks, and each of these by itself."""
    shop = Plan(START.date(), "idle", "greasy", "", (Terminal("1"), Terminal("2", "PAX A920")))
    plan = made(knowledge, shop, START.date())
    fresh = State("1042", locale, locale)
    checks = {chore.id for chore in knowledge.upkeep.chores.values() if chore.flow}
    yield replace(fresh, plan=replace(plan, duties=tuple(duty for duty in plan.duties if duty.chore not in checks)))
    yield from (replace(fresh, plan=replace(plan, duties=(duty,))) for duty in plan.duties if duty.chore in checks)


def _reminded(locale: str) -> State:
    """A merchant without a plan who is to be reminded twice."""
    plan = on_clock(None, START.date())
    for words in ("1", "2"):
        plan, _ = added(plan, f"{START:%Y-%m-%d}T12:00", "", words)
    return State("1042", locale, locale, plan=plan)


class _Walk:
    """The moves made so far; none is made twice in the same situation."""

    def __init__(self, mind: Mind, locale: str) -> None:
        self.mind, self.locale = mind, locale
        self.made: set[tuple[object, ...]] = set()

    def onward(self, start: State, first: Offer | None, typed: str = "") -> Iterator[Turn]:
        """All moves that follow from the first."""
        waiting: list[tuple[State, Offer | None, str]] = [(start, first, typed)]
        while waiting and len(self.made) < MOST:
            state, offer, typed = waiting.pop()
            situation = (*_situation(self.mind.knowledge, state), offer.name if offer else "", typed)
            if situation in self.made:
                continue
            self.made.add(situation)
            move = self._move(state, offer, typed)
            yield move
            waiting += [(move.after, *on) for on in _ways_on(self.mind.knowledge, move.after)]

    def _move(self, state: State, offer: Offer | None, typed: str) -> Turn:
        player = Player(self.mind, self.locale, state.but(mode=Mode.BOT))
        if typed == RINGS:
            player.at += LONG_AFTER
            player.keep(self.mind.happen(player.chat(), Elapsed(player.at, ALARM, 0)))
        elif typed in ASKS:
            player.happen(Heard(START, "", Decision.ACCEPT, (Candidate(ASKS[typed][0], 1.0),), ASKS[typed][1]))
        elif typed == PHOTO:
            player.say(media=(Media("photo", "photo.jpg"),))
        elif offer is None:
            player.say(typed)
        else:
            question = state.question
            player.say(choice=question.key(offer) if question and offer in question.offers else f"0.{offer.name}")
        return Turn(state, offer, typed, player.state or state, tuple(player.texts), tuple(player.deeds))


def _ways_on(knowledge: Knowledge, state: State) -> Iterator[tuple[Offer | None, str]]:
    question = state.question
    if question is None or state.place is None:
        return
    yield from ((offer, "") for offer in question.offers)
    yield None, WONDERS
    slot = knowledge.slots.get(question.slot)
    if slot is None:
        return
    if slot.kind == "code":
        yield from ((None, code) for code in _codes(knowledge))
    elif slot.kind == "photo":
        yield None, PHOTO
    else:
        yield from ((None, fact) for fact in FACTS.get(slot.kind, ()))


def _codes(knowledge: Knowledge) -> tuple[str, ...]:
    """One code of each class, whatever family has it, one that is contested, and one that nobody has."""
    first: dict[str, str] = {}
    for family in knowledge.codes.families.values():
        for code, name in family.items():
            first.setdefault(name, code)
    return (*first.values(), *sorted(knowledge.codes.contested)[:1], "Z9")


def _situation(knowledge: Knowledge, state: State) -> tuple[object, ...]:
    """What decides where a move leads: the place, where it came from, and what the flow's own branches look at."""
    model = knowledge.models.get(state.slots.get("model", ""))
    lacks = frozenset(model.lacks) if model else frozenset()
    if state.place is None:
        return (
            len(state.tickets),
            any(ticket.visit for ticket in state.tickets),
            len(state.terminals),
            lacks,
            state.slots.get("acquirer", ""),
            len(state.plan.duties) if state.plan else -1,
        )
    steps = knowledge.flows[state.place.flow].steps.values()
    looked_at = {step.slot for step in steps if step.kind is Kind.CHECK and step.slot}
    looked_at |= {guard.slot for step in steps for guard in knowledge.guards.get(step.risk, ())}
    seen = tuple(state.slots.get(slot, "") for slot in sorted(looked_at))
    draft = Draft(knowledge, START, state)
    ruled = tuple(RULES[rule](draft) for rule in sorted({step.rule for step in steps if step.rule}))
    outside = state.trouble in OUTSIDE_CAUSES and bool(ruled)
    needed = _needed(knowledge, state.place.flow)
    family = state.slots.get("acquirer", "") if any("code" in step.rule for step in steps) else ""
    return (state.place, state.question.slot if state.question else "", state.paused, outside, lacks & needed, seen, ruled, family)


def _needed(knowledge: Knowledge, start: str) -> frozenset[str]:
    """The parts of a terminal that a flow, or one it leads to directly or not, asks for."""
    flows = [knowledge.flows[flow] for flow in (start, *sorted(knowledge.flows[start].leads_to))]
    steps = [step for flow in flows for step in flow.steps.values()]
    return frozenset(part for step in steps for part in step.needs) | {
        part for step in steps for option in step.options for part in option.needs
    }
