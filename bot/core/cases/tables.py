"""Which change and which button does what: `CHANGES` are rows of what is done beside the conversation, `ANSWERS` of what the
merchant picks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core.actions import Say
from bot.core.cases.agreeing import accept_change, agree, billed, decline, offered, refuse_change, sealed
from bot.core.cases.life import accept, again, late, moved, prioritised, split
from bot.core.cases.telling import Changed, put_by_person, ticket_of
from bot.core.cases.together import answered_elsewhere, followed, linked, merged, passed_on
from bot.core.cases.visits import book, booked, elsewhere, fits, full, move, unbook, visited
from bot.core.draft import Draft
from bot.core.state import Move, Offer, Ticket
from bot.core.understanding import TicketChanged

Change = Callable[[Draft, Ticket, TicketChanged], Changed]
CHANGES: Mapping[str, Change] = {
    "moved": moved,
    "merged": merged,
    "followed": followed,
    "answered": answered_elsewhere,
    "split": split,
    "linked": linked,
    "prioritised": prioritised,
    "booked": booked,
    "full": full,
    "elsewhere": elsewhere,
    "visited": visited,
    "late": late,
    "offered": offered,
    "billed": billed,
    "sealed": sealed,
}


def changed(draft: Draft, event: TicketChanged) -> Changed:
    """The ticket after the change, told; None where there is no such ticket or nothing changes."""
    ticket = ticket_of(draft.state, event.ref)
    return CHANGES[event.change](draft, ticket, event) if ticket else None


ANSWERS: Mapping[str, Callable[[Draft, Ticket, str], Draft]] = {
    "accept": accept,
    "again": again,
    "fits": fits,
    "move": move,
    "unbook": unbook,
    "book": book,
    "agree": agree,
    "decline": decline,
    "accept_change": accept_change,
    "refuse_change": refuse_change,
}


OF_A_VISIT = frozenset({"fits", "move", "unbook", "book"})
"""What says nothing any more where the ticket is done with."""


def answered_to_person(draft: Draft, offer: Offer | None) -> Draft:
    """The merchant's word on what a person has put to him counts at once, and so does his wish for no more notices; the bot says
    nothing to it.
    """
    if offer is not None and offer.move in {Move.MUTE, Move.UNMUTE}:
        return draft.but(muted=offer.move is Move.MUTE)
    if offer is None or not put_by_person(offer):
        return draft
    done = answered(draft, offer.to)
    return replace(done, actions=tuple(action for action in done.actions if not isinstance(action, Say)))


def answered(draft: Draft, to: str) -> Draft:
    """A button under what was told: ``verb:ref`` or ``verb:ref:more``."""
    verb, ref, more = (*to.split(":", 2), "", "")[:3]
    ticket = ticket_of(draft.state, ref)
    quiet = draft.but(question=None) if draft.state.place is None else draft
    if ticket is None or verb not in ANSWERS or (verb in OF_A_VISIT and not ticket.is_open):
        return quiet.say("common.stale")
    return passed_on(ANSWERS[verb](quiet, ticket, more), quiet, ticket, verb)
