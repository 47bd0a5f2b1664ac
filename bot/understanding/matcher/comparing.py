"""What becomes of sentences under one matcher and under another: what is won, lost, or doubtful from then on.

The examples are read without being recalled word for word, since that would hide what they lose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.understanding import Decision
from bot.understanding.matcher.matching import Match, Matcher

ALIKE = 0.12
"""Likeness from which another sentence may change its reading because of a new example."""
MOST = 400
"""Examples looked at, the nearest first."""


class Turned(StrEnum):
    """How a reading changes, seen from what the sentence meant or was taken for."""

    WON = "won"  # understood from now on, or rightly
    STOLEN = "stolen"  # taken for something else than before
    DOUBTED = "doubted"  # asked about, where it was understood
    CLEARED = "cleared"  # understood, where it was asked about
    LOST = "lost"  # not understood any more


@dataclass(frozen=True, slots=True)
class Reading:
    """What is made of a sentence: accept, clarify or reject; the intent before all others."""

    decision: Decision
    intent: str = ""
    score: float = 0.0

    @classmethod
    def of(cls, match: Match) -> Reading:
        """The reading that a match is."""
        best = match.candidates[0] if match.candidates and match.decision is not Decision.REJECT else None
        return cls(match.decision, best.intent if best else "", best.score if best else 0.0)

    @property
    def is_sure(self) -> bool:
        """Whether nothing is asked."""
        return self.decision is Decision.ACCEPT


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence whose reading changes. ``meant``: the intent whose example it is, empty for a merchant's message."""

    text: str
    meant: str
    before: Reading
    after: Reading

    @property
    def turned(self) -> Turned:
        """How."""
        return _turned(self.before, self.after, self.meant)


def changes(old: Matcher, new: Matcher, sentences: Iterable[tuple[str, str]]) -> Iterator[Change]:
    """Of these sentences (text, the intent it is an example of or nothing) those that are read differently."""
    for text, meant in sentences:
        before, after = (Reading.of(matcher.match(text, recall=not meant)) for matcher in (old, new))
        if (before.decision, before.intent) != (after.decision, after.intent):
            yield Change(text, meant, before, after)


def near(matcher: Matcher, text: str, messages: Sequence[str]) -> list[tuple[str, str]]:
    """What may change because of that example: examples that are near it, and merchants' messages that are."""
    examples = [(phrase, intent) for phrase, intent in matcher.neighbours(text, ALIKE)[:MOST] if intent]
    likeness = matcher.alike(text, messages)
    return [*examples, *((message, "") for message, alike in zip(messages, likeness, strict=True) if alike >= ALIKE)]


def _turned(before: Reading, after: Reading, meant: str) -> Turned:
    if after.decision is Decision.REJECT:
        return Turned.LOST
    if meant and after.intent != meant:
        return Turned.STOLEN if after.is_sure or before.intent == meant else Turned.DOUBTED
    if not after.is_sure:
        return Turned.DOUBTED if before.is_sure else Turned.CLEARED if before.decision is Decision.REJECT else Turned.DOUBTED
    if before.is_sure and before.intent != after.intent:
        return Turned.WON if meant == after.intent else Turned.STOLEN
    return Turned.WON
