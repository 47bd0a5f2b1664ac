"""Filing a case: one open ticket per device and trouble, told with a number a person can read aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.actions import OpenTicket, SetReminder
from bot.core.cases.life import priority, wants_staff
from bot.core.cases.telling import become, kept
from bot.core.cases.visits import CANCELLED, book, leads_elsewhere, unbook, wished
from bot.core.draft import Draft
from bot.core.knowledge import OF_THE_TERMINAL, group_of
from bot.core.reminders.single import SLOTS
from bot.core.rules import named_ticket, same_case
from bot.core.state import Ticket

FOLLOW_UP_AFTER = timedelta(days=1)
OWN = {"own_export": timedelta(0), "own_erase": timedelta(minutes=2), "link_code": timedelta(0)}
"""Errands with a merchant's own data and his own chats, and after how long they are run."""
DEAD = frozenset({"power.no_power", "power.adapter"})
"""Troubles of a terminal that nothing can be settled on."""
WORDS = 10
"""How many of the merchant's sentences a ticket carries, newest last."""


def file(draft: Draft, kind: str, told: str = "") -> Draft:
    """Open a ticket, or add what is new to the one that is open for this case. ``told`` names the sentence
    that says so, if it is not the kind's own.
    """
    same = same_case(draft.state)
    return _add(draft, same) if same else _open(draft, kind, told or f"ticket.opened.{kind}")


def _open(draft: Draft, kind: str, told: str) -> Draft:
    state = draft.state
    ref = f"{state.ref}-{state.turn}"
    rank = priority(draft.knowledge, state)
    ticket = _filled(draft, Ticket(ref=ref, kind=kind, intent=state.trouble, opened=draft.at, priority=rank))
    later = SetReminder(f"follow_up:{ref}", draft.at + FOLLOW_UP_AFTER, state.turn)
    opened = draft.but(tickets=(*state.tickets, ticket)).want(OpenTicket(ticket), later)
    said = opened.say(told, ticket_ref=ref)
    return said.say("ticket.settle_first") if told == f"ticket.opened.{kind}" and _may_hold_sales(draft) else said


def _may_hold_sales(draft: Draft) -> bool:
    """Whether sales may be lost with the terminal that is handed over: not one that is dangerous, or dead."""
    state = draft.state
    settled = state.slots.get("unsettled") == "settled" or any(attempt.remedy == "settle" for attempt in state.attempts)
    harmless = state.trouble not in DEAD and not draft.knowledge.is_safety(state.trouble)
    return harmless and group_of(state.trouble) in {"", *OF_THE_TERMINAL} and not settled


def _add(draft: Draft, ticket: Ticket) -> Draft:
    return kept(draft, _filled(draft, ticket), "added").say("ticket.added", ticket_ref=ticket.ref)


def update(draft: Draft, what: str) -> Draft:
    """Change (``change``) or cancel (``cancel``) the ticket that is talked about, or see to the merchant's own data."""
    if what in OWN:
        return own(draft, what)
    ticket = named_ticket(draft.state)
    if ticket is None or not ticket.is_open:
        return draft.say("ticket.none")
    if what == "book":
        return book(draft, ticket, draft.state.slots.get("appointment", ""))
    if what == "unbook":
        return unbook(draft, ticket, "")
    if what == "cancel":
        freed = SetReminder(f"unbook:{ticket.ref}", draft.at, draft.state.turn)
        draft = wants_staff(draft.want(freed), CANCELLED) if ticket.visit else draft
        left = tuple(one for one in draft.state.paused if ticket.intent != draft.state.trouble or not one.flow.startswith("repair."))
        cancelled = kept(draft.but(paused=left), become(ticket, "cancelled"), "cancelled")  # nothing is asked of its repair any more
        return cancelled.say("ticket.cancelled", ticket_ref=ticket.ref)
    return changed(draft, ticket)


def changed(draft: Draft, ticket: Ticket) -> Draft:
    """The ticket with what is known now."""
    now = _filled(draft, ticket)
    if ticket.visit and "window" in draft.learned:
        return wished(draft, now)
    anew = (SetReminder(f"elsewhere:{ticket.ref}", draft.at, draft.state.turn),) if leads_elsewhere(draft, ticket, now) else ()
    return kept(draft, now, "changed").want(*anew).say("ticket.changed", ticket_ref=ticket.ref)


def own(draft: Draft, what: str) -> Draft:
    """The merchant's own data, handed out or erased by an errand; what is erased goes when the answer has gone out."""
    ref = f"{draft.state.ref}-{draft.state.turn}"
    return draft.want(SetReminder(f"{what}:{ref}", draft.at + OWN[what], draft.state.turn)).say(f"own.asked_{what}", ref=ref)


def _filled(draft: Draft, ticket: Ticket) -> Ticket:
    """The ticket with all that is known now, and what was tried that has to do with it."""
    state = draft.state
    known = {name: value for name, value in state.slots.items() if value != "-" and name not in {"ticket", *SLOTS}}
    tried = (attempt for attempt in (*ticket.attempts, *state.attempts) if draft.knowledge.may_propose(ticket.intent, attempt.remedy))
    results = {attempt.remedy: attempt for attempt in tried}
    words = tuple(dict.fromkeys((*ticket.words, *state.words)))[-WORDS:]
    media = tuple(dict.fromkeys((*ticket.media, *state.media)))
    return replace(ticket, facts={**ticket.facts, **known}, attempts=tuple(results.values()), words=words, media=media)
