"""WeChat, played on loopback, and a whole posbot beside it: store, machine, doors, worker, webhooks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import func, select

from bot.core.messages import Address
from bot.emulator.wechat.cast import ACCOUNT, SERVICE, stage
from bot.emulator.wechat.hands import Hands
from bot.emulator.wechat.people import Bubble, Merchant
from bot.emulator.wechat.server import WeChat
from bot.emulator.wechat.service import DOOR
from bot.emulator.wechat.world import World
from bot.knowledge.loading import Loaded
from bot.service.passing import Passing
from bot.service.ports import EntryKind, Logged, Store
from bot.service.support import Support
from bot.service.turning import Mind
from bot.settings import Settings
from bot.store.channel_tables import ConsentRow
from bot.store.database import Database
from bot.store.opening import open_store
from bot.store.tables import InboxRow
from bot.wiring.blobs import FolderBlobs
from bot.wiring.ending import ended
from bot.wiring.ground import Ground, Part
from bot.wiring.linking import with_links
from bot.wiring.passing import passing_of
from bot.wiring.wechat import customer_service, service_account
from bot.wiring.worker import Worker
from tests.contract.telegram.conftest import listening_on

PATIENCE = 30.0


@dataclass
class Playing:
    """Both sides, with what a test wants to know of them."""

    wechat: WeChat
    store: Store
    support: Support
    worker: Worker
    settings: Settings
    address_of_posbot: str = ""

    @property
    def hands(self) -> Hands:
        return self.wechat.hands

    @property
    def world(self) -> World:
        return self.wechat.world

    @property
    def wang(self) -> Merchant:
        return self.world.merchants[0]

    def address(self, merchant: Merchant, channel: str = "wx_oa") -> Address:
        return Address(channel, merchant.openid if channel == "wx_oa" else f"{DOOR}/{merchant.external}")

    async def until(self, seen: Callable[[], Any]) -> Any:
        """Wait until it is so."""
        async with asyncio.timeout(PATIENCE):
            while not (found := seen()):  # noqa: ASYNC110 -- what is waited for is on the other side of the net
                await asyncio.sleep(0.01)
        return found

    async def shown(self, bubbles: Sequence[Bubble], count: int) -> Bubble:
        """The bubble of that number that is not the merchant's, from 1."""
        await self.until(lambda: len(theirs(bubbles)) >= count)
        return theirs(bubbles)[count - 1]

    async def log(self, merchant: Merchant, channel: str = "wx_oa") -> Sequence[Logged]:
        return await self.store.log(self.address(merchant, channel))

    async def terminals(self, merchant: Merchant, channel: str = "wx_oa") -> list[str]:
        """Serial numbers that the conversation knows."""
        chat = await self.store.chat(self.address(merchant, channel))
        return [one["serial"] for one in chat.state.terminals] if chat and chat.state else []

    async def consented(self, merchant: Merchant, times: int = 1) -> None:
        """Wait until posbot has noted what the merchant agreed to: an answer to the push says only that it will."""
        database, address = self.store, self.address(merchant)
        assert isinstance(database, Database)
        noted = select(ConsentRow).where(
            ConsentRow.channel == address.channel, ConsentRow.chat == address.chat, ConsentRow.remaining >= times
        )
        async with asyncio.timeout(PATIENCE):
            while not await database.read(lambda session: session.exec(noted).first() is not None):  # noqa: ASYNC110 -- as above
                await asyncio.sleep(0.01)

    async def kept(self, count: int) -> None:
        """Wait until so many pushes are in the inbox: a try that was given up may still be on its way."""
        database = self.store
        assert isinstance(database, Database)
        rows = select(func.count()).select_from(InboxRow)
        async with asyncio.timeout(PATIENCE):
            while await database.read(lambda session: session.exec(rows).one()) < count:  # noqa: ASYNC110 -- as above
                await asyncio.sleep(0.01)

    async def logged(self, merchant: Merchant, kind: EntryKind, count: int, channel: str = "wx_oa") -> Logged:
        """The line of that kind and number, from 1."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = [entry for entry in await self.log(merchant, channel) if entry.kind is kind]
                if len(found) >= count:
                    return found[count - 1]
                await asyncio.sleep(0.01)

    async def did(self, merchant: Merchant, what: str, channel: str = "wx_oa") -> Mapping[str, Any]:
        """The line of the record that says so."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = [entry.body for entry in await self.log(merchant, channel) if entry.body.get("did") == what]
                if found:
                    return found[0]
                await asyncio.sleep(0.01)

    @asynccontextmanager
    async def passing(self, *people: str) -> AsyncIterator[Passing]:
        """Conversations can be given to them."""
        given = self.settings.model_copy(update={"wechat_kf_servicers": ", ".join(people)})
        found, part = passing_of(given, self.support)
        assert found
        yield found
        for close in part.closes:
            await close()

    async def settled(self, merchant: Merchant, kind: EntryKind, count: int, channel: str = "wx_oa") -> Logged:
        """That line, once it is known what became of it."""
        async with asyncio.timeout(PATIENCE):
            while (entry := await self.logged(merchant, kind, count, channel)).status == "kept":  # noqa: ASYNC110 -- as above
                await asyncio.sleep(0.01)
        return entry


