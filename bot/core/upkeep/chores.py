"""What is to be done to keep terminals well, and how often: the rule table, as plain values read from knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from bot.core.upkeep.calendar import Span, days_of

ALWAYS = "always"
"""What a rule is because of that asks for nothing."""
OWN = "own"
"""The rule that the merchant has set himself, and what it is because of."""
ONCE = "once"
"""The same of what he wants to be reminded of a single time."""


def zone_label(zone: str) -> str:
    """The name of the sentence that names a time zone: ``zone_asia_shanghai``."""
    return f"zone_{zone.replace('/', '_').replace('-', '_').casefold()}"


@dataclass(frozen=True, slots=True)
class Rule:
    """How often, and for whom: where ``usage`` or ``place`` is named, the shop must be one of these. ``every`` is a
    duration such as ``P2W``; ``ask`` how often it is asked about, where that is less often.
    """

    id: str
    every: str
    ask: str = ""
    usage: tuple[str, ...] = ()
    place: tuple[str, ...] = ()

    def holds(self, usage: str, place: str) -> bool:
        """Whether it is for such a shop."""
        return (not self.usage or usage in self.usage) and (not self.place or place in self.place)

    def because(self, usage: str, place: str) -> str:
        """What it holds for: ``place_greasy``, ``usage_heavy`` or `ALWAYS`."""
        if self.place:
            return f"place_{place}"
        return f"usage_{usage}" if self.usage else ALWAYS


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to be done again and again. ``per``: terminal or shop. Not for a model that is known to lack one of
    ``needs`` or to have one of ``unless``. ``photo``: a picture helps as proof. ``flow``: the guided check it is done by. ``often``:
    a merchant may have it as often as that, where it is more often than any rule asks.
    """

    id: str
    per: str
    rules: tuple[Rule, ...]
    source: str = ""
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    photo: bool = False
    flow: str = ""
    often: str = ""

    def rule(self, usage: str, place: str) -> Rule | None:
        """The rule that counts: of those that hold, the one that asks most often; the first of equals."""
        fitting = [rule for rule in self.rules if rule.holds(usage, place)]
        return min(fitting, key=lambda rule: days_of(rule.every), default=None)

    def named(self, rule: str) -> Rule | None:
        """The rule of that id."""
        return next((one for one in self.rules if one.id == rule), None)


@dataclass(frozen=True, slots=True)
class Rush:
    """A shop's busy hours, and when it is best reminded."""

    spans: tuple[Span, ...]
    remind: time


@dataclass(frozen=True, slots=True)
class Review:
    """What the yearly review goes by. ``life``: years a terminal is expected to last; in the last ``last_months`` of these,
    from ``plan_tickets`` a year on, or where it stood still for one of ``stood_still``, a new one is planned for; from
    ``replace_tickets`` on, or past its life, it is replaced, where no warranty answers for it.
    """

    life: int = 5
    last_months: int = 12
    plan_tickets: int = 2
    replace_tickets: int = 4
    stood_still: tuple[str, ...] = ("week", "more")


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The whole table. ``zones`` are those that merchants are offered; ``together``: days for which what comes due rarely
    (every ``rare`` days or less often) is told along; ``patience``: days until an unanswered reminder counts as missed;
    after so many ``misses`` the staff are told.
    """

    zone: str = "Asia/Shanghai"
    zones: tuple[str, ...] = ()
    quiet: tuple[Span, ...] = ()
    rush: Mapping[str, Rush] = field(default_factory=dict)
    together: int = 2
    rare: int = 14
    patience: int = 2
    misses: int = 2
    review: Review = field(default_factory=Review)
    chores: Mapping[str, Chore] = field(default_factory=dict)

    def hours(self, rush: str) -> Rush:
        """The busy hours of that name; without a name, none."""
        return self.rush.get(rush, Rush((), time(10)))

    def closed(self, rush: str) -> tuple[Span, ...]:
        """When nobody is reminded."""
        return (*self.quiet, *self.hours(rush).spans)
