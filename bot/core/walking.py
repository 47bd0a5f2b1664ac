"""Going through a flow: entering a step, answering it, following its target.

A step whose slot is known, whose remedy was tried, whose guard forbids it or which the model has no part
for is passed over, so that nothing is asked or proposed twice or in vain. Guards of a risky step are
asked here, whoever wrote the flow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core import filing
from bot.core.actions import Say
from bot.core.ahead import aloud, is_grave, told_for
from bot.core.asking import (
    ASK,
    UnreachableState,
    document_of,
    menu,
    sentence,
    standing,
    step_values,
)
from bot.core.deeds import DEEDS
from bot.core.device import device, is_for, only_answer
from bot.core.draft import Draft
from bot.core.ending import asked_still, call, over, solved
from bot.core.knowledge import DONE, NONE, OF_THE_TERMINAL, PERSON, RETURN, SOLVED, Guard, Kind, Option, Step, group_of
from bot.core.rules import RULES
from bot.core.state import Place

STUCK_AFTER = 2
"""How often in a row an open question is asked again before a person is called."""
WISH, CHANGE = "wish", "change_"
"""The slot of the finer reading of the words that begin a flow, and how that of what is to be changed begins."""
STANDARD = frozenset({"solved", "not_fixed", "cannot"})

# ---- entering ------------------------------------------------------------------------------


def enter(draft: Draft, place: Place) -> Draft:
    """Come to a step: ask it, do it, or pass it over."""
    step = draft.knowledge.step(place.flow, place.step)
    if step is None:  # the files changed under a running conversation
        return menu(draft.but(place=None, paused=()).say("common.moved_on"))
    here = draft.but(place=place)
    if not is_for(device(draft.knowledge, draft.state.slots), step):
        return go(here, step.otherwise or step.next)
    guard = None if is_behind(here, step) else open_guard(here, step)
    if guard is None:
        return ENTER[step.kind](here, step)
    if guard.slot in here.state.slots:
        return go(here, step.otherwise or step.next)
    paused = (*here.state.paused, place)
    return enter_flow(here.but(paused=paused), guard.flow)


def open_guard(draft: Draft, step: Step) -> Guard | None:
    """The first question of a risky step that is not answered so that it may be proposed."""
    guards = draft.knowledge.guards.get(step.risk, ())
    slots = draft.state.slots
    return next((guard for guard in guards if slots.get(guard.slot) not in guard.passes), None)


def enter_flow(draft: Draft, flow: str) -> Draft:
    """Come to the first step of a flow."""
    return enter(draft, Place(flow, draft.knowledge.flows[flow].start))


def _ask(draft: Draft, step: Step) -> Draft:
    model = device(draft.knowledge, draft.state.slots)
    known = step.option(draft.state.slots.get(step.slot, "")) if step.slot else None
    told = told_for(draft, step)
    if known and is_for(model, known) and (told != known or is_grave(draft)):
        return _follow(draft, known)
    if told and is_for(model, told):
        return answer(aloud(draft, step, told), told.key)
    wanted = step.option(draft.state.slots.get(WISH, "").partition(CHANGE)[2])
    if wanted:  # which of them it is was said as it was asked for
        return answer(draft.slot(**{WISH: ""}), wanted.key)
    only = only_answer(model, step)
    return _follow(draft.slot(**{step.slot: only.key} if step.slot else {}), only) if only else ask_again(draft)


def _try(draft: Draft, step: Step) -> Draft:
    lacking = next((option for option in step.options if NONE in option.sets.values() and _is_known(draft, option)), None)
    if lacking:
        return _follow(draft, lacking)
    return go(draft, step.next) if is_behind(draft, step) else ask_again(draft)


def _is_known(draft: Draft, option: Option) -> bool:
    """Whether all that the option would make known is known: it need not be asked for."""
    return all(draft.state.slots.get(slot) == value for slot, value in option.sets.items())


def is_behind(draft: Draft, step: Step) -> bool:
    """Whether the step's remedy was tried, or one that its act is a part of was done: then neither it nor its guards come up."""
    if step.kind is not Kind.TRY:
        return False
    attempts = draft.state.attempts
    return any(one.remedy == step.remedy or (one.remedy in step.struck_by and one.result != "cannot") for one in attempts)


def _tell(draft: Draft, step: Step) -> Draft:
    told = Say(sentence(draft, step), draft.values(step_values(draft)), document=document_of(draft, step))
    return go(draft.want(told), step.next)


def _form(draft: Draft, step: Step) -> Draft:
    known = _made(draft, step.slots)
    open_slot = next((slot for slot in step.slots if slot not in known.state.slots), None)
    return ask_again(known) if open_slot else go(known, step.next)


def _made(draft: Draft, wanted: tuple[str, ...]) -> Draft:
    """Slots whose parts were told one by one are known."""
    slots, known = draft.knowledge.slots, draft.state.slots
    parts = {name: slots[name].made_of for name in wanted if name in slots and slots[name].made_of and name not in known}
    made = {name: " ".join(known[part] for part in of) for name, of in parts.items() if all(part in known for part in of)}
    return draft.slot(**made)


