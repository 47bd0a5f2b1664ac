"""Notices: what a lead tells a chosen set of merchants, from written templates alone. Paced, outside quiet hours, once each.

A notice waits as one row a merchant; telling one is an event with an id of its own, so that it is told once whatever dies.
Nothing free is written into it but a time or a place, so that it cannot become an advertisement.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.messages import Address
from bot.core.reminders.reminding import free_from
from bot.core.state import Mode, State
from bot.core.understanding import Noticed
from bot.core.upkeep.calendar import next_free
from bot.core.vocabulary import NOTICES
from bot.service.desk.bench import must
from bot.service.desk.keys import Keys
from bot.service.desk.outcomes import Done, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.desk.views import Deed
from bot.service.ports import Chat, Event, Kept
from bot.service.problems import StoreAway
from bot.service.support import Support
from bot.service.watching import NotKept

AT_ONCE, EVERY = 64, 1.0
"""Merchants told at once at most, and seconds between two looks."""
REST = timedelta(hours=1)
"""So long a notice waits where a person speaks."""
LONGEST = 40
"""Characters of the time or place that is filled in."""
AWAKE = frozenset({"known"})
"""What is told to those who have just written of it, at any hour."""
RATES = (10, 60, 300)
"""Merchants a minute."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is for; what is empty is not looked at. ``model`` and ``area`` are parts of the model's name and of the
    address, ``acquirer`` a family of response codes.
    """

    model: str = ""
    area: str = ""
    acquirer: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be told: the template, the time or place in each language, whom, and how many a minute."""

    template: str
    when: Mapping[str, str]
    audience: Audience
    rate: int = RATES[0]


