"""What speaks for an intent beside its score, by rapidfuzz against its own examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from bot.understanding.matcher.adding import Floats
from bot.understanding.matcher.shelves import Places, Seen, Shelves

_NEAREST = 6  # examples of an intent that are compared with, those most alike


@dataclass(frozen=True, slots=True)
class Evidence:
    """``row``: the nearest example; ``likeness`` to it; ``ratio`` of letters and ``shared`` words with an
    example (rapidfuzz, 0 to 1); ``own``: share of the sentence's rarity that the intent's examples have.
    """

    row: int
    likeness: float
    ratio: float
    shared: float
    own: float


class Said(NamedTuple):
    """A sentence: its normalised words, the places and weights of its pieces, the rarity of all of them, and the form in which
    it and the examples are compared by letters.
    """

    text: str
    places: Places
    values: Floats
    whole: float
    spoken: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Compared:
    """The examples that sentences are compared with: their normalised words, their pieces, and how rare each piece is."""

    phrases: Sequence[str]
    shelves: Shelves
    rarity: Floats

    def evidence(self, sentences: Sequence[Said], intents: Sequence[Sequence[int]]) -> list[list[Evidence]]:
        """Of each sentence the evidence for its intents."""
        found = self.shelves.seen([(said.places, said.values) for said in sentences], intents)
        return [[self._of(said, said.spoken(said.text), each) for each in seen] for said, seen in zip(sentences, found, strict=True)]

    def _of(self, said: Said, text: str, seen: Seen) -> Evidence:
        own = float(np.add.reduce(self.rarity.take(seen.places))) / said.whole
        rows = (-seen.likeness).argsort(kind="stable")[:_NEAREST]
        likeness = seen.likeness.take(rows).tolist()
        rows = rows.tolist()
        if not rows:
            return Evidence(0, 0.0, 0.0, 0.0, own)
        near = [said.spoken(self.phrases[seen.first + row]) for row in rows]
        ratios = [fuzz.ratio(text, each) / 100 for each in near]
        shared = process.extractOne(text, near, scorer=fuzz.token_set_ratio)[1] / 100
        chosen = max(range(len(rows)), key=lambda i: ratios[i] + likeness[i])
        return Evidence(seen.first + rows[chosen], likeness[chosen], max(ratios), shared, own)
