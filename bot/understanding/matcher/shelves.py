"""The pieces of the examples, put by class: how alike its examples are to a sentence, found through the pieces both have.

Looks at few of the weights, where a comparison with each example would look at all. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matcher.adding import Floats, Ints, starts_of
from bot.understanding.matcher.weighing import Bag, Bags

Places = NDArray[np.integer[Any]]


class Seen(NamedTuple):
    """What a class has of a sentence: how alike each of its examples is (cosine), from its ``first`` on, and which pieces some
    example has.
    """

    first: int
    likeness: Floats
    places: Ints


class _Held(NamedTuple):
    """The pieces of a sentence that a class has: where they are in `Shelves.pieces`, which they are, and what they weigh in the
    sentence. ``span``: the examples of the class.
    """

    span: slice
    at: NDArray[np.intp]
    places: Ints
    values: Floats


@dataclass(frozen=True, slots=True)
class Shelves:
    """Class i has the examples firsts[i]:firsts[i+1] and the pieces at begins[i]:begins[i+1], rising. Piece j is in the
    examples rows[starts[j]:starts[j+1]], each time with the weight in ``values``.
    """

    firsts: Ints
    begins: Ints
    pieces: Ints
    starts: Ints
    rows: Ints
    values: Floats

    @classmethod
    def of(cls, bags: Bags, labels: Ints, classes: int) -> Shelves:
        """Of examples in the order of their classes."""
        rows = np.repeat(np.arange(len(labels), dtype=np.int32), np.diff(bags.starts))
        return _put(labels, classes, (bags.places, rows, bags.values))

    def span(self, intent: int) -> slice:
        """The examples of a class."""
        return slice(int(self.firsts[intent]), int(self.firsts[intent + 1]))

    def seen(self, sentences: Sequence[tuple[Places, Floats]], intents: Sequence[Sequence[int]]) -> list[list[Seen]]:
        """Of each sentence, with these weights of pieces, what each of its ``intents`` has of it."""
        held = [
            self._held(*sentence, intent) for sentence, several in zip(map(_rising, sentences), intents, strict=True) for intent in several
        ]
        at = np.concatenate([each.at for each in held])
        starts = self.starts.take(at)
        many = self.starts.take(at + 1) - starts
        where = (starts - many.cumsum(dtype=np.int32) + many).repeat(many)
        where += np.arange(len(where), dtype=np.int32)
        weights = np.concatenate([each.values for each in held]).repeat(many)
        weights *= self.values.take(where)
        ends = list(accumulate((each.span.stop - each.span.start for each in held), initial=0))
        moved = np.array([end - each.span.start for end, each in zip(ends, held, strict=False)], dtype=np.int32)
        rows = moved.repeat([len(each.at) for each in held]).repeat(many)
        rows += self.rows.take(where)
        likeness = np.bincount(rows, weights=weights, minlength=ends[-1]).astype(np.float32)
        found = (Seen(each.span.start, likeness[start:end], each.places) for each, (start, end) in zip(held, pairwise(ends), strict=True))
        return [list(islice(found, len(several))) for several in intents]

    def _held(self, rising: Ints, values: Floats, intent: int) -> _Held:
        begin, end = int(self.begins[intent]), int(self.begins[intent + 1])
        mine = self.pieces[begin:end]
        at = mine.searchsorted(rising)
        has = mine.take(at, mode="clip") == rising if len(mine) else np.zeros(len(rising), dtype=np.bool_)
        return _Held(self.span(intent), at[has] + begin, rising[has], values[has])

    def likeness(self, bag: Bag) -> Floats:
        """How alike every example is."""
        [found] = self.seen([(bag.places, bag.values)], [range(len(self.firsts) - 1)])
        return np.concatenate([seen.likeness for seen in found])

    def with_example(self, label: int, bag: Bag, moved: Ints) -> Shelves:
        """With one example more, the last of its class; ``moved``: where the pieces went before it came."""
        row = int(self.firsts[label + 1])
        rows = np.concatenate([self.rows + (self.rows >= row), np.full(len(bag.places), row)]).astype(np.int32)
        places = np.concatenate([moved[np.repeat(self.pieces, np.diff(self.starts))], bag.places]).astype(np.int32)
        labels = np.insert(np.repeat(np.arange(len(self.firsts) - 1, dtype=np.int32), np.diff(self.firsts)), row, label)
        return _put(labels, len(self.firsts) - 1, (places, rows, np.concatenate([self.values, bag.values])))


def _rising(weights: tuple[Places, Floats]) -> tuple[Ints, Floats]:
    """The pieces in rising order, with their weights."""
    places, values = weights
    order = places.argsort()
    return places[order].astype(np.int32), values[order]


def _put(labels: Ints, classes: int, weights: tuple[Ints, Ints, Floats]) -> Shelves:
    """``weights``: piece, example and weight of each, in any order."""
    places, rows, values = weights
    size = int(places.max()) + 1
    keys = labels[rows].astype(np.int64) * size + places
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    kinds = keys[starts]
    return Shelves(
        firsts=starts_of(np.bincount(labels, minlength=classes)),
        begins=np.searchsorted(kinds, np.arange(classes + 1) * size).astype(np.int32),
        pieces=(kinds % size).astype(np.int32),
        starts=np.append(starts, len(keys)).astype(np.int32),
        rows=rows[order],
        values=values[order],
    )
