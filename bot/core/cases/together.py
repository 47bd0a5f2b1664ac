"""Tickets of one trouble that are handled together: one takes the other up, in the same chat or in another merchant's.

Across chats each knows the other by number alone. What one chat is to hear of the other is an errand, set in the turn in which
it happens, so that it is brought over once, whatever dies (`bot.service.desk.together`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.actions import CancelReminder, Say, SetReminder
from bot.core.cases.telling import FOLLOW, FOLLOWED, FOLLOWED_AT, NOTED, Changed, become, kept, offers, tell, ticket_of
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.state import Answer, Ticket
from bot.core.understanding import TicketChanged

LINK, ANSWER = "together", "answer"
"""The errands: the other ticket learns that it has taken this one up; and what the merchant here said to it."""
PASSED_ON = frozenset({"accept", "again", "agree", "decline", "accept_change", "refuse_change"})
"""What a merchant answers that has to be known at the ticket which has taken his up."""


def merged(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """Another ticket takes it up. A visit of its own is given back, and what was done is not asked about any more."""
    into = event.facts["into"]
    if ticket.status == "merged" or into == ticket.ref:
        return None
    now = kept(draft, become(ticket, "merged", into=into), "merged").want(CancelReminder(f"close:{ticket.ref}"))
    if ticket.visit:
        now = now.want(SetReminder(f"unbook:{ticket.ref}", draft.at, draft.state.turn))
    other = ticket_of(now.state, into)
    if other is None:
        errand = SetReminder(f"{LINK}:{ticket.ref}", draft.at, draft.state.turn)
        return tell(now.want(errand), "case.merged_elsewhere", event, ticket_ref=ticket.ref, other=into)
    both = replace(
        other,
        facts={**become(ticket, "merged").facts, **other.facts},
        words=tuple(dict.fromkeys((*other.words, *ticket.words))),
        media=tuple(dict.fromkeys((*other.media, *ticket.media))),
        links=tuple(dict.fromkeys((*other.links, *ticket.links))),
        answers=tuple(dict.fromkeys((*other.answers, *ticket.answers))),
        priority=max(other.priority, ticket.priority),
    )
    return tell(kept(now, both, "added"), "case.merged", event, ticket_ref=ticket.ref, other=into)


def linked(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """Among the staff: the merchant need not know. What it has taken up from another chat hears from now on how it stands."""
    other, taken = event.facts["other"], event.facts.get("taken")
    if other in ticket.links and not taken:
        return None
    now = draft if other in ticket.links else kept(draft, replace(ticket, links=(*ticket.links, other)), "linked")
    return now.want(SetReminder(f"{FOLLOW}:{ticket.ref}", draft.at, draft.state.turn)) if taken else now


def followed(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """How the ticket stands that has taken this one up in another merchant's chat: told here as well, and what is done is asked about.
    ``moved``: when it was moved to that; what was read before another move and comes after it is old.
    """
    moved = event.facts.get("moved", "")
    status, note = event.facts["status"], event.facts.get("note", "")
    before = (ticket.facts.get(FOLLOWED, "open"), ticket.facts.get(NOTED, ""))
    old = moved < ticket.facts.get(FOLLOWED_AT, "")
    if ticket.status != "merged" or old or (before[0] == status and note in {"", before[1]}):
        return None
    now = kept(draft, become(ticket, "merged", note, facts={**ticket.facts, FOLLOWED: status, FOLLOWED_AT: moved}), FOLLOWED)
    asked = draft.question(*offers(ticket.ref, accept="choice.solved", again="choice.not_yet")) if status == "done" else None
    return tell(now, "case.followed", event, asked, ticket_ref=ticket.ref, other=ticket.into, status=status, note=note)


def works(draft: Draft, ticket: Ticket) -> Draft:
    """It works, says the merchant whose ticket was taken up elsewhere: for him it is over."""
    if ticket.facts.get(FOLLOWED) != "done":
        return draft.say("common.stale")
    now = kept(draft, become(ticket, "merged", facts={**ticket.facts, FOLLOWED: "closed"}), "accepted")
    return now.say("case.accepted", ticket_ref=ticket.ref)


def works_not(draft: Draft, ticket: Ticket) -> Draft:
    """It does not, says he: a person is called to him, and the other ticket is taken up again."""
    if ticket.facts.get(FOLLOWED) not in {"done", "closed"}:
        return draft.say("common.stale")
    now = kept(draft, become(ticket, "merged", facts={**ticket.facts, FOLLOWED: "working"}), "reopened")
    return call(now.say("case.reopened_together", ticket_ref=ticket.ref, other=ticket.into), "not_yet")


def passed_on(draft: Draft, before: Draft, ticket: Ticket, verb: str) -> Draft:
    """What was answered to a ticket that another has taken up is to be known there, unless it was an answer to nothing."""
    stale = any(isinstance(action, Say) and action.sentence == "common.stale" for action in draft.actions[len(before.actions) :])
    counts = ticket.status == "merged" and verb in PASSED_ON and not stale
    return draft.want(SetReminder(f"{ANSWER}:{verb}:{ticket.ref}", draft.at, draft.state.turn)) if counts else draft


def answered_elsewhere(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """The merchant of a ticket that this one has taken up has said something: the staff see it here. Where it does not work
    there, what was done is not done.
    """
    said = Answer(event.facts["by"], event.facts["verb"], datetime.fromisoformat(event.facts["at"]))
    if said in ticket.answers:
        return None
    noted = replace(ticket, answers=(*ticket.answers, said))
    if said.verb != "again" or ticket.status not in {"done", "closed"}:
        return kept(draft, noted, "answered")
    now = kept(draft, become(noted, "working"), "reopened").want(CancelReminder(f"close:{ticket.ref}"))
    return tell(now, "case.reopened_by_other", None, ticket_ref=ticket.ref, other=said.ref)
