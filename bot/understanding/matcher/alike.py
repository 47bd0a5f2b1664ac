"""How alike all examples are to each other, never written down whole: taken through the pieces they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.understanding.matcher.adding import Floats, Ints, Sums, starts_of, turned
from bot.understanding.matcher.weighing import Bags


@dataclass(frozen=True, slots=True)
class Alike:
    """Pieces that two examples or more have, by piece and by example; ``alone``: what the other pieces make
    an example alike to itself; ``numbers``: which place each of the shared has, in the order of the vocabulary.
    """

    by_piece: Sums
    by_example: Sums
    alone: Floats
    numbers: Ints

    @classmethod
    def of(cls, bags: Bags) -> Alike:
        """All examples."""
        size = len(bags.starts) - 1
        often = np.bincount(bags.places) > 1
        shared = often[bags.places]
        rows = np.repeat(np.arange(size), np.diff(bags.starts))
        alone = np.bincount(rows[~shared], weights=bags.values[~shared].astype(np.float64) ** 2, minlength=size)
        starts = starts_of(np.bincount(rows[shared], minlength=size))
        among = (np.cumsum(often, dtype=np.int32) - 1)[bags.places[shared]]
        numbers = _by_first(among)
        places = numbers[among]
        values = bags.values[shared]
        by_piece = Sums.of(*turned(starts, places, values, int(often.sum())))
        return cls(by_piece, Sums.of(starts, places, values), alone.astype(np.float32), numbers)

    def times(self, weights: Floats) -> Floats:
        """For each example the weights of all, each by how alike the two are. Shape (examples, classes), as ``weights``."""
        found: Floats = self.by_example.added(self.by_piece.added(weights))
        found += self.alone[:, None] * weights
        return found


def _by_first(places: Ints) -> Ints:
    """A number for each piece, as they come: those that only a few examples have then lie together, which is a fifth faster."""
    first = np.unique(places, return_index=True)[1]
    numbers = np.empty(len(first), dtype=np.int32)
    numbers[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
    return numbers
