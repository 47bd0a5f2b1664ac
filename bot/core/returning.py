"""One step back, and from the start: what then stands again, and what is forgotten."""

from __future__ import annotations

from bot.core.asking import menu
from bot.core.draft import Draft
from bot.core.walking import ask_again, enter

ANEW = "anew"
"""The act of who starts over, and tells in the same breath what it is."""


def go_back(draft: Draft, crumbs: int) -> Draft:
    """Restore what stood before the last ``crumbs`` answers; asks nothing by itself."""
    crumb = draft.state.trail[-crumbs]
    trail = draft.state.trail[:-crumbs]
    return draft.but(place=crumb.place, slots=crumb.slots, attempts=crumb.attempts, paused=crumb.paused, trail=trail)


def back(draft: Draft) -> Draft:
    """One step back; at the first, that it is the first."""
    if not draft.state.trail:
        return ask_again(draft.say("common.first_step")) if draft.state.place else menu(draft)
    earlier = go_back(draft, 1).say("common.back")
    return enter(earlier, draft.state.trail[-1].place)


def cleared(draft: Draft) -> Draft:
    """As it stood before the trouble at hand was told: what is known of the shop and its terminals stays."""
    slots = draft.knowledge.slots
    lasting = {name: value for name, value in draft.state.slots.items() if name in slots and slots[name].lasts != "trouble"}
    fresh = draft.but(trouble="", place=None, question=None, paused=(), noted=(), trail=(), slots=lasting)
    return fresh.but(attempts=(), words=(), ahead={})


def restart(draft: Draft) -> Draft:
    """From the start."""
    return menu(cleared(draft), "common.restart")
