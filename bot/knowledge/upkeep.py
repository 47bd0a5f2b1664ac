"""The rule table of the upkeep: from its file to plain values, and those as JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from bot.core.upkeep.calendar import Span
from bot.core.upkeep.chores import Chore, Rule, Rush, Upkeep


def upkeep_of(entry: Any) -> Upkeep:
    """The table; an empty one where there is no file."""
    if entry is None:
        return Upkeep()
    model = entry.model
    numbers = {name: getattr(model, name) for name in ("zone", "together", "patience", "life")}
    rush = {name: Rush(_spans(of.spans), time.fromisoformat(of.remind)) for name, of in model.rush.items()}
    return Upkeep(quiet=_spans(model.quiet), rush=rush, chores={name: _chore(name, of) for name, of in model.chores.items()}, **numbers)


def _chore(name: str, of: Any) -> Chore:
    rules = tuple(Rule(rule.id, rule.every, rule.ask or "", rule.usage, rule.place) for rule in of.rules)
    return Chore(name, of.per, rules, of.source, of.needs, of.unless, of.photo, of.flow)


def _spans(texts: tuple[str, ...]) -> tuple[Span, ...]:
    return tuple(Span(*map(time.fromisoformat, text.split("-"))) for text in texts)


def plain_upkeep(upkeep: Upkeep) -> dict[str, Any]:
    """The table as JSON values."""
    numbers = {name: getattr(upkeep, name) for name in ("zone", "together", "patience", "life")}
    rush = {name: [_written(of.spans), of.remind.isoformat()] for name, of in upkeep.rush.items()}
    return {**numbers, "quiet": _written(upkeep.quiet), "rush": rush, "chores": [_plain(chore) for chore in upkeep.chores.values()]}


def _written(spans: tuple[Span, ...]) -> list[str]:
    return [f"{span.start.isoformat()}-{span.end.isoformat()}" for span in spans]


def _plain(chore: Chore) -> list[Any]:
    rules = [[rule.id, rule.every, rule.ask, list(rule.usage), list(rule.place)] for rule in chore.rules]
    return [chore.id, chore.per, rules, chore.source, list(chore.needs), list(chore.unless), chore.photo, chore.flow]


def packed_upkeep(raw: Mapping[str, Any]) -> Upkeep:
    """The table of those JSON values."""
    numbers = {name: raw[name] for name in ("zone", "together", "patience", "life")}
    rush = {name: Rush(_spans(tuple(spans)), time.fromisoformat(remind)) for name, (spans, remind) in raw["rush"].items()}
    return Upkeep(quiet=_spans(tuple(raw["quiet"])), rush=rush, chores={one[0]: _read(*one) for one in raw["chores"]}, **numbers)


def _read(id_: str, per: str, rules: list[Any], source: str, *rest: Any) -> Chore:
    needs, unless, photo, flow = rest
    read = tuple(Rule(rule, every, ask, tuple(usage), tuple(place)) for rule, every, ask, usage, place in rules)
    return Chore(id_, per, read, source, tuple(needs), tuple(unless), photo, flow)
