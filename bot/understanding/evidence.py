"""What speaks for an intent beside its score, by rapidfuzz against its own examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.understanding.adding import Floats
from bot.understanding.shelves import Places, Seen, Shelves

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


@dataclass(frozen=True, slots=True)
class Compared:
    """The examples that sentences are compared with: their normalised words, their pieces, and how rare each piece is."""

    phrases: Sequence[str]
    shelves: Shelves
    rarity: Floats
    spoken: Callable[[str], str] = str  # the form in which sentences are compared by letters

    def evidence(self, text: str, weights: tuple[Places, Floats], whole: float, intents: Sequence[int]) -> list[Evidence]:
        """The evidence for each intent; ``weights``: places and weights of the text's pieces, ``whole`` the rarity of all."""
        return [self._of(text, seen, whole) for seen in self.shelves.seen(*weights, intents)]

    def _of(self, text: str, seen: Seen, whole: float) -> Evidence:
        own = float(self.rarity[seen.places].sum()) / whole
        rows = (-seen.likeness).argsort(kind="stable")[:_NEAREST].tolist()
        if not rows:
            return Evidence(0, 0.0, 0.0, 0.0, own)
        near = [self.spoken(self.phrases[seen.first + row]) for row in rows]
        likeness = seen.likeness[rows].tolist()
        ratios = [fuzz.ratio(text, each) / 100 for each in near]
        shared = process.extractOne(text, near, scorer=fuzz.token_set_ratio)[1] / 100
        chosen = max(range(len(rows)), key=lambda i: ratios[i] + likeness[i])
        return Evidence(seen.first + rows[chosen], likeness[chosen], max(ratios), shared, own)