@dataclass(frozen=True, slots=True)
class Notice:
    """One that was begun. ``status``: running, stopped or done; ``counts``: result -> merchants."""

    id: int
    who: str
    at: datetime
    wish: Wish
    status: str
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be told, in each language, to how many, and how long that takes."""

    texts: Mapping[str, str]
    merchants: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Addressed:
    """A merchant who is still to be told."""

    notice: Notice
    number: int
    address: Address


class NoticeBook(Protocol):
    """Where notices are kept."""

    async def count(self, audience: Audience) -> int:
        """The merchants it is for."""

    async def begin(self, who: str, at: datetime, wish: Wish) -> int:
        """Write it down with everybody it is for, spread out by its rate; its id."""

    async def next(self, at: datetime, limit: int) -> Sequence[Addressed]:
        """Who is to be told by now, of notices that run, earliest first."""

    async def settle(self, notice: int, number: int, status: str, seq: int = 0) -> None:
        """What came of it: told or muted."""

    async def move(self, notice: int, number: int, until: datetime) -> None:
        """Told later."""

    async def stop(self, notice: int) -> bool:
        """Tell nobody any more; False if it does not run."""

    async def every(self, limit: int = 50) -> Sequence[Notice]:
        """The latest first, with what came of them."""

    async def results(self, notice: int, limit: int = 500) -> Sequence[tuple[int, str]]:
        """Chat -> what came of it: waiting, told, sent, refused, maybe, muted or stopped."""


class NotNow(NotKept):
    """The merchant is not told at this moment; nothing is kept."""

    def __init__(self, until: datetime | None) -> None:
        """``until``: when to try again; None: he wants no notices."""
        super().__init__(str(until))
        self.until = until


class Notices:
    """What leads do with them, and the telling."""

    def __init__(self, support: Support, book: NoticeBook, keys: Keys) -> None:
        """Nothing is told before `run` or `tick`."""
        self._support = support
        self._book = book
        self._keys = keys

    # ---- what leads do ---------------------------------------------------------------------------

    async def preview(self, me: Staff, wish: Wish) -> Preview | Refused:
        """What would be told, and to how many."""
        must(me, Right.NOTICES)
        wrong = self._wrong(wish)
        if wrong:
            return wrong
        knowledge, phrases = self._support.mind.knowledge, self._support.mind.phrases
        texts = {
            one: phrases.sentence(one, f"notice.{wish.template}", {"notice_when": wish.when.get(one, "")}) for one in knowledge.locales
        }
        count = await self._book.count(wish.audience)
        return Preview(texts, count, -(-count // wish.rate))

    def _wrong(self, wish: Wish) -> Refused | None:
        if f"notice.{wish.template}" not in NOTICES:
            return Refused("notice_unknown", "template")
        if wish.rate not in RATES:
            return Refused("notice_rate", "rate")
        too_long = any(len(words) > LONGEST for words in wish.when.values())
        return Refused("notice_when", "when") if too_long or not all(wish.when.values()) or not wish.when else None

    async def send(self, me: Staff, wish: Wish, expected: int) -> Outcome:
        """Begin, if it is still for as many as the preview said."""
        shown = await self.preview(me, wish)
        if isinstance(shown, Refused):
            return shown
        if shown.merchants != expected or not expected:
            return Refused("notice_moved", "", {"n": str(shown.merchants)})
        notice = await self._book.begin(me.id, self._now(), wish)
        what = json.dumps({"template": wish.template, "merchants": expected, "rate": wish.rate, **dict(wish.when)}, ensure_ascii=False)
        await self._keys.record(Deed(0, self._now(), me.id, "notice_sent", None, f"{notice} {what}"))
        return Done()

    async def stop(self, me: Staff, notice: int) -> Outcome:
        """At once: whoever has not been told is not told any more."""
        must(me, Right.NOTICES)
        if await self._book.stop(notice):
            await self._keys.record(Deed(0, self._now(), me.id, "notice_stopped", None, str(notice)))
        return Done()

    async def every(self, me: Staff) -> Sequence[Notice]:
        """The latest."""
        must(me, Right.NOTICES)
        return await self._book.every()

    async def results(self, me: Staff, notice: int) -> Sequence[tuple[int, str]]:
        """By merchant."""
        must(me, Right.NOTICES)
        return await self._book.results(notice)

    # ---- the telling -----------------------------------------------------------------------------

    async def run(self) -> None:
        """As long as the process."""
        while True:
            told = 0
            with suppress(StoreAway):
                told = await self.tick(self._now())
            if not told:
                await asyncio.sleep(EVERY)

    async def tick(self, at: datetime) -> int:
        """Tell those who are to be told by now; how many there were."""
        due = await self._book.next(at, AT_ONCE)
        await asyncio.gather(*(self._tell(one, at) for one in due))
        return len(due)

    async def _tell(self, one: Addressed, at: datetime) -> None:
        event = Event("notice", str(one.notice.id), one.address, at)
        noticed = Noticed(at, f"notice.{one.notice.wish.template}", one.notice.wish.when)
        try:
            handled = await self._support.keep(event, lambda chat: self._turn(chat, noticed, one.notice.wish.template))
        except NotNow as later:
            if later.until is None:
                await self._book.settle(one.notice.id, one.number, "muted")
            else:
                await self._book.move(one.notice.id, one.number, later.until)
            return
        await self._book.settle(one.notice.id, one.number, "told", handled.seq if handled else 0)

    def _turn(self, chat: Chat, event: Noticed, template: str) -> Kept:
        state = chat.begun
        if state.muted:
            raise NotNow(None)
        if state.mode is Mode.STAFF or state.called:
            raise NotNow(event.at + REST)
        free = self._free(state, event.at)
        if free > event.at and template not in AWAKE:
            raise NotNow(free)
        return self._support.minds.happen(chat, event)

    def _free(self, state: State, at: datetime) -> datetime:
        """The first moment that does not disturb: by the shop's plan, or else outside the quiet hours."""
        knowledge = self._support.mind.knowledge
        if state.plan:
            return free_from(knowledge, state.plan, at)
        return next_free(at, knowledge.upkeep.zone, knowledge.upkeep.quiet)

    def _now(self) -> datetime:
        return self._support.store.now()
