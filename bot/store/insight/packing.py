"""A chronicle as JSON text and back. What is at its default is left out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from bot.service.encoding import decoded, encoded
from bot.service.insight.talks import Chronicle, Heard, Outcome, Talk, Traits, Visit
from bot.store.times import micros, moment

TIMES = frozenset({"began", "last", "called", "answered", "ended", "at"})


def packed(chronicle: Chronicle) -> str:
    """What is still needed of it: not how far it is, nor what is finished."""
    return encoded(replace(chronicle, seq=0, finished=()), _plain)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return micros(value)
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: found for name in _names(kind) if (found := getattr(value, name)) or found is False}
    raise TypeError(type(value))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def unpacked(seq: int, body: str) -> Chronicle:
    """The chronicle."""
    found: dict[str, Any] = decoded(body)
    parts: dict[str, Any] = {name: _talk(found.pop(name)) for name in ("talk", "reminder") if name in found}
    if "heard" in found:
        parts["heard"] = Heard(**_timed(found.pop("heard")))
    parts["ended"] = {name: moment(at) for name, at in found.pop("ended", {}).items()}
    parts["offers"] = tuple(found.pop("offers", ()))
    return Chronicle(seq=seq, **parts, **found)


def _timed(found: dict[str, Any]) -> dict[str, Any]:
    return {name: moment(value) if name in TIMES else value for name, value in found.items()}


def _talk(found: dict[str, Any]) -> Talk:
    visits = tuple(Visit(**_timed(one)) for one in found.pop("visits", ()))
    traits, outcome = Traits(**found.pop("traits", {})), Outcome(found.pop("outcome"))
    return Talk(traits=traits, outcome=outcome, visits=visits, **_timed(found))
