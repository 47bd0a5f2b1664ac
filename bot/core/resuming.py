"""Going on where it stood once a person of the staff has finished. What that person has settled is not asked for again."""

from __future__ import annotations

from bot.core.draft import Draft
from bot.core.walking import ask_again, enter_flow

TERMS, APPOINTMENT = "repair.terms", "repair.appointment"


def gone_on(draft: Draft) -> Draft:
    """The open question once more, or what comes after it. Terms of a repair that stand in an agreement are asked for no more."""
    place, step = draft.state.place, draft.step
    asks = place is not None and (place.flow == TERMS or (step is not None and any(option.to == TERMS for option in step.options)))
    written = any(ticket.is_open and ticket.agreements for ticket in draft.state.tickets)
    return enter_flow(draft, APPOINTMENT) if asks and written and APPOINTMENT in draft.knowledge.flows else ask_again(draft)
