"""Going through a flow: entering a step, answering it, following its target.

A step whose slot is known, whose remedy was tried, whose guard forbids it or which the model has no part
for is passed over, so that nothing is asked or proposed twice or in vain. Guards of a risky step are
asked here, whoever wrote the flow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.core import filing, warranty
from bot.core.actions import CallStaff, CancelReminder, Resolved, SetReminder
from bot.core.device import device, is_for, only_answer, options_for
from bot.core.draft import Draft
from bot.core.knowledge import DONE, PERSON, RETURN, SOLVED, Guard, Kind, Option, Step
from bot.core.rules import RULES, named_ticket
from bot.core.state import Move, Offer, Place, Question

UNANSWERED_AFTER = timedelta(minutes=10)
STUCK_AFTER = 2
"""How often in a row an open question is asked again before a person is called."""
STANDARD = {"solved": "solved", "not_fixed": "not_fixed", "cannot": "cannot"}


class UnreachableState(RuntimeError):
    """Ours: the machine got where its own tables say that nothing leads."""


# ---- entering ------------------------------------------------------------------------------


def enter(draft: Draft, place: Place) -> Draft:
    """Come to a step: ask it, do it, or pass it over."""
    step = draft.knowledge.step(place.flow, place.step)
    if step is None:  # the files changed under a running conversation
        return menu(draft.but(place=None, paused=()).say("common.moved_on"))
    here = draft.but(place=place)
    if not is_for(device(draft.knowledge, draft.state.slots), step):
        return go(here, step.otherwise or step.next)
    guard = None if _is_behind(here, step) else _open_guard(here, step)
    if guard is None:
        return ENTER[step.kind](here, step)
    if guard.slot in here.state.slots:
        return go(here, step.otherwise or step.next)
    paused = (*here.state.paused, place)
    return _enter_flow(here.but(paused=paused), guard.flow)


def _open_guard(draft: Draft, step: Step) -> Guard | None:
    guards = draft.knowledge.guards.get(step.risk, ())
    slots = draft.state.slots
    return next((guard for guard in guards if slots.get(guard.slot) not in guard.passes), None)


def _enter_flow(draft: Draft, flow: str) -> Draft:
    return enter(draft, Place(flow, draft.knowledge.flows[flow].start))


def _ask(draft: Draft, step: Step) -> Draft:
    known = step.option(draft.state.slots.get(step.slot, "")) if step.slot else None
    if known:
        return _follow(draft, known)
    told = only_answer(device(draft.knowledge, draft.state.slots), step)
    return _follow(draft.slot(**{step.slot: told.key} if step.slot else {}), told) if told else ask_again(draft)


def _try(draft: Draft, step: Step) -> Draft:
    return go(draft, step.next) if _is_behind(draft, step) else ask_again(draft)


def _is_behind(draft: Draft, step: Step) -> bool:
    """Whether the step's remedy was tried: then neither it nor its guards come up."""
    return step.kind is Kind.TRY and any(attempt.remedy == step.remedy for attempt in draft.state.attempts)


def _tell(draft: Draft, step: Step) -> Draft:
    return go(draft.say(sentence(draft, step), **_ticket_values(draft)), step.next)


def _form(draft: Draft, step: Step) -> Draft:
    open_slot = next((slot for slot in step.slots if slot not in draft.state.slots), None)
    return ask_again(draft) if open_slot else go(draft, step.next)


def _check(draft: Draft, step: Step) -> Draft:
    value = RULES[step.rule](draft) if step.rule else draft.state.slots.get(step.slot, "")
    noted = draft.slot(**{step.slot: value}) if step.rule and step.slot else draft
    return go(noted, step.branches.get(value, step.otherwise))


def _file(draft: Draft, step: Step) -> Draft:
    return go(filing.file(draft, step.ticket), step.next)


def _update(draft: Draft, step: Step) -> Draft:
    return go(filing.update(draft, step.ticket), step.next)


ENTER: Mapping[Kind, Callable[[Draft, Step], Draft]] = {
    Kind.ASK: _ask,
    Kind.TRY: _try,
    Kind.TELL: _tell,
    Kind.FORM: _form,
    Kind.CHECK: _check,
    Kind.TICKET: _file,
    Kind.UPDATE: _update,
}


# ---- asking --------------------------------------------------------------------------------


def ask_again(draft: Draft) -> Draft:
    """Ask the step the conversation stands at; where it stands at none, offer the menu."""
    step = draft.step
    if step is None:
        return menu(draft)
    return ASK[step.kind](draft, step) if step.kind in ASK else enter(draft, _place(draft))


def _ask_options(draft: Draft, step: Step) -> Draft:
    open_to = options_for(device(draft.knowledge, draft.state.slots), step)
    offers = tuple(_offer(draft, step, option) for option in open_to)
    question = draft.question(*offers)
    return draft.ask(sentence(draft, step), question, _progress(draft, step), **_ticket_values(draft))


