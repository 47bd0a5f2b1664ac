"""A technician's visit: asked for, booked, moved, cancelled, reminded of, reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.core.actions import CancelReminder, SetReminder
from bot.core.cases.life import moved, seen_to, wants_staff
from bot.core.cases.telling import Changed, become, kept, offers, person_offer, tell, ticket_of
from bot.core.days import day
from bot.core.draft import Draft
from bot.core.state import Move, Offer, Ticket
from bot.core.understanding import TicketChanged
from bot.core.visiting import reminded, starts, there, windows

CANCELLED, MOVED = "visit_cancelled", "visit_moved"
"""Why a person is called where a merchant gives a visit up, or has it at another time than its technician knows of."""
OFFERED = 5
"""Windows that are offered by buttons; the others can be named."""


def book(draft: Draft, ticket: Ticket, window: str) -> Draft:
    """A window is wanted: whether it can be had, the calendar says right after; words that are no window are a wish."""
    wish = replace(ticket, facts={**ticket.facts, "window": window})
    if not reminded(window, draft.knowledge.visits.zone):
        return wished(draft, wish)
    asked = replace(wish, visit={**ticket.visit, "wanted": window})
    errand = SetReminder(f"book:{ticket.ref}", draft.at, draft.state.turn)
    return tell(kept(draft, asked, "changed").want(errand), "visit.asked", None, window=f"~{window}")


def wished(draft: Draft, ticket: Ticket) -> Draft:
    """Words that are no window are a wish for the staff. A visit that is booked for another time is given up: nobody is to come then."""
    if not ticket.visit.get("window"):
        return tell(kept(draft, ticket, "changed"), "ticket.changed", None, ticket_ref=ticket.ref)
    return wants_staff(_given_up(draft, ticket), MOVED).say("visit.arranged", ticket_ref=ticket.ref)


def _given_up(draft: Draft, ticket: Ticket) -> Draft:
    """The ticket stays, without its visit; the seat is given back."""
    status = "open" if ticket.status == "scheduled" else ticket.status
    freed = kept(draft, become(ticket, status, visit={}), "changed")
    errand = SetReminder(f"unbook:{ticket.ref}", draft.at, draft.state.turn)
    return _unreminded(freed, ticket.ref).want(errand)


def booked(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """Somebody comes then. With a technician come his name and the code that both sides show; of a time that the merchant has changed
    he has to be told.
    """
    visit = {name: value for name, value in {**ticket.visit, **event.facts, "wanted": ""}.items() if value}
    if visit == ticket.visit:
        return None
    facts = {**ticket.facts, "window": visit["window"]}
    now = kept(draft.slot(window=""), become(ticket, "scheduled", visit=visit, facts=facts), "scheduled")  # what was wished is settled
    for name, at in reminded(visit["window"], draft.knowledge.visits.zone).items():
        later = f"{name}:{ticket.ref}"  # one of the time before, whose turn has passed for this one, is forgotten
        now = now.want(SetReminder(later, at, draft.state.turn) if at > draft.at else CancelReminder(later))
    now = seen_to(now) if event.who else wants_staff(now, MOVED) if ticket.visit.get("technician") else now
    question = draft.question(*offers(ticket.ref, fits="choice.fits", move="choice.another_time", unbook="choice.cancel_visit"))
    return tell(now, "visit.booked", event, question, **_visit(ticket.ref, visit))


def full(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """The window was given away meanwhile."""
    visit = {name: value for name, value in ticket.visit.items() if name != "wanted"}
    return _ask_window(kept(draft, replace(ticket, visit=visit), "changed"), ticket, "visit.full", event)


def _ask_window(draft: Draft, ticket: Ticket, sentence: str, event: TicketChanged | None) -> Draft:
    hours = there(draft.knowledge.visits, ticket.facts.get("address", ""))
    free = enumerate(windows(hours, draft.at), 1)
    offers = (Offer(f"w{n}", f"~{window}", Move.CASE, f"book:{ticket.ref}:{window}", shown=n <= OFFERED) for n, window in free)
    return tell(draft, sentence, event, draft.question(*offers, person_offer()), ticket_ref=ticket.ref)


def visited(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """What came of the visit: told as the status that follows; at a swap with both serial numbers. The same again is no change."""
    visit = {**ticket.visit, **{name: event.facts[name] for name in ("old", "new", "parts") if event.facts.get(name)}}
    media = tuple(dict.fromkeys((*ticket.media, *event.media)))
    if (visit, media, event.facts["status"]) == (ticket.visit, ticket.media, ticket.status):
        return None
    noted = kept(draft, replace(ticket, visit=visit, media=media), "visited")
    new = event.facts.get("new", "")
    if new and new != ticket.visit.get("new"):
        noted = tell(noted.slot(device=new), "visit.swapped", event, ticket_ref=ticket.ref, old=event.facts.get("old", ""), new=new)
    return moved(noted, replace(ticket, visit=visit, media=media), event) or noted


def leads_elsewhere(draft: Draft, before: Ticket, now: Ticket) -> bool:
    """Whether a visit was booked for another area than the one where the terminal stands now."""
    areas = {there(draft.knowledge.visits, one.facts.get("address", "")).area for one in (before, now)}
    return now.status == "scheduled" and len(areas) > 1


def elsewhere(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """The address is on another round now: the seat is given back, and a time there is asked for, or arranged by a person."""
    now = become(ticket, "open", visit={})
    freed = _unreminded(kept(draft, now, "changed"), ticket.ref)
    is_open = any(windows(there(draft.knowledge.visits, ticket.facts.get("address", "")), draft.at))
    told = freed if is_open and not ticket.visit.get("technician") else wants_staff(freed, MOVED)
    return _ask_window(told, now, "visit.elsewhere" if is_open else "visit.arranged", event)


def _unreminded(draft: Draft, ref: str) -> Draft:
    return draft.want(CancelReminder(f"visit_eve:{ref}"), CancelReminder(f"visit_morning:{ref}"))


def fits(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    """The time suits."""
    sure = kept(draft, replace(ticket, visit={**ticket.visit, "confirmed": "yes"}), "confirmed")
    return sure.say("visit.confirmed", **_visit(ticket.ref, ticket.visit)) if ticket.visit.get("window") else sure.say("common.stale")


def move(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    """Another time is wanted."""
    return _ask_window(draft, ticket, "visit.which", None)


def unbook(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    """Nobody is to come. The ticket stays, and the staff see to it."""
    if not ticket.visit:
        return draft.say("common.stale")
    return wants_staff(_given_up(draft, ticket), CANCELLED).say("visit.cancelled", ticket_ref=ticket.ref)


DAYS_BEFORE = {"visit_eve": 1, "visit_morning": 0}
"""How many days before the visit each of its reminders is true."""


def visit_due(draft: Draft, ref: str, kind: str) -> Changed:
    """The day before, and the morning of: when, who, and the code. What comes too late for that, after a standstill, is not said."""
    ticket = ticket_of(draft.state, ref)
    begins = starts(ticket.visit.get("window", ""), draft.knowledge.visits.zone) if ticket and ticket.status == "scheduled" else None
    if ticket is None or begins is None or draft.at >= begins:
        return None
    if (begins.date() - day(draft.at, draft.knowledge.visits.zone)).days != DAYS_BEFORE[kind]:
        return None
    question = draft.question(*offers(ref, fits="choice.fits", move="choice.another_time", unbook="choice.cancel_visit"))
    return tell(draft, f"visit.{kind.removeprefix('visit_')}", None, question, **_visit(ref, ticket.visit))


def _visit(ref: str, visit: Mapping[str, str]) -> dict[str, str]:
    known = {name: visit.get(name, "") for name in ("technician", "code")}
    return {"ticket_ref": ref, "window": f"~{visit['window']}", **known}