def theirs(bubbles: Sequence[Bubble]) -> list[Bubble]:
    """What the merchant did not write."""
    return [bubble for bubble in bubbles if not bubble.mine]


@dataclass(frozen=True)
class Props:
    """What every play needs: made once, for it is slow to make."""

    read: Loaded
    mind: Mind


@asynccontextmanager
async def playing(
    wechat: WeChat, store: Store, props: Props, folder: Path, more: Sequence[Callable[[Ground], Part]] = (), **settings: Any
) -> AsyncIterator[Playing]:
    """Run posbot until the end of the block, with ``more`` ways in. Settings are not bounded here: a push may stay open for ever."""
    account, service = wechat.world.account, wechat.world.service
    async with listening_on(wechat.app()) as base:
        given: dict[str, Any] = {
            "folder": folder, "wechat_oa_app": account.app, "wechat_oa_secret": account.secret, "wechat_oa_token": account.token,
            "wechat_oa_key": account.key, "wechat_oa_server": f"{base}/wechat", "wechat_kf_company": service.app,
            "wechat_kf_secret": service.secret, "wechat_kf_token": service.token, "wechat_kf_key": service.key,
            "wechat_kf_server": f"{base}/wecom", "wechat_oa_instant": 2.0, "wechat_gather": 0,
        }  # fmt: skip
        support = Support(store, props.mind)
        with_links(support, store)
        ground = Ground(Settings(**given).model_copy(update=settings), store, support, FolderBlobs(folder / "media"), props.read)
        parts = [make(ground) for make in (service_account, customer_service, *more)]
        app = FastAPI(routes=[hook for part in parts for hook in part.hooks])
        for part in parts:
            for router in part.routers:
                app.include_router(router)
        doors = {name: door for part in parts for name, door in part.doors.items()}
        intakes = {name: intake for part in parts for name, intake in part.intakes.items()}
        worker = Worker(support, doors, intakes, ticks=True)
        async with listening_on(app) as address:
            wechat.listens(address)
            tasks = [asyncio.create_task(worker.run()), *(asyncio.create_task(run()) for part in parts for run in part.runs)]
            try:
                yield Playing(wechat, store, support, worker, ground.settings, address)
            finally:
                for part in parts:
                    part.stop()
                worker.stop()
                await asyncio.gather(tasks[0], ended(tasks[1:]), return_exceptions=True)
                await wechat.close()
                for part in parts:
                    for close in part.closes:
                        await close()


@pytest.fixture
def wechat() -> WeChat:
    """In safe mode, and less patient than the real one."""
    return WeChat(stage(ACCOUNT, SERVICE), patience=5.0)


@pytest.fixture
def plain_wechat() -> WeChat:
    """In plain mode."""
    return WeChat(stage(replace(ACCOUNT, key=""), SERVICE), patience=5.0)


@pytest.fixture
async def play(wechat: WeChat, shipped: Loaded, mind: Mind, tmp_path: Path) -> AsyncIterator[Playing]:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    async with playing(wechat, store, Props(shipped, mind), tmp_path) as found:
        yield found
    await store.close()
    assert wechat.journal.wrong == []
