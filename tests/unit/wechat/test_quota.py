"""Days of a shop in fake time: WeChat is never asked for a message that is not ours to send, and nothing gets lost."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.wechat.api import Denied
from bot.channels.wechat.bubbles import Fit
from bot.channels.wechat.door import Kit
from bot.channels.wechat.oa.door import REASONS, AccountDoor
from bot.core.machine import TIMERS
from bot.core.messages import Address
from bot.emulator.clock import Clock
from bot.emulator.wechat.account import METHODS
from bot.emulator.wechat.cast import stage
from bot.emulator.wechat.people import DID, SAID
from bot.emulator.wechat.refusals import Refused
from bot.emulator.wechat.world import World
from bot.service.delivering import Sender
from bot.service.ports import Entry, EntryKind, Event, Handled, Turn
from bot.service.windows import Allowance, Deed, Room, Shut, Window, room_in, spent
from bot.store.memory import MemoryStore
from bot.wiring.blobs import MemoryBlobs
from tests.contract.building import turn
from tests.unit.wechat.test_bubbles import WORDS

START = datetime(2026, 11, 23, 9, 0, 0, 700_000, tzinfo=UTC)
ALLOWED = {Deed.SAID: Allowance(5, timedelta(hours=48)), Deed.DID: Allowance(3, timedelta(minutes=1))}
GAPS = (0.4, 5.0, 55.0, 58.0, 61.0, 3600.0, 47 * 3600.0, 48 * 3600.0, 50 * 3600.0)
SPELLS = st.tuples(
    st.sampled_from(("says", "says", "taps", "")),
    st.lists(st.sampled_from(("staff", "staff", "notice", "long")), min_size=1, max_size=9),
    st.sampled_from(GAPS),
)
"""What the merchant does, what is then said to him, and how long nothing happens."""


class Still(Clock):
    """Time that passes only when the test says so; one for both sides."""

    def exact(self) -> float:
        return START.timestamp() + self._ahead


class MemoryWindows:
    """The rules of windows without a database."""

    def __init__(self) -> None:
        self.kept: dict[Deed, Window] = {}

    async def open(self, address: Address, window: Window) -> None:
        self.kept[window.deed] = window

    async def spend(self, address: Address, message: str, at: datetime, spare: int = 0) -> Window | Shut:
        found = spent(list(self.kept.values()), message, at, spare)
        if isinstance(found, Shut):
            return found
        for window in found:
            if window.last != message:
                self.kept[window.deed] = Window(window.deed, window.key, window.since, window.until, max(0, window.left - 1), message)
        return found[0]

    async def shut(self, address: Address, message: str) -> None:
        raise AssertionError("WeChat had to say that it is over")

    async def room(self, address: Address, at: datetime) -> Room:
        return room_in(list(self.kept.values()), at)


@dataclass
class Wire:
    """The messenger's edge: calls go straight to the emulator, and what it refuses is written down."""

    world: World
    refused: list[int] = field(default_factory=list)

    async def call(self, path: str, body: Mapping[str, Any] | None = None, **query: str) -> Mapping[str, Any]:
        try:
            return METHODS[path.removeprefix("/cgi-bin/")](self.world, body or {})
        except Refused as refused:
            self.refused.append(refused.code)
            raise Denied(refused.code, refused.words) from None


class Shop:
    """One merchant, one conversation."""

    def __init__(self, *, latest: bool) -> None:
        self.world = stage()
        self.world.clock, self.world.latest = Still(), latest
        self.wang = self.world.merchants[0]
        self.wang.follows = True
        self.store, self.windows, self.wire = MemoryStore(), MemoryWindows(), Wire(self.world)
        self.store.now = self.now  # type: ignore[method-assign]  # one clock
        kit = Kit(self.wire, self.now, self.windows, MemoryBlobs(), WORDS, Fit(), REASONS)  # type: ignore[arg-type]  # the edge
        self.door = AccountDoor("wx_oa", kit)
        self.sender = Sender(self.store, self.keep, lambda _: None)
        self.address, self.count = Address("wx_oa", self.wang.openid), 0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.world.clock.exact(), UTC)

    async def keep(self, event: Event, work: Turn) -> Handled | None:
        return await self.store.handle(event, work)

    async def happen(self, *entries: Entry) -> None:
        self.count += 1
        await self.store.handle(Event("test", str(self.count), self.address, self.now()), turn(*entries))

    def entry(self, kind: EntryKind, text: str, **more: Any) -> Entry:
        return Entry(kind, self.now(), {"text": text, **more})

    async def do(self, step: str | float) -> None:
        name = f"<{self.count}>"
        if not isinstance(step, str):
            self.world.clock.advance(step)
        elif step in {"says", "taps"}:
            deed = Deed.SAID if step == "says" else Deed.DID
            self.wang.may(step, SAID if deed is Deed.SAID else DID, self.world.clock.exact())
            await self.windows.open(self.address, ALLOWED[deed].window(deed, name, self.now().replace(microsecond=0)))
            await self.happen(self.entry(EntryKind.MERCHANT, step), self.entry(EntryKind.BOT, f"{name} answer"))
        elif step == "notice":
            await self.happen(self.entry(EntryKind.BOT, f"{name} notice", why={"rule": min(TIMERS)}))
        else:
            await self.happen(self.entry(EntryKind.STAFF, f"{name} " + ("好" * 600 if step == "long" else "staff"), who="李工"))
        while await self.sender.deliver({"wx_oa": self.door}, self.now()):
            pass


@pytest.mark.parametrize("latest", [False, True])
@given(spells=st.lists(SPELLS, min_size=1, max_size=12))
@settings(max_examples=80, deadline=None)
def test_never_over_budget_and_nothing_silently_dropped(latest: bool, spells: Sequence[tuple[str, Sequence[str], float]]) -> None:
    steps: list[str | float] = []
    for deed, said, gap in spells:
        steps += [*filter(None, [deed]), *said, gap]

    async def days() -> None:
        shop = Shop(latest=latest)
        for step in (*steps, 61.0, "says", "says"):
            await shop.do(step)
        assert shop.wire.refused == []
        shown = "".join(bubble.text for bubble in shop.wang.at_account)
        log = [line for line in await shop.store.log(shop.address) if line.kind in {EntryKind.BOT, EntryKind.STAFF}]
        for line in log:
            name = str(line.body["text"]).partition(" ")[0]
            assert line.status in {"sent", "kept", "refused"}
            assert shown.count(name) == (1 if line.status == "sent" else 0)
            assert line.status != "refused" or line.reason == "reserve"
        order = [shown.index(str(line.body["text"]).partition(" ")[0]) for line in log if line.status == "sent"]
        assert order == sorted(order)
        waiting = [line.status for line in log].count("kept")
        assert not waiting or (await shop.windows.room(shop.address, shop.now())).left == 0

    asyncio.run(days())
