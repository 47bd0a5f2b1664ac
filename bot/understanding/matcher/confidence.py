"""Which candidate wins and how sure that is: both learned from what was held back (`rehearsing`).

The first three by score are ranked anew with the evidence for each; a small logistic regression
turns what speaks for the winner into the probability that it is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, log1p

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matcher.adding import Floats
from bot.understanding.matcher.evidence import Evidence
from bot.understanding.matcher.learning import shares
from bot.understanding.matcher.rehearsing import CANDIDATES, Kind, Rehearsal, marks

Numbers = NDArray[np.float64]
Signs = tuple[float, ...]

_BACKGROUND, _LEFT_OUT = 0.12, 0.02  # shares of messages taken to be foreign, and about an unknown trouble
_DOUBT = 0.5  # sentences wrong, and as many right, before any was seen (Jeffreys)
RANKING = ("score", "ratio", "shared", "own")
SIGNS = ("belief", "lead", "score", "likeness", "ratio", "shared", "known", "own", "length", "background")
_ONE, _OTHER = np.triu_indices(len(SIGNS))
_UNUSUAL = 3.0  # spreads from the middle that a sign is taken to be away at most
_SETTLED = 1e-6  # change of a weight that is none
_STILL = 1e-6  # the spread of a sign that never changes
_NEVER = 1e9  # a pull that leaves nothing
_KNOWN = SIGNS.index("known")
_PULLS = {True: (1.0, 40.0), False: (10.0, _NEVER)}  # by whether there is background: one sign, two signs together
"""How strongly each weight is pulled towards zero; those of two signs together more. By cross-validation on the
public sets' training parts and the product's examples.

Where no background was written, intents left out stand for what is foreign. Their words are those of the trade,
so they teach the wrong thing of ``known`` and of two signs together: these stay out, and the others are held tighter.
"""


@dataclass(frozen=True, slots=True)
class Precision:
    """What may go wrong with examples that are held back. ``wrong_in``: at most one accepted sentence in
    so many is misunderstood. ``lost_in``: at most one in so many that could be answered is turned away.

    Fresh sentences go better than these, which are read with a fifth fewer examples and by design
    resemble no other: asked for one in fourteen, about one in a hundred was measured (see the benchmark).
    """

    wrong_in: int = 14
    lost_in: int = 100


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of `RANKING`, and of `SIGNS` for "the winner is right" and "one of the first three is"."""

    ranking: Numbers
    usual: Numbers  # (2, signs): the middle and the spread of each of `SIGNS`
    right: Numbers
    near: Numbers
    held: Numbers  # (4, held back): probability of right, whether right, probability of near, whether near
    weight: Numbers  # of each that was held back

    def ranks(self, scores: Floats, order: Sequence[int], evidence: Sequence[Evidence]) -> Numbers:
        """The marks of the first candidates with the evidence for each, comparable with each other."""
        ranks: Numbers = marks(scores, order, evidence) @ self.ranking
        return ranks

    def of(self, signs: Sequence[Signs]) -> list[tuple[float, float]]:
        """Of each sentence the probability that the winner is right, and that one of the first three is."""
        return [self._of(told) for told in _crossed(np.array(signs), self.usual)]

    def _of(self, told: Numbers) -> tuple[float, float]:
        right, near = (1 / (1 + exp(-min(30.0, max(-30.0, float(told @ weights))))) for weights in (self.right, self.near))
        return right, max(right, near)

    def thresholds(self, precision: Precision) -> tuple[float, float]:
        """The least probabilities at which to accept, and to ask, so that what was held back kept its word."""
        order = np.argsort(-self.held[0], kind="stable")
        weight, chance = self.weight[order], self.held[0][order]
        wrong = (np.cumsum(weight * (1 - self.held[1][order])) + _DOUBT) / (np.cumsum(weight) + 2 * _DOUBT)
        fits = np.flatnonzero(wrong <= 1 / precision.wrong_in)
        accept = float(chance[fits[-1]]) if len(fits) else 1 - 1 / precision.wrong_in / 2
        meant = self.held[2][self.held[3] > 0]
        return accept, float(np.quantile(meant, 1 / precision.lost_in)) if len(meant) else accept


def signs(scores: tuple[Floats, Floats], ranks: Numbers, first: int, evidence: Evidence, known: float, words: int, choices: int) -> Signs:  # noqa: PLR0913
    """What speaks for the winner, as `SIGNS`: class ``first``, with the highest of ``ranks``; ``scores`` and the shares of the belief."""
    marks, belief = scores
    mine = float(belief[first])
    background = float(belief[-1]) if choices < len(belief) else 0.0
    ahead = sorted(ranks.tolist(), reverse=True)
    lead = min(6.0, ahead[0] - ahead[1]) if len(ahead) > 1 else 6.0
    found = (log(mine + 1e-4), lead, float(marks[first]) / 4, evidence.likeness, evidence.ratio, evidence.shared, known, evidence.own)
    return *found, log1p(words) / 3, log((mine + 1e-3) / (background + 1e-3))


