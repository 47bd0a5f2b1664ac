"""What each piece says for each class, as it was learned. A piece that a single example has says what that example says, in
part, so that most pieces need no row of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matcher.adding import Floats, Ints
from bot.understanding.matcher.alike import Alike
from bot.understanding.matcher.weighing import Bag, Bags

_SIGN_AND_REST = np.int32(-0x70002000)  # of 16 bits that were widened to 32 and moved up by 13
_MOVED_UP = np.float32(2.0**112)  # what the exponents then lack


@dataclass(frozen=True, slots=True)
class Weights:
    """Piece i weighs ``times[i]`` of the row ``at[i]``; ``rows``: of the pieces that examples share, then of the examples,
    shape (rows, classes).
    """

    at: Ints
    times: Floats
    rows: NDArray[np.float16]

    @classmethod
    def of(cls, bags: Bags, alike: Alike, learned: Floats, pieces: int) -> Weights:
        """From the weights of the examples (examples, classes)."""
        shared = np.bincount(bags.places, minlength=pieces) > 1
        at, times = np.zeros(pieces, dtype=np.int32), np.ones(pieces, dtype=np.float32)
        at[shared] = alike.numbers
        lone = ~shared[bags.places]
        rows = np.repeat(np.arange(len(learned), dtype=np.int32), np.diff(bags.starts))
        at[bags.places[lone]] = rows[lone] + np.count_nonzero(shared)
        times[bags.places[lone]] = bags.values[lone]
        return cls(at, times, np.concatenate([alike.by_piece.added(learned, np.float16), learned.astype(np.float16)]))

    def says(self, bags: Sequence[Bag]) -> Floats:
        """What each sentence says for each class. Shape (sentences, classes)."""
        found = np.empty((len(bags), self.rows.shape[1]), dtype=np.float32)
        for bag, own in zip(bags, found, strict=True):
            np.matmul(bag.values * self.times.take(bag.places), widened(self.rows.take(self.at.take(bag.places), axis=0)), out=own)
        return found

    def shares(self, bag: Bag, classes: list[int]) -> Floats:
        """What each of its pieces says for these classes."""
        rows = self.rows.take(self.at[bag.places], axis=0)[:, classes]
        found: Floats = rows * (bag.values * self.times[bag.places])[:, None]
        return found

    def with_example(self, bag: Bag, learned: Floats, moved: Ints, pieces: int) -> Weights:
        """With one example more and its weights by class; ``moved``: where the pieces were put, ``pieces``: how many there are now."""
        at, times = np.zeros(pieces, dtype=np.int32), np.zeros(pieces, dtype=np.float32)
        at[moved], times[moved] = self.at, self.times
        rows = self.rows[at[bag.places]] * times[bag.places, None] + np.outer(bag.values, learned)
        at[bag.places], times[bag.places] = len(self.rows) + np.arange(len(bag.places)), 1
        return Weights(at, times, np.concatenate([self.rows, rows.astype(np.float16)]))


def widened(halves: NDArray[np.float16]) -> Floats:
    """Half numbers, none of them infinite, as single ones: what ``astype`` makes, a quarter of its time where the processor has to
    be told each by itself.
    """
    bits = halves.view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= _SIGN_AND_REST
    found: Floats = bits.view(np.float32)
    found *= _MOVED_UP
    return found
