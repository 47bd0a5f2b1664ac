"""Going on where it stood once a person of the staff has finished. What that person has settled is not asked for again."""

from __future__ import annotations

from bot.core.asking import A_PERSON, ELSE
from bot.core.draft import Draft
from bot.core.questions import OF_WAITING
from bot.core.state import Move, Offer
from bot.core.understanding import Decision, Heard
from bot.core.walking import ask_again, enter_flow
from bot.core.which import BEGUN_FROM

WHEN, PREVENT = "when", "prevent"
TERMS, APPOINTMENT = "repair.terms", "repair.appointment"


def gone_on(draft: Draft) -> Draft:
    """The open question once more, or what comes after it. Terms of a repair that stand in an agreement are asked for no more."""
    place, step = draft.state.place, draft.step
    asks = place is not None and (place.flow == TERMS or (step is not None and any(option.to == TERMS for option in step.options)))
    written = any(ticket.is_open and ticket.agreements for ticket in draft.state.tickets)
    return enter_flow(draft, APPOINTMENT) if asks and written and APPOINTMENT in draft.knowledge.flows else ask_again(draft)


def left_with_person(draft: Draft) -> Draft:
    """A trouble that had ended with the person who now leaves: it stays the one that is spoken of."""
    question = draft.question(A_PERSON, ELSE)
    return draft.but(paused=()).ask("common.still_of", question, other=f"@intent.{draft.state.trouble}")


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
    if sure and best is not None and best.intent != state.trouble and not of_time:
        return None
    if heard.asks == PREVENT and draft.has(tip := f"{state.trouble}.solved"):
        return draft.say(tip)
    told = "common.left_when" if heard.asks == WHEN else "common.left_kept"
    return draft.say(told).ask("common.left_again", draft.question(Offer("yes", "choice.yes_please", Move.PERSON), ELSE))
