"""What is told before it is asked: kept until its question would come, passed over there, and said aloud so that it can be put right.

Follows no answer. What may let a risky step pass is never taken ahead.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.asking import label_of, standing
from bot.core.draft import Draft
from bot.core.knowledge import Knowledge, Option, Step


def told_now(draft: Draft) -> dict[str, str]:
    """The answers of questions that were told in this turn before they were asked."""
    here = draft.step.slot if draft.step else ""
    guards = {guard.slot for of in draft.knowledge.guards.values() for guard in of}
    slots = draft.knowledge.slots
    chosen = {name: value for name, value in draft.learned.items() if name in slots and slots[name].kind == "choice" and value}
    return {name: value for name, value in {**draft.hinted, **chosen}.items() if name not in {here, *guards}}


def _grave(knowledge: Knowledge) -> frozenset[tuple[str, str]]:
    """The answers that dangers give."""
    return frozenset(told for dangers in knowledge.dangers.values() for danger in dangers for told in danger.sets.items())


def told_for(draft: Draft, step: Step) -> Option | None:
    """The answer of this question that was told before it, and not said aloud yet."""
    return step.option({**draft.state.ahead, **draft.hinted}.get(step.slot, "")) if step.slot else None


def is_grave(draft: Draft) -> bool:
    """Whether it is danger or crime that is worked on: what is to be done comes before any word on what was told."""
    return draft.knowledge.is_safety(draft.state.trouble) or draft.knowledge.is_safety(standing(draft).flow)


def aloud(draft: Draft, step: Step, told: Option) -> Draft:
    """It is said aloud, once, and known no longer by itself: the question is answered with it, and can be gone back to. Of danger
    nothing is said: its own words come first.
    """
    rest = {slot: key for slot, key in draft.state.ahead.items() if slot != step.slot}
    asked = replace(draft, hinted={}).but(ahead=rest).slot(**{step.slot: ""})
    return asked if (step.slot, told.key) in _grave(draft.knowledge) else asked.taken_as(label_of(draft, step, told))
