"""One step back, and from the start: what then stands again, and what is forgotten."""

from __future__ import annotations

from bot.core.asking import menu
from bot.core.draft import Draft
from bot.core.ending import over
from bot.core.knowledge import kind_of
from bot.core.understanding import Decision, Heard
from bot.core.walking import ask_again, enter

ANEW = "anew"
"""The act of who starts over, and tells in the same breath what it is."""
TURNED, NOT_THIS = "turned", "not_this"
"""The acts of who denies what is at hand: and tells what it is, or does not."""


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


def left(draft: Draft, told: Heard) -> Draft:
    """Without what is at hand, which was never meant, for what is told instead; what else waits goes on waiting."""
    noted = tuple(one for one in draft.state.noted if kind_of(one) != kind_of(draft.state.trouble))
    free = cleared(draft).but(noted=noted)
    known = draft.knowledge.intents.get(told.intent or "") if told.decision is Decision.ACCEPT and not told.danger else None
    named = known is not None and known.trouble and not told.found
    return free.say("common.switched", other=f"@intent.{told.intent}") if named else free.say("common.not_this")


def not_this(draft: Draft, heard: Heard) -> Draft | None:
    """What is at hand is denied, and nothing else told: it is left, and asked what it is, or whether what waits is looked at."""
    if heard.act != NOT_THIS or draft.state.place is None:
        return None
    rest = left(draft, heard)
    if draft.state.is_awaiting:
        return rest.say("common.kept")
    return over(rest) if rest.state.noted else rest.say("common.describe")


def restart(draft: Draft) -> Draft:
    """From the start."""
    return menu(cleared(draft), "common.restart")
