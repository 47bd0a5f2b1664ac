"""Every entry says where it comes from, who read it, when, and until when that holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.core.lookups import Reviewed
from bot.core.telling import told
from bot.knowledge.checks.world import Check, Finding, Path, World
from bot.knowledge.gathering import Entry, Gathered

_KEYS = ("source", "reviewer", "reviewed", "expires")


def certificates(gathered: Gathered) -> Iterator[tuple[Entry, Path, Reviewed]]:
    """Every entry that must have a birth certificate, and where it stands."""
    for kind in ("flows", "upkeep", "asides", "causes"):
        yield from ((entry, (), entry.model.certificate()) for entry in gathered.of(kind))
    for entry in gathered.of("answers"):
        yield from ((entry, ("answers", name), answer.certificate()) for name, answer in entry.model.answers.items())
    for kind, rows in (("models", "families"), ("warranty", "terms"), ("codes", "families"), ("directory", "directory")):
        for entry in gathered.of(kind):
            yield from ((entry, (rows, number), row.certificate()) for number, row in enumerate(getattr(entry.model, rows)))
    for entry in gathered.of("codes"):
        if entry.model.contested:
            yield entry, ("contested",), entry.model.contested.certificate()


def day(text: str) -> date | None:
    """The day, if the text is one as 2026-11-23; `date.fromisoformat` alone takes 20261123 as well."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-23") else None
    except ValueError:
        return None


def _unreviewed(world: World) -> Iterator[Finding]:
    for entry, at, reviewed in certificates(world.gathered):
        missing = [key for key in _KEYS if not getattr(reviewed, key).strip()]
        if missing:
            yield entry, told("unreviewed", keys=", ".join(missing)), (*at, missing[0])


def _bad_date(world: World) -> Iterator[Finding]:
    for entry, at, reviewed in certificates(world.gathered):
        for key in ("reviewed", "expires"):
            text = getattr(reviewed, key)
            if text and day(text) is None:
                yield entry, told("bad_date", key=key, text=text), (*at, key)
        read, ends = day(reviewed.reviewed), day(reviewed.expires)
        if read and ends and ends <= read:
            yield entry, told("bad_date_order"), (*at, "expires")


def _reviewed_ahead(world: World) -> Iterator[Finding]:
    for entry, at, reviewed in certificates(world.gathered):
        read = day(reviewed.reviewed)
        if read and read > world.today:
            yield entry, told("reviewed_ahead", day=read), (*at, "reviewed")


def _expired(world: World) -> Iterator[Finding]:
    for entry, at, reviewed in certificates(world.gathered):
        ends = day(reviewed.expires)
        if ends and ends < world.today:
            yield entry, told("expired", day=ends), (*at, "expires")


CHECKS: Mapping[str, Check] = {
    "unreviewed": _unreviewed,
    "bad-date": _bad_date,
    "reviewed-ahead": _reviewed_ahead,
    "expired": _expired,
}
