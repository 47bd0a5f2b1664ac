"""How a ticket is kept and told, and the buttons under it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.actions import Notify, Say, SetReminder, UpdateTicket
from bot.core.draft import Draft
from bot.core.state import Mode, Move, Offer, Question, State, Ticket
from bot.core.understanding import TicketChanged

Changed = Draft | None
_PUT_BY_A_PERSON = frozenset({"agree", "decline", "accept_change"})
"""What a merchant answers to a person as well, by a word."""


FOLLOW = "follow"
"""The errand that tells the merchants of other chats how the ticket stands that has taken up theirs."""
NOTED = "note_told"
"""The fact of a ticket that is the note its status was last told with: the same again is no change."""
FOLLOWED, FOLLOWED_AT = "followed", "followed_at"
"""The fact of a merged ticket that says how the other one stands."""


def ticket_of(state: State, ref: str) -> Ticket | None:
    """The ticket of that number."""
    return next((ticket for ticket in state.tickets if ticket.ref == ref), None)


def kept(draft: Draft, ticket: Ticket, what: str) -> Draft:
    """With the ticket as it reads now."""
    before = ticket_of(draft.state, ticket.ref)
    now = clocked(before, ticket, draft.at) if before else ticket
    tickets = tuple(now if other.ref == now.ref else other for other in draft.state.tickets)
    made = draft.but(tickets=tickets, before=None).want(UpdateTicket(now, what))
    is_news = before is not None and now.links and stands(before) != stands(now)
    return made.want(SetReminder(f"{FOLLOW}:{now.ref}", draft.at, draft.state.turn)) if is_news else made


def become(ticket: Ticket, status: str, note: str = "", **more: Any) -> Ticket:
    """The ticket at that status; the note it was told with before is not one to this."""
    rest = {name: value for name, value in more.pop("facts", ticket.facts).items() if name != NOTED}
    return replace(ticket, status=status, facts={**rest, NOTED: note} if note else rest, **more)


def stands(ticket: Ticket) -> tuple[str, str]:
    """How it stands, by itself or with the one that has taken it up, and the note that was told with it."""
    return ticket.facts.get(FOLLOWED, ticket.status), ticket.facts.get(NOTED, "")


def clocked(before: Ticket, now: Ticket, at: datetime) -> Ticket:
    """With what the change means for the clock of the ticket: it stands while somebody else is waited for, and begins anew
    with what is taken up again.
    """
    waits = now.waits
    if before.is_waiting and not now.is_waiting and waits:
        waits = (*waits[:-1], (waits[-1][0], at))
    if now.is_waiting and not before.is_waiting:
        waits = (*waits, (at, None))
    again = now.is_open and not before.is_open
    return replace(now, reopened=at, waits=()) if again else replace(now, waits=waits)


def tell(draft: Draft, sentence: str, by: TicketChanged | None, question: Question | None = None, **values: str) -> Draft:
    """Told by the bot, or, while a person speaks, in the name of whoever did it. What was asked before stays open, unless it could be
    left just so.
    """
    document = by.document if by else ""
    asks = question is not None and (draft.state.mode is not Mode.STAFF or any(map(put_by_person, question.offers)))
    asked = beside(draft.state.question, question) if question and asks else None
    rests = draft.state.question is not None and draft.state.question.is_idle and not draft.state.paused
    noted = draft.but(question=asked, place=None if rests else draft.state.place) if asked else draft
    if draft.state.mode is Mode.STAFF:
        who, name = (by.who, by.name) if by and by.who else (draft.state.staff, draft.state.staff_name)
        return noted.want(Notify(who, name, Say(sentence, draft.values(values), None, None, document)))
    return noted.want(Say(sentence, draft.values(values), asked, None, document))


def put_by_person(offer: Offer) -> bool:
    """Whether it counts although a person speaks."""
    return offer.move is Move.CASE and offer.to.partition(":")[0] in _PUT_BY_A_PERSON


def beside(before: Question | None, asked: Question) -> Question:
    """The new question, with the offers of the one that was open still meant by words and old buttons."""
    if before is None or before.turn == 0:
        return asked
    names = {offer.name for offer in asked.offers}
    meant = (replace(offer, shown=False) for offer in before.offers if offer.name not in names)
    return replace(asked, offers=(*asked.offers, *meant), over=before.turn, slot=before.slot)


def offers(ref: str, **labels: str) -> tuple[Offer, ...]:
    """Buttons that act on the ticket: verb -> label."""
    return tuple(Offer(name, label, Move.CASE, f"{name}:{ref}") for name, label in labels.items())


def person_offer() -> Offer:
    """Somebody to talk to about it."""
    return Offer("person", "choice.talk_it_over", Move.PERSON)
