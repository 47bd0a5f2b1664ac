"""What is asked beside the open question: answered first, then the question goes on where it stood."""

from __future__ import annotations

from collections.abc import Callable

from bot.core.draft import Draft
from bot.core.replies import already_tried, awaited_fact, fact_that_answers, offer
from bot.core.state import Move, Offer
from bot.core.understanding import Decision, Heard
from bot.core.walking import ask_again

BESIDE: tuple[Callable[[Draft, Heard], Draft | None], ...] = (fact_that_answers, offer, awaited_fact, already_tried)
"""The rules by which the same words answer the open question as well: "no smoke, can I still use it"."""


def answered(draft: Draft, heard: Heard) -> Draft | None:
    """A question that is answered whatever is at hand; with nothing at hand, the trouble that it sounds like is offered, not begun."""
    if not heard.aside:
        return None
    said = _said(draft, f"aside.{heard.aside}")
    if draft.state.place is not None:
        told = (rule(said, heard) for rule in BESIDE)
        return next((made for made in told if made is not None), None) or ask_again(said)
    known = draft.knowledge.intents.get(heard.intent or "") if heard.decision is Decision.ACCEPT else None
    return said if known is None or not known.trouble or draft.state.is_awaiting else _offered(said, known.id)


def _offered(said: Draft, trouble: str) -> Draft:
    yes, no = Offer("yes", "choice.yes_please", Move.START, trouble), Offer("no", "choice.no_thanks", Move.LEAVE)
    return said.ask("common.then", said.question(yes, no), other=f"@intent.{trouble}")


def _said(draft: Draft, sentence: str) -> Draft:
    """The answer, also to who asks once more; of danger then in short."""
    short = f"{draft.state.trouble}.again"
    again = draft.state.answered == sentence and not draft.switched and draft.has(short)
    return draft.say(short if again else sentence).but(answered=sentence)
