"""Words on how the help was, where that was asked. "Too slow" after a repair is about us, not about the terminal.

What clearly is another trouble is begun; what may be either is kept as a word, and asked.
"""

from __future__ import annotations

from bot.core.actions import CancelReminder, Rate
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.offers import picked_by_act
from bot.core.rating import WORD
from bot.core.reading import is_short
from bot.core.state import Move, Offer
from bot.core.understanding import Decision, Heard

LIKELY_FROM = 0.8


def rating_word(draft: Draft, heard: Heard) -> Draft | None:
    """Words where a rating is open, or was just given."""
    question, text = draft.state.question, heard.text.strip()
    if question is None or not question.word or not text or _is_answer(draft, heard) or _is_plain_wish(draft, heard):
        return None
    said = draft.state.words[:-1] if draft.state.words[-1:] == (text,) else draft.state.words
    kept = draft.but(question=None, word=text, words=said).want(Rate(draft.state.rating, text), CancelReminder(WORD))
    if heard.act == "complaint" and heard.decision is Decision.ACCEPT:
        return call(kept.say("common.sorry"), "complaint")
    trouble = _trouble(draft, heard)
    if trouble is None:
        return kept.say("common.rated_word")
    yes, no = Offer("yes", "choice.yes_please", Move.START, trouble), Offer("no", "choice.no_thanks", Move.LEAVE)
    return kept.ask("common.rated_or_trouble", kept.question(yes, no), other=f"@intent.{trouble}")


def _is_answer(draft: Draft, heard: Heard) -> bool:
    """One of the buttons, by its number or its label: where nothing can be pressed that is how a rating is given."""
    return bool(heard.offer) or picked_by_act(draft, heard.act or "") is not None


def _is_plain_wish(draft: Draft, heard: Heard) -> bool:
    """A person, a question or a request, named for certain; a trouble that is described and not only touched. What asks nothing
    and is only rather a request is a word on how it was: "the technician was on time".
    """
    intent = heard.intent
    if heard.decision is not Decision.ACCEPT or intent is None or intent.startswith("conversation."):
        return False
    known = draft.knowledge.intents.get(intent)
    told = not heard.asks and heard.candidates[0].score < LIKELY_FROM and not intent.startswith("handoff.")
    is_touched = known is not None and (is_short(draft, heard) if known.trouble else told)
    return heard.act != "complaint" and not is_touched


def _trouble(draft: Draft, heard: Heard) -> str | None:
    """The trouble that the words may mean all the same."""
    best = heard.candidates[0] if heard.candidates and heard.decision is not Decision.REJECT else None
    known = draft.knowledge.intents.get(best.intent) if best and best.score >= LIKELY_FROM else None
    return known.id if known and known.trouble and draft.has(f"intent.{known.id}") else None
