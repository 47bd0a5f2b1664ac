"""Who tells what a ticket needs, and passes over the open question, has answered it as far as he will."""

from __future__ import annotations

from bot.core.draft import Draft
from bot.core.knowledge import Kind
from bot.core.midway import VISIT
from bot.core.picking import pick
from bot.core.state import Move, Offer, Question
from bot.core.understanding import Decision, Heard

OF_A_TICKET = frozenset({"model", "serial", "address", "phone", "contact", "window", "purchased", "ownership", "proof"})
"""Facts that a ticket asks for; told where something else is asked, they say that he is a step ahead."""
NEUTRAL = ("none", "unsure")
"""Choices that leave a question open for the colleagues."""


def moved_on(draft: Draft, heard: Heard) -> Draft | None:
    """Facts for a ticket where another thing is asked that may stay open: no paper is at hand, the date is skipped, what befell it
    nobody knows. In the form at once where it is a choice; else the second time, and never of what a guard asks.
    """
    place, asked, step = draft.state.place, draft.state.question, draft.step
    if place is None or asked is None or step is None or heard.offer or heard.guess or heard.asks or heard.decision is Decision.ACCEPT:
        return None
    told = OF_A_TICKET & draft.learned.keys() - {asked.slot, step.slot}
    files = place.flow == VISIT
    if not told or not (files or VISIT in draft.knowledge.flows[place.flow].leads_to):
        return None
    left = _left_open(asked, chosen=step.kind is Kind.ASK) if asked.noted or (files and step.kind is Kind.ASK) else None
    return pick(draft.say("common.fact_noted"), left) if left else None


def _left_open(asked: Question, *, chosen: bool) -> Offer | None:
    """What leaves the question open, if anything does."""
    if not chosen:
        return next((one for one in asked.offers if one.move is Move.SKIP), None)
    found = (asked.offer(name) for name in NEUTRAL)
    return next((one for one in found if one and one.move is Move.ANSWER), None)