def _check(draft: Draft, step: Step) -> Draft:
    value = RULES[step.rule](draft) if step.rule else draft.state.slots.get(step.slot, "")
    noted = draft.slot(**{step.slot: value}) if step.rule and step.slot else draft
    return go(noted, step.branches.get(value, step.otherwise))


def _file(draft: Draft, step: Step) -> Draft:
    return go(filing.file(draft, step.ticket), step.next)


def _update(draft: Draft, step: Step) -> Draft:
    return go(filing.update(draft, step.ticket), step.next)


def _do(draft: Draft, step: Step) -> Draft:
    return go(DEEDS[step.deed](draft), step.next)


ENTER: Mapping[Kind, Callable[[Draft, Step], Draft]] = {
    Kind.ASK: _ask,
    Kind.TRY: _try,
    Kind.TELL: _tell,
    Kind.FORM: _form,
    Kind.CHECK: _check,
    Kind.TICKET: _file,
    Kind.UPDATE: _update,
    Kind.DO: _do,
}


def ask_again(draft: Draft) -> Draft:
    """Ask the step the conversation stands at, or go on where all that it asks is known by now; where it stands at none, what is
    on offer, or the menu. A risky step is not said again before its questions are answered anew, if their answers hold no more.
    """
    step = draft.step
    if step is None:
        return asked_still(draft) or menu(draft)
    if step.kind is Kind.TRY and not is_behind(draft, step) and open_guard(draft, step):
        return enter(draft, standing(draft))
    is_known = step.kind is Kind.FORM and all(slot in draft.state.slots for slot in step.slots)
    return ASK[step.kind](draft, step) if step.kind in ASK and not is_known else enter(draft, standing(draft))


# ---- answering -----------------------------------------------------------------------------


def answer(draft: Draft, key: str) -> Draft:
    """The step the conversation stands at is answered with the option of that key."""
    step = draft.step
    option = step.option(key) if step else None
    if step is None or option is None:
        return ask_again(draft)
    crumbed = draft.remember(standing(draft))
    noted = crumbed.slot(**{step.slot: key}) if step.slot else crumbed
    result = key if key in STANDARD else "cannot"
    tried = noted.tried(step.remedy, result) if step.kind is Kind.TRY else noted
    return _follow(tried, option)


def fill(draft: Draft, slot: str, value: str) -> Draft:
    """The awaited slot is known now."""
    if draft.step is None:
        return ask_again(draft.slot(**{slot: value}).say("common.fact_noted"))
    return go(draft.remember(standing(draft)).slot(**{slot: value}), draft.step.id)


def _step(draft: Draft) -> Step:
    if draft.step is None:
        raise UnreachableState("a slot is filled while the conversation stands at no step")
    return draft.step


def _follow(draft: Draft, option: Option) -> Draft:
    """What the option makes known or forgets; a fact that came with the answer is not forgotten with it."""
    sets = {slot: value for slot, value in option.sets.items() if value or slot not in draft.learned}
    return go(draft.slot(**sets), option.to)


# ---- going on ------------------------------------------------------------------------------


def go(draft: Draft, target: str) -> Draft:
    """Follow a target."""
    if target in GO:
        return GO[target](draft)
    if target in draft.knowledge.flows:
        return enter_flow(_known_better(draft, target), target)
    return enter(draft, Place(standing(draft).flow, target))


def _known_better(draft: Draft, flow: str) -> Draft:
    """A flow that leads into another trouble's has found out what the trouble really is; one that asks what is wrong takes what was told
    of a terminal beside, and waits.
    """
    intent = draft.knowledge.intents.get(flow)
    if intent and intent.trouble:
        return draft.but(trouble=flow)
    asks = any(step.rule == "symptom" for step in draft.knowledge.flows[flow].steps.values())
    waits = next((name for name in draft.state.noted if group_of(name) in OF_THE_TERMINAL), "")
    if not asks or draft.state.trouble or not waits:
        return draft
    return draft.but(trouble=waits, noted=tuple(name for name in draft.state.noted if name != waits))


def _call(draft: Draft) -> Draft:
    """The flow knows no further: it is over, and the trouble is the person's."""
    reason = _step(draft).reason or "flow"
    return call(draft, reason).but(place=None, question=None, paused=(), trail=())


def _done(draft: Draft) -> Draft:
    return resume(draft) if draft.state.paused else over(draft)


def resume(draft: Draft) -> Draft:
    """Back to where a guard or a side flow was called from."""
    *rest, place = draft.state.paused
    return enter(draft.but(paused=tuple(rest)), place)


GO: Mapping[str, Callable[[Draft], Draft]] = {SOLVED: solved, PERSON: _call, DONE: _done, RETURN: _done}
