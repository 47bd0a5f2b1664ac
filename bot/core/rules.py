"""What a `check` step can ask of the state beyond a slot's value. Each rule is a pure look-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core import channel, codes, warranty
from bot.core.days import day
from bot.core.draft import UNKNOWN, Draft
from bot.core.lookups import VisitHours
from bot.core.state import State, Ticket
from bot.core.terminals import chosen
from bot.core.upkeep.chores import Chore
from bot.core.visiting import there, windows


def open_tickets(state: State) -> tuple[Ticket, ...]:
    """The tickets somebody still has to act on, oldest first."""
    return tuple(ticket for ticket in state.tickets if ticket.is_open)


def same_case(state: State) -> Ticket | None:
    """The open ticket for this trouble on this device; a serial number not known on one side is no difference."""
    serial = state.slots.get("serial", "")
    for ticket in open_tickets(state):
        other = ticket.facts.get("serial", "")
        if ticket.intent == state.trouble and (serial == other or serial in UNKNOWN or other in UNKNOWN):
            return ticket
    return None


def named_ticket(state: State) -> Ticket | None:
    """The ticket that is talked about: the one named, else the latest open one, else the latest; or what has taken it up."""
    named = state.slots.get("ticket", "")
    pool = [ticket for ticket in state.tickets if ticket.ref == named] or open_tickets(state) or state.tickets
    found = pool[-1] if pool else None
    return next((ticket for ticket in state.tickets if found and ticket.ref == found.into), found)


def judged(draft: Draft) -> warranty.Verdict:
    """The warranty verdict on the trouble and the terminal at hand."""
    terms = draft.knowledge.warranty
    return warranty.judged(terms, draft.state.slots, draft.state.trouble, day(draft.at, terms.zone))


def _warranty(draft: Draft) -> str:
    return judged(draft).result


def _open_ticket(draft: Draft) -> str:
    if same_case(draft.state):
        return "same"
    return "other" if open_tickets(draft.state) else "none"


def _named(draft: Draft) -> Ticket | None:
    named = draft.state.slots.get("ticket", "")
    return next((ticket for ticket in draft.state.tickets if ticket.ref == named), None)


def _ticket_named(draft: Draft) -> str:
    """Whether the number of one of his tickets was told, open or not, or one that is none of his."""
    if _named(draft):
        return "some"
    return "unknown" if draft.learned.get("ticket", "") else "none"


def _tickets(draft: Draft) -> str:
    named = _named(draft)
    if named and named.is_open:
        return "one"
    return ("none", "one", "many")[min(len(open_tickets(draft.state)), 2)]


def _visit(draft: Draft) -> str:
    """Whether somebody is to come for the ticket that is talked about."""
    ticket = named_ticket(draft.state)
    return "booked" if ticket and ticket.visit.get("window") else "none"


def _told_for(draft: Draft) -> str:
    """What the words have just told for a ticket that is to be changed."""
    told = ("window", "address", "contact")
    return next((slot for slot in told if slot in draft.learned or (slot == "window" and "appointment" in draft.learned)), "none")


def _symptom(draft: Draft) -> str:
    return "known" if draft.state.trouble or draft.state.slots.get("symptom") else "unknown"


def _code_class(draft: Draft) -> str:
    return codes.gravest(draft.knowledge, draft.state.slots)


def _codes(draft: Draft) -> str:
    slots = draft.state.slots
    if len(set(codes.classes(draft.knowledge, slots).values())) > 1:
        return "several"
    return "some" if slots.get("code") or slots.get("code_words") else "none"


def _calendar(draft: Draft) -> str:
    """Whether there are free windows where the terminal stands."""
    return "on" if any(windows(visits_here(draft), draft.at)) else "off"


def visits_here(draft: Draft) -> VisitHours:
    """The hours that hold at the address at hand: of the ticket that was named, or else as last told."""
    slots, ticket = draft.state.slots, named_ticket(draft.state)
    of_ticket = ticket.facts.get("address", "") if ticket else ""
    return there(draft.knowledge.visits, (slots.get("ticket") and of_ticket) or slots.get("address", "") or of_ticket)


def _plan(draft: Draft) -> str:
    return "some" if draft.state.plan and draft.state.plan.is_made else "none"


def _reminders(draft: Draft) -> str:
    """Whether the merchant is reminded of anything, and whether of something that comes only once."""
    plan = draft.state.plan
    if plan is None:
        return "none"
    return "single" if plan.own else "plan"


def _repeats(draft: Draft) -> str:
    """Whether a reminder is wanted again and again."""
    return "yes" if draft.state.slots.get("reminder_repeats") else "no"


def _waiting(draft: Draft) -> str:
    """Whether something else waits to be gone on with."""
    return "some" if draft.state.paused else "none"


def _zones(draft: Draft) -> str:
    """Whether the supplier's merchants live by different clocks, so that the shop's must be asked for."""
    return "many" if len(draft.knowledge.upkeep.zones) > 1 else "one"


def _due_chores(draft: Draft) -> list[Chore]:
    chores, plan = draft.knowledge.upkeep.chores, draft.state.plan
    return [chores[duty.chore] for duty in plan.open if duty.chore in chores] if plan else []


def _proof(draft: Draft) -> str:
    return "wanted" if any(chore.photo for chore in _due_chores(draft)) else "needless"


def _due_check(draft: Draft) -> str:
    """The guided check that is due, by the last part of its flow's name; or that nothing is due but what the merchant has put in his
    own words, or wants again and again.
    """
    told = draft.state.plan.open if draft.state.plan else ()
    if told and all(duty.number for duty in told) and any(duty.since for duty in told):
        return "again"
    if told and all(duty.words for duty in told):
        return "words"
    return next((chore.flow.rpartition(".")[2] for chore in _due_chores(draft) if chore.flow), "none")


def _still_due(draft: Draft) -> str:
    return "none" if not _due_chores(draft) and _due_check(draft) == "none" else "some"


def _last_verdict(draft: Draft) -> str:
    """What the yearly review just came to."""
    return draft.state.sheets[-1].numbers.get("verdict", "keep") if draft.state.sheets else "keep"


RULES: Mapping[str, Callable[[Draft], str]] = {
    "warranty": _warranty,
    "open_ticket": _open_ticket,
    "tickets": _tickets,
    "ticket_named": _ticket_named,
    "terminals": chosen,
    "channel": lambda draft: channel.result(draft.state.slots),
    "calendar": _calendar,
    "visit": _visit,
    "told_for": _told_for,
    "symptom": _symptom,
    "code_class": _code_class,
    "codes": _codes,
    "plan": _plan,
    "reminders": _reminders,
    "repeats": _repeats,
    "waiting": _waiting,
    "zones": _zones,
    "proof": _proof,
    "due_check": _due_check,
    "still_due": _still_due,
    "last_verdict": _last_verdict,
}

RESULTS: Mapping[str, frozenset[str]] = {  # what a rule can answer; `code_class` answers with a class of the table
    "warranty": frozenset({"in", "out", "inspect", "unknown"}),
    "open_ticket": frozenset({"same", "other", "none"}),
    "tickets": frozenset({"none", "one", "many"}),
    "ticket_named": frozenset({"none", "some", "unknown"}),
    "channel": frozenset({"pass", "gaps", "warning"}),
    "calendar": frozenset({"on", "off"}),
    "visit": frozenset({"booked", "none"}),
    "told_for": frozenset({"window", "address", "contact", "none"}),
    "terminals": frozenset({"sure", "none", "one", "many"}),
    "symptom": frozenset({"known", "unknown"}),
    "codes": frozenset({"none", "some", "several"}),
    "plan": frozenset({"none", "some"}),
    "reminders": frozenset({"none", "plan", "single"}),
    "repeats": frozenset({"yes", "no"}),
    "waiting": frozenset({"none", "some"}),
    "zones": frozenset({"one", "many"}),
    "proof": frozenset({"wanted", "needless"}),
    "due_check": frozenset({"protection", "inspection", "yearly", "words", "again", "none"}),
    "still_due": frozenset({"none", "some"}),
    "last_verdict": frozenset({"keep", "plan", "replace"}),
}
