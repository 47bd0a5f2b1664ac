"""Several shops with the same trouble at once: is it more than chance? Pure; no library, the tail is summed exactly.

For every trait that talks can share (`keys_of`) the shops that have it within a window are counted and set against the usual
number. How many are usual is learned from the weeks before: ``seen`` talks over an ``exposure`` that counts each hour by how
busy it usually is, so that noon is not an alarm every day. What is not known for certain is not taken for certain: with a Gamma
prior the count to come is negative binomial, wider for what is rare and never narrower than `CLUMPED` allows, because
merchants' troubles come in clumps. An alarm is a count whose tail is below ``budget`` false alarms a month, shared out over all
keys and all windows that could have raised one (Bonferroni). What that comes to is measured by ``benchmarks/alarm.py``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

WINDOWS = (timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
LEARNED = timedelta(days=28)
"""The weeks that are learned from."""
FORGIVEN = timedelta(hours=24)
"""The last hours teach nothing: what goes wrong now must not become usual while it is going wrong."""
FEWEST = 3
"""Fewer shops are no pattern, however rare it is."""
PRIOR = 0.5
"""What is added to what was seen (Jeffreys): a key that was never seen is rare, not impossible."""
CLUMPED = 12.0
"""The largest size of the negative binomial: even what is known well varies by more than chance from day to day."""
OVERLAP = 4.0
"""A window is looked at all the time, not once: so many looks at it count as one of their own."""
NOTHING = 1e-18
"""A probability that adds nothing any more."""
MONTH = timedelta(days=30)
WIDE = frozenset({"terminals", "neighbours", "shop"})
"""Rings that reach beyond one terminal."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What talks can share. ``kind``: trouble, ring, model, code or acquirer; of a model it is one trouble of it."""

    kind: str
    value: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A talk of a shop, as far as it can share something."""

    number: int
    at: datetime
    trouble: str = ""
    model: str = ""
    code: str = ""
    acquirer: str = ""
    ring: str = ""


def keys_of(one: Sighting) -> Iterator[Key]:
    """Everything that a talk may share with others."""
    if one.trouble:
        yield Key("trouble", one.trouble)
    if one.model and one.trouble:
        yield Key("model", one.model, one.trouble)
    if one.ring in WIDE:
        yield Key("ring", one.ring)
    if one.code:
        yield Key("code", one.code)
    if one.acquirer:
        yield Key("acquirer", one.acquirer)


@dataclass(frozen=True, slots=True)
class Usual:
    """What was learned. ``hours``: the share of all talks in each hour of the day, together 24; ``exposure``: the hours
    learned from; ``seen``: talks of each key in them.
    """

    zone: tzinfo
    hours: Sequence[float] = (1.0,) * 24
    exposure: float = 0.0
    seen: Mapping[Key, int] = field(default_factory=dict)

    def weight(self, since: datetime, until: datetime) -> float:
        """Hours between two moments, each counted by how busy it usually is."""
        found, at = 0.0, since
        while at < until:
            here = at.astimezone(self.zone)
            following = at + (timedelta(hours=1) - timedelta(minutes=here.minute, seconds=here.second, microseconds=here.microsecond))
            until_here = min(following, until)
            found += self.hours[here.hour] * (until_here - at) / timedelta(hours=1)
            at = until_here
        return found

    def expected(self, key: Key, weight: float) -> tuple[float, float]:
        """Mean and size of the negative binomial for that many weighted hours."""
        known = self.seen.get(key, 0) + PRIOR
        return known * weight / max(self.exposure, 1.0), min(known, CLUMPED)


SMOOTHED = 20.0
"""Talks that are added to every hour of the day, so that a few weeks of few talks make no false rhythm."""


def learned(sightings: Iterable[Sighting], at: datetime, zone: tzinfo, since: datetime | None = None) -> Usual:
    """From the talks of the weeks before; ``since`` is when the first of all talks came, if that is later."""
    until = at - FORGIVEN
    first = max(at - LEARNED, since or at - LEARNED)
    seen: dict[Key, int] = defaultdict(int)
    hours = [SMOOTHED] * 24
    for one in sightings:
        if first <= one.at < until:
            hours[one.at.astimezone(zone).hour] += 1
            for key in keys_of(one):
                seen[key] += 1
    total = sum(hours) / 24
    exposure = max((until - first) / timedelta(hours=1), 0.0)
    return Usual(zone, tuple(hour / total for hour in hours), exposure, dict(seen))


def tail(count: int, mean: float, size: float) -> float:
    """The probability of ``count`` or more, of a negative binomial of that mean and size, summed term by term.

    >>> round(tail(1, 2.0, 1.0), 4)
    0.6667
    >>> tail(0, 0.1, 1.0)
    1.0
    """
    if count <= 0:
        return 1.0
    share = mean / (mean + size)
    if count <= mean:
        return max(0.0, 1.0 - math.fsum(_terms(0, count, size, share)))
    return min(1.0, math.fsum(_terms(count, None, size, share)))


def _terms(first: int, end: int | None, size: float, share: float) -> Iterator[float]:
    """The probabilities of ``first``, ``first`` + 1 … up to ``end``, or until they no longer matter."""
    if share <= 0.0:
        yield from (1.0 for _ in range(first, 1) if end is None or end > 0)
        return
    logged = math.lgamma(first + size) - math.lgamma(size) - math.lgamma(first + 1) + size * math.log1p(-share) + first * math.log(share)
    term, number = math.exp(logged), first
    while (end is None or number < end) and (end is not None or term > NOTHING or number < first + 3):
        yield term
        term *= share * (number + size) / (number + 1)
        number += 1


@dataclass(frozen=True, slots=True)
class Suspect:
    """A key that too many shops share: which, in which window, how many were to be expected, and how rare so many are."""

    key: Key
    shops: tuple[int, ...]
    window: timedelta
    expected: float
    chance: float


def threshold(keys: int, budget: float, window: timedelta) -> float:
    """How rare a count must be: the month's false alarms, shared out."""
    looks = MONTH / window * OVERLAP
    return budget / (max(keys, 1) * len(WINDOWS) * looks)


def suspects(recent: Iterable[Sighting], usual: Usual, at: datetime, budget: float = 1.0) -> list[Suspect]:
    """What is out of the usual at this moment, the rarest first; of each key the window in which it is rarest. ``budget``: the
    false alarms a month that are put up with. Nothing before there are a few days to learn from.
    """
    if usual.exposure < 72:  # noqa: PLR2004 -- hours
        return []
    here = [one for one in recent if at - WINDOWS[-1] < one.at <= at]
    keys = {key for one in here for key in keys_of(one)} | usual.seen.keys()
    found: dict[Key, Suspect] = {}
    for window in WINDOWS:
        weight, least = usual.weight(at - window, at), threshold(len(keys), budget, window)
        for key, shops in _shops(here, at - window).items():
            mean, size = usual.expected(key, weight)
            chance = tail(len(shops), mean, size) if len(shops) >= FEWEST else 1.0
            known = found.get(key)
            if chance < least and (known is None or chance < known.chance):
                found[key] = Suspect(key, tuple(sorted(shops)), window, mean, chance)
    return sorted(found.values(), key=lambda one: (one.chance, one.key))


def _shops(here: Iterable[Sighting], since: datetime) -> dict[Key, set[int]]:
    """A shop that writes three times is one shop."""
    found: dict[Key, set[int]] = defaultdict(set)
    for one in here:
        if one.at > since:
            for key in keys_of(one):
                found[key].add(one.number)
    return found
