"""What words mean for a ticket that is open, or for a form that is not filed yet: asked after by its number, told more, called off."""

from __future__ import annotations

from bot.core.beginning import begin
from bot.core.draft import Draft
from bot.core.ending import over
from bot.core.knowledge import Kind, group_of
from bot.core.midway import REPAIR
from bot.core.rules import open_tickets
from bot.core.state import Place
from bot.core.understanding import Decision, Heard
from bot.core.walking import answer, ask_again, noted_still

TOLD_FOR_TICKET = ("address", "contact", "window")
"""Facts of a visit, as the slots and the answers of changing a ticket are named."""
STATUS, CANCEL, UPDATE = "ticket.status", "ticket.cancel", "ticket.update"
TICKET_FROM = 0.3
"""The number says that a ticket is meant; what is wanted of it need only be likelier than anything else."""
CANCEL_FROM = 0.5
"""Of words that wish nothing else: what is not filed can be filed after all."""


def called_off(draft: Draft, heard: Heard) -> Draft | None:
    """A wish to cancel while the form of a repair is filled in, and nothing is filed yet: then nothing is. One to change it is told
    to the form, and who asks how it stands hears that it is not filed yet.
    """
    place = draft.state.place
    if place is None or not place.flow.startswith(REPAIR) or heard.offer or open_tickets(draft.state):
        return None
    if heard.intent == UPDATE and heard.decision is Decision.ACCEPT:
        return noted_still(draft)
    if heard.intent == STATUS and heard.decision is Decision.ACCEPT:
        return ask_again(draft.say("common.not_filed_yet"))
    if heard.intent != CANCEL:
        return None
    if heard.decision is not Decision.ACCEPT and (heard.act or heard.candidates[0].score < CANCEL_FROM):
        return None
    return over(draft.say("common.not_filed"))


def by_number(draft: Draft, heard: Heard) -> Draft | None:
    """The number of one of his tickets is in the words: where they do not say what of it, they ask how it stands."""
    if "ticket" not in draft.learned or heard.offer or heard.decision is Decision.ACCEPT:
        return None
    wishes = (one.intent for one in heard.candidates if group_of(one.intent) == "ticket" and one.score >= TICKET_FROM)
    wanted = next(wishes, STATUS)
    return begin(draft, wanted, heard.text, heard.tried) if wanted in draft.knowledge.flows else None


def _is_free(draft: Draft) -> bool:
    """Whether nothing is open but how a ticket stands, and nobody is waited for."""
    place = draft.state.place
    return (place is None or place.flow == STATUS) and not draft.state.called


def told_for_ticket(draft: Draft, heard: Heard) -> Draft | None:
    """With one ticket open and nothing else, an address, a number or a time is told for it."""
    flow, told = draft.knowledge.flows.get(UPDATE), next((slot for slot in TOLD_FOR_TICKET if slot in draft.learned), "")
    meant = heard.intent == UPDATE if heard.decision is Decision.ACCEPT else heard.decision is Decision.REJECT
    if flow is None or not _is_free(draft) or not told or not meant or heard.asks:
        return None
    asks = next((step for step in flow.steps.values() if step.kind is Kind.ASK and step.option(told)), None)
    if asks is None or len(open_tickets(draft.state)) != 1:
        return None
    return answer(draft.but(place=Place(UPDATE, asks.id), question=None), told)
