"""What goes with every change of a plan: its alarm, and the staff's ticket of what was missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.actions import OpenTicket, Say, SetReminder, UpdateTicket
from bot.core.draft import Draft
from bot.core.reminders import reminding
from bot.core.reminders.reminding import ALARM
from bot.core.reminders.telling import facts
from bot.core.state import Ticket
from bot.core.upkeep.plan import Duty

REMINDER = "maintenance.due"
"""The flow that tells what is due."""
ABOUT = "maintenance.plan"
"""What the staff's ticket is about."""
SOON = timedelta(minutes=1)
"""So long after a merchant has written who could not be written to."""


def alarmed(draft: Draft, at: datetime | None) -> Draft:
    """The alarm of the plan rings then."""
    return draft.want(SetReminder(ALARM, at, draft.state.turn)) if at else draft


def watched(draft: Draft) -> Draft:
    """The alarm stands for what comes next."""
    plan = draft.state.plan
    return alarmed(draft, reminding.rings(draft.knowledge, plan, draft.at)) if plan else draft


def seen(draft: Draft) -> Draft:
    """The merchant writes: what could not be said comes soon."""
    plan = draft.state.plan
    if plan is None or not plan.waiting:
        return draft
    here = reminding.heard_now(draft.knowledge, plan, draft.at)
    return alarmed(draft.but(plan=here), draft.at + SOON)


def to_staff(draft: Draft, lapsed: tuple[Duty, ...]) -> Draft:
    """Missed twice: one open ticket for the staff, which says what; the merchant hears that somebody will ask."""
    state = draft.state
    missed = ", ".join(duty.key for duty in lapsed)
    same = next((ticket for ticket in state.tickets if ticket.is_open and ticket.intent == ABOUT), None)
    if same:
        before = same.facts.get("overdue", "")
        ticket = replace(same, facts={**same.facts, "overdue": ", ".join(dict.fromkeys((*before.split(", "), *missed.split(", "))))})
        tickets = tuple(ticket if other is same else other for other in state.tickets)
        return draft.but(tickets=tickets).want(UpdateTicket(ticket, "added"))
    known = {name: state.slots[name] for name in ("model", "serial", "contact", "address") if state.slots.get(name, "-") != "-"}
    ref = f"{state.ref}-{state.turn}"
    ticket = Ticket(ref, "other", ABOUT, draft.at, facts={**known, "overdue": missed})
    plan = state.plan
    listed = tuple(Say("upkeep.task", facts(draft.knowledge, plan, duty)) for duty in lapsed) if plan else ()
    told = draft.but(tickets=(*state.tickets, ticket)).want(OpenTicket(ticket))
    return told.want(Say("upkeep.missed", {**told.values({}), "ticket_ref": ref, "plan_missed": listed}))


def ticket_settled(draft: Draft) -> Draft:
    """What was overdue is done: the staff need not ask any more."""
    plan, state = draft.state.plan, draft.state
    same = next((one for one in state.tickets if one.is_open and one.intent == ABOUT and "overdue" in one.facts), None)
    if same is None or plan is None:
        return draft
    done = {duty.key for duty in plan.duties if duty.done and duty.done >= reminding.today(draft.knowledge, plan, same.opened)}
    left = [key for key in same.facts["overdue"].split(", ") if key not in done]
    facts_now = {**same.facts, "overdue": ", ".join(left)}
    ticket = replace(same, facts=facts_now, status=same.status if left else "done")
    tickets = tuple(ticket if other is same else other for other in state.tickets)
    return draft.but(tickets=tickets).want(UpdateTicket(ticket, "changed")) if ticket != same else draft
