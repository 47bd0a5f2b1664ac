"""What words mean for a ticket that is open, or for a form that is not filed yet: asked after by its number, told more, called off."""

from __future__ import annotations

from bot.core.again import noted_still
from bot.core.alarms import cautioned, is_safety
from bot.core.beginning import begin
from bot.core.draft import Draft
from bot.core.ending import over, solved
from bot.core.filing import changed
from bot.core.knowledge import OF_THE_TERMINAL, Kind, group_of, kind_of
from bot.core.midway import REPAIR, VISIT
from bot.core.reading import awaited
from bot.core.rules import open_tickets, same_case
from bot.core.state import Place
from bot.core.understanding import Decision, Heard
from bot.core.walking import CHANGE, answer, ask_again, fill

TOLD_FOR_TICKET = ("address", "contact", "window")
"""Facts of a visit, as the slots and the answers of changing a ticket are named."""
STATUS, CANCEL, UPDATE = "ticket.status", "ticket.cancel", "ticket.update"
OVER = "conversation.done"
UNBOOKED = "unbooked"
"""The act of who wants no repair, though nothing works yet."""
INSTEAD = frozenset({(UPDATE, STATUS), (UPDATE, CANCEL), (STATUS, STATUS)})
"""What takes the place of what is open of a ticket."""
NAMED_FROM = 0.2
"""Of a wish to cancel beside the word that it works."""
OVER_BY = frozenset({"solved", "calmed"})
"""Acts by which it works again, or seems to."""
TICKET_FROM = 0.3
"""The number says that a ticket is meant; what is wanted of it need only be likelier than anything else."""
BESIDE_AT_MOST = {True: 16, False: 6}
"""Characters (English, Chinese) beside a fact that is told for a ticket."""
CANCEL_FROM = 0.5
"""Of words that wish nothing else: what is not filed can be filed after all."""


def called_off(draft: Draft, heard: Heard) -> Draft | None:
    """A wish to cancel while the form of a repair is filled in, and nothing is filed yet: then nothing is. One to change it is told
    to the form, and who asks how it stands hears that it is not filed yet.
    """
    place = draft.state.place
    if open_tickets(draft.state):
        return _not_needed(draft, heard) or _instead(draft, heard)
    if place is None or not place.flow.startswith(REPAIR) or heard.offer or (heard.act or "").startswith(CHANGE):
        return None
    if heard.intent == UPDATE and (heard.decision is Decision.ACCEPT or heard.candidates[0].score >= CANCEL_FROM):
        return None if draft.learned else noted_still(draft)
    if heard.intent == STATUS and heard.decision is Decision.ACCEPT:
        return ask_again(draft.say("common.not_filed_yet"))
    if _works_again(draft, heard):
        return solved(draft.say("common.not_filed"))
    likely = sum(one.score for one in heard.candidates[:2] if one.intent in {CANCEL, OVER})  # 不用来了好了 is both
    sure = heard.decision is Decision.ACCEPT or (not heard.act and likely >= CANCEL_FROM)
    return over(draft.say("common.not_filed")) if heard.intent == CANCEL and sure else None


def unbooked(draft: Draft, heard: Heard) -> Draft | None:
    """No repair is wanted, though nothing works yet: nothing is filed; of a danger with its caution, else with what can be done instead."""
    if heard.act != UNBOOKED:
        return None
    if is_safety(draft, draft.state.trouble):
        return over(cautioned(draft).say("common.not_filed"))
    return over(draft.say("common.not_filed").say("common.not_filed_then"))


def _works_again(draft: Draft, heard: Heard) -> bool:
    """Whether it is surely told that a terminal works again, of which no danger is known: then there is nothing to come for."""
    told = heard.act == "solved" and heard.intent == OVER and heard.decision is Decision.ACCEPT and not draft.learned
    return told and group_of(draft.state.trouble) in OF_THE_TERMINAL and not is_safety(draft, draft.state.trouble)


def _not_needed(draft: Draft, heard: Heard) -> Draft | None:
    """That it works again and nobody need come: what is filed is to be cancelled. Of a danger that looks over, with its caution."""
    named = {heard.intent, *heard.also, *(one.intent for one in heard.candidates[:2] if one.score >= NAMED_FROM)}
    dangerous = is_safety(draft, draft.state.trouble)
    sure = dangerous and heard.intent == CANCEL and heard.decision is Decision.ACCEPT and not heard.offer
    if not _is_free(draft) or not (sure or (CANCEL in named and heard.act in OVER_BY)):
        return None
    told = cautioned(draft) if dangerous else draft
    return begin(told.but(place=None, question=None), CANCEL, heard.text, heard.tried)


