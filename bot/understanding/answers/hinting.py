"""Answers that the first words of a trouble only come near to: "a strip of till roll got wedged in there" also tells what the paper does.

By the likeness of the words, or of a part of them, to what an answer is called. A wrong one costs more than the question, so that a
part that asks, is well, or denies just what the answer is called tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.core.knowledge import Knowledge, Step
from bot.core.state import Question
from bot.core.understanding import Field
from bot.understanding.answers.answers import likened, parted
from bot.understanding.answers.asking import asks
from bot.understanding.answers.labels import phrasings
from bot.understanding.answers.telling import NAMED_FROM, NEED_THEIR_QUESTION, broad_of, question_of
from bot.understanding.facts.extents import OF_MANY
from bot.understanding.facts.shortfalls import MISMATCH, shortfall
from bot.understanding.text.clauses import is_fine
from bot.understanding.text.normalising import has_han

WORDS, NEAR = "words", "near"
_VERY_NEAR = 1.6
"""How near, times as near as usual, words have to come to an answer that was not asked for."""
_PART_NEAR, _PART_APART = 1.3, 0.74
"""The same of a part of a story, and the part of it to which the next answer may come, where the whole is nearest to it as well."""
_WHOLE_NEAR, _AS_NEAR = 0.4, 0.95
"""How near the whole has to come then, and which part of what comes nearest to it."""
_NEARER = 1.42
"""How much nearer words come without their denial, if it is what the answer is called that they deny."""
_DENIES = re.compile(
    r"不是|并没有?|没有|没在|没|不(?![了上到出动进来开起掉住着])|\b(?:(?:is|are|was|were|has|have|had|did|do|does)n'?t(?: got)?|not|no|never)\b ?",
    re.IGNORECASE,
)


class Compares(Protocol):
    """Compares words with what offers are called; see `bot.understanding.matcher.matching.Matcher`."""

    def nearest(self, text: str, offers: Mapping[str, Sequence[str]], *, care: float = 1.0, apart: float | None = None) -> str | None:
        """The name of the offer that is meant."""

    def ranked(self, text: str, offers: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        """The offers from the nearest on, and how near each comes."""


def hinted(text: str, intent: str, knowledge: Knowledge, reads: Compares, *, surely: bool = False) -> tuple[Field, ...]:
    """The choices that the words, or a part of them, only come near to, of the questions that take a hint: a part is near to one
    question at most. What is more than an answer is never taken from one. Nearer, where the question comes later, where the words
    tell of more, or where it is not sure that it is this trouble (``surely``).
    """
    if intent == MISMATCH and shortfall(text) is not None:
        return ()  # the sums tell how much, and no more
    flow = knowledge.flows.get(intent)
    found: dict[str, Field] = {}
    for step in flow.steps.values() if flow else ():
        if step.hinted not in {"", WORDS}:
            part, key = _near(text, intent, step, knowledge, reads, surely=surely)
            if key and key not in NEED_THEIR_QUESTION and _may_be_hinted(step, key, knowledge):
                found.setdefault(part, Field(step.slot, key))
    return tuple(found.values())


def _near(  # noqa: PLR0913 -- what an answer is found by
    text: str, intent: str, step: Step, knowledge: Knowledge, reads: Compares, *, surely: bool
) -> tuple[str, str | None]:
    """The choice that the words as a whole come near to; or else the only one that parts of them come very near to. With the part."""
    flow, asked = knowledge.flows[intent], question_of(intent, step, knowledge)
    first = step.hinted == NEAR and step.id == flow.start and not surely
    whole = likened(text, asked, knowledge, reads.nearest, care=1.0 if first else _VERY_NEAR)
    parts = parted(text)
    if whole:
        return text, whole
    long = [part for part in parts if len(part) >= NAMED_FROM[has_han(part)] and not is_fine(part)]
    agreed = _agreed(text, asked, knowledge, reads) if step.hinted == NEAR and not surely else frozenset()
    near = {key: part for part in long if (key := _of_part(part, asked, agreed, knowledge, reads))}
    found = {key: part for key, part in near.items() if key not in broad_of(step)} or near
    return next(((part, key) for key, part in found.items()), ("", None)) if len(found) == 1 else ("", None)


def _agreed(text: str, asked: Question, knowledge: Knowledge, reads: Compares) -> frozenset[str]:
    """The choices that the words as a whole are nearest to, however far."""
    ranked = reads.ranked(text, phrasings(asked, knowledge))
    return frozenset(key for key, near in ranked if near >= max(_WHOLE_NEAR, _AS_NEAR * ranked[0][1]))


def _of_part(part: str, asked: Question, agreed: frozenset[str], knowledge: Knowledge, reads: Compares) -> str | None:
    """The choice that this part of the words comes very near to, or near to where the whole agrees."""
    key = likened(part, asked, knowledge, reads.nearest, care=_VERY_NEAR)
    if not key and agreed:
        rather = likened(part, asked, knowledge, reads.nearest, care=_PART_NEAR, apart=_PART_APART)
        key = rather if rather in agreed else None
    if key in OF_MANY and {offer.name for offer in asked.offers} >= OF_MANY:
        return None  # 所有办法都试了: how many it befalls is told by words of its own
    return key if key and _tells(part, key, asked, knowledge, reads) else None


def _tells(text: str, key: str, asked: Question, knowledge: Knowledge, reads: Compares) -> bool:
    """Whether the words tell the choice, rather than ask or deny that it is so."""
    if asks(text) and not _is_question(asked, key, knowledge):
        return False
    return not _denies(text, key, asked, knowledge, reads)


def _is_question(asked: Question, key: str, knowledge: Knowledge) -> bool:
    """Whether the choice itself asks something: "Which rolls to buy?"."""
    offer = asked.offer(key)
    return offer is not None and any(asks(sentences.get(offer.label, "")) for sentences in knowledge.sentences.values())


def _denies(text: str, key: str, asked: Question, knowledge: Knowledge, reads: Compares) -> bool:
    """Whether the words without their denial come nearer to the choice than with it: "it isn't jammed" is near to "it's jammed"."""
    rest = _DENIES.sub("", text, count=1)
    labels = phrasings(asked, knowledge)
    return rest != text and dict(reads.ranked(rest, labels))[key] > _NEARER * dict(reads.ranked(text, labels))[key]


def _may_be_hinted(step: Step, key: str, knowledge: Knowledge) -> bool:
    """Neither another trouble, let alone danger, nor what settles more than the question itself, such as who pays."""
    option = step.option(key)
    return option is not None and not option.sets and option.to not in knowledge.flows
