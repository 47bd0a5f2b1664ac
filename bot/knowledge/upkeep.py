"""The rule table of the upkeep: from its file to plain values, and those as JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import time
from typing import Any

from bot.core.upkeep.calendar import Span
from bot.core.upkeep.chores import Chore, Review, Rule, Rush, Upkeep


def upkeep_of(entry: Any) -> Upkeep:
    """The table; an empty one where there is no file."""
    if entry is None:
        return Upkeep()
    model = entry.model
    rush = {name: Rush(_spans(of.spans), time.fromisoformat(of.remind)) for name, of in model.rush.items()}
    chores = {name: _chore(name, of) for name, of in model.chores.items()}
    review = Review(**{name: getattr(model.review, name) for name in REVIEW})
    return Upkeep(quiet=_spans(model.quiet), rush=rush, chores=chores, review=review, zones=model.zones, **_plain_of(model))


PLAIN = ("zone", "together", "rare", "patience", "misses")
REVIEW = tuple(field.name for field in fields(Review))


def _plain_of(table: Any) -> dict[str, Any]:
    return {name: getattr(table, name) for name in PLAIN}


def _chore(name: str, of: Any) -> Chore:
    rules = tuple(Rule(rule.id, rule.every, rule.ask or "", rule.usage, rule.place) for rule in of.rules)
    return Chore(name, of.per, rules, of.source, of.needs, of.unless, of.photo, of.flow, of.often or "")


def _spans(texts: tuple[str, ...]) -> tuple[Span, ...]:
    return tuple(Span(*map(time.fromisoformat, text.split("-"))) for text in texts)


def plain_upkeep(upkeep: Upkeep) -> dict[str, Any]:
    """The table as JSON values."""
    own = {**_plain_of(upkeep), "zones": list(upkeep.zones), "review": asdict(upkeep.review)}
    rush = {name: [_written(of.spans), of.remind.isoformat()] for name, of in upkeep.rush.items()}
    return {**own, "quiet": _written(upkeep.quiet), "rush": rush, "chores": [_plain(chore) for chore in upkeep.chores.values()]}


def _written(spans: tuple[Span, ...]) -> list[str]:
    return [f"{span.start.isoformat()}-{span.end.isoformat()}" for span in spans]


def _plain(chore: Chore) -> list[Any]:
    rules = [[rule.id, rule.every, rule.ask, list(rule.usage), list(rule.place)] for rule in chore.rules]
    return [chore.id, chore.per, rules, chore.source, list(chore.needs), list(chore.unless), chore.photo, chore.flow, chore.often]


def packed_upkeep(raw: Mapping[str, Any]) -> Upkeep:
    """The table of those JSON values."""
    own = {name: raw[name] for name in PLAIN}
    review = Review(**{**raw["review"], "stood_still": tuple(raw["review"]["stood_still"])})
    rush = {name: Rush(_spans(tuple(spans)), time.fromisoformat(remind)) for name, (spans, remind) in raw["rush"].items()}
    chores = {one[0]: _read(*one) for one in raw["chores"]}
    return Upkeep(quiet=_spans(tuple(raw["quiet"])), rush=rush, chores=chores, review=review, zones=tuple(raw["zones"]), **own)


def _read(id_: str, per: str, rules: list[Any], source: str, *rest: Any) -> Chore:
    needs, unless, photo, flow, often = rest
    read = tuple(Rule(rule, every, ask, tuple(usage), tuple(place)) for rule, every, ask, usage, place in rules)
    return Chore(id_, per, read, source, tuple(needs), tuple(unless), photo, flow, often)
