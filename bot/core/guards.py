"""What let a risky step pass holds for one sitting, and until it is told otherwise: then its question comes again first."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from bot.core.again import at_guard
from bot.core.beginning import SITTING
from bot.core.draft import Draft
from bot.core.understanding import Heard
from bot.core.walking import enter, open_guard, resume


def lapsed(draft: Draft) -> Draft:
    """After a while nobody knows any more whether a sale is running, or whether all is settled."""
    wrote, slots = draft.state.wrote, draft.state.slots
    if wrote is None or draft.at - wrote <= SITTING:
        return draft
    guards = [guard for of in draft.knowledge.guards.values() for guard in of]
    passed = dict.fromkeys((guard.slot for guard in guards if slots.get(guard.slot) in guard.passes), "")
    return draft.slot(**passed).but(trail=tuple(replace(crumb, slots=_without(crumb.slots, passed)) for crumb in draft.state.trail))


def _without(slots: Mapping[str, str], names: Container[str]) -> Mapping[str, str]:
    return {name: value for name, value in slots.items() if name not in names}


def reopened(draft: Draft, heard: Heard) -> Draft | None:
    """An answer that let a risky step pass is taken back, at that step or amid its other questions: "wait, not settled"."""
    place, step = draft.state.place, draft.step
    if place is None or step is None or not any(field.name in draft.revised and not field.value for field in heard.fields):
        return None
    if at_guard(draft):
        return resume(draft)
    return enter(draft, place) if open_guard(draft, step) else None
