"""Incidents: what many shops have at once. The alarm raises one, a person confirms, dismisses or ends it; the merchants of one that is
confirmed are told that it is known, whoever comes with the same later is told too, and all of these hear when it is over.

What is told goes the way of notices (`bot.service.desk.noticing`): one row a merchant, written in the same transaction as the
decision, and an event with an id of its own, so that each is told once whatever dies.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Protocol

from bot.core.messages import Address
from bot.service.desk.bench import must
from bot.service.desk.keys import Keys
from bot.service.desk.noticing import LONGEST
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.desk.views import Deed
from bot.service.insight.alarm import LEARNED, WINDOWS, Key, Sighting, Suspect, Usual, keys_of, learned, suspects
from bot.service.problems import StoreAway
from bot.service.support import Support

EVERY = 30.0
"""Seconds between two looks."""
LEARNS = timedelta(hours=1)
"""So long what is usual is taken from memory."""
QUIET = timedelta(hours=24)
"""So long what was dismissed or is over is not raised again."""
BUDGET = 1.0
"""False alarms a month that are put up with, see `bot.service.insight.alarm`."""
ALIKE = 0.5
"""An alarm of which so many shops are in an incident already is the same incident."""


class Status(StrEnum):
    """Where an incident stands."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    OVER = "over"
    DISMISSED = "dismissed"


