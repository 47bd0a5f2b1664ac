"""Visiting areas and the directory: that a place leads to one area only, and that nobody is listed twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from bot.core.telling import told
from bot.knowledge.checks.world import Check, Finding, World


def _twice_area(world: World) -> Iterator[Finding]:
    for entry in world.gathered.of("supplier"):
        areas = entry.model.visits.areas
        counted = Counter([*(one.area for one in areas), *(place.casefold() for one in areas for place in set(one.places))])
        for number, one in enumerate(areas):
            for name in (one.area, *one.places):
                if counted[name.casefold()] > 1:
                    yield entry, told("twice_area", name=name), ("visits", "areas", number)


def _twice_office(world: World) -> Iterator[Finding]:
    for entry in world.gathered.of("directory"):
        offices = entry.model.directory
        counted = Counter(name for one in offices for name in {one.id, *(name.casefold() for name in one.names.values())})
        for number, one in enumerate(offices):
            if any(counted[name] > 1 for name in (one.id, *(name.casefold() for name in one.names.values()))):
                yield entry, told("twice_office", id=one.id), ("directory", number)


CHECKS: Mapping[str, Check] = {"twice-area": _twice_area, "twice-office": _twice_office}
