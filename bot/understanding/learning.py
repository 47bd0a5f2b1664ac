"""Ranking learned from the examples: multinomial logistic regression over likenesses.

Minimised with Nesterov's accelerated gradient from zero with a fixed number of steps, hence the
same weights every time. The weights belong to examples, not to pieces: the score of an intent is
the sum over all examples of likeness times weight.
"""

from __future__ import annotations

import numpy as np

from bot.understanding.weighing import Floats, Ints

STEPS = 60
DECAY = 0.1  # weight of the squared length of the solution


def learned(gram: Floats, labels: Ints, classes: int, decay: float = DECAY, steps: int = STEPS) -> Floats:
    """Weights, shape (examples, classes), from likenesses (examples, examples) and class numbers."""
    wanted = np.zeros((len(labels), classes), dtype=np.float32)
    wanted[np.arange(len(labels)), labels] = 1
    pace = 1 / (_steepest(gram) / 2 + decay)
    now = ahead = np.zeros_like(wanted)
    momentum = 1.0
    for _ in range(steps):
        following = ahead + pace * (wanted - shares(gram @ ahead) - decay * ahead)
        next_momentum = (1 + (1 + 4 * momentum * momentum) ** 0.5) / 2
        ahead = following + np.float32((momentum - 1) / next_momentum) * (following - now)
        now, momentum = following, next_momentum
    return now


def shares(scores: Floats) -> Floats:
    """Softmax along the last axis: what share of the belief each class gets."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def _steepest(gram: Floats) -> float:
    """The largest eigenvalue, by power iteration from a fixed start."""
    vector = np.ones(len(gram), dtype=np.float32)
    value = 1.0
    for _ in range(12):
        vector = gram @ vector
        value = float(np.linalg.norm(vector)) or 1.0
        vector /= value
    return value * 1.02
