"""How sure the winner is: a probability learned from examples held back, whole intents among them.

The examples are dealt into parts. For each part some intents are left out whole, and stand for
what is out of scope; of the others some examples are held back, and stand for new words; so is
some of the background. What is held back is then read by a reader that never saw it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.learning import learned
from bot.understanding.reader import NOTHING, Lesson, Reader, Sense, belief, nearest
from bot.understanding.weighing import Floats

Numbers = NDArray[np.float64]

_PARTS = 10  # parts the examples are dealt into
_PLAYED = 15_000  # examples read in all parts that are played, about; to save time
_BACKGROUND, _LEFT_OUT = 0.12, 0.05  # shares of messages taken to be foreign, and about an unknown trouble
_DOUBT = 0.5  # sentences wrong, and as many right, before any was seen (Jeffreys)
SIGNS = ("constant", "belief", "margin", "score", "likeness", "ratio", "known", "own", "length", "background")


@dataclass(frozen=True, slots=True)
class Precision:
    """What may go wrong. ``wrong_in``: at most one accepted sentence in so many is misunderstood.
    ``lost_in``: at most one sentence in so many that could be answered is turned away.
    """

    wrong_in: int = 50
    lost_in: int = 40


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of the signs for "the winner is right" and for "one of the first three is"."""

    right: Numbers
    near: Numbers
    held: Numbers  # (4, held back): probability of right, whether right, probability of near, whether near
    weight: Numbers  # of each that was held back

    def of(self, signs: Numbers) -> tuple[float, float]:
        """Probability that the winner is right, and that one of the first three is."""
        right, near = _sigmoid(signs @ self.right), _sigmoid(signs @ self.near)
        return float(right), float(max(right, near))

    def thresholds(self, precision: Precision) -> tuple[float, float]:
        """The least probabilities at which to accept, and to ask, so that what was held back kept its word."""
        order = np.argsort(-self.held[0], kind="stable")
        weight, chance = self.weight[order], self.held[0][order]
        wrong = (np.cumsum(weight * (1 - self.held[1][order])) + _DOUBT) / (np.cumsum(weight) + 2 * _DOUBT)
        fits = np.flatnonzero(wrong <= 1 / precision.wrong_in)
        accept = float(chance[fits[-1]]) if len(fits) else 1 - 1 / precision.wrong_in / 2
        meant = self.held[2][self.held[3] > 0]
        return accept, float(np.quantile(meant, 1 / precision.lost_in)) if len(meant) else accept


def _sigmoid(value: Numbers) -> Numbers:
    result: Numbers = 1 / (1 + np.exp(-np.clip(value, -30, 30)))
    return result


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the winner beside its score: likeness of its nearest example and rapidfuzz ratio to
    it, shares of the sentence's rarity that any example has and that the winner's examples have.
    """

    likeness: float
    ratio: float
    known: float
    own: float


def ranked(scores: Floats, choices: int) -> list[int]:
    """The first five intents by falling score, the background left out."""
    return [int(i) for i in np.argsort(-scores[:choices], kind="stable")[:5]]


def signs(scores: Floats, order: list[int], choices: int, words: int, evidence: Evidence) -> Numbers:
    """What speaks for the first of ``order``, as `SIGNS`."""
    shares = belief(scores)
    first = float(shares[order[0]])
    second = float(shares[order[1]]) if len(order) > 1 else 0.0
    background = float(shares[-1]) if choices < len(shares) else 0.0
    return np.array(
        (
            1.0,
            np.log(first + 1e-4),
            np.log((first + 1e-3) / (second + 1e-3)),
            float(scores[order[0]]) / 4,
            evidence.likeness,
            evidence.ratio,
            evidence.known,
            evidence.own,
            np.log1p(words) / 3,
            np.log((first + 1e-3) / (background + 1e-3)),
        )
    )


def evidence_for(reader: Reader, sense: Sense, wanted: Floats, intent: int) -> tuple[int, Evidence]:
    """The row of the intent's nearest example, and the evidence; ``wanted`` is `Reader.spread`."""
    rows = reader.rows(intent)
    likeness = reader.bags.likeness(wanted, rows)
    place, ratio = nearest(sense.text, reader.phrases[rows], likeness)
    known = float(reader.vocabulary.rarity[sense.bag.places].sum())
    whole = known + sense.bag.unknown or 1.0
    own = reader.owned(sense.bag, rows)
    return rows.start + place, Evidence(float(likeness[place]), ratio, known / whole, own / whole)


