"""One posbot with its five doors, and the messengers that are played, all in one process and on one clock that stands still.

The parts are those of the program (`bot.wiring`): its webhooks, parsers, fit and ways out. Nothing waits here: what is to be
worked off, sent or rung is done when the play says so.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import httpx
from fastapi import FastAPI
from rich.console import Console
from sqlmodel import Session, delete

from bot.channels.telegram.account import PATH, secret_of
from bot.channels.terminal.parlour import Parlour
from bot.channels.terminal.talk import CHANNEL as TERMINAL
from bot.channels.terminal.talk import Talk
from bot.core.messages import Address
from bot.emulator.clock import Clock
from bot.emulator.telegram.cast import MERCHANT_TOKEN
from bot.emulator.telegram.people import Webhook
from bot.emulator.telegram.server import Emulator
from bot.emulator.telegram.world import World as Telegram
from bot.emulator.wechat.cast import ACCOUNT, SERVICE
from bot.emulator.wechat.server import WeChat
from bot.emulator.wechat.service import DOOR
from bot.emulator.wechat.world import World
from bot.knowledge.loading import Loaded
from bot.service.playing import START
from bot.service.ports import Blobs, Store
from bot.service.sending import Door
from bot.service.support import Support
from bot.service.taking import Intake
from bot.service.turning import Mind
from bot.settings import Settings
from bot.store.database import Database
from bot.store.opening import open_store
from bot.store.tables import BucketRow, TimerRow
from bot.wiring.blobs import FolderBlobs
from bot.wiring.ground import Ground
from bot.wiring.linking import with_links
from bot.wiring.papers import with_papers
from bot.wiring.parts import Page as PageOut
from bot.wiring.parts import web
from bot.wiring.places import shipped
from bot.wiring.telegram import telegram
from bot.wiring.wechat import customer_service, service_account
from tests.contract.telegram.conftest import listening_on
from tests.doors.phones import PHOTO, Chat, Customer, Following, Keyboard, Page, Phone

FOR_EVER = 10**7
"""Minutes by which a push's time may differ from ours: pushes are signed by the machine's clock, and ours stands still."""
PAUSE = timedelta(seconds=2)
"""Between two turns: Telegram takes one message a second."""
LOOK_AGAIN = 0.01
"""Seconds between looks while something is on its way between the messengers and posbot."""
APART = timedelta(milliseconds=7)
"""Between two beginnings: WeChat numbers messages by the clock."""


class Still(Clock):
    """Time as the play has it; it may be put back for the next one."""

    def __init__(self) -> None:
        """At the beginning."""
        super().__init__()
        self.at = START

    def exact(self) -> float:
        return self.at.timestamp()

    def now_at(self) -> datetime:
        """As the store has it."""
        return self.at


@dataclass
class Stage:
    """All of it."""

    clock: Still
    store: Store
    support: Support
    doors: Mapping[str, Door]
    intakes: Mapping[str, Intake]
    app: FastAPI
    emulator: Emulator
    wechat: WeChat
    blobs: Blobs
    locale: str
    photo: Path
    begun: int = 0

    async def begin(self, chance: Random) -> dict[str, Phone]:
        """Five merchants nobody knows, at the beginning of time; those before are forgotten."""
        assert isinstance(self.store, Database)
        await self.store.perform(_forgotten)
        self.begun += 1
        self.clock.at = START + self.begun * APART
        self.emulator.world.budgets.spent.clear()
        return await self._phones(f"{self.begun}", chance)

    async def _phones(self, name: str, chance: Random) -> dict[str, Phone]:
        language = "zh-hans" if self.locale == "zh" else self.locale
        person = self.emulator.world.add_person(9_000_000 + int(name), f"Shop {name}", language=language)
        merchant = self.wechat.world.add(f"oPLAYED{name}", f"wmPLAYED{name}", f"Shop {name}")
        merchant.follows = True
        host = (f"10.{int(name) // 250}.{int(name) % 250}.1", 50_000)
        transport = httpx.ASGITransport(self.app, client=host)
        browser = httpx.AsyncClient(transport=transport, base_url="http://page", headers={"accept-language": self.locale})
        await browser.get("/")
        talk, screen = Talk(self.support, self.blobs), Console(file=StringIO(), width=1000)
        parlour = Parlour(talk, self.locale, self.store.now, screen, name)
        hands: dict[str, Any] = {"hands": self.wechat.hands, "merchant": merchant, "locale": self.locale}
        made = (self.store,)
        return {
            "web": Page(self.store, Address("web", browser.cookies["posbot_chat"]), chance, browser=browser),
            "telegram": Chat(self.store, Address("telegram", str(person.id)), chance, hands=self.emulator.hands, person=person),
            "wx_oa": Following(*made, Address("wx_oa", merchant.openid), chance, **hands),
            "wx_kf": Customer(*made, Address("wx_kf", f"{DOOR}/{merchant.external}"), chance, **hands),
            "terminal": Keyboard(
                *made, Address(TERMINAL, name), chance, parlour=parlour, talk=talk, screen=screen, photo=self.photo, locale=self.locale
            ),
        }

    async def settle(self) -> None:
        """Until everything that came is worked off, and everything owed is sent."""
        bot = next(iter(self.emulator.world.bots.values()))
        while True:
            # Looked at before the work: what comes while it is done would be neither under way any more nor worked off.
            is_quiet = not self.wechat.hands.is_busy and not bot.updates
            self.support.work.clear()
            now = self.store.now()
            if await self.support.work_off(self.intakes, now) + await self.support.deliver(self.doors, now):
                continue
            if is_quiet:
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await self.support.work.wait()

    async def pass_time(self, passed: timedelta) -> None:
        """What comes due happens, and is sent."""
        self.clock.at += passed
        while await self.support.tick(self.store.now()):
            pass
        await self.settle()


def _forgotten(session: Session) -> None:
    for row in (TimerRow, BucketRow):
        session.exec(delete(row))


@asynccontextmanager
async def staged(read: Loaded, mind: Mind, folder: Path) -> AsyncIterator[Stage]:
    """Until the end of the block; then nothing that passed may have been wrong."""
    clock = Still()
    emulator, wechat = Emulator(Telegram(clock)), WeChat(World(ACCOUNT, SERVICE, clock))
    bot = emulator.world.add_bot(MERCHANT_TOKEN, "Terminal Help", "terminal_help_bot").id
    store = open_store(f"sqlite:///{folder / 'posbot.db'}", synchronous="OFF")
    store.now = clock.now_at  # type: ignore[method-assign]  # the one clock, which a play moves
    support = Support(store, mind)
    with_links(support, store)
    photo = folder / "photo.jpg"
    photo.write_bytes(PHOTO)
    async with listening_on(emulator.app(wechat.routes())) as base:
        blobs = with_papers(FolderBlobs(folder / "media"), store, support, shipped("templates"))
        ground = Ground(_settings(base, mind.locale, folder), store, support, blobs, read)
        parts = [make(ground) for make in (telegram, service_account, customer_service, web)]
        app = FastAPI(routes=[hook for part in parts for hook in part.hooks])
        for part in parts:
            for router in part.routers:
                app.include_router(router)
        doors = {"web": PageOut(), **{name: door for part in parts for name, door in part.doors.items()}}
        intakes = {name: intake for part in parts for name, intake in part.intakes.items()}
        async with listening_on(app) as address:
            wechat.listens(address)
            emulator.world.bots[bot].webhook = Webhook(f"{address}{PATH}", secret_of(MERCHANT_TOKEN))
            yield Stage(clock, store, support, doors, intakes, app, emulator, wechat, ground.blobs, mind.locale, photo)
        await wechat.close()
        await emulator.close()
        for part in parts:
            for close in part.closes:
                await close()
    await store.close()
    assert (wechat.journal.wrong, emulator.journal.wrong) == ([], [])


def _settings(base: str, locale: str, folder: Path) -> Settings:
    return Settings(
        folder=folder, locale=locale, telegram_server=base, telegram_token=MERCHANT_TOKEN, wechat_oa_app=ACCOUNT.app,
        wechat_oa_secret=ACCOUNT.secret, wechat_oa_token=ACCOUNT.token, wechat_oa_key=ACCOUNT.key, wechat_oa_server=f"{base}/wechat",
        wechat_kf_company=SERVICE.app, wechat_kf_secret=SERVICE.secret, wechat_kf_token=SERVICE.token, wechat_kf_key=SERVICE.key,
        wechat_kf_server=f"{base}/wecom", wechat_oa_instant=0.5, wechat_gather=0, wechat_skew=FOR_EVER,
    )  # fmt: skip
