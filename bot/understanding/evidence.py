"""What speaks for an intent beside its score, by rapidfuzz against its own examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

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
        seen = self.shelves.seen(*weights, intents)
        rows = [self._nearest(intent, each) for intent, each in zip(intents, seen, strict=True)]
        near = [self.spoken(self.phrases[row]) for found in rows for row in found]
        ratios = [fuzz.ratio(text, each) / 100 for each in near]
        shared = [fuzz.token_set_ratio(text, each) / 100 for each in near]
        found, start = [], 0
        for intent, each, best in zip(intents, seen, rows, strict=True):
            end = start + len(best)
            first = self.shelves.span(intent).start
            likeness = [float(each.likeness[row - first]) for row in best]
            own = float(self.rarity[each.places].sum()) / whole
            found.append(_evidence(best, likeness, ratios[start:end], shared[start:end], own))
            start = end
        return found

    def _nearest(self, intent: int, seen: Seen) -> list[int]:
        first = self.shelves.span(intent).start
        return [first + row for row in (-seen.likeness).argsort(kind="stable")[:_NEAREST].tolist()]


def _evidence(rows: Sequence[int], likeness: Sequence[float], ratios: Sequence[float], shared: Sequence[float], own: float) -> Evidence:
    if not rows:
        return Evidence(0, 0.0, 0.0, 0.0, own)
    chosen = max(range(len(rows)), key=lambda i: (ratios[i] + likeness[i], -i))
    return Evidence(rows[chosen], likeness[chosen], max(ratios), max(shared), own)
