"""A fact was asked for, and what is told is none: asked again, taken from before, left open, or for a person."""

from __future__ import annotations

from bot.core.again import ask_to_pick
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.midway import WHERE_TO_COME
from bot.core.picking import left_open, pick
from bot.core.reading import awaited
from bot.core.walking import STUCK_AFTER, ask_again, fill

AS_BEFORE = "as_before"
"""The act of who says that it is as it was before, or that we have it."""
NO_TIME = "no_time"
"""The act of who tells only when it shall not be."""


def no_such_fact(draft: Draft) -> Draft:
    """Told is how it goes: that is no such fact. Asked again, then left open, or for a person."""
    question = draft.state.question
    skip = question.offer("skip") if question and awaited(draft) not in WHERE_TO_COME else None
    if draft.state.misses >= STUCK_AFTER:
        return pick(draft.say("common.no_problem"), skip) if skip else call(draft.say("common.missed_twice"), "stuck")
    said = draft.say("common.no_such_fact", what=f"@slot_name.{awaited(draft)}")
    return left_open(draft, ask_again(said.but(misses=draft.state.misses + 1)))


def as_before(draft: Draft) -> Draft:
    """Taken from the last ticket that tells it, if any does; where to come is never left open for that."""
    slot, question = awaited(draft), draft.state.question
    if question is None or not slot:
        return ask_to_pick(draft)
    skip, passes = question.offer("skip"), draft.knowledge.slots[slot].kind == "window"  # "tomorrow morning" was another day
    if skip and passes:
        return pick(draft, skip)
    told = next((ticket.facts[slot] for ticket in reversed(draft.state.tickets) if slot in ticket.facts and not passes), "")
    if told:
        return fill(draft.say("common.as_before", other=told), slot, told)
    said = draft.say("common.none_before")
    if skip and slot not in WHERE_TO_COME:
        return pick(said, skip)
    return call(said, "stuck") if draft.state.misses >= STUCK_AFTER else ask_again(said.but(misses=draft.state.misses + 1))
