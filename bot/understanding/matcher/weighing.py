"""Sentences as sparse vectors: how much each piece of each view says about a sentence, and how
alike two sentences are (the cosine of their vectors). Pieces are kept as 32-bit checksums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise, starmap
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matcher.adding import Floats, Ints, starts_of
from bot.understanding.matcher.features import BEGINNINGS, VIEWS

Codes = NDArray[np.uint32]
Pieces = tuple[list[str], ...]
_VIEW_OF = np.array(
    [next((view for view, letters in enumerate(BEGINNINGS) if chr(code) in letters), 0) for code in range(128)], dtype=np.int8
)
"""The number of a view by the first letter of its pieces."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The distinct pieces of sentences, one sentence after the other: names, checksums, the number of the view of each, how often;
    ``sizes``: how many each sentence has.
    """

    names: Sequence[str]
    codes: Codes
    views: NDArray[np.int8]
    times: Floats
    sizes: Sequence[int]

    @classmethod
    def of(cls, sentences: Iterable[Pieces]) -> Counted:
        """Counted; no two views have a piece in common."""
        counts = [Counter(chain.from_iterable(pieces)) for pieces in sentences]
        names = list(chain.from_iterable(counts))
        codes = np.fromiter(map(crc32, map(str.encode, names)), dtype=np.uint32, count=len(names))
        views = np.frombuffer("".join([name[0] for name in names]).encode("ascii"), dtype=np.uint8)
        times = np.fromiter(chain.from_iterable(map(Counter.values, counts)), dtype=np.float32, count=len(names))
        return cls(names, codes, _VIEW_OF[views], times, list(map(len, counts)))

    def spans(self) -> Iterator[slice]:
        """Where each sentence is."""
        return starmap(slice, pairwise(accumulate(self.sizes, initial=0)))

    def nameless(self) -> Counted:
        """Without the names, which only a reason needs."""
        return replace(self, names=())


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

    def weigh(self, counted: Counted) -> list[Bag]:
        """Of each sentence: each view has length 1 before its own weight, then the whole has."""
        codes, many = counted.codes, len(VIEWS) * len(counted.sizes)
        views = np.arange(0, many, len(VIEWS)).repeat(counted.sizes)
        views += counted.views
        order = codes.argsort()  # neighbours are found faster
        places = np.empty(len(order), dtype=np.intp)
        places[order] = self.codes.searchsorted(codes[order])
        known = self.codes.take(places, mode="clip") == codes
        values = np.where(known, self.rarity.take(places, mode="clip"), np.float32(self.rarest))
        values *= 1 + np.log(counted.times)
        lengths = np.sqrt(np.bincount(views, weights=values * values, minlength=many)).reshape(-1, len(VIEWS))
        lengths[lengths == 0] = 1
        values *= (self.weights / lengths).take(views)
        return [self._bag(known[span], places[span], values[span]) for span in counted.spans()]

    def _bag(self, known: NDArray[np.bool_], places: NDArray[np.intp], values: Floats) -> Bag:
        found = places[known]
        return Bag(known, found, values[known] / (np.sqrt(values @ values) or np.float32(1)), float(len(known) - len(found)) * self.rarest)


@dataclass(frozen=True, slots=True)
class Bags:
    """Many bags in one: pieces and weights of sentence i at starts[i]:starts[i+1]."""

    starts: Ints
    places: Ints
    values: Floats

    @classmethod
    def of(cls, bags: Iterable[Bag]) -> Bags:
        """All of them, in order, each forgotten when it was put in. Each must have pieces (`ValueError`)."""
        places, values = [], []
        for bag in bags:
            places.append(bag.places.astype(np.int32))
            values.append(bag.values)
        lengths = np.array(list(map(len, places)), dtype=np.int64)
        if not lengths.all():
            raise ValueError("a sentence without pieces")
        return cls(starts_of(lengths), np.concatenate(places), np.concatenate(values))

    def span(self, rows: slice) -> slice:
        """Where the pieces of these sentences are."""
        return slice(int(self.starts[rows.start]), int(self.starts[rows.stop]))

    def of_rows(self, kept: NDArray[np.bool_]) -> Bags:
        """Of the sentences that are kept alone."""
        lengths = np.diff(self.starts)
        mine = np.repeat(kept, lengths)
        return Bags(starts_of(lengths[kept]), self.places[mine], self.values[mine])
