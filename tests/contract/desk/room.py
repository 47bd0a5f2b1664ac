"""A desk with people and merchants, as the tests of it want to see them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any, cast

from argon2 import PasswordHasher

from bot.console.access.secrets import AddressBrakes, Argon2, TimedCodes
from bot.core.messages import Address
from bot.core.state import State
from bot.core.understanding import Heard, Understanding
from bot.rendering.phrases import Phrases
from bot.service.desk.bus import Bus
from bot.service.desk.entering import EntryRules, Tools
from bot.service.desk.keeping_accounts import StaffAccounts
from bot.service.desk.keys import Person
from bot.service.desk.living import StaffDesk
from bot.service.desk.outcomes import Done, Outcome
from bot.service.desk.overseeing import Oversight
from bot.service.desk.people import Role, Staff
from bot.service.desk.ports import Writing
from bot.service.ports import Chat, Entry, EntryKind, Event, Kept, Store
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.database import Database
from bot.store.desk.keys import StoredKeys
from bot.store.desk.shelf import StoredShelf
from bot.understanding.matcher.matching import Matcher
from bot.wiring.blobs import MemoryBlobs
from tests.contract.building import NINE, at
from tests.world import KNOWLEDGE, heard

LI = Staff("li", "Li Na", team="first")
WANG = Staff("wang", "Wang Min", team="first")
ZHAO = Staff("zhao", "Zhao Lei", Role.LEAD)
QIAN = Staff("qian", "Qian", Role.AUDITOR)
PERSON = heard("handoff.human", text="a person please")


class Timed:
    """The store with a clock that is moved by hand."""

    def __init__(self, store: Store, at: datetime = NINE) -> None:
        self._store = store
        self.at = at

    def now(self) -> datetime:
        return self.at

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class Room:
    """The desk, and who is at it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.timed = Timed(store)
        assert isinstance(store, Database)
        self.keys, self.shelf = StoredKeys(store), StoredShelf(store)
        self.mind = Mind(KNOWLEDGE, cast("Matcher", None), Phrases(KNOWLEDGE), "en")
        self.support = Support(cast("Store", self.timed), self.mind)
        self.bus = Bus()
        self.desk = StaffDesk(self.support, self.shelf, self.keys, MemoryBlobs(), self.bus)
        self.codes = TimedCodes()
        quick = Argon2(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.tools = Tools(self.keys, quick, self.codes, AddressBrakes("12 per 15 minutes"), self.timed.now, EntryRules(tries=3))
        self.accounts = StaffAccounts(self.tools)
        self._ids = count(1)

    async def people(self) -> None:
        password = await self.tools.hashing.hashed("correct horse battery")
        for one in (LI, WANG, ZHAO, QIAN):
            assert await self.keys.add(Person(one, password))

    async def oversee(self) -> None:
        """Somebody looks after those who wait."""
        oversight = Oversight(self.support, self.shelf, self.keys, MemoryBlobs(), Bus())
        await oversight.refresh()
        self.support.oversee(oversight)

    async def ticks(self) -> int:
        """Timers fire until none is due; how many did."""
        fired = 0
        while now := await self.support.tick(self.timed.at):
            fired += now
        return fired

    def pass_time(self, gone: timedelta) -> datetime:
        self.timed.at += gone
        return self.timed.at

    async def hears(self, event: Understanding, chat: str = "shop") -> int:
        """Something comes from the merchant; the chat's number."""
        when = self.timed.at
        told = replace(event, at=when)

        def turn(found: Chat) -> Kept:
            state = found.state or State(ref=str(found.number), locale="en")
            text = told.text if isinstance(told, Heard) else ""
            entry = Entry(EntryKind.MERCHANT, when, {"text": text, "choice": getattr(told, "key", None), "heard": {"masked": 0}})
            return self.mind._turn(found.address, state, told, entry)

        handled = await self.support.keep(Event("web", str(next(self._ids)), at(chat), when), turn)
        assert handled
        return handled.number

    async def waiting(self, chat: str = "shop") -> int:
        """A merchant who has asked for a person."""
        return await self.hears(PERSON, chat)

    async def held(self, who: Staff = LI, chat: str = "shop") -> int:
        """A chat that a person has taken over."""
        number = await self.waiting(chat)
        assert await self.desk.join(who, number) == Done()
        return number

    async def says(self, who: Staff, number: int, text: str = "hello", **more: Any) -> Outcome:
        seen = more.pop("seen", None)
        given: dict[str, Any] = {"id": str(next(self._ids)), "seen": seen if seen is not None else await self.last(number)} | more
        return await self.desk.say(who, number, Writing(text=text, **given))

    async def last(self, number: int) -> int:
        return (await self.desk.open(LI, number)).last

    async def state(self, chat: str | Address = "shop") -> State:
        found = await self.store.chat(at(chat) if isinstance(chat, str) else chat)
        assert found
        assert found.state
        return found.state

    async def kinds(self, chat: str = "shop") -> list[str]:
        return [line.kind.value for line in await self.store.log(at(chat))]

    async def told(self, *topics: str) -> list[str]:
        """What a tab is told at once."""
        found: list[str] = []
        async with asyncio.timeout(5):
            async for topic in self.desk.watch(topics):
                found.append(topic)
                if len(found) == len(topics):
                    break
        return found
