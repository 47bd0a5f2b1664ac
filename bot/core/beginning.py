"""Taking up what a merchant comes with: a trouble afresh, a request, or a thing aside."""

from __future__ import annotations

from datetime import timedelta

from bot.core.ahead import told_now
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.knowledge import OF_THE_TERMINAL, Kind, Knowledge, Slot, group_of
from bot.core.walking import WISH, enter_flow

SITTING = timedelta(hours=1)
"""Who writes again within it still stands where he stood: only this terminal is offline, whichever of its troubles is meant."""
DAY = timedelta(days=1)
TOLD_APART = frozenset({"choice", "code"})
"""Kinds of slots that mean one thing, whatever trouble they are told beside; a time may be that of a visit, or of a sale."""
OF_ONE_TERMINAL = frozenset({"serial", "device"})
WORKED_ON = OF_THE_TERMINAL | {"transaction", "settlement"}
"""Groups of troubles that something is done about at a terminal."""
REMINDER, NOT_AT_ALL = "maintenance.reminder", "remind_not"


def begin(draft: Draft, intent: str, words: str = "", remedies: tuple[str, ...] = (), wish: str = "") -> Draft:
    """Take up an intent: a flow of its own, or else a person, since nobody has written one."""
    fresh = _meant(_wished(_ready(draft, intent, words), wish))
    if wish == NOT_AT_ALL:  # what was still asked of that reminder is asked no more
        fresh = fresh.but(paused=tuple(place for place in fresh.state.paused if place.flow != REMINDER))
    fresh = fresh.say("common.leave_off").but(left_off=draft.at) if _may_be_of_a_dangerous_one(fresh, intent) else fresh
    for remedy in remedies:
        fresh = fresh.tried(remedy, "not_fixed")
    if intent in draft.knowledge.flows:
        return enter_flow(fresh, intent)
    return call(fresh.but(place=None, question=None, paused=()), intent)


def _may_be_of_a_dangerous_one(draft: Draft, intent: str) -> bool:
    """Whether steps with the terminal follow while a ticket is open for one that is dangerous, and it may be meant. It is said once a
    day, and once more for what came up since.
    """
    serial = draft.state.slots.get("serial", "")
    is_safety = draft.knowledge.is_safety
    waits = (one for one in draft.state.tickets if one.is_open and is_safety(one.intent) and group_of(one.intent) in OF_THE_TERMINAL)
    said = draft.state.left_off if draft.state.left_off and draft.at - draft.state.left_off < DAY else None
    meant = (one for one in waits if not serial or one.facts.get("serial", serial) == serial)
    may_be = any(said is None or (one.reopened or one.opened) > said for one in meant)
    return may_be and not is_safety(intent) and draft.knowledge.intents[intent].trouble and group_of(intent) in WORKED_ON


def _meant(draft: Draft) -> Draft:
    """The ticket of his that is named now, and none that was talked about before."""
    named = draft.learned.get("ticket", "")
    own = any(ticket.ref == named for ticket in draft.state.tickets)
    return draft.slot(ticket=named if own else "") if "ticket" in draft.state.slots else draft


def _wished(draft: Draft, wish: str) -> Draft:
    return draft.slot(**{WISH: wish}) if WISH in draft.knowledge.slots else draft


def _ready(draft: Draft, intent: str, words: str) -> Draft:
    """A trouble begins afresh; a flow that files a ticket takes the trouble at hand along; anything
    else is a thing aside, and the open step waits for it.
    """
    if draft.knowledge.intents[intent].trouble:
        return _fresh(draft, intent, words)
    return draft.but(paused=()) if files_ticket(draft.knowledge, intent) else _aside(draft, intent)


def files_ticket(knowledge: Knowledge, intent: str) -> bool:
    """Whether what is wanted is a ticket, for whatever trouble is at hand."""
    flow = knowledge.flows.get(intent)
    return flow is not None and any(step.kind is Kind.TICKET for step in flow.steps.values())


def _fresh(draft: Draft, intent: str, words: str) -> Draft:
    """A new trouble: what was known of the last one is forgotten, what is known of the device stays. What was
    told before there was any trouble belongs to the first.
    """
    state = draft.state
    kept = {name: value for name, value in state.slots.items() if _lasts(draft, name, intent)}
    kept |= {name: value for name, value in draft.learned.items() if value}
    noted = tuple(name for name in state.noted if name != intent)
    ahead = told_now(draft) if state.trouble else state.ahead
    fresh = draft.but(trouble=intent, slots=kept, trail=(), paused=(), noted=noted, cautioned="", ahead=ahead, interrupted=None)
    return fresh.but(attempts=(), words=(words,) if words else (), media=()) if state.trouble else fresh


def told_of(draft: Draft, trouble: str, words: str) -> Draft:
    """A trouble that is named while none is worked on, and not begun: what is asked for next is for it."""
    return draft if draft.state.trouble == trouble else _fresh(draft, trouble, words)


ABOUT = "about"
"""The name of an offer that is not shown: the trouble that a question about something else has named."""


def asked_about(draft: Draft) -> str:
    """The trouble that the question answered last has named: nothing was done about it."""
    asked = draft.state.question
    named = asked.offer(ABOUT) if asked and draft.state.place is None else None
    return named.to if named else ""


def _lasts(draft: Draft, name: str, intent: str) -> bool:
    slot, value = draft.knowledge.slots.get(name), draft.state.slots[name]
    if slot is None or value == "-":
        return False
    return slot.lasts != "trouble" or ((value in slot.carries or _told_for(draft, slot, intent)) and _holds_still(draft, intent))


def _told_for(draft: Draft, slot: Slot, intent: str) -> bool:
    """Whether it was told beside the trouble at hand, which does not ask for it, as this one does: the code of a payment amid an update."""
    flows = draft.knowledge.flows
    asked, before = (flows[name].asked if name in flows else frozenset() for name in (intent, draft.state.trouble))
    return slot.kind in TOLD_APART and slot.name in asked - before


def _holds_still(draft: Draft, intent: str) -> bool:
    """Whether what was told of another trouble may hold for this one: in one sitting, and of one terminal. A trouble that is back is
    looked at anew.
    """
    wrote = draft.state.wrote
    sits = wrote is not None and draft.at - wrote <= SITTING
    return sits and intent != draft.state.trouble and draft.revised.isdisjoint(OF_ONE_TERMINAL)


def _aside(draft: Draft, intent: str) -> Draft:
    """Something beside the trouble at hand: its step waits, unless it could be left just so. The same thing aside once more waits
    for nothing.
    """
    state = draft.state
    here = (state.place,) if state.place and not (state.question and state.question.is_idle) else ()
    waits = (*state.paused, *here) if state.place and state.question else ()
    return draft.but(paused=tuple(place for place in waits if place.flow != intent))
