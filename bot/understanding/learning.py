"""Ranking learned from the examples: multinomial logistic regression over likenesses.

Minimised with Nesterov's accelerated gradient from zero with a fixed number of steps, hence the
same weights every time. The weights belong to examples, not to pieces: the score of an intent is
the sum over all examples of likeness times weight.
"""

from __future__ import annotations

import numpy as np

from bot.understanding.weighing import Floats, Ints

STEPS = 30
BEND = 4  # the curvature met in practice is below 1/4; 1/2 is the bound
DECAY = 0.02  # weight of the squared length of the solution


def learned(gram: Floats, labels: Ints, classes: int, steps: int = STEPS) -> tuple[Floats, Floats]:
    """Weights, shape (examples, classes), and what each class has to begin with, from likenesses
    (examples, examples) and class numbers.

    Likenesses are taken from their middle: what all sentences have in common tells nothing, and
    following it first would cost most of the steps.
    """
    wanted = np.zeros((len(labels), classes), dtype=np.float32)
    wanted[np.arange(len(labels)), labels] = 1
    pace = np.float32(1 / (_steepest(gram) / BEND + DECAY))
    fade = np.float32(1 - pace * DECAY)
    now = ahead = np.zeros_like(wanted)
    momentum = 1.0
    for _ in range(steps):
        following: Floats = ahead * fade + pace * (wanted - shares(_centred(gram @ _centred(ahead))))
        next_momentum = (1 + (1 + 4 * momentum * momentum) ** 0.5) / 2
        ahead = following + np.float32((momentum - 1) / next_momentum) * (following - now)
        now, momentum = following, next_momentum
    weights = _centred(now)
    return weights, -(gram.mean(axis=0) @ weights)


def _centred(rows: Floats) -> Floats:
    result: Floats = rows - rows.mean(axis=0)
    return result


def shares(scores: Floats) -> Floats:
    """Softmax along the last axis: what share of the belief each class gets."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return result


def _steepest(gram: Floats) -> float:
    """The largest eigenvalue, by power iteration from a fixed start."""
    vector = np.cos(np.arange(len(gram), dtype=np.float32))
    value = 1.0
    for _ in range(12):
        vector = _centred(gram @ _centred(vector))
        value = float(np.linalg.norm(vector)) or 1.0
        vector /= np.float32(value)
    return value * 1.02
