"""What the record of deeds says of a change, in the reader's words. Pure; a name or a value without words is shown as it was kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.channels.web.words import Words
from bot.console.telling import Telling
from bot.service.desk.views import Deed
from bot.service.ports import JSON

NOTHING = "—"
NAMED = {"role": "role_", "locale": "locale_", "priority": "priority_", "status": "state_", "ownership": "ownership_"}
"""Fields whose values have names, with what these begin with."""
PERSONS, MOMENTS = ("assignee", "by"), ("until", "due")


@dataclass(frozen=True, slots=True)
class Changing:
    """How one reader is told. ``fact``: what a fact of a terminal is called, or nothing; ``people`` and ``teams`` by id."""

    words: Words
    tell: Telling
    fact: Callable[[str], str]
    people: Mapping[str, str]
    teams: Mapping[str, str]

    def rows(self, deed: Deed) -> list[tuple[str, str, str]]:
        """What was changed, before and after."""
        told = ((self._field(name), self._value(name, old), self._value(name, new)) for name, (old, new) in deed.changes.items())
        return [(field, before, after) for field, before, after in told if before != after]

    def _field(self, name: str) -> str:
        own = f"change_{name}"
        return self.words(own) if self.words.knows(own) else self.fact(name) or name

    def _value(self, name: str, value: JSON) -> str:
        if value is None or value in ("", []):
            return NOTHING
        if isinstance(value, bool):
            return self.words("change_yes" if value else "change_no")
        if isinstance(value, list):
            return ", ".join(map(str, value))
        named = f"{NAMED[name]}{value}" if name in NAMED else ""
        return self.words(named) if self.words.knows(named) else self._known(name, str(value))

    def _known(self, name: str, value: str) -> str:
        if name in MOMENTS:
            return self.tell.moment(datetime.fromisoformat(value))
        called = self.people if name in PERSONS else self.teams if name == "team" else {}
        return called.get(value, value)
