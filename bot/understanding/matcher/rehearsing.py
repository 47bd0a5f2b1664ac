"""What would have been made of examples that were held back, whole intents among them.

The examples are dealt into parts. For each part some intents are left out whole, and stand for
what is out of scope; of the others some examples are held back, and stand for new words; so is
some of the background. What is held back is then read by a reader that never saw it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matcher.adding import Floats
from bot.understanding.matcher.evidence import Compared, Evidence, Said
from bot.understanding.matcher.learning import learned
from bot.understanding.matcher.reader import NOTHING, Lesson, Reader
from bot.understanding.matcher.shelves import Shelves

CANDIDATES = 3  # as many as are ever offered
_PARTS = 10
_FIFTHS = 5
_PLAYED = 15_000  # examples read in all parts that are played, about; to save time


class Kind(IntEnum):
    """What a held-back sentence stands for."""

    MEANT = 0
    BACKGROUND = 1
    LEFT_OUT = 2


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A held-back sentence. ``order``: classes by falling score; ``evidence`` of the first `CANDIDATES`."""

    row: int
    label: int
    kind: Kind
    scores: Floats
    order: list[int]
    evidence: list[Evidence]
    known: float
    words: int

    def best(self, ranking: NDArray[np.float64]) -> int:
        """The place of the winner in ``order``, with the evidence."""
        return int((marks(self.scores, self.order, self.evidence) @ ranking).argmax())


def marks(scores: Floats, order: Sequence[int], evidence: Sequence[Evidence]) -> NDArray[np.float64]:
    """What candidates are ranked by, for each of those that have evidence."""
    return np.array([(float(scores[intent]) / 4, e.ratio, e.shared, e.own) for intent, e in zip(order, evidence, strict=False)])


def ranked(scores: Floats, choices: int) -> list[int]:
    """The first five intents by falling score, the background left out."""
    first: list[int] = (-scores[:choices]).argsort(kind="stable")[:5].tolist()
    return first


def rehearsed(reader: Reader, lesson: Lesson) -> list[Rehearsal]:
    """All that was held back."""
    background = len(reader.intents) - 1 if reader.intents[-1] == NOTHING else -1
    group, fold = _dealt(reader, background)
    found: list[Rehearsal] = []
    for part in range(min(_PARTS, max(2, _PLAYED // len(reader.labels)))):
        kept = (group != part) & (fold != part)
        kinds = np.where(reader.labels == background, Kind.BACKGROUND, np.where(group == part, Kind.LEFT_OUT, Kind.MEANT))
        if kept.any():
            found.extend(_Part(reader, lesson, kept).held_back(kinds))
    return found


def left_out(reader: Reader, lesson: Lesson) -> Iterator[Rehearsal]:
    """Every example, left out once with a fifth of those of its intent."""
    ordinal = np.arange(len(reader.labels)) - np.searchsorted(reader.labels, reader.labels)
    kinds = np.where(reader.labels < reader.choices, Kind.MEANT, Kind.BACKGROUND)
    for part in range(_FIFTHS):
        kept = ordinal % _FIFTHS != part
        if kept.any() and not kept.all():
            yield from _Part(reader, lesson, kept).held_back(kinds)


def _dealt(reader: Reader, background: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The part in which each example's intent is left out, and the part in which it is held back itself."""
    ordinal = np.arange(len(reader.labels)) - np.searchsorted(reader.labels, reader.labels)
    group = np.where(reader.labels == background, -1, reader.labels % _PARTS)
    fold = np.where(group < 0, ordinal % _PARTS, (group + 1 + ordinal % (_PARTS - 1)) % _PARTS)
    return group, fold


class _Part:
    """A reader as it would be without the examples that are not ``kept``."""

    def __init__(self, reader: Reader, lesson: Lesson, kept: NDArray[np.bool_]) -> None:
        self._reader, self._lesson, self._kept = reader, lesson, kept
        self._rows = np.flatnonzero(kept).tolist()
        bags = lesson.bags.of_rows(kept)
        phrases = [reader.phrases[row] for row in self._rows]
        self._compared = Compared(phrases, Shelves.of(bags, reader.labels[kept], len(reader.intents)), reader.vocabulary.rarity)
        self._known = np.bincount(bags.places, minlength=len(reader.vocabulary.codes)) > 0

    def held_back(self, kinds: NDArray[np.int64]) -> Iterator[Rehearsal]:
        """What it makes of the others."""
        reader = self._reader
        for row, scores in zip(map(int, np.flatnonzero(~self._kept)), self._scores(), strict=True):
            order = ranked(scores, reader.choices)
            evidence, known = self._evidence(row, order[:CANDIDATES])
            yield Rehearsal(row, int(reader.labels[row]), Kind(int(kinds[row])), scores, order, evidence, known, self._lesson.words[row])

    def _scores(self) -> Floats:
        """Of those that were not kept, by class."""
        present, numbers = np.unique(self._reader.labels[self._kept], return_inverse=True)
        labels = np.zeros(len(self._kept), dtype=np.int32)
        labels[self._kept] = numbers
        start = self._lesson.learned.weights[:, present]
        found = learned(self._lesson.alike, self._kept, labels, len(present), start).scores[~self._kept]
        scores = np.full((len(found), len(self._reader.intents)), -99, dtype=np.float32)
        scores[:, present] = found
        return scores

    def _evidence(self, row: int, order: list[int]) -> tuple[list[Evidence], float]:
        """From the examples that were kept alone; and the share that they know."""
        bags = self._lesson.bags
        span = bags.span(slice(row, row + 1))
        places, values = bags.places[span], bags.values[span]
        rarity = self._reader.vocabulary.rarity[places]
        whole = float(rarity.sum()) or 1.0
        [found] = self._compared.evidence([Said(self._reader.phrases[row], places, values, whole)], [order])
        return [replace(each, row=self._rows[each.row]) for each in found], float(rarity @ self._known[places]) / whole
