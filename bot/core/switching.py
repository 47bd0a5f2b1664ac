"""Changing over to another trouble: one that was noted for later, or that is named to come first. The one at hand waits in its place."""

from __future__ import annotations

from bot.core.alarms import cautioned
from bot.core.beginning import SITTING, begin
from bot.core.draft import Draft
from bot.core.knowledge import group_of, kind_of
from bot.core.noting import UNCERTAIN_MONEY, note
from bot.core.picking import pick
from bot.core.reading import accepted, wants_words
from bot.core.state import Move
from bot.core.understanding import Decision, Heard
from bot.core.walking import ask_again

NAMED_FROM = 0.3
"""Of what is named to come first."""


def noted_first(draft: Draft, heard: Heard) -> Draft | None:
    """The trouble that was noted for later, or is named, is wanted now; the one at hand waits in its place."""
    if heard.act != "noted_first":
        return None
    sure = heard.decision is Decision.ACCEPT
    meant = (one.intent for one in heard.candidates if sure or one.score >= NAMED_FROM)
    named = next((intent for intent in meant if intent in draft.knowledge.intents), "")
    if named and named == draft.state.trouble and draft.state.place:
        return ask_again(draft)
    yes = draft.state.question.offer("yes") if draft.state.question and draft.state.place is None else None
    if yes and yes.move is Move.START and (not named or kind_of(named) == kind_of(yes.to)):
        return pick(draft, yes)
    noted = next((name for name in reversed(draft.state.noted) if kind_of(name) == kind_of(named)), "")
    if draft.state.place and draft.knowledge.is_safety(draft.state.trouble):  # danger is not left for anything
        return ask_again(note(cautioned(draft), named))
    wanted = noted or (named if named and draft.knowledge.intents[named].trouble else "") or next(iter(draft.state.noted[-1:]), "")
    begun = switched(draft, heard, wanted, wanted) if wanted else None
    waits = yes.to if yes and yes.move is Move.START and draft.knowledge.intents[yes.to].trouble else ""
    return begun.but(noted=(*begun.state.noted, waits)) if begun and waits else begun


def waived(draft: Draft, heard: Heard) -> Draft | None:
    """What was noted for later needs nothing any more: left out, and on where it stood."""
    named = {kind_of(one.intent) for one in heard.candidates[:1]} if heard.act == "waived" else set()
    left = next((name for name in draft.state.noted if kind_of(name) in named), "")
    if not left:
        return None
    return ask_again(_left_out(draft, left))


def withdrawn(draft: Draft, heard: Heard) -> Draft:
    """What was noted for later and is denied: left out, and said so."""
    for name in heard.gone:
        draft = _left_out(draft, name)
    return draft


def _left_out(draft: Draft, name: str) -> Draft:
    rest = tuple(one for one in draft.state.noted if one != name)
    return draft.but(noted=rest).say("common.waived", other=f"@intent.{name}")


def insisted(draft: Draft, heard: Heard, intent: str) -> Draft | None:
    """What was noted for later is told once more, perhaps more closely: it is what the merchant wants to see to. Money that is
    in doubt and danger come first all the same.
    """
    state = draft.state
    group = group_of(intent)
    noted = next((name for name in state.noted if name == intent or group_of(name) == group != "hardware"), None)
    pressing = state.trouble in UNCERTAIN_MONEY or draft.knowledge.is_safety(state.trouble)
    same = group_of(state.trouble) == group
    return switched(draft, heard, intent, noted) if noted and not pressing and not same else None


def after_a_while(draft: Draft, heard: Heard) -> Draft | None:
    """Another trouble is told when the talk has long been left: it is what he has come for, and the one at hand waits in its place.
    Money that is in doubt and danger come first all the same, and what the one at hand may turn out to be is no other.
    """
    state, intent = draft.state, accepted(draft, heard)
    flow = draft.knowledge.flows.get(state.trouble)
    if intent is None or flow is None or state.place is None or wants_words(draft) or not draft.knowledge.intents[intent].trouble:
        return None
    left = state.wrote is not None and draft.at - state.wrote > SITTING
    in_danger = flow.safety and state.place.flow == state.trouble  # of what is registered for repair it was warned
    pressing = state.trouble in UNCERTAIN_MONEY or in_danger or heard.offer
    same = kind_of(state.trouble) == kind_of(intent) or intent in flow.leads_to
    return switched(draft, heard, intent, "") if left and not (pressing or same) else None


def switched(draft: Draft, heard: Heard, wanted: str, noted: str) -> Draft:
    """The wanted trouble is taken up; the one at hand waits in the place of what was noted."""
    begun = begin(draft.say("common.switched", other=f"@intent.{wanted}"), wanted, heard.text, heard.tried)
    waits = (draft.state.trouble,) if draft.state.place and draft.knowledge.intents[wanted].trouble else ()
    later = (*(name for name in begun.state.noted if name != noted), *waits)
    return begun.but(noted=tuple(name for name in later if name), words=draft.state.words)