def _ask_slot(draft: Draft, step: Step) -> Draft:
    slot = next(name for name in step.slots if name not in draft.state.slots)
    skip = (Offer("skip", "choice.skip", Move.SKIP),) if slot in step.optional else ()
    refs = tuple(Offer(t.ref, f"={t.ref}", Move.ANSWER, t.ref) for t in draft.state.tickets if slot == "ticket" and t.is_open)
    return draft.ask(f"slot.{slot}", draft.question(*refs, *skip, slot=slot), None, **_ticket_values(draft))


ASK: Mapping[Kind, Callable[[Draft, Step], Draft]] = {Kind.ASK: _ask_options, Kind.TRY: _ask_options, Kind.FORM: _ask_slot}


def ask_to_pick(draft: Draft) -> Draft:
    """Understood, but no answer to the open question: asked again twice, then a person is called."""
    if draft.state.misses >= STUCK_AFTER:
        return call(draft.say("common.missed_twice"), "stuck")
    return ask_again(draft.but(misses=draft.state.misses + 1).say("common.pick_one"))


def ask_works_now(draft: Draft) -> Draft:
    """The step was carried out, the result not said: ask just that."""
    trying = draft.step is not None and draft.step.kind is Kind.TRY
    works = Offer("solved", "choice.solved", Move.SOLVED)
    fails = Offer("not_fixed", "choice.not_fixed", Move.ANSWER if trying else Move.KEEP, "not_fixed")
    return draft.ask("common.works_now", draft.question(works, fails))


def _offer(draft: Draft, step: Step, option: Option) -> Offer:
    own = f"{sentence(draft, step)}.{option.key}"
    return Offer(option.key, own if draft.has(own) else f"choice.{option.key}", Move.ANSWER, option.key)


def sentence(draft: Draft, step: Step) -> str:
    """The name of a step's sentence."""
    return f"{_place(draft).flow}.{step.id}"


def _progress(draft: Draft, step: Step) -> tuple[int, int] | None:
    flow = _place(draft).flow
    done = sum(crumb.place.flow == flow for crumb in draft.state.trail)
    most = done + draft.knowledge.flows[flow].ahead.get(step.id, 1)
    worked_on = flow in draft.knowledge.intents and draft.knowledge.intents[flow].trouble
    return (done + 1, most) if worked_on and most > 1 else None


def _place(draft: Draft) -> Place:
    if draft.state.place is None:
        raise UnreachableState("a step is asked while the conversation stands at none")
    return draft.state.place


def _ticket_values(draft: Draft) -> dict[str, str]:
    """What every step's sentence may use beside the slots; empty where nothing is known."""
    end = warranty.ends(draft.state.slots, draft.knowledge.warranty.months)
    ticket = named_ticket(draft.state)
    return {
        "trouble": _named(draft.state.trouble),
        "warranty_until": end.isoformat() if end else "",
        "ticket_ref": ticket.ref if ticket else "",
        "ticket_status": ticket.status if ticket else "",
        "ticket_window": ticket.facts.get("window", "") if ticket else "",
        "ticket_trouble": _named(ticket.intent) if ticket else "",
    }


def _named(intent: str) -> str:
    return f"@intent.{intent}" if intent else ""


# ---- answering -----------------------------------------------------------------------------


def answer(draft: Draft, key: str) -> Draft:
    """The step the conversation stands at is answered with the option of that key."""
    step = draft.step
    option = step.option(key) if step else None
    if step is None or option is None:
        return ask_again(draft)
    crumbed = draft.remember(_place(draft))
    noted = crumbed.slot(**{step.slot: key}) if step.slot else crumbed
    result = key if key in STANDARD else "cannot"
    tried = noted.tried(step.remedy, result) if step.kind is Kind.TRY else noted
    return _follow(tried, option)


def fill(draft: Draft, slot: str, value: str) -> Draft:
    """The awaited slot is known now."""
    return go(draft.remember(_place(draft)).slot(**{slot: value}), _step(draft).id)


def _step(draft: Draft) -> Step:
    if draft.step is None:
        raise UnreachableState("a slot is filled while the conversation stands at no step")
    return draft.step


def _follow(draft: Draft, option: Option) -> Draft:
    return go(draft.slot(**option.sets), option.to)


# ---- going on ------------------------------------------------------------------------------


def go(draft: Draft, target: str) -> Draft:
    """Follow a target."""
    if target in GO:
        return GO[target](draft)
    if target in draft.knowledge.flows:
        return _enter_flow(_known_better(draft, target), target)
    return enter(draft, Place(_place(draft).flow, target))


