"""The table of response codes: that it can be looked up in, and that its classes exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.core.telling import told
from bot.knowledge.checks.world import Check, Finding, World


def _no_default_family(world: World) -> Iterator[Finding]:
    for entry in world.gathered.of("codes"):
        defaults = [family.family for family in entry.model.families if family.default]
        if len(defaults) != 1:
            yield entry, told("no_default_family"), ("families",)


def _unknown_class(world: World) -> Iterator[Finding]:
    for entry in world.gathered.of("codes"):
        known = {of.name for family in entry.model.families for of in family.classes}
        for number, one in enumerate(entry.model.contested.codes if entry.model.contested else ()):
            if one.here and one.here not in known:
                yield entry, told("unknown_class", name=one.here), ("contested", "codes", number, "here")


def _unknown_family(world: World) -> Iterator[Finding]:
    known = {family.family for entry in world.gathered.of("codes") for family in entry.model.families}
    if world.is_broken("codes"):
        return
    if world.policy and world.policy.model.acquirer and world.policy.model.acquirer not in known:
        yield world.policy, told("unknown_family", family=world.policy.model.acquirer), ("acquirer",)
    for entry in world.gathered.of("models"):
        for number, family in enumerate(entry.model.families):
            if family.facts.codes and family.facts.codes not in known:
                yield entry, told("unknown_family", family=family.facts.codes), ("families", number, "facts", "codes")


CHECKS: Mapping[str, Check] = {"no-default-family": _no_default_family, "unknown-class": _unknown_class, "unknown-family": _unknown_family}
