"""The record of a guided check: what was answered, of which terminal, when, by whom. Plain values, and their JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Sheet:
    """``number`` tells it from the others of the chat; ``check`` is the last part of the flow's name; ``answers``:
    slot -> key; ``before`` those of the last time, with its ``last`` day; ``numbers`` what was reckoned, not answered.
    """

    number: int
    check: str
    day: date
    answers: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    terminal: str = ""
    photo: str = ""
    last: date | None = None
    before: Mapping[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> frozenset[str]:
        """The answers that are not what they were last time."""
        return frozenset(slot for slot, key in self.answers.items() if self.last and self.before.get(slot, key) != key)


def encode_sheet(sheet: Sheet) -> dict[str, Any]:
    """A sheet as JSON values."""
    said = {name: getattr(sheet, name) for name in ("number", "check", "terminal", "photo")}
    answers = {name: dict(getattr(sheet, name)) for name in ("answers", "numbers", "before")}
    return {**said, **answers, "day": sheet.day.isoformat(), "last": sheet.last.isoformat() if sheet.last else None}


def decode_sheet(raw: Mapping[str, Any]) -> Sheet:
    """The sheet of those JSON values."""
    days = {"day": date.fromisoformat(raw["day"]), "last": date.fromisoformat(raw["last"]) if raw["last"] else None}
    return Sheet(**{**raw, **days})
