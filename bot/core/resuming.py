"""Going on where it stood once a person of the staff has finished. What that person has settled is not asked for again."""

from __future__ import annotations

from bot.core.answering import answered
from bot.core.asking import A_PERSON, ELSE
from bot.core.draft import Draft
from bot.core.ending import call, call_off
from bot.core.knowledge import group_of
from bot.core.questions import OF_WAITING
from bot.core.state import Move, Offer, Place
from bot.core.troubles import request
from bot.core.understanding import Decision, Heard
from bot.core.walking import ask_again, enter_flow
from bot.core.which import BEGUN_FROM

WHEN, PREVENT = "when", "prevent"
TICKET, OF_VISITS = "ticket", frozenset({"ticket", "repair"})
LET_DOWN, PASS_ON, NOBODY = "let_down", "pass_on", "needs_nobody"
"""That nobody did what a person had promised; what is to be told to that person; and that none is wanted any more."""
TERMS, APPOINTMENT = "repair.terms", "repair.appointment"


def gone_on(draft: Draft) -> Draft:
    """The open question once more, or what comes after it. Terms of a repair that stand in an agreement are asked for no more."""
    place, step = draft.state.place, draft.step
    asks = place is not None and (place.flow == TERMS or (step is not None and any(option.to == TERMS for option in step.options)))
    written = any(ticket.is_open and ticket.agreements for ticket in draft.state.tickets)
    return enter_flow(draft, APPOINTMENT) if asks and written and APPOINTMENT in draft.knowledge.flows else ask_again(draft)


def is_theirs(place: Place) -> bool:
    """Whether it was asked about a visit or a ticket, which the person who leaves has seen to: nothing new is to be registered."""
    return group_of(place.flow) == TICKET


def left_with_person(draft: Draft) -> Draft:
    """What the person who now leaves had in hand stays what is spoken of."""
    question, place = draft.question(A_PERSON, ELSE), draft.state.place
    about = place.flow if place else draft.state.trouble
    return draft.but(place=None, paused=()).ask("common.still_of", question, other=f"@intent.{about}")


def let_down(draft: Draft, heard: Heard) -> Draft | None:
    """A person was to come, call or write, and did not: no step makes up for that. One is called at once, with the reason."""
    return call(draft.say("common.let_down"), LET_DOWN) if heard.act == LET_DOWN else None


def sent_off(draft: Draft, heard: Heard) -> Draft | None:
    """The person who was called is not wanted any more: said so to the merchant and the staff, and what he asks beside it is answered."""
    if heard.act != NOBODY:
        return None
    off = call_off(draft) if draft.state.is_awaiting else draft.say("common.person_off")
    if heard.aside:
        return answered(off, heard)
    if off.state.place is not None:
        return ask_again(off)
    told = draft.knowledge.intents.get(heard.intent or "")
    return (request(off, heard) if told is not None and told.trouble else None) or off


def passed_on(draft: Draft, heard: Heard) -> Draft | None:
    """What is told for the person who has left is kept, and the open question stands."""
    if heard.act != PASS_ON:
        return None
    return ask_again(draft.say("common.left_kept")) if draft.state.place else _kept(draft)


def with_person_again(draft: Draft, heard: Heard) -> Draft | None:
    """What is asked or told on about a trouble that a person had in hand: how it is kept from coming back is answered, all else is kept for
    the colleagues, and one is offered again. Another trouble is another trouble.
    """
    state, asked = draft.state, draft.state.question
    if state.place is not None or state.is_awaiting or asked is None or not asked.offer(ELSE.name):
        return None
    best = next(iter(heard.candidates), None)
    sure = best is not None and (heard.decision is Decision.ACCEPT or (heard.decision is Decision.CLARIFY and best.score >= BEGUN_FROM))
    of_time = heard.asks == WHEN and best is not None and best.intent.startswith(OF_WAITING)  # "how long will it take"
    theirs = not state.trouble and best is not None and group_of(best.intent) in OF_VISITS
    if sure and best is not None and best.intent != state.trouble and not (of_time or theirs):
        return None
    if heard.asks == PREVENT and draft.has(tip := f"{state.trouble}.solved"):
        return draft.say(tip)
    return _kept(draft, "common.left_when" if heard.asks == WHEN else "common.left_kept")


def _kept(draft: Draft, told: str = "common.left_kept") -> Draft:
    return draft.say(told).ask("common.left_again", draft.question(Offer("yes", "choice.yes_please", Move.PERSON), ELSE))
