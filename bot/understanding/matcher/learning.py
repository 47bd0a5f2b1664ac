"""Ranking learned from the examples: multinomial logistic regression over likenesses.

Minimised with conjugate gradients from zero in a bounded number of steps, hence the same weights every
time. The weights belong to examples, not to pieces: the score of an intent is the sum over all examples
of likeness times weight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matcher.adding import Floats, Ints
from bot.understanding.matcher.alike import Alike

STEPS = 16
AGAIN = 8  # steps from what was learned from more examples
DECAY = 0.05  # weight of the squared length of the solution
_FLAT = 0.0015  # slope, for each example, from which on little is to be gained
_SEARCHED = 3  # Newton steps along a direction


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights and the scores they give to the examples themselves, both (examples, classes)."""

    weights: Floats
    scores: Floats


def learned(alike: Alike, kept: NDArray[np.bool_], labels: Ints, classes: int, start: Floats | None = None) -> Learned:
    """From the examples that are ``kept``; ``labels``: class numbers, those of others do not matter.
    ``start``: weights to begin with, with fewer steps.

    Likenesses are taken from the middle of the kept: what all sentences have in common tells nothing.
    """
    wanted = np.zeros((len(labels), classes), dtype=np.float32)
    wanted[np.flatnonzero(kept), labels[kept]] = 1
    weights, scores = np.zeros_like(wanted), np.zeros_like(wanted)
    if start is not None:
        weights = _centred(start, kept)
        scores = _read(alike, weights, kept)
    ahead, scores_ahead, before, length = np.zeros_like(wanted), np.zeros_like(wanted), wanted, 0.0
    for _ in range(STEPS if start is None else AGAIN):
        slope = _centred(np.float32(DECAY) * weights - wanted + shares(scores), kept)
        steep = _read(alike, slope, kept)
        steepness = _product(slope, steep)
        if steepness <= _FLAT * len(labels):
            break
        turn = np.float32(max(0.0, steepness - _product(before, steep)) / length if length else 0.0)
        before, length = slope, steepness
        ahead, scores_ahead = turn * ahead - slope, turn * scores_ahead - steep
        far = _far(kept, wanted, (weights, ahead), (scores, scores_ahead))
        weights, scores = weights + far * ahead, scores + far * scores_ahead
    return Learned(weights, scores)


def _centred(weights: Floats, kept: NDArray[np.bool_]) -> Floats:
    """Weights of the kept examples, that add up to nothing."""
    result: Floats = np.where(kept[:, None], weights - weights[kept].mean(axis=0), np.float32(0))
    return result


def _read(alike: Alike, weights: Floats, kept: NDArray[np.bool_]) -> Floats:
    """The scores of all examples, from the middle of the kept."""
    scores = alike.times(weights)
    scores -= scores[kept].mean(axis=0)
    return scores


def _far(kept: NDArray[np.bool_], wanted: Floats, weights: tuple[Floats, Floats], scores: tuple[Floats, Floats]) -> np.float32:
    """How far to go: where the loss stops falling, by Newton's method, kept between where it was seen to fall
    and to rise. Pairs: here, and the direction.
    """
    here, along = scores[0][kept], scores[1][kept]
    pull, bend = _product(weights[0], scores[1]), _product(weights[1], scores[1])
    missing = _product(wanted[kept], along)
    far, falls, rises = 0.0, 0.0, np.inf
    for _ in range(_SEARCHED):
        belief = shares(here + np.float32(far) * along)
        leaning = belief * along
        slope = DECAY * (pull + far * bend) + float(leaning.sum(dtype=np.float64)) - missing
        curve = DECAY * bend + _product(leaning, along) - float((leaning.sum(axis=1, dtype=np.float64) ** 2).sum())
        falls, rises = (far, rises) if slope < 0 else (falls, far)
        far = far - slope / curve if curve > 0 else rises
        if not falls < far < rises:
            far = (falls + rises) / 2 if np.isfinite(rises) else falls
    return np.float32(far)


def _product(one: Floats, other: Floats) -> float:
    """Added in double, and in the same order on any number of threads."""
    return float(np.multiply(one, other, dtype=np.float64).sum())


def shares(scores: Floats) -> Floats:
    """Softmax along the last axis: what share of the belief each class gets."""
    raised: Floats = np.exp(scores - np.maximum.reduce(scores, axis=-1, keepdims=True))
    raised /= np.add.reduce(raised, axis=-1, keepdims=True)
    return raised
