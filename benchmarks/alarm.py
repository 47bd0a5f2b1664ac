"""How soon the pattern alarm rings, and how often for nothing: a made-up year of talks with troubles put into it.

    python -m benchmarks.alarm [--days 365] [--talks 180] [--seed 3] [--budget 1.0]

Talks come by the hour of the day, fewer at the weekend, and in clumps (each day has a pace of its own, twice as busy one day
than another). Troubles, models, acquirers and codes are spread unevenly. Into this are put outages of three sizes. Printed: how many
were found, how long after the first shop was hit and after how many shops; and false alarms a month, with and without the clumps.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median

from bot.service.insight.alarm import FORGIVEN, LEARNED, WINDOWS, Key, Sighting, Usual, keys_of, learned, suspects

START = datetime(2026, 1, 1, tzinfo=UTC)
LOOK = timedelta(minutes=5)
HOURS = (1, 1, 0, 0, 0, 1, 3, 8, 14, 18, 20, 22, 20, 16, 15, 16, 17, 18, 16, 13, 10, 7, 4, 2)
TROUBLES = [f"trouble.{number}" for number in range(40)]
MODELS = [f"model {number}" for number in range(12)]
ACQUIRERS = [f"acquirer {number}" for number in range(6)]
CODES = ["91", "96", "05", "51", "55", "68", "77", "A0"]
RINGS = ["one"] * 16 + ["shop", "shop", "terminals", "neighbours"]
SIZES = {"small (4 shops in the first hour)": 4, "middle (8)": 8, "large (20)": 20}
LASTS = timedelta(hours=3)


@dataclass
class Outage:
    """A trouble that many shops of one acquirer, or with one model, have at once."""

    size: str
    key: Key
    begins: datetime
    shops: list[datetime] = field(default_factory=list)
    found: datetime | None = None


class Year:
    """Its talks, in order, and its outages."""

    def __init__(self, days: int, talks: float, seed: int, *, clumped: bool) -> None:
        self.chance = Random(seed)
        self.days, self.talks, self.clumped = days, talks, clumped
        self.sightings: list[Sighting] = []
        self.outages: list[Outage] = []

    def usual(self) -> None:
        """What comes every day."""
        for day in range(self.days):
            weekend = 0.6 if (START + timedelta(days=day)).weekday() >= 5 else 1.0
            pace = self.chance.gammavariate(20, 1 / 20) if self.clumped else 1.0
            for hour, share in enumerate(HOURS):
                for _ in range(_poisson(self.chance, self.talks * weekend * pace * share / sum(HOURS))):
                    at = START + timedelta(days=day, hours=hour, seconds=self.chance.random() * 3600)
                    self.sightings.append(self._talk(at))

    def _talk(self, at: datetime, **fixed: str) -> Sighting:
        trouble = _uneven(self.chance, TROUBLES)
        money = TROUBLES.index(trouble) % 4 == 0
        traits = {
            "trouble": trouble,
            "model": _uneven(self.chance, MODELS) if self.chance.random() < 0.6 else "",
            "code": _uneven(self.chance, CODES) if money else "",
            "acquirer": _uneven(self.chance, ACQUIRERS) if self.chance.random() < 0.4 else "",
            "ring": self.chance.choice(RINGS) if TROUBLES.index(trouble) % 5 == 0 else "",
        }
        return Sighting(self.chance.randrange(20_000), at, **{**traits, **fixed})

    def outage(self, at: datetime, size: str) -> None:
        """More shops an hour than usual, for three hours."""
        trouble = self.chance.choice(TROUBLES)
        if self.chance.random() < 0.5:
            acquirer = self.chance.choice(ACQUIRERS)
            one, fixed = Outage(size, Key("acquirer", acquirer), at), {"acquirer": acquirer, "trouble": trouble, "code": "91"}
        else:
            model = self.chance.choice(MODELS)
            one, fixed = Outage(size, Key("model", model, trouble), at), {"model": model, "trouble": trouble}
        moment = at
        while (moment := moment + timedelta(hours=self.chance.expovariate(SIZES[size]))) < at + LASTS:
            one.shops.append(moment)
            self.sightings.append(self._talk(moment, **fixed))
        self.outages.append(one)

    def made(self, outages: bool) -> Year:  # noqa: FBT001 -- a plain question
        """All of it."""
        self.usual()
        for number in range(self.days // 8 if outages else 0):
            at = START + timedelta(days=32 + number * 7.5, hours=self.chance.uniform(0, 14))
            if at + LASTS < START + timedelta(days=self.days):
                self.outage(at, list(SIZES)[number % len(SIZES)])
        self.sightings.sort(key=lambda one: one.at)
        return self


def _poisson(chance: Random, mean: float) -> int:
    at, count = chance.expovariate(1), 0
    while at < mean:
        at, count = at + chance.expovariate(1), count + 1
    return count


def _uneven(chance: Random, values: list[str]) -> str:
    return values[min(int(chance.expovariate(4 / len(values))), len(values) - 1)]


def alarms(year: Year, budget: float) -> Iterator[tuple[datetime, Key, tuple[int, ...]]]:
    """What rings, every five minutes; what rings already does not ring again for a day."""
    ringing: dict[Key, datetime] = {}
    usual: Usual | None = None
    first = last = begin = 0
    at = START + timedelta(days=8)
    told = year.sightings
    while at < START + timedelta(days=year.days):
        if usual is None or at.hour == at.minute == 0:
            while begin < len(told) and told[begin].at < at - LEARNED:
                begin += 1
            weeks = (one for one in told[begin : last or None] if one.at < at - FORGIVEN)
            usual = learned(weeks, at, UTC, START)
        while last < len(told) and told[last].at <= at:
            last += 1
        while first < last and told[first].at <= at - WINDOWS[-1]:
            first += 1
        for one in suspects(told[first:last], usual, at, budget):
            if at - ringing.get(one.key, START) > timedelta(days=1):
                yield at, one.key, one.shops
            ringing[one.key] = at
        at += LOOK


def belongs(year: Year, at: datetime, key: Key) -> Outage | None:
    """The outage that an alarm is about: at its time, and of something its talks have in common."""
    for one in year.outages:
        if one.begins <= at <= one.begins + LASTS + WINDOWS[-1]:
            shared = {found for sighting in year.sightings if sighting.at in set(one.shops) for found in keys_of(sighting)}
            if key in shared:
                return one
    return None


def measure(year: Year, budget: float) -> tuple[int, int]:
    """False alarms, and those of them that came in one cluster counted once (one incident)."""
    false: list[datetime] = []
    for at, key, _ in alarms(year, budget):
        outage = belongs(year, at, key)
        if outage is None:
            false.append(at)
        elif outage.found is None:
            outage.found = at
    incidents = [at for number, at in enumerate(false) if number == 0 or at - false[number - 1] > timedelta(hours=6)]
    return len(false), len(incidents)


def main() -> None:
    """Both years, printed."""
    wishes = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wishes.add_argument("--days", type=int, default=365)
    wishes.add_argument("--talks", type=float, default=180.0)
    wishes.add_argument("--seed", type=int, default=3)
    wishes.add_argument("--budget", type=float, default=1.0)
    given = wishes.parse_args()
    months = (given.days - 8) / 30
    for clumped in (False, True):
        quiet = Year(given.days, given.talks, given.seed, clumped=clumped).made(outages=False)
        false, incidents = measure(quiet, given.budget)
        name = "in clumps" if clumped else "evenly"
        print(
            f"{given.talks:.0f} talks a day, {name}, no outage: {false / months:.2f} false alarms a month ({incidents / months:.2f} incidents)"
        )
    year = Year(given.days, given.talks, given.seed + 1, clumped=True).made(outages=True)
    false, incidents = measure(year, given.budget)
    print(f"with {len(year.outages)} outages: {incidents / months:.2f} incidents a month that are none")
    for size in SIZES:
        these = [one for one in year.outages if one.size == size]
        found = [one for one in these if one.found]
        delays = [(one.found - one.shops[0]) / timedelta(minutes=1) for one in found if one.found and one.shops]
        hit = [sum(at <= one.found for at in one.shops) for one in found if one.found]
        told = f"{median(delays):.0f} min after the first shop, when {median(hit):.0f} were hit" if delays else "–"
        print(f"{size}: {len(found)} of {len(these)} found, in the middle {told}")


if __name__ == "__main__":
    main()
