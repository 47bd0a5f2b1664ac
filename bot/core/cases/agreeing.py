"""An agreement: offered, agreed to or not, and what departs from it later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.core.actions import SetReminder
from bot.core.agreements import departures, money
from bot.core.cases.telling import Changed, kept, offers, person_offer, tell
from bot.core.days import day
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.state import Ticket
from bot.core.understanding import TicketChanged


def offered(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """A version of the agreement, with its document: the staff stand by it, the merchant is asked. One that was printed
    as a version that a colleague has offered meanwhile is not offered.
    """
    version = str(len(ticket.agreements) + 1)
    if event.facts.get("version", version) != version:
        return None
    agreement = {**event.facts, "version": version, "state": "offered"}
    now = kept(draft, replace(ticket, agreements=(*ticket.agreements, agreement)), "offered")
    question = draft.question(*offers(ticket.ref, agree="choice.agree", decline="choice.decline"), person_offer())
    return tell(now, "agreement.offered", event, question, **_agreed(ticket.ref, agreement))


def billed(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """A quote, a bill or a delay: what departs from what was agreed is flagged and told."""
    agreed = next((one for one in reversed(ticket.agreements) if one.get("state") == "agreed"), None)
    found = departures(agreed, event.facts) if agreed else ()
    flags = tuple(dict.fromkeys((*ticket.flags, *(f"{event.facts['kind']}:{name}" for name in found))))
    now = kept(draft, replace(ticket, flags=flags), "departs" if found else event.facts["kind"])
    later = {name: event.facts.get(name, "") for name in ("kind", "ready", "note")}
    unit = event.facts.get("currency", "") or (agreed or {}).get("currency", "")
    told = {"ticket_ref": ticket.ref, **later, "amount": money(event.facts.get("amount", ""), unit), **_terms(agreed or {})}
    if not found:
        return tell(now, "agreement.within" if agreed else "agreement.told", event, None, **told)
    question = draft.question(*offers(ticket.ref, accept_change="choice.agree", refuse_change="choice.decline"), person_offer())
    return tell(now, "agreement.departs", event, question, **told, departs=" ".join(found))


def sealed(draft: Draft, ticket: Ticket, event: TicketChanged) -> Changed:
    """The agreement with both confirmations, as a document of its own."""
    return tell(draft, "agreement.sealed", event, None, **_agreed(ticket.ref, ticket.agreements[-1]))


def waits(draft: Draft) -> Draft:
    """The merchant is asked again for his word on what was put to him while a person spoke."""
    ticket = next((one for one in reversed(draft.state.tickets) if one.agreements and one.agreements[-1].get("state") == "offered"), None)
    if ticket is None:
        return draft
    question = draft.question(*offers(ticket.ref, agree="choice.agree", decline="choice.decline"), person_offer())
    return tell(draft, "agreement.waits", None, question, **_agreed(ticket.ref, ticket.agreements[-1]))


def agree(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    """The version is fixed, and a document with both confirmations follows."""
    if not ticket.agreements or ticket.agreements[-1].get("state") != "offered":
        return draft.say("common.stale")
    today = day(draft.at, draft.knowledge.warranty.zone).isoformat()
    agreed = {**ticket.agreements[-1], "state": "agreed", "agreed_on": today, "agreed_at": draft.at.isoformat()}
    now = kept(draft, replace(ticket, agreements=(*ticket.agreements[:-1], agreed)), "agreed")
    sealed = now.want(SetReminder(f"seal:{ticket.ref}", draft.at, draft.state.turn))
    return sealed.say("agreement.agreed", **_agreed(ticket.ref, agreed))


def decline(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    """It is not wanted so."""
    if not ticket.agreements or ticket.agreements[-1].get("state") != "offered":
        return draft.say("common.stale")
    declined = {**ticket.agreements[-1], "state": "declined"}
    now = kept(draft, replace(ticket, agreements=(*ticket.agreements[:-1], declined)), "declined")
    return now.say("agreement.declined", ticket_ref=ticket.ref)


def accept_change(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    """What departs is accepted."""
    flags = tuple(flag if flag.endswith(":accepted") else f"{flag}:accepted" for flag in ticket.flags)
    return kept(draft, replace(ticket, flags=flags), "accepted").say("agreement.change_accepted", ticket_ref=ticket.ref)


def refuse_change(draft: Draft, ticket: Ticket, more: str) -> Draft:  # noqa: ARG001 -- as above
    """It is not: a person is called."""
    return call(draft.say("agreement.change_refused", ticket_ref=ticket.ref), "departs")


def _terms(agreement: Mapping[str, str]) -> dict[str, str]:
    unit = agreement.get("currency", "")
    sums = {name: money(agreement.get(name, ""), unit) for name in ("fee", "cap")}
    return {**sums, **{name: agreement.get(name, "") for name in ("version", "days")}}


def _agreed(ref: str, agreement: Mapping[str, str]) -> dict[str, str]:
    return {"ticket_ref": ref, "digest": agreement.get("digest", "")[:12], **_terms(agreement)}
