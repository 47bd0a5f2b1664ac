"""A ticket from filed to closed: moved, split, accepted, taken up again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.actions import CallStaff, CancelReminder, OpenTicket, Resolved, SetReminder
from bot.core.cases.telling import FOLLOWED, NOTED, Changed, become, kept, offers, tell, ticket_of
from bot.core.cases.together import works, works_not
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.knowledge import Knowledge
from bot.core.state import Mode, State, Ticket
from bot.core.understanding import TicketChanged

WAITING = ("waiting_merchant", "waiting_part", "waiting_supplier")
STATUSES = ("open", "scheduled", "working", *WAITING, "done", "closed", "cancelled")
"""What a ticket can be; ``merged`` is what becomes of one that another takes up."""
LATE = "ticket_late"
"""Why a person is called whose ticket is past its deadline."""
CLOSES_AFTER = timedelta(days=3)
"""A repair that is done and not complained of is closed."""


def moved(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """To the status that is named; what is done asks whether it works, and closes by itself. A note alone is told as well. One that
    another had taken up goes on by itself from then on.
    """
    status = event.facts["status"]
    note = event.facts.get("note", "")
    if status == ticket.status and note in {"", ticket.facts.get(NOTED, "")}:
        return None
    alone = replace(ticket, into="", facts={name: value for name, value in ticket.facts.items() if name != FOLLOWED})
    again = not ticket.is_open and status in {"open", "scheduled", "working"}
    now = seen_to(kept(draft, become(alone, status, note), "reopened" if again else status))
    if status == "cancelled" and ticket.visit:
        now = now.want(SetReminder(f"unbook:{ticket.ref}", draft.at, draft.state.turn))
    if status == "done":
        now = now.want(SetReminder(f"close:{ticket.ref}", draft.at + CLOSES_AFTER, draft.state.turn))
        question = draft.question(*offers(ticket.ref, accept="choice.solved", again="choice.not_yet"))
        return tell(now, "case.done", event, question, ticket_ref=ticket.ref, note=note)
    quiet = now.want(CancelReminder(f"close:{ticket.ref}"))
    return tell(quiet, f"case.{'reopened' if again else status}", event, ticket_ref=ticket.ref, note=note)


def seen_to(draft: Draft) -> Draft:
    """Somebody sees to it: whom only the desk has called, and the merchant does not wait for, need not come any more."""
    return draft if draft.state.is_awaiting else draft.but(called=False)


def late(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:  # noqa: ARG001 -- every row has the same shape
    """It should have been done by now."""
    called = wants_staff(draft, LATE)
    return called if called is not draft else None


def wants_staff(draft: Draft, why: str) -> Draft:
    """A person is called without a word to the merchant, once. Who speaks with him sees it, and so does whoever is on his way."""
    if draft.state.called or draft.state.mode is Mode.STAFF:
        return draft
    return draft.but(called=True, mode=Mode.BOT, rated=False).want(CallStaff(why))


def open_for(state: State, device: str, intent: str) -> Ticket | None:
    """The open ticket for that trouble of that device, if there is one: there is no second."""
    return next((one for one in state.tickets if one.is_open and (one.facts.get("serial", ""), one.intent) == (device, intent)), None)


def split(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """A second trouble gets a ticket of its own; not twice."""
    ref, intent = f"{draft.state.ref}-{draft.state.turn}", event.facts["intent"]
    if open_for(draft.state, ticket.facts.get("serial", ""), intent):
        return None
    part = replace(ticket, ref=ref, intent=intent, status="open", opened=draft.at, links=(ticket.ref,), visit={}, agreements=(), flags=())
    whole = replace(ticket, links=(*ticket.links, ref))
    now = kept(draft, whole, "linked")
    now = now.but(tickets=(*now.state.tickets, part)).want(OpenTicket(part))
    return tell(now, "case.split", event, ticket_ref=ticket.ref, other=ref, other_trouble=f"@intent.{intent}")


def prioritised(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """Among the staff."""
    now = replace(ticket, priority=int(event.facts["priority"]))
    return None if now == ticket else kept(draft, now, "prioritised")


def accept(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- every row has the same shape
    """It works; whom he waited for because it did not, and for nothing else, need not come any more."""
    if ticket.status == "merged":
        return works(draft, ticket)
    if ticket.status != "done":
        return draft.say("common.stale")
    done = kept(draft, become(ticket, "closed"), "closed").want(Resolved(ticket.intent, "repair"))
    quiet = done.want(CancelReminder(f"close:{ticket.ref}"))
    if ticket.reopened and ticket.reopened == draft.state.since:
        quiet = quiet.but(called=False, since=None).want(CancelReminder("unanswered"))
    return quiet.say("case.accepted", ticket_ref=ticket.ref)


def again(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    """It does not: a person is called."""
    if ticket.status == "merged":
        return works_not(draft, ticket)
    if ticket.status not in {"done", "closed"}:
        return draft.say("common.stale")
    back = kept(draft, become(ticket, "working"), "reopened").want(CancelReminder(f"close:{ticket.ref}"))
    return call(back.say("case.reopened", ticket_ref=ticket.ref, note=""), "not_yet")


def close_due(draft: Draft, ref: str) -> Changed:
    """Done, and nobody complained."""
    ticket = ticket_of(draft.state, ref)
    if ticket is None or ticket.status != "done":
        return None
    return tell(kept(draft, become(ticket, "closed"), "closed"), "case.closed", None, ticket_ref=ref, note="")


def priority(knowledge: Knowledge, state: State) -> int:
    """2 where somebody may be hurt, 1 where the shop cannot take money or money is at stake, else 0."""
    flow, intent = knowledge.flows.get(state.trouble), knowledge.intents.get(state.trouble)
    if flow and flow.safety:
        return 2
    stands_still = state.trouble in knowledge.standstill and len(state.terminals) <= 1
    return int(stands_still or (intent is not None and intent.group in {"transaction", "settlement", "security"}))
