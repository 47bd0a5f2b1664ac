"""What would have been made of examples that were held back, whole intents among them.

The examples are dealt into parts. For each part some intents are left out whole, and stand for
what is out of scope; of the others some examples are held back, and stand for new words; so is
some of the background. What is held back is then read by a reader that never saw it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from bot.understanding.evidence import Evidence, nearest
from bot.understanding.learning import learned
from bot.understanding.reader import NOTHING, Lesson, Reader
from bot.understanding.weighing import Floats

CANDIDATES = 3  # as many as are ever offered
_PARTS = 10
_PLAYED = 15_000  # examples read in all parts that are played, about; to save time


class Kind(IntEnum):
    """What a held-back sentence stands for."""

    MEANT = 0
    BACKGROUND = 1
    LEFT_OUT = 2


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A held-back sentence. ``order``: classes by falling score; ``evidence`` of the first `CANDIDATES`."""

    label: int
    kind: Kind
    scores: Floats
    order: list[int]
    evidence: list[Evidence]
    known: float
    words: int


def ranked(scores: Floats, choices: int) -> list[int]:
    """The first five intents by falling score, the background left out."""
    return [int(i) for i in np.argsort(-scores[:choices], kind="stable")[:5]]


def rehearsed(reader: Reader, lesson: Lesson) -> list[Rehearsal]:
    """All that was held back."""
    background = len(reader.intents) - 1 if reader.intents[-1] == NOTHING else -1
    group, fold = _dealt(reader, background)
    found: list[Rehearsal] = []
    for part in range(min(_PARTS, max(2, _PLAYED // len(reader.labels)))):
        kept = (group != part) & (fold != part)
        kinds = np.where(reader.labels == background, Kind.BACKGROUND, np.where(group == part, Kind.LEFT_OUT, Kind.MEANT))
        if kept.any():
            found.extend(_held_back(reader, lesson, kept, kinds))
    return found


def _dealt(reader: Reader, background: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The part in which each example's intent is left out, and the part in which it is held back itself."""
    ordinal = np.arange(len(reader.labels)) - np.searchsorted(reader.labels, reader.labels)
    group = np.where(reader.labels == background, -1, reader.labels % _PARTS)
    fold = np.where(group < 0, ordinal % _PARTS, (group + 1 + ordinal % (_PARTS - 1)) % _PARTS)
    return group, fold


def _held_back(reader: Reader, lesson: Lesson, kept: NDArray[np.bool_], kinds: NDArray[np.int64]) -> Iterator[Rehearsal]:
    inside = np.flatnonzero(kept)
    present, numbers = np.unique(reader.labels[inside], return_inverse=True)
    weights, given = learned(lesson.gram[np.ix_(inside, inside)], numbers.astype(np.int32), len(present))
    outside = np.flatnonzero(~kept)
    marks = np.full((len(outside), len(reader.intents)), -99, dtype=np.float32)
    marks[:, present] = lesson.gram[np.ix_(outside, inside)] @ weights + given
    for row, scores in zip(map(int, outside), marks, strict=True):
        order = ranked(scores, reader.choices)
        evidence, known = _evidence(reader, lesson, row, order[:CANDIDATES], kept)
        yield Rehearsal(int(reader.labels[row]), Kind(int(kinds[row])), scores, order, evidence, known, len(lesson.words[row]))


def _evidence(reader: Reader, lesson: Lesson, row: int, order: list[int], kept: NDArray[np.bool_]) -> tuple[list[Evidence], float]:
    """As `evidence.evidence`, from the examples that were kept alone; and the share that they know."""
    places = lesson.bags[row].places
    which, at = lesson.postings.at(places)
    others = lesson.postings.rows[at]
    which, others = which[kept[others]], others[kept[others]]
    rarity = reader.vocabulary.rarity[places]
    whole = float(rarity.sum()) or 1.0
    found = []
    for intent in order:
        span = reader.rows(intent)
        rows = np.arange(span.start, span.stop)[kept[span]]
        place, likeness, ratio, shared = nearest(reader.phrases[row], [reader.phrases[i] for i in rows], lesson.gram[row, rows])
        own = np.bincount(which[reader.labels[others] == intent], minlength=len(places)) > 0
        found.append(Evidence(span.start + place, likeness, ratio, shared, float(rarity[own].sum()) / whole))
    return found, float(rarity[np.bincount(which, minlength=len(places)) > 0].sum()) / whole
