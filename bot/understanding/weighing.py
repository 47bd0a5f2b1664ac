"""Sentences as sparse vectors: how much each piece of each view says about a sentence, and how
alike two sentences are (the cosine of their vectors). Pieces are kept as 32-bit checksums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import VIEWS

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Codes = NDArray[np.uint32]
Pieces = tuple[list[str], ...]

_CROWDED = 300  # a piece in more sentences than this is multiplied densely
_BLOCK = 1500  # crowded pieces multiplied at once; bounds the memory


@dataclass(frozen=True, slots=True)
class Counted:
    """The distinct pieces of a sentence: names, checksums, the number of the view of each, how often."""

    names: tuple[str, ...]
    codes: Codes
    views: NDArray[np.intp]
    times: Floats

    @classmethod
    def of(cls, pieces: Pieces) -> Counted:
        """Counted view by view."""
        counts = [Counter(view) for view in pieces]
        names = tuple(name for count in counts for name in count)
        views = np.repeat(np.arange(len(pieces)), [len(count) for count in counts])
        codes = np.fromiter((crc32(name.encode()) for name in names), dtype=np.uint32, count=len(names))
        times = np.fromiter((n for count in counts for n in count.values()), dtype=np.float32, count=len(names))
        return cls(names, codes, views, times)


@dataclass(frozen=True, slots=True)
class Bag:
    """A weighed sentence: which of its pieces are known, their places in the vocabulary and weights
    (their length is 1), and the rarity that the unknown ones would have had.
    """

    known: NDArray[np.bool_]
    places: NDArray[np.intp]
    values: Floats
    unknown: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every piece seen in the examples, sorted, and how rare it is: ln((1+n)/(1+df)) + 1."""

    codes: Codes
    rarity: Floats
    weights: Floats  # of each view
    rarest: float

    @classmethod
    def of(cls, sentences: Sequence[Counted], weights: Sequence[float]) -> Vocabulary:
        """The vocabulary of these sentences."""
        codes, counts = np.unique(np.concatenate([sentence.codes for sentence in sentences]), return_counts=True)
        rarity = np.log((1 + len(sentences)) / (1 + counts)) + 1
        rarest = float(np.log((1 + len(sentences)) / 2) + 1)
        return cls(codes, rarity.astype(np.float32), np.asarray(weights, dtype=np.float32), rarest)

    def weigh(self, counted: Counted) -> Bag:
        """Each view has length 1 before its own weight, then the whole has."""
        order = np.argsort(counted.codes)  # neighbours are found faster
        places = np.empty(len(order), dtype=np.intp)
        places[order] = np.searchsorted(self.codes, counted.codes[order])
        places[places == len(self.codes)] = 0
        known = self.codes[places] == counted.codes
        places, views = places[known], counted.views[known]
        values = (1 + np.log(counted.times[known])) * self.rarity[places]
        lengths = np.sqrt(np.bincount(views, weights=values * values, minlength=len(VIEWS)))
        lengths[lengths == 0] = 1
        values = values * (self.weights / lengths)[views]
        length = float(np.sqrt(values @ values)) or 1.0
        return Bag(known, places, (values / length).astype(np.float32), float(np.count_nonzero(~known)) * self.rarest)


@dataclass(frozen=True, slots=True)
class Bags:
    """Many bags in one: pieces and weights of sentence i at starts[i]:starts[i+1]."""

    starts: Ints
    places: Ints
    values: Floats

    @classmethod
    def of(cls, bags: Sequence[Bag]) -> Bags:
        """All of them, in order. Each must have pieces (`ValueError`)."""
        starts = np.zeros(len(bags) + 1, dtype=np.int32)
        np.cumsum([len(bag.places) for bag in bags], out=starts[1:])
        places = np.concatenate([bag.places for bag in bags]).astype(np.int32)
        if not np.diff(starts).all():
            raise ValueError("a sentence without pieces")
        return cls(starts, places, np.concatenate([bag.values for bag in bags]))

    def span(self, rows: slice) -> slice:
        """Where the pieces of these sentences are."""
        return slice(int(self.starts[rows.start]), int(self.starts[rows.stop]))

    def likeness(self, wanted: Floats, rows: slice) -> Floats:
        """The cosine to each of these sentences; ``wanted`` has a weight for every piece there is."""
        span = self.span(rows)
        result: Floats = np.add.reduceat(self.values[span] * wanted[self.places[span]], self.starts[rows.start : rows.stop] - span.start)
        return result


@dataclass(frozen=True, slots=True)
class Postings:
    """For every piece the sentences that have it: rows and weights of piece i at starts[i]:starts[i+1]."""

    starts: Ints
    rows: Ints
    values: Floats
    size: int  # sentences

    @classmethod
    def of(cls, bags: Sequence[Bag], pieces: int) -> Postings:
        """Turned around from the pieces of each sentence."""
        places = np.concatenate([bag.places for bag in bags])
        rows = np.repeat(np.arange(len(bags), dtype=np.int32), [len(bag.places) for bag in bags])
        values = np.concatenate([bag.values for bag in bags])
        order = np.argsort(places, kind="stable")
        starts = np.zeros(pieces + 1, dtype=np.int32)
        np.cumsum(np.bincount(places, minlength=pieces), out=starts[1:])
        return cls(starts, rows[order], values[order], len(bags))

    def at(self, places: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Where in ``rows`` the postings of these pieces are, and which of the pieces each belongs to."""
        first = self.starts[places].astype(np.int64)
        lengths = self.starts[places + 1] - first
        which = np.repeat(np.arange(len(places)), lengths)
        before = np.cumsum(lengths) - lengths
        return which, np.arange(len(which)) + (first - before)[which]

    def spread(self, weights: Floats) -> Floats:
        """Weights by piece (pieces, classes) from weights by sentence (sentences, classes)."""
        whole = np.zeros((len(self.starts) - 1, weights.shape[1]), dtype=np.float32)
        for block in np.array_split(np.arange(len(whole)), len(self.rows) // 100_000 + 1):
            here = slice(self.starts[block[0]], self.starts[block[-1] + 1])
            products = self.values[here, None] * weights[self.rows[here]]
            whole[block] = np.add.reduceat(products, self.starts[block] - self.starts[block[0]], axis=0)
        return whole

    def gram(self) -> Floats:
        """The cosine of every sentence to every other. Shape (size, size)."""
        lengths = np.diff(self.starts)
        whole = np.zeros((self.size, self.size), dtype=np.float32)
        crowded = np.flatnonzero(lengths > _CROWDED)
        for block in np.array_split(crowded, len(crowded) // _BLOCK + 1):
            which, at = self.at(block)
            dense = np.zeros((self.size, len(block)), dtype=np.float32)
            dense[self.rows[at], which] = self.values[at]
            whole += dense @ dense.T
        flat = whole.reshape(-1)
        for length in range(1, _CROWDED + 1):
            pieces = np.flatnonzero(lengths == length)
            for block in np.array_split(pieces, len(pieces) * length * length // 1_000_000 + 1):
                self._add_rare(block, length, flat)
        return whole

    def _add_rare(self, pieces: NDArray[np.intp], length: int, flat: Floats) -> None:
        at = self.starts[pieces][:, None] + np.arange(length)
        rows, values = self.rows[at].astype(np.int64), self.values[at]
        pairs = rows[:, :, None] * self.size + rows[:, None, :]
        np.add.at(flat, pairs.reshape(-1), (values[:, :, None] * values[:, None, :]).reshape(-1))
