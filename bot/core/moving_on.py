"""Who tells what a ticket needs, and passes over the open question, has answered it as far as he will."""

from __future__ import annotations

from bot.core.draft import Draft
from bot.core.knowledge import Kind
from bot.core.midway import VISIT
from bot.core.picking import pick
from bot.core.state import Move
from bot.core.understanding import Decision, Heard

OF_A_TICKET = frozenset({"model", "serial", "address", "phone", "contact", "window", "purchased", "ownership", "proof"})
"""Facts that a ticket asks for; told where something else is asked, they say that he is a step ahead."""
NEUTRAL = ("none", "unsure")
"""Choices that leave a question open for the colleagues."""


def moved_on(draft: Draft, heard: Heard) -> Draft | None:
    """Facts for a ticket where another choice is asked that may stay open: no paper is at hand, what befell it nobody knows. In the
    form at once; amid a danger, where nothing is tried, the second time.
    """
    place, asked, step = draft.state.place, draft.state.question, draft.step
    if place is None or asked is None or step is None or heard.offer or heard.guess or heard.asks or heard.decision is Decision.ACCEPT:
        return None
    flow = draft.knowledge.flows[place.flow]
    amid = place.flow == VISIT or (asked.noted and flow.safety and VISIT in flow.leads_to)
    if not amid or step.kind is not Kind.ASK or not OF_A_TICKET & draft.learned.keys() - {step.slot}:
        return None
    left = next((one for one in map(asked.offer, NEUTRAL) if one and one.move is Move.ANSWER), None)
    return pick(draft.say("common.fact_noted"), left) if left else None
