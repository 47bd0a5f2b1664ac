"""How sure the winner is: a probability learned from examples held back, whole intents among them.

Every intent is left out once with all its examples, which then stand for what is out of scope;
the others are held back in parts and stand for what is asked in new words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.learning import learned, shares
from bot.understanding.reader import NOTHING, Reader
from bot.understanding.weighing import Floats

_PARTS = 5
_STEPS = 40
_FOREIGN = 0.30  # share of messages that are taken to be about something else
SIGNS = ("constant", "belief", "margin", "score", "likeness", "ratio", "known", "own", "length", "background")


@dataclass(frozen=True, slots=True)
class Precision:
    """What may go wrong. ``wrong_in``: at most one accepted sentence in so many is misunderstood.
    ``pointless_in``: at most one question in so many offers nothing that was meant."""

    wrong_in: int = 50
    pointless_in: int = 2


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of the signs for "the winner is right" and "the right one is among three"; the least
    probability at which to accept."""

    right: NDArray[np.float64]
    near: NDArray[np.float64]
    held: NDArray[np.float64]  # (3, rows): probability, whether right, weight; of what was held back

    def of(self, signs: NDArray[np.float64]) -> tuple[float, float]:
        """Probability that the winner is right, and that one of the first three is."""
        right, near = _sigmoid(signs @ self.right), _sigmoid(signs @ self.near)
        return float(right), float(max(right, near))

    def threshold(self, precision: Precision) -> float:
        """The least probability at which what was held back kept the precision asked for."""
        order = np.argsort(-self.held[0], kind="stable")
        probability, right, weight = self.held[:, order]
        wrong = np.cumsum(weight * (1 - right)) / np.maximum(np.cumsum(weight), 1e-9)
        fits = np.flatnonzero(wrong <= 1 / precision.wrong_in)
        return float(probability[fits[-1]]) if len(fits) else 1 - 1 / precision.wrong_in / 2


def _sigmoid(value: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(value, -30, 30)))


def signs(  # noqa: PLR0913
    reader: Reader,
    text: str,
    places: Sequence[int],
    pieces: int,
    likeness: Floats,
    scores: Floats,
    kept: NDArray[np.bool_] | None = None,
) -> tuple[list[int], NDArray[np.float64]]:
    """The classes by falling belief (background left out), and what speaks for the first of them."""
    belief = shares(scores)
    background = float(belief[-1]) if reader.intents[-1] == NOTHING else 0.0
    count = len(reader.intents) - (reader.intents[-1] == NOTHING)
    order = [int(i) for i in np.argsort(-belief[:count], kind="stable")[:5]]
    first, second = float(belief[order[0]]), float(belief[order[1]]) if len(order) > 1 else 0.0
    own = float(likeness[reader.labels == order[0]].max(initial=0.0))
    _, ratio = reader.nearest(text, likeness, order[0])
    known, covered = reader.covered(places, order[0], kept)
    rarest = float(reader.vocabulary.rarity.max())
    whole = float(reader.vocabulary.rarity[list(places)].sum()) + rarest * (pieces - len(places)) or 1.0
    found = (
        1.0, np.log(first + 1e-4), np.log((first + 1e-3) / (second + 1e-3)), float(scores[order[0]]) / 4, own, ratio,
        known / whole, covered / whole, np.log1p(pieces) / 4, np.log((first + 1e-3) / (background + 1e-3)),
    )  # fmt: skip
    return order, np.array(found)


def _fitted(rows: NDArray[np.float64], right: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weighted logistic regression by Newton's method, slightly pulled towards zero."""
    solution = np.zeros(rows.shape[1])
    pull = np.diag([1e-6, *[1.0] * (rows.shape[1] - 1)])
    for _ in range(30):
        chance = _sigmoid(rows @ solution)
        slope = rows.T @ (weight * (chance - right)) + pull @ solution
        bend = (rows * (weight * chance * (1 - chance) + 1e-9)[:, None]).T @ rows + pull
        solution = solution - np.linalg.solve(bend, slope)
    return solution


def calibrated(reader: Reader, gram: Floats) -> Confidence:
    """Learn how sure to be from what was held back."""
    count = len(reader.intents)
    background = count - 1 if reader.intents[-1] == NOTHING else -1
    ordinal = np.zeros(len(reader.labels), dtype=np.int64)
    for intent in range(count):
        own = np.flatnonzero(reader.labels == intent)
        ordinal[own] = np.arange(len(own))
    group = np.where(reader.labels == background, -1, reader.labels % _PARTS)
    fold = np.where(group < 0, ordinal % _PARTS, (group + 1 + ordinal % (_PARTS - 1)) % _PARTS)
    rows: list[NDArray[np.float64]] = []
    outcome: list[tuple[float, float, float]] = []
    for part in range(_PARTS):
        kept = (group != part) & (fold != part)
        for row, found, order in _held_back(reader, gram, kept):
            foreign = group[row] == part or reader.labels[row] == background
            right = not foreign and order[0] == reader.labels[row]
            near = not foreign and reader.labels[row] in order[:3]
            rows.append(found)
            outcome.append((float(right), float(near), float(foreign)))
    table, (right_, near_, foreign_) = np.array(rows), np.array(outcome).T
    weight = np.where(foreign_ > 0, _FOREIGN / max(1.0, foreign_.sum()), (1 - _FOREIGN) / max(1.0, (1 - foreign_).sum())) * len(rows)
    chosen = _fitted(table, right_, weight)
    return Confidence(chosen, _fitted(table, near_, weight), np.stack([_sigmoid(table @ chosen), right_, weight]))


def _held_back(reader: Reader, gram: Floats, kept: NDArray[np.bool_]):  # type: ignore[no-untyped-def]
    inside, outside = np.flatnonzero(kept), np.flatnonzero(~kept)
    present = np.unique(reader.labels[inside])
    numbers = np.searchsorted(present, reader.labels[inside]).astype(np.int32)
    weights = learned(gram[np.ix_(inside, inside)], numbers, len(present), steps=_STEPS)
    for row in outside:
        scores = np.full(len(reader.intents), -30.0, dtype=np.float32)
        likeness = np.where(kept, gram[row], 0).astype(np.float32)
        scores[present] = likeness[inside] @ weights
        places = reader.postings_of(row)
        order, found = signs(reader, reader.phrases[row], places, len(places), likeness, scores, kept)
        yield row, found, order