def calibrated(held: Sequence[Rehearsal], choices: int) -> Confidence:
    """Learn to rank and how sure to be; with nothing held back, never sure."""
    by = ranking([r for r in held if r.kind is Kind.MEANT and r.label in r.order[:CANDIDATES]])
    if not held:
        unknown = np.zeros(1 + len(SIGNS) + len(_ONE))
        return Confidence(by, np.ones((2, len(SIGNS))), unknown, unknown, np.zeros((4, 0)), np.zeros(0))
    rows, right, near = [], [], []
    for r in held:
        ranks = marks(r.scores, r.order, r.evidence) @ by
        best = int(ranks.argmax())
        rows.append(signs((r.scores, shares(r.scores)), ranks, r.order[best], r.evidence[best], r.known, r.words, choices))
        right.append(float(r.kind is Kind.MEANT and r.order[best] == r.label))
        near.append(float(r.kind is Kind.MEANT and r.label in r.order[:CANDIDATES]))
    found, weight = np.array(rows), _weights(np.array([r.kind for r in held]))
    usual = np.stack([found.mean(axis=0), found.std(axis=0) + _STILL])
    table = _crossed(found, usual)
    pull = _pull(written=any(r.kind is Kind.BACKGROUND for r in held))
    for_right, for_near = _fitted(table, np.array(right), weight, pull), _fitted(table, np.array(near), weight, pull)
    probabilities = np.stack([_sigmoid(table @ for_right), right, _sigmoid(table @ for_near), near])
    return Confidence(by, usual, for_right, for_near, probabilities, weight)


def _crossed(signs: Numbers, usual: Numbers) -> Numbers:
    """Each sign by how unusual it is, and each with each: what one is worth depends on the others."""
    unusual = np.maximum(np.minimum((signs - usual[0]) / usual[1], _UNUSUAL), -_UNUSUAL)
    crossed = np.empty((*unusual.shape[:-1], 1 + len(SIGNS) + len(_ONE)))
    crossed[..., 0] = 1
    crossed[..., 1 : 1 + len(SIGNS)] = unusual
    crossed[..., 1 + len(SIGNS) :] = unusual.take(_ONE, axis=-1) * unusual.take(_OTHER, axis=-1)
    return crossed


def ranking(held: Sequence[Rehearsal]) -> Numbers:
    """Conditional logistic regression of the right candidate among the first, by Newton's method."""
    start = solution = np.array([4.0, 0.0, 0.0, 0.0])
    tables = [(rows := marks(r.scores, r.order, r.evidence)) - rows[r.order.index(r.label)] for r in held if len(r.evidence) == CANDIDATES]
    if not tables:
        return start
    table = np.stack(tables)  # (held, candidates, features), the right one at zero
    for _ in range(12):
        raised = table @ solution
        chance = np.exp(raised - raised.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        mean = (chance[:, :, None] * table).sum(axis=1)
        bend = (chance[:, :, None, None] * table[:, :, :, None] * table[:, :, None, :]).sum((0, 1)) - mean.T @ mean
        solution = solution - np.linalg.solve(bend + np.eye(4), mean.sum(axis=0) + solution - start)
    return solution


def _weights(kinds: NDArray[np.int64]) -> Numbers:
    shares_ = {Kind.BACKGROUND: _BACKGROUND, Kind.LEFT_OUT: _LEFT_OUT}
    if not (kinds == Kind.BACKGROUND).any():
        shares_ = {Kind.BACKGROUND: 0.0, Kind.LEFT_OUT: _BACKGROUND + _LEFT_OUT}
    weight = np.zeros(len(kinds))
    for kind in Kind:
        share = shares_.get(kind, 1 - _BACKGROUND - _LEFT_OUT)
        weight[kinds == kind] = share * len(kinds) / max(1, int(np.count_nonzero(kinds == kind)))
    return weight


def _sigmoid(value: Numbers) -> Numbers:
    result: Numbers = 1 / (1 + np.exp(-np.clip(value, -30, 30)))
    return result


def _pull(*, written: bool) -> Numbers:
    """The pull on each weight; ``written``: whether there is background."""
    one, two = _PULLS[written]
    pull = np.array([1e-6, *[one] * len(SIGNS), *[two] * len(_ONE)])
    if not written:
        pull[1 + _KNOWN] = _NEVER
    return pull


def _fitted(rows: Numbers, right: Numbers, weight: Numbers, pull: Numbers) -> Numbers:
    """Weighted logistic regression by Newton's method, pulled towards zero."""
    solution = np.zeros(rows.shape[1])
    for _ in range(25):
        chance = _sigmoid(rows @ solution)
        slope = rows.T @ (weight * (chance - right)) + pull * solution
        bend = (rows * (weight * chance * (1 - chance) + 1e-9)[:, None]).T @ rows + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        solution = solution - step
        if np.abs(step).max() < _SETTLED:
            break
    return solution
