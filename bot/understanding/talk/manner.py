"""Words that are manner and no matter: haste, anger, idle talk, vague answers, that it is broken; by where they are said."""

from __future__ import annotations

import re

from bot.core.state import Question
from bot.core.understanding import Decision
from bot.understanding.answers.limits import is_partly
from bot.understanding.answers.outcomes import goes_on, is_back
from bot.understanding.matcher.matching import Match
from bot.understanding.words.chatting import bare_of, manner_of

_NO_TROUBLE = ("conversation.", "maintenance.", "warranty.", "supplier.")  # what anger comes near to and does not ask
_GREETING, _DONE, _NOT_FIXED = "conversation.greeting", "conversation.done", "conversation.not_fixed"
_LITTLE = 0.5  # probability up to which an unsure match says hardly anything
_NUMBER = re.compile(r"[#(（]?\d[.)）]?")  # one digit picks nothing where nothing is offered


def manner_in(text: str, question: Question | None, match: Match) -> tuple[str, str] | None:
    """The intent and act of words that are manner and no matter. Where a fact is asked for, only of vague and cross ones."""
    bare = bare_of(text) or ("plea" if question is None and _NUMBER.fullmatch(text.strip()) else None)
    if question is not None and question.slot and bare not in {"vague", "cross"}:
        bare = None
    if bare == "broken":
        again = question is not None and question.offer("not_fixed") is not None
        return _NOT_FIXED, "not_fixed" if again else "broken"
    if bare == "solved":
        return _DONE, bare
    if question is not None and question.offer("not_fixed") and (goes_on(text) or is_back(text) or is_partly(text)):
        return _NOT_FIXED, "not_fixed"
    manner = bare or (manner_of(text) if _says_little(match) else None)
    return (_GREETING, manner) if manner else None


def _says_little(match: Match) -> bool:
    """Nothing was understood, or at best something about the talk itself, or hardly anything."""
    if match.decision is not Decision.CLARIFY:
        return match.decision is Decision.REJECT
    return match.candidates[0].intent.startswith(_NO_TROUBLE) or match.candidates[0].score < _LITTLE
