"""Weights of pieces added up by sentence, or weights of sentences by piece, a few thousand at a time.

On one thread and always in the same order, so that the same is learned on every machine of a kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_BLOCK = 2000  # weights taken at once: what stays near the processor


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums to take: of each block, which rows they make, the places they add up, and how much each counts.
    Rows of a block add up equally many places; last two (rows, places).
    """

    blocks: tuple[tuple[NDArray[np.int64], Ints, Floats], ...]
    size: int  # rows

    @classmethod
    def of(cls, starts: Ints, places: Ints, values: Floats) -> Sums:
        """Row i adds up what lies at starts[i]:starts[i+1]; none at all is nothing."""
        return cls(tuple(_blocks(starts, places, values)), len(starts) - 1)

    def added(self, weights: Floats, kind: type[np.floating[Any]] = np.float32) -> NDArray[Any]:
        """Shape (size, classes) from weights by place (places, classes)."""
        weights = np.ascontiguousarray(weights)
        found = np.empty((self.size, weights.shape[1]), dtype=kind)
        for rows, places, values in self.blocks:
            found[rows] = (values[:, None, :] @ np.take(weights, places, axis=0, mode="clip"))[:, 0]
        return found


def _blocks(starts: Ints, places: Ints, values: Floats) -> Iterator[tuple[NDArray[np.int64], Ints, Floats]]:
    lengths = np.diff(starts)
    order = np.argsort(lengths, kind="stable")
    ordered = lengths[order]
    here = 0
    while here < len(order):
        length = int(ordered[here])
        same = int(np.searchsorted(ordered, length, side="right"))
        following = min(same, here + max(1, _BLOCK // max(1, length)))
        rows = order[here:following]
        at = starts[rows][:, None] + np.arange(length)
        yield rows, places[at], values[at]
        here = following


def turned(starts: Ints, places: Ints, values: Floats, size: int) -> tuple[Ints, Ints, Floats]:
    """By place, what was by row; ``size``: places there are."""
    rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    order = np.argsort(places, kind="stable")
    return starts_of(np.bincount(places, minlength=size)), rows[order], values[order]


def starts_of(lengths: NDArray[np.int64]) -> Ints:
    """Where rows of these lengths begin, and the end."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=starts[1:])
    return starts
