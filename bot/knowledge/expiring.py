"""When each entry is to be read again, and where it stands; the nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.lookups import Reviewed
from bot.knowledge.finding import find

if TYPE_CHECKING:
    from bot.knowledge.gathering import Entry
    from bot.knowledge.reading import Part


@dataclass(frozen=True, slots=True)
class Expiry:
    """An entry: its file, the way to it inside (``at``), what it is called, who read it and until when that holds."""

    place: str
    at: tuple[Part, ...]
    line: int
    name: str
    reviewer: str
    reviewed: str
    expires: date


def expiries(knowledge: Path, templates: Path | None) -> list[Expiry]:
    """Every entry of those folders that has a day on which it expires."""
    from bot.knowledge.checks.reviews import certificates  # noqa: PLC0415 -- pydantic and YAML are slow to import and not needed before
    from bot.knowledge.gathering import gather  # noqa: PLC0415 -- as above

    gathered = gather(find(knowledge, templates))
    found = [_expiry(*one) for one in certificates(gathered)]
    return sorted((one for one in found if one), key=lambda one: (one.expires, one.place, one.line))


def _expiry(entry: Entry, at: tuple[Part, ...], reviewed: Reviewed) -> Expiry | None:
    from bot.knowledge.checks.reviews import day  # noqa: PLC0415 -- as above

    until = day(reviewed.expires)
    if until is None:
        return None
    name = str(at[-1]) if at and isinstance(at[-1], str) else _named(entry, at)
    return Expiry(f"knowledge/{entry.place}", at, entry.node.line_of(*at, "expires"), name, reviewed.reviewer, reviewed.reviewed, until)


def _named(entry: Entry, at: tuple[Part, ...]) -> str:
    """What a row of a list calls itself, or else the file's name."""
    model = entry.model
    for part in at:
        model = model[part] if isinstance(part, int) else getattr(model, part)
    return next((str(getattr(model, name)) for name in ("flow", "family", "terms") if hasattr(model, name)), entry.stem)
