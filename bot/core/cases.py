"""The life of a ticket: what the staff, a technician or the calendar do to it, and what the merchant answers to that.

Every change that the merchant can notice is told to him once, in plain words, with the number. While a person speaks, it
is told in that person's name. `CHANGES` says what each change does, `ANSWERS` what each button under it does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.core.actions import CancelReminder, Notify, OpenTicket, Resolved, Say, SetReminder, UpdateTicket
from bot.core.agreements import departures
from bot.core.days import day
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.knowledge import Knowledge
from bot.core.state import Mode, Move, Offer, Question, State, Ticket
from bot.core.understanding import TicketChanged
from bot.core.visiting import reminded, windows

WAITING = ("waiting_merchant", "waiting_part", "waiting_supplier")
STATUSES = ("open", "scheduled", "working", *WAITING, "done", "closed", "cancelled")
"""What a ticket can be; ``merged`` is what becomes of one that another takes up."""
CLOSES_AFTER = timedelta(days=3)
"""A repair that is done and not complained of is closed."""
OFFERED = 5
"""Windows that are offered at once."""

Changed = Draft | None
Change = Callable[[Draft, Ticket, TicketChanged], Changed]


def changed(draft: Draft, event: TicketChanged) -> Changed:
    """The ticket after the change, told; None where there is no such ticket or nothing changes."""
    ticket = ticket_of(draft.state, event.ref)
    return CHANGES[event.change](draft, ticket, event) if ticket else None


def ticket_of(state: State, ref: str) -> Ticket | None:
    """The ticket of that number."""
    return next((ticket for ticket in state.tickets if ticket.ref == ref), None)


def kept(draft: Draft, ticket: Ticket, what: str) -> Draft:
    """With the ticket as it reads now."""
    tickets = tuple(ticket if other.ref == ticket.ref else other for other in draft.state.tickets)
    return draft.but(tickets=tickets, before=None).want(UpdateTicket(ticket, what))


def tell(draft: Draft, sentence: str, by: TicketChanged | None, question: Question | None = None, **values: str) -> Draft:
    """Told by the bot, or, while a person speaks, in the name of whoever did it. What was asked before stays open."""
    document = by.document if by else ""
    if draft.state.mode is Mode.STAFF:
        who, name = (by.who, by.name) if by and by.who else (draft.state.staff, "")
        return draft.want(Notify(who, name, Say(sentence, draft.values(values), None, None, document)))
    asked = _beside(draft.state.question, question) if question else None
    noted = draft.but(question=asked) if asked else draft
    return noted.want(Say(sentence, draft.values(values), asked, None, document))


def _beside(before: Question | None, asked: Question) -> Question:
    """The new question, with the offers of the one that was open still meant by words and old buttons."""
    if before is None or before.turn == 0:
        return asked
    names = {offer.name for offer in asked.offers}
    meant = (replace(offer, shown=False) for offer in before.offers if offer.name not in names)
    return replace(asked, offers=(*asked.offers, *meant), over=before.turn, slot=before.slot)


def _offers(ref: str, **labels: str) -> tuple[Offer, ...]:
    return tuple(Offer(name, label, Move.CASE, f"{name}:{ref}") for name, label in labels.items())


def person_offer() -> Offer:
    """Somebody to talk to about it."""
    return Offer("person", "choice.talk_it_over", Move.PERSON)


# ---- what is done to a ticket --------------------------------------------------------------------


def _moved(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    status = event.facts["status"]
    if status == ticket.status:
        return None
    again = not ticket.is_open and status in {"open", "scheduled", "working"}
    now = kept(draft, replace(ticket, status=status), "reopened" if again else status)
    if status == "done":
        now = now.want(SetReminder(f"close:{ticket.ref}", draft.at + CLOSES_AFTER, draft.state.turn))
        question = draft.question(*_offers(ticket.ref, accept="choice.solved", again="choice.not_yet"))
        return tell(now, "case.done", event, question, ticket_ref=ticket.ref, note=event.facts.get("note", ""))
    quiet = now.want(CancelReminder(f"close:{ticket.ref}"))
    return tell(quiet, f"case.{'reopened' if again else status}", event, ticket_ref=ticket.ref, note=event.facts.get("note", ""))


def _merged(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    into = event.facts["into"]
    if ticket.status == "merged" or into == ticket.ref:
        return None
    now = kept(draft, replace(ticket, status="merged", into=into), "merged")
    other = ticket_of(now.state, into)
    if other:
        both = replace(
            other,
            facts={**ticket.facts, **other.facts},
            words=tuple(dict.fromkeys((*other.words, *ticket.words))),
            media=tuple(dict.fromkeys((*other.media, *ticket.media))),
            priority=max(other.priority, ticket.priority),
        )
        now = kept(now, both, "added")
    return tell(now, "case.merged", event, ticket_ref=ticket.ref, other=into)


def _split(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    ref, intent = f"{draft.state.ref}-{draft.state.turn}", event.facts["intent"]
    part = replace(ticket, ref=ref, intent=intent, status="open", opened=draft.at, links=(ticket.ref,), visit={}, agreements=(), flags=())
    whole = replace(ticket, links=(*ticket.links, ref))
    now = kept(draft, whole, "linked")
    now = now.but(tickets=(*now.state.tickets, part)).want(OpenTicket(part))
    return tell(now, "case.split", event, ticket_ref=ticket.ref, other=ref, other_trouble=f"@intent.{intent}")


def _linked(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """Among the staff: the merchant need not know."""
    other = event.facts["other"]
    return None if other in ticket.links else kept(draft, replace(ticket, links=(*ticket.links, other)), "linked")


def _prioritised(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """Among the staff."""
    now = replace(ticket, priority=int(event.facts["priority"]))
    return None if now == ticket else kept(draft, now, "prioritised")


# ---- visits --------------------------------------------------------------------------------------


def book(draft: Draft, ticket: Ticket, window: str) -> Draft:
    """A window is wanted: whether it can be had, the calendar says right after; words that are no window are a wish."""
    wished = replace(ticket, facts={**ticket.facts, "window": window})
    times = reminded(window, draft.knowledge.visits.zone)
    if not times:
        return tell(kept(draft, wished, "changed"), "ticket.changed", None, ticket_ref=ticket.ref)
    asked = replace(wished, visit={**ticket.visit, "wanted": window})
    errand = SetReminder(f"book:{ticket.ref}", draft.at, draft.state.turn)
    return tell(kept(draft, asked, "changed").want(errand), "visit.asked", None, window=f"~{window}")


def _booked(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """Somebody comes then. With a technician come his name and the code that both sides show."""
    visit = {name: value for name, value in {**ticket.visit, **event.facts, "wanted": ""}.items() if value}
    if visit == ticket.visit:
        return None
    facts = {**ticket.facts, "window": visit["window"]}
    now = kept(draft, replace(ticket, visit=visit, status="scheduled", facts=facts), "scheduled")
    for name, at in reminded(visit["window"], draft.knowledge.visits.zone).items():
        now = now.want(SetReminder(f"{name}:{ticket.ref}", at, draft.state.turn)) if at > draft.at else now
    question = draft.question(*_offers(ticket.ref, fits="choice.fits", move="choice.another_time", unbook="choice.cancel_visit"))
    return tell(now, "visit.booked", event, question, **_visit(ticket.ref, visit))


def _full(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """The window was given away meanwhile."""
    visit = {name: value for name, value in ticket.visit.items() if name != "wanted"}
    return _ask_window(kept(draft, replace(ticket, visit=visit), "changed"), ticket, "visit.full", event)


def _ask_window(draft: Draft, ticket: Ticket, sentence: str, event: TicketChanged | None) -> Draft:
    free = [window for window, _ in zip(windows(draft.knowledge.visits, draft.at), range(OFFERED), strict=False)]
    offers = (Offer(f"w{number}", f"~{window}", Move.CASE, f"book:{ticket.ref}:{window}") for number, window in enumerate(free, 1))
    return tell(draft, sentence, event, draft.question(*offers, person_offer()), ticket_ref=ticket.ref)


def _visited(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """What came of the visit: told as the status that follows; at a swap with both serial numbers."""
    visit = {**ticket.visit, **{name: event.facts[name] for name in ("old", "new", "parts") if event.facts.get(name)}}
    media = tuple(dict.fromkeys((*ticket.media, *event.media)))
    noted = kept(draft, replace(ticket, visit=visit, media=media), "visited")
    new = event.facts.get("new", "")
    if new:
        noted = tell(noted.slot(device=new), "visit.swapped", event, ticket_ref=ticket.ref, old=event.facts.get("old", ""), new=new)
    return _moved(noted, replace(ticket, visit=visit, media=media), event) or noted


def _visit(ref: str, visit: Mapping[str, str]) -> dict[str, str]:
    known = {name: visit.get(name, "") for name in ("technician", "code")}
    return {"ticket_ref": ref, "window": f"~{visit['window']}", **known}


# ---- agreements ----------------------------------------------------------------------------------


def _offered(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """A version of the agreement, with its document: the staff stand by it, the merchant is asked. One that was printed
    as a version that a colleague has offered meanwhile is not offered.
    """
    version = str(len(ticket.agreements) + 1)
    if event.facts.get("version", version) != version:
        return None
    agreement = {**event.facts, "version": version, "state": "offered"}
    now = kept(draft, replace(ticket, agreements=(*ticket.agreements, agreement)), "offered")
    question = draft.question(*_offers(ticket.ref, agree="choice.agree", decline="choice.decline"), person_offer())
    return tell(now, "agreement.offered", event, question, **_agreed(ticket.ref, agreement))


def _billed(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """A quote, a bill or a delay: what departs from what was agreed is flagged and told."""
    agreed = next((one for one in reversed(ticket.agreements) if one.get("state") == "agreed"), None)
    found = departures(agreed, event.facts) if agreed else ()
    flags = tuple(dict.fromkeys((*ticket.flags, *(f"{event.facts['kind']}:{name}" for name in found))))
    now = kept(draft, replace(ticket, flags=flags), "departs" if found else event.facts["kind"])
    later = {name: event.facts.get(name, "") for name in ("kind", "amount", "ready", "note")}
    told = {"ticket_ref": ticket.ref, **later, **_terms(agreed or {})}
    if not found:
        return tell(now, "agreement.within" if agreed else "agreement.told", event, None, **told)
    question = draft.question(*_offers(ticket.ref, accept_change="choice.agree", refuse_change="choice.decline"), person_offer())
    return tell(now, "agreement.departs", event, question, **told, departs=" ".join(found))


def _terms(agreement: Mapping[str, str]) -> dict[str, str]:
    return {name: agreement.get(name, "") for name in ("version", "fee", "cap", "currency", "days")}


def _agreed(ref: str, agreement: Mapping[str, str]) -> dict[str, str]:
    return {"ticket_ref": ref, "digest": agreement.get("digest", "")[:12], **_terms(agreement)}


def _sealed(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """The agreement with both confirmations, as a document of its own."""
    return tell(draft, "agreement.sealed", event, None, **_agreed(ticket.ref, ticket.agreements[-1]))


CHANGES: Mapping[str, Change] = {
    "moved": _moved,
    "merged": _merged,
    "split": _split,
    "linked": _linked,
    "prioritised": _prioritised,
    "booked": _booked,
    "full": _full,
    "visited": _visited,
    "offered": _offered,
    "billed": _billed,
    "sealed": _sealed,
}


# ---- what the merchant answers -------------------------------------------------------------------


def answered(draft: Draft, to: str) -> Draft:
    """A button under what was told: ``verb:ref`` or ``verb:ref:more``."""
    verb, ref, more = (*to.split(":", 2), "", "")[:3]
    ticket = ticket_of(draft.state, ref)
    quiet = draft.but(question=None) if draft.state.place is None else draft
    return ANSWERS[verb](quiet, ticket, more) if ticket and verb in ANSWERS else quiet.say("common.stale")


def _accept(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- every row has the same shape
    if ticket.status != "done":
        return draft.say("common.stale")
    done = kept(draft, replace(ticket, status="closed"), "closed").want(Resolved(ticket.intent, "repair"))
    return done.want(CancelReminder(f"close:{ticket.ref}")).say("case.accepted", ticket_ref=ticket.ref)


def _again(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    if ticket.status not in {"done", "closed"}:
        return draft.say("common.stale")
    back = kept(draft, replace(ticket, status="working"), "reopened").want(CancelReminder(f"close:{ticket.ref}"))
    return call(back.say("case.reopened", ticket_ref=ticket.ref, note=""), "not_yet")


def _fits(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    sure = kept(draft, replace(ticket, visit={**ticket.visit, "confirmed": "yes"}), "confirmed")
    return sure.say("visit.confirmed", **_visit(ticket.ref, ticket.visit)) if ticket.visit.get("window") else sure.say("common.stale")


def _move(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    return _ask_window(draft, ticket, "visit.which", None)


def _unbook(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    freed = kept(draft, replace(ticket, visit={}, status="open"), "changed")
    quiet = (CancelReminder(f"visit_eve:{ticket.ref}"), CancelReminder(f"visit_morning:{ticket.ref}"))
    errand = SetReminder(f"unbook:{ticket.ref}", draft.at, draft.state.turn)
    return freed.want(*quiet, errand).say("visit.cancelled", ticket_ref=ticket.ref)


def _agree(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    if not ticket.agreements or ticket.agreements[-1].get("state") != "offered":
        return draft.say("common.stale")
    today = day(draft.at, draft.knowledge.warranty.zone).isoformat()
    agreed = {**ticket.agreements[-1], "state": "agreed", "agreed_on": today, "agreed_at": draft.at.isoformat()}
    now = kept(draft, replace(ticket, agreements=(*ticket.agreements[:-1], agreed)), "agreed")
    sealed = now.want(SetReminder(f"seal:{ticket.ref}", draft.at, draft.state.turn))
    return sealed.say("agreement.agreed", **_agreed(ticket.ref, agreed))


def _decline(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    if not ticket.agreements or ticket.agreements[-1].get("state") != "offered":
        return draft.say("common.stale")
    declined = {**ticket.agreements[-1], "state": "declined"}
    now = kept(draft, replace(ticket, agreements=(*ticket.agreements[:-1], declined)), "declined")
    return now.say("agreement.declined", ticket_ref=ticket.ref)


def _accept_change(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    flags = tuple(flag if flag.endswith(":accepted") else f"{flag}:accepted" for flag in ticket.flags)
    return kept(draft, replace(ticket, flags=flags), "accepted").say("agreement.change_accepted", ticket_ref=ticket.ref)


def _refuse_change(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    return call(draft.say("agreement.change_refused", ticket_ref=ticket.ref), "departs")


ANSWERS: Mapping[str, Callable[[Draft, Ticket, str], Draft]] = {
    "accept": _accept,
    "again": _again,
    "fits": _fits,
    "move": _move,
    "unbook": _unbook,
    "book": book,
    "agree": _agree,
    "decline": _decline,
    "accept_change": _accept_change,
    "refuse_change": _refuse_change,
}


# ---- reminders -----------------------------------------------------------------------------------


def visit_due(draft: Draft, ref: str, kind: str) -> Changed:
    """The day before, and the morning of: when, who, and the code."""
    ticket = ticket_of(draft.state, ref)
    if ticket is None or ticket.status != "scheduled" or not ticket.visit.get("window"):
        return None
    question = draft.question(*_offers(ref, fits="choice.fits", move="choice.another_time", unbook="choice.cancel_visit"))
    return tell(draft, f"visit.{kind.removeprefix('visit_')}", None, question, **_visit(ref, ticket.visit))


def close_due(draft: Draft, ref: str) -> Changed:
    """Done, and nobody complained."""
    ticket = ticket_of(draft.state, ref)
    if ticket is None or ticket.status != "done":
        return None
    return tell(kept(draft, replace(ticket, status="closed"), "closed"), "case.closed", None, ticket_ref=ref, note="")


def priority(knowledge: Knowledge, state: State) -> int:
    """2 where somebody may be hurt, 1 where the shop cannot take money or money is at stake, else 0."""
    flow, intent = knowledge.flows.get(state.trouble), knowledge.intents.get(state.trouble)
    if flow and flow.safety:
        return 2
    stands_still = state.trouble in knowledge.standstill and len(state.terminals) <= 1
    return int(stands_still or (intent is not None and intent.group in {"transaction", "settlement", "security"}))
