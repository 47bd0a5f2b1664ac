"""Random histories of chats and senders, over all back ends at once.

Two things are asked of every history: that the back ends answer alike, and that the rules hold that
make a delivery a delivery, whatever the order of events.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from bot.core.state import Mode
from bot.service.ports import Delivery, EntryKind, Logged, Store
from bot.service.sending import Reach
from bot.store.migrating import migrate
from tests.contract.building import BACK_ENDS, MINUTE, NINE, alarm, at, bot, event, firing, merchant, staff, turn
from tests.postgres import server, why_not

T = TypeVar("T")

CHATS = ("shop", "cafe", "telegram/kiosk")
CHANNELS = ("web", "telegram")
SAY = {"m": merchant, "b": bot, "s": staff}

chats = st.sampled_from(CHATS)
spoken = st.lists(st.sampled_from("mbs"), max_size=4)
modes = st.sampled_from([None, None, None, Mode.BOT, Mode.STAFF, Mode.CLOSED])
timers = st.sets(st.sampled_from("xy"))
seconds = st.integers(0, 90)


@cache
def migrated() -> bytes:
    """A database with its tables, made once: migrating is not what is tried here."""
    with TemporaryDirectory() as folder:
        migrate(f"sqlite:///{folder}/posbot.db")
        return Path(folder, "posbot.db").read_bytes()


class Histories(RuleBasedStateMachine):
    """Chats that talk, senders that come, are slow, fail and die."""

    back_ends = ("memory", "sqlite")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        Path(self.folder.name, "posbot.db").write_bytes(migrated())
        self.runner = asyncio.Runner()
        self.stores: list[Store] = [self._open(name) for name in self.back_ends]
        self.now = NINE
        self.events = 0
        self.mode = dict.fromkeys(CHATS, Mode.BOT)
        self.under_way: list[tuple[Delivery, list[Logged]]] = []
        self.handed_over: list[tuple[int, int]] = []

    def _open(self, name: str) -> Store:
        async def opened() -> Store:
            return BACK_ENDS[name](Path(self.folder.name))

        return self.runner.run(opened())

    def both(self, ask: Callable[[Store], Awaitable[T]]) -> T:
        """What every back end answers."""

        async def answers() -> list[T]:
            return [await ask(store) for store in self.stores]

        first, *others = self.runner.run(answers())
        assert all(other == first for other in others)
        return first

    @rule(chat=chats, kinds=spoken, mode=modes, names=timers, silenced=timers)
    def something_is_said(self, chat: str, kinds: Sequence[str], mode: Mode | None, names: set[str], silenced: set[str]) -> None:
        self.events += 1
        self.mode[chat] = mode or self.mode[chat]
        entries = [SAY[kind](f"{self.events}.{place}", self.now) for place, kind in enumerate(kinds)]
        alarms = tuple(alarm(name, self.now + MINUTE) for name in sorted(names))
        kept = turn(*entries, mode=mode, alarms=alarms, silenced=tuple(sorted(silenced)))
        this = event(str(self.events), chat, self.now)
        assert self.both(lambda store: store.handle(this, kept))
        assert self.both(lambda store: store.handle(this, kept)) is None

    @rule(gone=seconds)
    def time_passes(self, gone: int) -> None:
        self.now += timedelta(seconds=gone)

    @rule()
    def timers_fire(self) -> None:
        self.both(self._fire)

    async def _fire(self, store: Store) -> list[Any]:
        """What was due and what came of it. The ids are each back end's own."""
        due = await store.due(self.now, 10)
        handled = [await store.handle(firing(one), turn(bot("nudge", self.now))) for one in due]
        assert all(handled)
        return [replace(one, id=0) for one in due] + handled

    @rule(limit=st.integers(1, 3), channels=st.sets(st.sampled_from(CHANNELS)))
    def a_sender_claims(self, limit: int, channels: set[str]) -> None:
        names = sorted(channels)
        for delivery in self.both(lambda store: store.claim(names, self.now, MINUTE, limit)):
            assert delivery.address.channel in channels
            self._is_fit(delivery)
            self.under_way.append((delivery, list(delivery.entries)))

    def _is_fit(self, delivery: Delivery) -> None:
        """A claim is newer than all before, in order, and silent for the bot while a person speaks."""
        kinds = {entry.kind for entry in delivery.entries}
        speaker = next(mode for chat, mode in self.mode.items() if at(chat) == delivery.address)
        assert kinds <= ({EntryKind.STAFF} if speaker is Mode.STAFF else {EntryKind.BOT, EntryKind.STAFF})
        seqs = [entry.seq for entry in delivery.entries]
        assert seqs == sorted(set(seqs))
        assert all(old.epoch < delivery.epoch for old, _ in self.under_way if old.number == delivery.number)

    def _pick(self, data: st.DataObject) -> tuple[Delivery, list[Logged]]:
        return data.draw(st.sampled_from(self.under_way))

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), taken=st.booleans())
    def a_sender_sends(self, data: st.DataObject, taken: bool) -> None:
        delivery, left = self._pick(data)
        if not left:
            self._give_back(delivery, left)
        elif not self._settled(delivery, left.pop(0).seq, taken=taken):
            self.under_way.remove((delivery, left))

    def _settled(self, delivery: Delivery, seq: int, *, taken: bool) -> bool:
        number, epoch = delivery.number, delivery.epoch
        if taken:
            self.handed_over.append((number, seq))
            return self.both(lambda store: store.sent(number, epoch, seq))
        return self.both(lambda store: store.refused(number, epoch, seq, "blocked"))

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), wait=seconds)
    def a_sender_is_put_off(self, data: st.DataObject, wait: int) -> None:
        delivery, left = self._pick(data)
        until = self.now + timedelta(seconds=wait)
        self.both(lambda store: store.postpone(delivery.number, delivery.epoch, until, "busy"))
        self.under_way.remove((delivery, left))

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), reach=st.sampled_from([Reach.CLOSED, Reach.GONE]))
    def a_merchant_cannot_be_reached(self, data: st.DataObject, reach: Reach) -> None:
        delivery, left = self._pick(data)
        self.both(lambda store: store.hold(delivery.number, delivery.epoch, reach, "blocked"))
        self.under_way.remove((delivery, left))

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def a_sender_gives_back(self, data: st.DataObject) -> None:
        self._give_back(*self._pick(data))

    def _give_back(self, delivery: Delivery, left: list[Logged]) -> None:
        self.both(lambda store: store.release(delivery.number, delivery.epoch))
        self.under_way.remove((delivery, left))

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def a_sender_dies(self, data: st.DataObject) -> None:
        self.under_way.remove(self._pick(data))

    def teardown(self) -> None:
        """Once every lease has run out and everybody has written, one patient sender sends all that is owed."""
        for chat in CHATS:
            self.something_is_said(chat, "m", None, set(), set())
        self.now += timedelta(days=1)
        while deliveries := self.both(lambda store: store.claim(CHANNELS, self.now, MINUTE, 2)):
            for delivery in deliveries:
                assert all(self._settled(delivery, entry.seq, taken=True) for entry in delivery.entries)
                assert self.both(lambda store, it=delivery: store.release(it.number, it.epoch))  # type: ignore[misc]
        for chat in CHATS:
            self._is_told(chat)
        self._close()

    def _is_told(self, chat: str) -> None:
        log = self.both(lambda store: store.log(at(chat)))
        assert [line.seq for line in log] == list(range(1, len(log) + 1))
        went_out = [line for line in log if line.kind is not EntryKind.MERCHANT]
        assert all(line.status in {"sent", "refused", "dropped"} for line in went_out)
        assert all(line.status != "dropped" for line in went_out if line.kind is EntryKind.STAFF)
        found = self.both(lambda store: store.chat(at(chat)))
        sent = {(found.number, line.seq) for line in went_out if line.status == "sent"} if found else set()
        assert sent <= set(self.handed_over)

    def _close(self) -> None:
        async def closed() -> None:
            for store in self.stores:
                await store.close()

        self.runner.run(closed())
        self.runner.close()
        if "postgres" in self.back_ends:
            server().give_back(Path(self.folder.name))
        self.folder.cleanup()


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


class HistoriesOnPostgres(Histories):
    """The same, fewer of them: every one needs connections of its own."""

    back_ends = ("memory", "postgres")


TestHistoriesOnPostgres = pytest.mark.skipif(bool(why_not()), reason=why_not() or "PostgreSQL is here")(HistoriesOnPostgres.TestCase)
TestHistoriesOnPostgres.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