def _known_better(draft: Draft, flow: str) -> Draft:
    """A flow that leads into another trouble's has found out what the trouble really is."""
    intent = draft.knowledge.intents.get(flow)
    return draft.but(trouble=flow) if intent and intent.trouble else draft


def solved(draft: Draft) -> Draft:
    """The merchant says that the trouble is gone: one line of prevention, then quiet."""
    state = draft.state
    remedy = next((attempt.remedy for attempt in reversed(state.attempts) if attempt.result == "solved"), "")
    line = f"{state.trouble}.solved"
    told = draft.want(Resolved(state.trouble, remedy)).say("common.solved")
    return _over((told.say(line) if draft.has(line) else told).but(called=False, since=None))


def _call(draft: Draft) -> Draft:
    """The flow knows no further: it is over, and the trouble is the person's."""
    reason = _step(draft).reason or "flow"
    return call(draft, reason).but(place=None, question=None, paused=(), trail=())


def call(draft: Draft, reason: str) -> Draft:
    """Call a person; the place is kept for handing back."""
    if draft.state.called:
        return draft.say("common.person_waiting")
    wait = SetReminder("unanswered", draft.at + UNANSWERED_AFTER, draft.state.turn)
    return (
        draft.but(called=True, misses=0, since=draft.state.since or draft.at, rated=False)
        .want(CallStaff(reason), wait)
        .say("common.person")
    )


def _done(draft: Draft) -> Draft:
    return resume(draft) if draft.state.paused else _over(draft)


def resume(draft: Draft) -> Draft:
    """Back to where a guard or a side flow was called from."""
    *rest, place = draft.state.paused
    return enter(draft.but(paused=tuple(rest)), place)


def _over(draft: Draft) -> Draft:
    """A trouble is done with: what was noted for later comes up now, or it is quiet."""
    left = draft.but(place=None, question=None, paused=(), trail=()).want(CancelReminder("nudge"))
    if not left.state.noted:
        return left
    first, *rest = left.state.noted
    yes, no = Offer("yes", "choice.yes_please", Move.START, first), Offer("no", "choice.no_thanks", Move.LEAVE)
    return left.but(noted=tuple(rest)).ask("common.take_up", left.question(yes, no), other=f"@intent.{first}")


GO: Mapping[str, Callable[[Draft], Draft]] = {SOLVED: solved, PERSON: _call, DONE: _done, RETURN: _done}


# ---- beginning -----------------------------------------------------------------------------


def begin(draft: Draft, intent: str, words: str = "", remedies: tuple[str, ...] = ()) -> Draft:
    """Take up an intent: a flow of its own, or else a person, since nobody has written one."""
    fresh = _ready(draft, intent, words)
    for remedy in remedies:
        fresh = fresh.tried(remedy, "not_fixed")
    if intent in draft.knowledge.flows:
        return _enter_flow(fresh, intent)
    return call(fresh.but(place=None, question=None, paused=()), intent)


def _ready(draft: Draft, intent: str, words: str) -> Draft:
    """A trouble begins afresh; a flow that files a ticket takes the trouble at hand along; anything
    else is a thing aside, and the open step waits for it.
    """
    if draft.knowledge.intents[intent].trouble:
        return _fresh(draft, intent, words)
    flow = draft.knowledge.flows.get(intent)
    files = flow is not None and any(step.kind is Kind.TICKET for step in flow.steps.values())
    return draft.but(paused=()) if files else _aside(draft)


def _fresh(draft: Draft, intent: str, words: str) -> Draft:
    """A new trouble: what was known of the last one is forgotten, what is known of the device stays."""
    kept = {name: value for name, value in draft.state.slots.items() if _lasts(draft, name)} | dict(draft.learned)
    noted = tuple(name for name in draft.state.noted if name != intent)
    said = (words,) if words else ()
    return draft.but(trouble=intent, slots=kept, attempts=(), trail=(), paused=(), noted=noted, words=said, media=())


def _lasts(draft: Draft, name: str) -> bool:
    slot = draft.knowledge.slots.get(name)
    return slot is not None and slot.lasts != "trouble" and draft.state.slots[name] != "-"


def _aside(draft: Draft) -> Draft:
    """Something beside the trouble at hand: its step waits."""
    state = draft.state
    waits = (*state.paused, state.place) if state.place and state.question else ()
    return draft.but(paused=waits)


def menu(draft: Draft, sentence_name: str = "common.menu") -> Draft:
    """Offer what merchants come with most. Its buttons never grow old: they belong to turn 0."""
    offers = tuple(Offer(intent, f"menu.{intent}", Move.START, intent) for intent in draft.knowledge.menu)
    other = Offer("other", "menu.other", Move.MENU)
    return draft.ask(sentence_name, Question(0, (*offers, other))).but(place=None)
