"""What the merchant says of the help he got: asked once when a conversation is closed; solved, or not yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.actions import CancelReminder, Rate, Resolved, Say, SetReminder
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.state import Move, Offer, Question

LATER = timedelta(days=1)
"""So long after the question what is written may be its answer."""
SOON = timedelta(minutes=30)
"""So long after the answer what is written may be a word on it."""
WORD = "word"
"""The reminder after which words are words again."""


def ask_rating(draft: Draft) -> Draft:
    """Asked without a nudge: who does not answer is left in peace."""
    offers = (Offer("solved", "choice.solved", Move.RATED), Offer("not_fixed", "choice.not_yet", Move.NOT_YET))
    question = replace(draft.question(*offers), word=True)
    asked = draft.but(question=question, rated=True, rating="", word="")
    return asked.want(Say("common.rate", draft.values({}), question), _until(draft, LATER))


def rated(draft: Draft) -> Draft:
    """What a person did has solved it: thanks, and room for a word."""
    done = draft.want(Resolved(draft.state.trouble, "staff"), Rate("solved"), _until(draft, SOON)).say("common.rated")
    return done.but(rating="solved", question=Question(draft.state.turn, word=True))


def not_yet(draft: Draft) -> Draft:
    """It is not: a person is called again."""
    return call(draft.but(rating="not_yet", question=None).want(Rate("not_yet"), CancelReminder(WORD)), "not_yet")


def _until(draft: Draft, span: timedelta) -> SetReminder:
    return SetReminder(WORD, draft.at + span, draft.state.turn)


def words_again(draft: Draft) -> Draft | None:
    """It is long ago: what is written from now on is a matter of its own. The buttons still count."""
    question = draft.state.question
    if question is None or not question.word:
        return None
    return draft.but(question=replace(question, word=False) if question.offers else None)
