"""Leaving a danger that was only taken for one: said so, and the trouble told before is gone on with where it stood."""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import Say
from bot.core.alarms import is_safety
from bot.core.beginning import begin
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.midway import VISIT
from bot.core.reading import awaited, fits
from bot.core.state import Crumb
from bot.core.understanding import Decision, Heard
from bot.core.walking import enter

TOLD_FROM = 0.8
"""Of a trouble told beside the denial, where it is not certain."""
NONE_OF_IT, PERSON = "none_of_it", "handoff.human"
"""The act of who denies the danger at hand."""


def put_aside(before: Draft, begun: Draft) -> Draft:
    """The danger begun, with where the trouble stood that it interrupts."""
    state = before.state
    worked = state.place is not None and state.place.flow == state.trouble and not is_safety(before, state.trouble)
    amid = state.place is not None and is_safety(before, state.trouble)  # a danger that grows into another
    here = Crumb(state.place, state.slots, state.attempts, state.paused) if worked and state.place else state.interrupted if amid else None
    return begun.but(interrupted=here) if is_safety(begun, begun.state.trouble) else begun


def _wants_person(heard: Heard) -> bool:
    """Whether a person is surely wanted, beside whatever else is told."""
    return heard.intent == PERSON and heard.decision is Decision.ACCEPT and heard.act != "complaint"


def in_danger(before: Draft, begun: Draft, heard: Heard) -> Draft:
    """With what the danger interrupts; and a person called who is wanted too, after what is to be done first and before what is asked."""
    draft = put_aside(before, begun)
    if draft.state.is_awaiting or not _wants_person(heard):
        return draft
    asks = [isinstance(action, Say) and action.question is not None for action in draft.actions]
    at = asks.index(True) if any(asks) else len(asks)
    first = call(replace(draft, actions=draft.actions[:at]), "human")
    return replace(first, actions=(*first.actions, *draft.actions[at:]))


def none_of_it(draft: Draft, heard: Heard) -> Draft | None:
    """Nothing of the kind befell the terminal or the shop: what was told before, or is told with it, is seen to."""
    place, trouble = draft.state.place, draft.state.trouble
    left = place is None and draft.state.is_awaiting
    at_it = left or (place is not None and place.flow in {trouble, VISIT})
    if heard.act != NONE_OF_IT or not at_it or not is_safety(draft, trouble):
        return None
    slot = awaited(draft)
    fact = next((field.value for field in heard.fields if slot and fits(draft, slot, field)), "")  # what the form asked for was told too
    draft = draft.slot(**{slot: fact}) if fact else draft
    said, before = draft.say("common.none_of_it"), draft.state.interrupted
    free = said.but(trouble="", place=None, question=None, paused=(), trail=(), cautioned="", interrupted=None)
    if before is not None:
        known = {**draft.state.slots, **before.slots}
        back = free.but(trouble=before.place.flow, slots=known, attempts=before.attempts, paused=before.paused)
        return enter(back, before.place)
    told = _told_with_it(draft, heard)
    if not told:
        return free.say(f"refusal.{heard.refused}" if heard.refused else "common.person_waiting" if left else "common.describe")
    return begin(free, told, heard.text, heard.tried)


def _told_with_it(draft: Draft, heard: Heard) -> str:
    """A trouble that is told beside the denial, or waits since before."""
    intents = draft.knowledge.intents
    named = (one.intent for one in heard.candidates[:1] if heard.decision is Decision.ACCEPT or one.score >= TOLD_FROM)
    known = [name for name in named if name in intents and intents[name].trouble and not is_safety(draft, name)]
    return next(iter((*known[:1], *draft.state.noted)), "")