def calibrated(reader: Reader, lesson: Lesson) -> Confidence:
    """Learn how sure to be from what was held back."""
    background = len(reader.intents) - 1 if reader.intents[-1] == NOTHING else -1
    group, fold = _dealt(reader, background)
    rows: list[Numbers] = []
    outcome: list[tuple[bool, bool, int]] = []
    for part in range(min(_PARTS, max(2, _PLAYED // len(reader.labels)))):
        kept = (group != part) & (fold != part)
        if not kept.any():
            continue
        for row, order, found in _held_back(reader, lesson, kept):
            label = int(reader.labels[row])
            kind = 1 if label == background else 2 if group[row] == part else 0
            rows.append(found)
            outcome.append((not kind and order[0] == label, not kind and label in order[:3], kind))
    if not rows:
        return Confidence(np.zeros(len(SIGNS)), np.zeros(len(SIGNS)), np.zeros((4, 0)), np.zeros(0))
    table, (right, near, kinds) = np.array(rows), np.array(outcome, dtype=np.float64).T
    weight = _weights(kinds)
    for_right, for_near = _fitted(table, right, weight), _fitted(table, near, weight)
    held = np.stack([_sigmoid(table @ for_right), right, _sigmoid(table @ for_near), near])
    return Confidence(for_right, for_near, held, weight)


def _dealt(reader: Reader, background: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The part in which each example's intent is left out, and the part in which it is held back itself."""
    ordinal = np.zeros(len(reader.labels), dtype=np.int64)
    for label in range(len(reader.intents)):
        own = np.flatnonzero(reader.labels == label)
        ordinal[own] = np.arange(len(own))
    group = np.where(reader.labels == background, -1, reader.labels % _PARTS)
    fold = np.where(group < 0, ordinal % _PARTS, (group + 1 + ordinal % (_PARTS - 1)) % _PARTS)
    return group, fold


def _weights(kinds: Numbers) -> Numbers:
    shares = {0: 1.0, 1: _BACKGROUND, 2: _LEFT_OUT}
    if not (kinds == 1).any():
        shares = {0: 1.0, 1: 0.0, 2: _BACKGROUND + _LEFT_OUT}
    shares[0] -= shares[1] + shares[2]
    weight = np.zeros(len(kinds))
    for kind, share in shares.items():
        weight[kinds == kind] = share * len(kinds) / max(1, int(np.count_nonzero(kinds == kind)))
    return weight


def _held_back(reader: Reader, lesson: Lesson, kept: NDArray[np.bool_]) -> Iterator[tuple[int, list[int], Numbers]]:
    inside = np.flatnonzero(kept)
    present, numbers = np.unique(reader.labels[inside], return_inverse=True)
    weights = learned(lesson.gram[np.ix_(inside, inside)], numbers.astype(np.int32), len(present))
    for row in map(int, np.flatnonzero(~kept)):
        scores = np.full(len(reader.intents), -99, dtype=np.float32)
        scores[present] = lesson.gram[row, inside] @ weights
        order = ranked(scores, reader.choices)
        evidence = _evidence(reader, lesson, row, order[0], kept)
        yield row, order, signs(scores, order, reader.choices, len(lesson.words[row]), evidence)


def _evidence(reader: Reader, lesson: Lesson, row: int, intent: int, kept: NDArray[np.bool_]) -> Evidence:
    """As `evidence_for`, from the examples that were kept alone."""
    span = reader.rows(intent)
    rows = np.arange(span.start, span.stop)[kept[span]]
    likeness = lesson.gram[row, rows]
    place, ratio = nearest(reader.phrases[row], [reader.phrases[i] for i in rows], likeness)
    places = lesson.bags[row].places
    which, at = lesson.postings.at(places)
    others = lesson.postings.rows[at]
    which, others = which[kept[others]], others[kept[others]]
    rarity = reader.vocabulary.rarity[places]
    known = np.bincount(which, minlength=len(places)) > 0
    own = np.bincount(which[reader.labels[others] == intent], minlength=len(places)) > 0
    whole = float(rarity.sum()) or 1.0
    return Evidence(float(likeness[place]), ratio, float(rarity[known].sum()) / whole, float(rarity[own].sum()) / whole)


def _fitted(rows: Numbers, right: Numbers, weight: Numbers) -> Numbers:
    """Weighted logistic regression by Newton's method, slightly pulled towards zero."""
    solution = np.zeros(rows.shape[1])
    pull = np.diag([1e-6, *[1.0] * (rows.shape[1] - 1)])
    for _ in range(25):
        chance = _sigmoid(rows @ solution)
        slope = rows.T @ (weight * (chance - right)) + pull @ solution
        bend = (rows * (weight * chance * (1 - chance) + 1e-9)[:, None]).T @ rows + pull
        solution = solution - np.linalg.solve(bend, slope)
    return solution
