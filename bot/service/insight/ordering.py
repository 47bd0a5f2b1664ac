"""In which order should steps be tried? Pure arithmetic over what was counted; a person decides.

Decision-theoretic troubleshooting after Heckerman, Breese and Rommelse (1995): one thing is broken, each step puts it right with
some probability and costs some minutes. Trying goes on until one step has helped, so what an order costs in the mean is

    ECR = c1 + (1 - p1) c2 + (1 - p1 - p2) c3 + ...

with ``p`` the probability that a step is the one that helps. Without conditions the best order is that of falling p/c; with
conditions on what must come before what, all allowed orders are compared (by the sets of steps already tried, so that
it stays quick). What was counted of a step is counted of those whom the steps before it had not helped: ``chance`` is that
share, and p is got back from it. A step is never put before one of lower risk that stands before it today, so guards are
asked no sooner than today and the safe steps stay first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from bot.core.knowledge import SOLVED, Flow, Kind, Risk, Step

MOST = 10
"""Steps of one run at most; more are not compared."""
Z = 1.96
DRAWS, SEED = 400, 11
LOW, HIGH = 0.05, 0.95
ENOUGH = 30
"""Answers a step must have had before anything is said of its place."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A step as it was counted: ``answered`` so often, of which ``solved``; ``seconds`` all answers took together."""

    step: str
    answered: int
    solved: int
    seconds: int
    risk: Risk = Risk.SAFE

    @property
    def chance(self) -> float:
        """The share of those who tried it whom it helped, half a case added on either side so that none is never or always."""
        return (self.solved + 0.5) / (self.answered + 1)

    @property
    def minutes(self) -> float:
        """What it costs in the mean; a minute where nothing is known."""
        return self.seconds / self.answered / 60 if self.answered and self.seconds else 1.0

    @property
    def range(self) -> tuple[float, float]:
        """Within which the true share lies, nineteen times in twenty (Wilson)."""
        return wilson(self.solved, self.answered)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The interval of Wilson (1927) for a share.

    >>> tuple(round(one, 2) for one in wilson(8, 10))
    (0.49, 0.94)
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not n:
        return 0.0, 1.0
    share, extra = hits / n, Z * Z / n
    middle, half = share + extra / 2, Z * math.sqrt(share * (1 - share) / n + extra / (4 * n))
    return max(0.0, (middle - half) / (1 + extra)), min(1.0, (middle + half) / (1 + extra))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Today's order and the best, the minutes that each takes in the mean, the range of what would be saved, how many answers the
    step with fewest had.
    """

    today: tuple[Tried, ...]
    best: tuple[Tried, ...]
    minutes: float
    best_minutes: float
    saves: tuple[float, float]
    sample: int

    @property
    def is_better(self) -> bool:
        """Another order would be quicker, and that is more than chance."""
        return self.best != self.today and self.saves[0] > 0 and self.sample >= ENOUGH


def runs(flow: Flow) -> list[tuple[Step, ...]]:
    """The steps that are tried one after another and could change places: each leads to the next whatever comes of it, but for
    being solved, and nothing else leads there.
    """
    into: dict[str, int] = {}
    for step in flow.steps.values():
        for target in {*(option.to for option in step.options), step.next, step.otherwise, *step.branches.values()}:
            into[target] = into.get(target, 0) + 1
    follows = {name: _next(flow, step) for name, step in flow.steps.items()}
    held = {following for following in follows.values() if following and into[following] == 1}
    found = []
    for name, step in flow.steps.items():
        if step.kind is Kind.TRY and name not in held:
            run = [step]
            while (following := follows[run[-1].id]) and following in held and len(run) < MOST:
                run.append(flow.steps[following])
            found.append(tuple(run))
    return [run for run in found if len(run) > 1]


def _next(flow: Flow, step: Step) -> str:
    """The try that comes after this one, if nothing else can."""
    targets = {option.to for option in step.options if option.to != SOLVED}
    target = next(iter(targets)) if len(targets) == 1 else ""
    following = flow.steps.get(target)
    return target if step.kind is Kind.TRY and following and following.kind is Kind.TRY else ""


def expected(order: Sequence[Tried], share: Mapping[str, float]) -> float:
    """The minutes that this order takes in the mean; ``share``: the probability of each step to be the one that helps."""
    left, minutes = 1.0, 0.0
    for one in order:
        minutes += left * one.minutes
        left = max(0.0, left - share[one.step])
    return minutes


def shares(today: Sequence[Tried]) -> dict[str, float]:
    """Of all who begin, the share that each step helps: what it helps of those who are left."""
    left, found = 1.0, {}
    for one in today:
        found[one.step] = left * one.chance
        left -= found[one.step]
    return found


ORDER = tuple(Risk)


def must_precede(today: Sequence[Tried]) -> dict[str, frozenset[str]]:
    """Step -> those that must be tried before it: what is safer and stands before it today."""
    return {
        one.step: frozenset(before.step for before in today[:place] if ORDER.index(before.risk) < ORDER.index(one.risk))
        for place, one in enumerate(today)
    }


def best_order(today: Sequence[Tried], share: Mapping[str, float]) -> tuple[Tried, ...]:
    """The quickest order that keeps what must come before what; today's where none is quicker."""
    before = must_precede(today)
    places = {one.step: place for place, one in enumerate(today)}
    whole = (1 << len(today)) - 1

    @cache
    def rest(tried: int) -> tuple[float, tuple[int, ...]]:
        """Minutes still to come once these were tried in vain, and the order in which they do."""
        if tried == whole:
            return 0.0, ()
        left = max(0.0, 1.0 - sum(share[one.step] for place, one in enumerate(today) if tried >> place & 1))
        ways = []
        for place, one in enumerate(today):
            is_free = all(tried >> places[name] & 1 for name in before[one.step])
            if not tried >> place & 1 and is_free:
                minutes, order = rest(tried | 1 << place)
                ways.append((left * one.minutes + minutes, (place, *order)))
        return min(ways)

    minutes, order = rest(0)
    quicker = minutes < expected(today, share) - 1e-9
    return tuple(today[place] for place in order) if quicker else tuple(today)


def proposed(today: Sequence[Tried]) -> Proposal:
    """The best order beside today's, with how sure that is: what was counted is drawn again, some hundred times, and the same
    two orders compared. The same counts give the same answer.
    """
    share = shares(today)
    best = best_order(today, share)
    chances = (Random(SEED + draw) for draw in range(DRAWS))  # noqa: S311 -- drawn again from counts, no secret
    saved = sorted(_saved(today, best, chance) for chance in chances) if best != tuple(today) else [0.0]
    low, high = (saved[min(int(part * len(saved)), len(saved) - 1)] for part in (LOW, HIGH))
    sample = min((one.answered for one in today), default=0)
    return Proposal(tuple(today), best, expected(today, share), expected(best, share), (low, high), sample)


def _saved(today: Sequence[Tried], best: Sequence[Tried], chance: Random) -> float:
    drawn = {one.step: _drawn(one, chance) for one in today}
    order, other = [drawn[one.step] for one in today], [drawn[one.step] for one in best]
    share = shares(order)
    return expected(order, share) - expected(other, share)


def _drawn(one: Tried, chance: Random) -> Tried:
    """The step as it could have been counted: a share from its Beta, a mean from its Gamma."""
    share = chance.betavariate(one.solved + 0.5, one.answered - one.solved + 0.5)
    seconds = one.minutes * 60 * chance.gammavariate(max(one.answered, 1), 1 / max(one.answered, 1))
    solved = round(share * one.answered)
    return replace(one, solved=solved, seconds=round(seconds * max(one.answered, 1)))
