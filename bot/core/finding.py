"""What the merchant found out himself, or tells of the surroundings, takes the place of the steps that would find it out: it works with
another adapter, the paper is in the wrong way round, next door has the same, the firewall was changed.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.again import ask_under
from bot.core.answering import all_said
from bot.core.beginning import begin, told_of
from bot.core.draft import Draft
from bot.core.knowledge import SOLVED, Kind
from bot.core.midway import UNKNOWN
from bot.core.state import Place
from bot.core.understanding import Decision, Found, Heard
from bot.core.walking import answer, ask_again, enter, go

TWICE = 2
"""How often a step may be come to by what is told of it: the second time it is told once more after the step was tried."""
JUST_THAT = "common.just_that"
SAYS_HOW = frozenset({"solved", "not_fixed", "cannot"})
"""Acts of words that tell how the step went that deals with it."""


def found_out(draft: Draft, heard: Heard) -> Draft | None:
    """With what it works is told, which solves it at the step that tries just that; or what stands in the way, which leads there; or
    what another flow deals with.
    """
    if heard.found is None:
        return None
    said = all_said(draft, f"aside.{heard.aside}", heard) if heard.aside else draft
    return _led(draft, said, heard, heard.found) if heard.found.leads else _at_step(draft, said, heard.found)


def _at_step(draft: Draft, said: Draft, found: Found) -> Draft | None:
    """The step of the flow at hand that tries the remedy, solved or taken up."""
    flow = draft.knowledge.flows.get(draft.state.trouble)
    steps = flow.steps.values() if flow and draft.state.place else ()
    step = next((one for one in steps if one.kind is Kind.TRY and one.remedy == found.remedy), None)
    if flow is None or step is None:
        return None
    there = Place(flow.id, step.id)
    if found.works:
        return answer(said.but(place=there, paused=()), SOLVED)
    if draft.state.place == there and found.begun:
        return ask_under(said, f"common.begun_{found.remedy}", of=frozenset({Kind.TRY}))
    if draft.state.place == there:
        return ask_again(said if said is not draft else draft.say(JUST_THAT))
    if sum(crumb.place == there for crumb in draft.state.trail) >= TWICE:
        return None
    rest = tuple(attempt for attempt in draft.state.attempts if attempt.remedy != step.remedy)
    return enter(replace(said, hinted={}).remember(draft.state.place or there).but(place=there, paused=(), attempts=rest), there)


def _led(draft: Draft, said: Draft, heard: Heard, found: Found) -> Draft | None:
    """Into the flow that deals with it, and not again into one that has dealt with it: there it is what was said. A payment that was taken
    from the customer is looked after first.
    """
    state, flow, step = draft.state, draft.knowledge.flows[found.leads], draft.step
    picked = step.option(heard.offer or "") if step else None
    taken = state.place is not None and state.place.flow == UNKNOWN and state.slots.get("customer_debited") == "yes"
    if taken or (picked is not None and picked.to == flow.id):
        return None
    known = all(state.slots.get(slot) == value for slot, value in found.sets.items())
    if state.place is not None and state.place.flow == flow.id and known:
        of_it = any(one.intent == flow.id for one in heard.candidates)
        told = heard.offer or (heard.decision is not Decision.REJECT and (of_it or heard.act in SAYS_HOW))
        return ask_again(said if said is not draft else draft.say(JUST_THAT)) if step and step.kind is Kind.TRY and not told else None
    tried = {attempt.remedy for attempt in state.attempts} & {one.remedy for one in flow.steps.values() if one.remedy}
    if tried and known and not found.sets.keys() & draft.learned.keys():
        return None
    if state.place is None:
        return _begun(replace(said, learned={**draft.learned, **found.sets}), heard, found)
    ahead = {slot: key for slot, key in state.ahead.items() if slot not in {*draft.hinted, *found.sets}}
    return go(replace(said, hinted={}).remember(state.place).but(paused=(), ahead=ahead).slot(**found.sets), flow.id)


def _begun(draft: Draft, heard: Heard, found: Found) -> Draft:
    """With nothing at hand: the trouble is the flow's own, or else what the words are likeliest to mean."""
    draft = replace(draft, hinted={}).but(ahead={slot: key for slot, key in draft.state.ahead.items() if slot not in draft.hinted})
    intent = draft.knowledge.intents.get(found.leads)
    if intent and intent.trouble:
        return begin(draft, found.leads, heard.text, heard.tried)
    best = next((one.intent for one in heard.candidates[:1]), found.leads)
    return go(told_of(draft, best, heard.text).slot(**found.sets), found.leads)
