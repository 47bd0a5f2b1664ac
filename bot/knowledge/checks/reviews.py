"""Every entry says where it comes from, who read it, when, and until when that holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.core.lookups import Reviewed
from bot.knowledge.checks.world import Check, Finding, Path, World
from bot.knowledge.gathering import Entry

_KEYS = ("source", "reviewer", "reviewed", "expires")


def _entries(world: World) -> Iterator[tuple[Entry, Path, Reviewed]]:
    for entry in world.flows.values():
        yield entry, (), entry.model.certificate()
    for entry in world.gathered.of("answers"):
        yield from ((entry, ("answers", name), answer.certificate()) for name, answer in entry.model.answers.items())
    for entry in world.gathered.of("upkeep"):
        yield entry, (), entry.model.certificate()
    for entry in world.gathered.of("models"):
        yield from ((entry, ("families", number), family.certificate()) for number, family in enumerate(entry.model.families))
    for entry in world.gathered.of("warranty"):
        yield from ((entry, ("terms", number), terms.certificate()) for number, terms in enumerate(entry.model.terms))
    for entry in world.gathered.of("codes"):
        yield from ((entry, ("families", number), family.certificate()) for number, family in enumerate(entry.model.families))
        if entry.model.contested:
            yield entry, ("contested",), entry.model.contested.certificate()


def _day(text: str) -> date | None:
    """The day, if the text is one as 2026-11-23; `date.fromisoformat` alone takes 20261123 as well."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-23") else None
    except ValueError:
        return None


def _unreviewed(world: World) -> Iterator[Finding]:
    for entry, at, reviewed in _entries(world):
        missing = [key for key in _KEYS if not getattr(reviewed, key).strip()]
        if missing:
            yield entry, f"missing: {', '.join(missing)}", (*at, missing[0])


def _bad_date(world: World) -> Iterator[Finding]:
    for entry, at, reviewed in _entries(world):
        for key in ("reviewed", "expires"):
            text = getattr(reviewed, key)
            if text and _day(text) is None:
                yield entry, f'{key}: "{text}" is not a day such as 2026-11-23', (*at, key)
        read, ends = _day(reviewed.reviewed), _day(reviewed.expires)
        if read and ends and ends <= read:
            yield entry, "expires before it was reviewed", (*at, "expires")


def _reviewed_ahead(world: World) -> Iterator[Finding]:
    for entry, at, reviewed in _entries(world):
        read = _day(reviewed.reviewed)
        if read and read > world.today:
            yield entry, f"reviewed on {read}, which is still to come", (*at, "reviewed")


def _expired(world: World) -> Iterator[Finding]:
    for entry, at, reviewed in _entries(world):
        ends = _day(reviewed.expires)
        if ends and ends < world.today:
            yield entry, f"expired on {ends}; read it again and set new dates", (*at, "expires")


CHECKS: Mapping[str, Check] = {
    "unreviewed": _unreviewed,
    "bad-date": _bad_date,
    "reviewed-ahead": _reviewed_ahead,
    "expired": _expired,
}
