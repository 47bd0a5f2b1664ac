"""Warranty terms: that each is named once, that one of them is the usual one, and that what wears is a trouble."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from bot.core.telling import told
from bot.knowledge.checks.world import Check, Finding, World


def _twice(world: World) -> Iterator[Finding]:
    for entry in world.gathered.of("warranty"):
        counted = Counter(terms.terms for terms in entry.model.terms)
        for number, terms in enumerate(entry.model.terms):
            if counted[terms.terms] > 1:
                yield entry, told("twice_terms", terms=terms.terms), ("terms", number)


def _usual(world: World) -> Iterator[Finding]:
    for entry in world.gathered.of("warranty"):
        count = sum(terms.usual for terms in entry.model.terms)
        if entry.model.terms and count != 1:
            yield entry, told("usual_terms", count=count), ("terms",)


def _wear(world: World) -> Iterator[Finding]:
    for entry in world.gathered.of("warranty"):
        for number, terms in enumerate(entry.model.terms):
            for trouble in terms.wear:
                if trouble not in world.knowledge.intents:
                    yield entry, told("unknown_wear", trouble=trouble), ("terms", number, "wear", trouble)


CHECKS: Mapping[str, Check] = {"twice-terms": _twice, "usual-terms": _usual, "unknown-wear": _wear}
