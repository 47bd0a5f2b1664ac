"""How a ticket is kept and told, and the buttons under it."""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import Notify, Say, UpdateTicket
from bot.core.draft import Draft
from bot.core.state import Mode, Move, Offer, Question, State, Ticket
from bot.core.understanding import TicketChanged

Changed = Draft | None


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


def offers(ref: str, **labels: str) -> tuple[Offer, ...]:
    """Buttons that act on the ticket: verb -> label."""
    return tuple(Offer(name, label, Move.CASE, f"{name}:{ref}") for name, label in labels.items())


def person_offer() -> Offer:
    """Somebody to talk to about it."""
    return Offer("person", "choice.talk_it_over", Move.PERSON)
