"""The answer that is told among other words: by one of its parts, or by how it went. "it printed one, but that is for the sale before".

Looked for where the words as a whole come near to none. Where there is danger nothing is taken from a part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.core.knowledge import Kind, Knowledge
from bot.core.state import Question, State
from bot.understanding.answers.answers import likened, parted
from bot.understanding.answers.asking import asks
from bot.understanding.answers.labels import phrasings
from bot.understanding.text.normalising import has_han

_LONGEST = {True: 60, False: 160}  # characters (Chinese, English); what is longer is a story
_PART_FROM = {True: 3, False: 4}  # characters of a part that may be an answer
_PART_CARE = 1.1
"""How near, times as near as usual, a part has to come: it stands beside others that say something else."""
_NEED_THE_WHOLE = frozenset({"yes", "no", "solved", "other", "person"})
"""Answers that are in too many words to be meant by a part of them."""
_SURE: Mapping[str, float] = {"not_fixed": 0.9, "cannot": 0.95, "unsure": 0.93, "solved": 0.95}
"""Probabilities from which a result is told, where no other answer is near."""
_NEAR_TO_ANOTHER = 0.8
"""How near another answer may come, 1 being near enough to be meant."""
_OF_A_QUESTION = frozenset({"unsure", "cannot"})
"""Results that also answer what was asked, where nothing was to be tried."""


class Reads(Protocol):
    """Compares words with offers and tells how a step went; see `bot.understanding.matcher.matching.Matcher`."""

    def nearest(self, text: str, offers: Mapping[str, Sequence[str]], *, care: float = 1.0, apart: float | None = None) -> str | None:
        """The name of the offer that is meant."""

    def ranked(self, text: str, offers: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        """The offers from the nearest on, and how near each comes."""

    def result(self, text: str) -> tuple[str, float]:
        """How a step went, and the probability that it is so."""


def carried(text: str, state: State, knowledge: Knowledge, reads: Reads, *, care: float, results: bool) -> str | None:  # noqa: PLR0913 - what an answer is found by
    """The offer of the open question that the words hold beside something else. ``results``: how it went may be told by no more than the
    sound of the words.
    """
    question, place = state.question, state.place
    if question is None or place is None or question.slot or knowledge.is_safety(state.trouble):
        return None
    if len(text) > _LONGEST[has_han(text)]:
        return None
    ranked = reads.ranked(text, phrasings(question, knowledge))
    step = knowledge.step(place.flow, place.step)
    tries = step is not None and step.kind is Kind.TRY
    part = _by_part(text, question, knowledge, reads, ranked, care)
    return part or (_by_result(text, question, reads, ranked, tries=tries) if results else None)


def _by_part(  # noqa: PLR0913 - what an answer is found by
    text: str, question: Question, knowledge: Knowledge, reads: Reads, ranked: list[tuple[str, float]], care: float
) -> str | None:
    """The one offer that parts of the words come near to; of several, the one that is told last and that the whole is nearest to."""
    found = [likened(part, question, knowledge, reads.nearest, care=max(care, _PART_CARE)) for part in _long(text)]
    named = [key for key in found if key and key not in _NEED_THE_WHOLE]
    is_plain = bool(named) and (len(set(named)) == 1 or named[-1] == ranked[0][0])
    return named[-1] if is_plain else None


def _by_result(text: str, question: Question, reads: Reads, ranked: list[tuple[str, float]], *, tries: bool) -> str | None:
    """How it went, or that it is not known, if no other answer is near."""
    if asks(text):
        return None
    told = _sure(text, reads) or {result for part in _long(text) for result in _sure(part, reads)}
    result = told.pop() if len(told) == 1 else ""
    if question.offer(result) is None or not (tries or result in _OF_A_QUESTION):
        return None
    return result if all(near < _NEAR_TO_ANOTHER for name, near in ranked if name != result) else None


def _sure(text: str, reads: Reads) -> set[str]:
    """What words tell for sure of how it went."""
    result, chance = reads.result(text)
    return {result} if chance >= _SURE.get(result, 1.0) else set()


def _long(text: str) -> list[str]:
    """The parts of the words that may be an answer, where there are several."""
    parts = parted(text)
    return [part for part in parts if len(part) >= _PART_FROM[has_han(part)] and not asks(part)] if len(parts) > 1 else []