def _instead(draft: Draft, heard: Heard) -> Draft | None:
    """Amid a change of a ticket it is asked how it stands, or called off: the change is not asked for any more. How it stands, asked
    once more, or amid what follows its filing, is told.
    """
    place, sure = draft.state.place, heard.decision is Decision.ACCEPT and not heard.offer
    filed = place is not None and place.flow.startswith(REPAIR) and same_case(draft.state) is not None and heard.intent == STATUS
    if not sure or place is None or not (filed or (place.flow, heard.intent) in INSTEAD):
        return None
    return begin(draft.but(place=None, question=None), heard.intent or STATUS, heard.text, heard.tried)


def by_number(draft: Draft, heard: Heard) -> Draft | None:
    """The number of one of his tickets is in the words: where they do not say what of it, they ask how it stands."""
    if "ticket" not in draft.learned or heard.offer or heard.decision is Decision.ACCEPT:
        return None
    wishes = (one.intent for one in heard.candidates if group_of(one.intent) == "ticket" and one.score >= TICKET_FROM)
    wanted = next(wishes, STATUS)
    return begin(draft, wanted, heard.text, heard.tried) if wanted in draft.knowledge.flows else None


def by_trouble(draft: Draft, heard: Heard) -> Draft | None:
    """Which of his tickets it is, told by what it is of: "the printer one"."""
    best = next(iter(heard.candidates), None)
    if awaited(draft) != "ticket" or heard.offer or best is None or heard.decision is Decision.REJECT:
        return None
    of_it = [ticket for ticket in open_tickets(draft.state) if kind_of(ticket.intent) == kind_of(best.intent)]
    return fill(draft, "ticket", of_it[0].ref) if len(of_it) == 1 else None


def _is_free(draft: Draft) -> bool:
    """Whether nothing is open but a ticket, and nobody is waited for."""
    place = draft.state.place
    return (place is None or place.flow in {STATUS, UPDATE}) and not draft.state.is_awaiting


def _is_little_more(heard: Heard) -> bool:
    """Whether the words are facts and little beside: "he was meant to be here at 10" wishes for no other time."""
    return len(heard.text) - sum(field.end - field.start for field in heard.fields) <= BESIDE_AT_MOST[heard.text.isascii()]


def told_for_ticket(draft: Draft, heard: Heard) -> Draft | None:
    """With one ticket open and nothing else, an address, a number or a time is told for it."""
    flow, told = draft.knowledge.flows.get(UPDATE), next((slot for slot in TOLD_FOR_TICKET if slot in draft.learned), "")
    named = "appointment" in draft.learned  # a free window of the calendar
    told = told or ("window" if named else "")
    sure = (heard.intent == UPDATE and heard.decision is Decision.ACCEPT) or (named and heard.intent in {UPDATE, VISIT})
    meant = sure or (heard.decision is Decision.REJECT and _is_little_more(heard))
    if flow is None or not _is_free(draft) or not told or not meant or heard.asks not in ({"", "question"} if sure else {""}):
        return None
    asks = next((step for step in flow.steps.values() if step.kind is Kind.ASK and step.option(told)), None)
    if asks is None or len(open_tickets(draft.state)) != 1:
        return None
    return answer(draft.but(place=Place(UPDATE, asks.id), question=None), told)


def filed_otherwise(draft: Draft, heard: Heard) -> Draft | None:
    """Amid a question that follows the filing an address, a number or a time of the ticket is corrected: that is no answer taken back."""
    step, place, ticket = draft.step, draft.state.place, same_case(draft.state)
    if step is None or place is None or ticket is None or step.kind is not Kind.ASK or step.option("change") or heard.offer:
        return None
    told = {slot: draft.learned[slot] for slot in TOLD_FOR_TICKET if slot in draft.learned}
    if not place.flow.startswith(REPAIR) or all(ticket.facts.get(slot, value) == value for slot, value in told.items()):
        return None
    return ask_again(changed(draft.slot(**told), ticket))
