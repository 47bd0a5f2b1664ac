"""What is asked beside the open question: answered first, then the question goes on where it stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.alarms import is_safety
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.knowledge import OF_THE_TERMINAL, group_of
from bot.core.reading import is_short, wants_words
from bot.core.replies import already_tried, awaited_fact, fact_that_answers, offer
from bot.core.state import Move, Offer
from bot.core.understanding import Decision, Heard
from bot.core.walking import ask_again

BESIDE: tuple[Callable[[Draft, Heard], Draft | None], ...] = (fact_that_answers, offer, awaited_fact, already_tried)
"""The rules by which the same words answer the open question as well: "no smoke, can I still use it"."""
CAUSE, PREVENT, WHEN = "cause", "prevent", "when"
"""Kinds of questions: whether it comes of something, how it is kept from coming back, how long."""
NOT_FOUND_OUT = ("repair.", "ticket.", "guard.", "maintenance.", "account.", "supplier.")
"""Flows whose steps look for no cause."""


def answered(draft: Draft, heard: Heard) -> Draft | None:
    """A question that is answered whatever is at hand; with nothing at hand, the trouble that it sounds like is offered, not begun.
    What only tells, where words of the merchant's own are asked for, is those words.
    """
    if not heard.aside or (wants_words(draft) and not heard.asks):
        return None
    said = _said(draft, f"aside.{heard.aside}")
    if draft.state.place is not None:
        told = (rule(said, heard) for rule in BESIDE)
        return next((made for made in told if made is not None), None) or _on(said)
    known = draft.knowledge.intents.get(heard.intent or "") if heard.decision is Decision.ACCEPT else None
    return said if known is None or not known.trouble or draft.state.is_awaiting else gone_on_with(said, known.id)


def answered_apart(draft: Draft, heard: Heard) -> tuple[Draft, Heard]:
    """The question of a message answered, and what is left to be done: the answer beside it."""
    if not heard.apart:
        return draft, heard
    of_time = "common.asked_when" if heard.asks == WHEN else "common.may_be"
    sentence = f"aside.{heard.aside}" if heard.aside else f"answer.{heard.about}" if heard.about else of_time
    return _said(draft, sentence), replace(heard, aside=None, about="", asks="", apart=False)


def supposed(draft: Draft, heard: Heard) -> Draft | None:
    """Whether it comes of something that nothing is known of for certain: it may, and the next steps show it; how it is kept from coming
    back, what is said to whom it was mended.
    """
    state, tip = draft.state, f"{draft.state.trouble}.solved"
    looks = state.place is not None and not state.place.flow.startswith(NOT_FOUND_OUT) and draft.step is not None
    if heard.asks not in {CAUSE, PREVENT} or not looks or heard.offer or wants_words(draft) or is_safety(draft, state.trouble):
        return None
    if heard.decision is Decision.ACCEPT and heard.intent != state.trouble and not is_short(draft, heard):
        return None
    if heard.asks == PREVENT:
        return ask_again(draft.say(tip)) if group_of(state.trouble) in OF_THE_TERMINAL and draft.has(tip) else None
    return _on(_said(draft, "common.may_be"))


def gone_on_with(said: Draft, trouble: str) -> Draft:
    """Whether that trouble is gone on with, asked after what was said."""
    yes, no = Offer("yes", "choice.yes_please", Move.START, trouble), Offer("no", "choice.no_thanks", Move.LEAVE)
    return said.ask("common.then", said.question(yes, no), other=f"@intent.{trouble}")


def _said(draft: Draft, sentence: str) -> Draft:
    """The answer; who asks the same once more hears it in short, and counts as not understood."""
    if draft.state.answered != sentence or draft.switched:
        return draft.say(sentence).but(answered=sentence)
    short = f"{draft.state.trouble}.again"
    return draft.say(short if draft.has(short) else "common.answered").but(answered=sentence, misses=draft.state.misses + 1)


def _on(said: Draft) -> Draft:
    """On with the step; the third time the same is asked, with a person."""
    return call(said, "stuck") if said.state.misses > ASKED_ENOUGH else ask_again(said)


ASKED_ENOUGH = 1
"""How often an answer is said in short."""