OPEN = frozenset({Status.SUSPECTED, Status.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Incident:
    """One. ``shops`` so many in ``window`` where ``expected`` are usual, ``chance`` that so many come by chance; ``words``: what
    merchants are told of, by language; ``chats`` are attached, of which ``told`` know.
    """

    id: int
    key: Key
    raised: datetime
    window: timedelta
    shops: int
    expected: float
    chance: float
    status: Status = Status.SUSPECTED
    who: str = ""
    changed: datetime | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    chats: tuple[int, ...] = ()
    told: int = 0
    told_over: int = 0
    latest: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide something."""
        return self.status in OPEN


class IncidentBook(Protocol):
    """Where they are kept, and the talks that they are seen in."""

    async def sightings(self, since: datetime) -> Sequence[Sighting]:
        """Talks that began since then."""

    async def first(self) -> datetime | None:
        """When the first talk of all began."""

    async def every(self, limit: int = 50) -> Sequence[Incident]:
        """The open ones first, then the latest."""

    async def begin(self, suspect: Suspect, at: datetime) -> int:
        """A new one with its shops; its id, or 0 where one of that key is open."""

    async def attach(self, incident: int, numbers: Sequence[int], at: datetime) -> Sequence[Address]:
        """These chats belong to it; those that did not before. Of one that is confirmed they are told."""

    async def confirm(self, incident: int, who: str, at: datetime, words: Mapping[str, str]) -> bool:
        """It is so, and its merchants are to be told. False where it was not suspected."""

    async def dismiss(self, incident: int, who: str, at: datetime) -> bool:
        """It is nothing. False where it was not suspected."""

    async def end(self, incident: int, who: str, at: datetime) -> bool:
        """It is over: who was told is told that, who was not is told nothing. False where it was not confirmed."""

    async def settle(self) -> int:
        """Of those that are over: whoever was being told at that very moment is told the end as well. How many these were."""


class Incidents:
    """The looking, and what people decide."""

    def __init__(self, support: Support, book: IncidentBook, keys: Keys, zone: tzinfo, stir: Callable[[], None] = lambda: None) -> None:
        """Nothing is looked at before `run` or `look`. ``stir`` is called when other incidents are open than before."""
        self._support = support
        self._book = book
        self._keys = keys
        self._zone = zone
        self._usual: tuple[datetime, Usual] | None = None
        self._stir = stir
        self.open: tuple[Incident, ...] = ()

    # ---- the looking -------------------------------------------------------------------------

    async def run(self) -> None:
        """As long as the process."""
        while True:
            with suppress(StoreAway):
                await self.look(self._now())
            await asyncio.sleep(EVERY)

    async def watch(self) -> None:
        """Only which are open, for the pages of a process that does not look itself."""
        while True:
            with suppress(StoreAway):
                self._know(await self._book.every())
            await asyncio.sleep(EVERY)

    async def look(self, at: datetime) -> None:
        """Raise what is out of the usual, and attach who comes with what is known."""
        await self._book.settle()
        usual = await self._known(at)
        recent = await self._book.sightings(at - WINDOWS[-1])
        for suspect in suspects(recent, usual, at, BUDGET):
            await self._raised(suspect, at)
        known = [one for one in await self._book.every() if one.is_open]
        for one in known:
            await self._attach(one.id, _shops(recent, one), at)
        self._know(known)

    def _know(self, every: Iterable[Incident]) -> None:
        before, self.open = self.open, tuple(one for one in every if one.is_open)
        if {one.id for one in before} != {one.id for one in self.open}:
            self._stir()

    async def _known(self, at: datetime) -> Usual:
        if self._usual is None or at - self._usual[0] > LEARNS:
            weeks = await self._book.sightings(at - LEARNED)
            self._usual = (at, learned(weeks, at, self._zone, await self._book.first()))
        return self._usual[1]

    async def _raised(self, suspect: Suspect, at: datetime) -> None:
        """Into the incident it is one with; a new one where there is none."""
        every = await self._book.every()
        same = next((one for one in every if _is_same(one, suspect, at)), None)
        if same is None:
            number = await self._book.begin(suspect, at)
            if number:
                await self._attach(number, suspect.shops, at)
        elif same.is_open:
            await self._attach(same.id, suspect.shops, at)

    async def _attach(self, incident: int, numbers: Sequence[int], at: datetime) -> None:
        for address in await self._book.attach(incident, numbers, at):
            await self._support.note(address, f"incident-{incident}", at, {"did": "incident", "ref": str(incident)})

    # ---- what people decide --------------------------------------------------------------------

    async def every(self, me: Staff) -> Sequence[Incident]:
        """The open ones first."""
        must(me, Right.READ)
        return await self._book.every()

    async def confirm(self, me: Staff, incident: int, words: Mapping[str, str]) -> Outcome:
        """Merchants are told of what ``words`` say, in their language."""
        must(me, Right.NOTICES)
        wrong = next((locale for locale in self._support.mind.knowledge.locales if not 0 < len(words.get(locale, "")) <= LONGEST), "")
        if wrong:
            return Refused("notice_when", wrong)
        is_done = await self._book.confirm(incident, me.id, self._now(), words)
        return await self._done(me, "incident_confirmed", incident, json.dumps(dict(words), ensure_ascii=False), is_done=is_done)

    async def dismiss(self, me: Staff, incident: int) -> Outcome:
        """Nothing is told; the same is not raised again for a day."""
        must(me, Right.NOTICES)
        return await self._done(me, "incident_dismissed", incident, is_done=await self._book.dismiss(incident, me.id, self._now()))

    async def end(self, me: Staff, incident: int) -> Outcome:
        """Whoever was told hears that it is over."""
        must(me, Right.NOTICES)
        return await self._done(me, "incident_over", incident, is_done=await self._book.end(incident, me.id, self._now()))

    async def _done(self, me: Staff, did: str, incident: int, words: str = "", *, is_done: bool) -> Outcome:
        known = {one.id: one for one in await self._book.every()}
        if incident not in known:
            raise NotThere(str(incident))
        if not is_done:
            return Refused("incident_decided")
        self._know(known.values())
        await self._keys.record(Deed(0, self._now(), me.id, did, None, f"{incident} {words}".strip()))
        return Done()

    def _now(self) -> datetime:
        return self._support.store.now()


def _is_same(incident: Incident, suspect: Suspect, at: datetime) -> bool:
    if not incident.is_open and at - (incident.changed or incident.raised) > QUIET:
        return False
    shared = set(incident.chats) & set(suspect.shops)
    return incident.key == suspect.key or len(shared) >= ALIKE * len(suspect.shops)


def _shops(recent: Sequence[Sighting], incident: Incident) -> list[int]:
    """Who has come with the same since a window before it was raised."""
    since = incident.raised - incident.window
    return [one.number for one in recent if one.at > since and incident.key in keys_of(one)]
