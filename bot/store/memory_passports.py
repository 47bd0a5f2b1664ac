"""Passports of terminals in memory: the twin of `bot.store.passports`, for tests and for talking without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.service.passports import Happening, Passport, Taken, one_off


class MemoryPassports:
    """Forgotten with the process."""

    def __init__(self) -> None:
        """No terminal is known."""
        self._known: dict[str, Passport] = {}
        self._held: dict[str, dict[int, datetime]] = {}
        self._happened: dict[str, Happening] = {}

    async def device(self, serial: str) -> Passport | None:
        """By its number."""
        return self._known.get(serial)

    async def near(self, serial: str, limit: int = 3) -> Sequence[Passport]:
        """Each possible slip."""
        slips = sorted(set(one_off(serial)) - {serial})
        return [self._known[one] for one in slips if one in self._known][:limit]

    async def of_chat(self, number: int) -> Sequence[Passport]:
        """Latest named first."""
        held = [(of[number], serial) for serial, of in self._held.items() if number in of]
        return [self._known[serial] for _, serial in sorted(held, key=lambda one: (-one[0].timestamp(), one[1]))]

    async def holders(self, serial: str) -> Sequence[int]:
        """Latest first."""
        of = self._held.get(serial, {})
        return sorted(of, key=lambda number: of[number], reverse=True)

    async def hear(self, number: int, facts: Mapping[str, str], at: datetime) -> Passport:
        """Gaps are filled."""
        heard = self._of(facts["serial"]).hears(facts)
        self._known[heard.serial] = heard
        self._held.setdefault(heard.serial, {})[number] = at
        return heard

    def _of(self, serial: str) -> Passport:
        return self._known.get(serial) or Passport(serial)

    async def learn(self, serial: str, facts: Mapping[str, str], at: datetime) -> Passport:  # noqa: ARG002 -- the protocol's shape
        """What is given holds."""
        self._known[serial] = self._of(serial).learns(facts)
        return self._known[serial]

    async def transfer(self, serial: str, number: int, happening: Happening) -> bool:
        """One holder."""
        if not await self.note(happening):
            return False
        self._known.setdefault(serial, Passport(serial))
        self._held[serial] = {number: happening.at}
        return True

    async def note(self, happening: Happening) -> bool:
        """Once by its key."""
        if happening.key in self._happened:
            return False
        self._happened[happening.key] = happening
        return True

    async def history(self, serial: str) -> Sequence[Happening]:
        """Latest first."""
        return [one for one in reversed(self._happened.values()) if one.serial == serial]

    async def take(self, listed: Sequence[Passport], at: datetime, *, trial: bool = False) -> Taken:  # noqa: ARG002 -- as above
        """Counted, and kept unless it is a trial."""
        after = {one.serial: self._of(one.serial).learns(one.facts) for one in listed}
        new = sum(serial not in self._known for serial in after)
        differing = sum(one != self._known.get(serial) for serial, one in after.items())
        if not trial:
            self._known.update(after)
        return Taken(new, differing - new, len(after) - differing)

    async def search(self, text: str, after: str = "", limit: int = 50) -> Sequence[Passport]:
        """In order of serial."""
        fitting = (self._known[serial] for serial in sorted(self._known) if serial > after)
        words = text.casefold()
        return [one for one in fitting if words in f"{one.serial}\n{one.model}\n{one.shop}\n{one.contact}".casefold()][:limit]

    async def count(self) -> int:
        """All of them."""
        return len(self._known)
