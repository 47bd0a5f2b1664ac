"""The same written conversations over HTTP through every channel: equal words, equal tickets, the same end."""

from __future__ import annotations

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from bot.channels.terminal.parlour import CHAT, Parlour
from bot.channels.terminal.talk import Talk
from bot.core.messages import Address
from bot.emulator.telegram.cast import stage as telegram_stage
from bot.emulator.telegram.server import Emulator
from bot.emulator.wechat.cast import ACCOUNT, SERVICE, stage
from bot.emulator.wechat.people import Bubble
from bot.emulator.wechat.server import WeChat
from bot.knowledge.dialogs import read_dialog
from bot.knowledge.loading import Loaded
from bot.service.ports import EntryKind, Logged, Store
from bot.service.turning import Mind
from bot.store.opening import open_store
from bot.wiring.blobs import FolderBlobs
from bot.wiring.parts import web, worker
from bot.wiring.telegram import telegram
from tests.contract.telegram.conftest import Stage, listening_on
from tests.contract.telegram.playing import buttons
from tests.contract.wechat.conftest import PATIENCE, Playing, Props, playing, theirs

DIALOGS = Path(__file__).parents[2] / "dialogs"
PLAYED = ("zh_ticket_1", "en_transaction.response_code_2")
TURNS = 12
"""To the ticket, and asking how it stands: Telegram takes one message a second."""
REF = re.compile(r"\b\d{4}-\d+\b")
"""A ticket's number begins with that of its conversation."""


@dataclass
class Phone(ABC):
    """A merchant at one channel."""

    store: Store
    address: Address

    async def said(self, count: int) -> Logged:
        """Our line of that number, once it is out."""
        async with asyncio.timeout(PATIENCE):
            while len(found := await self.lines()) < count or found[count - 1].status == "kept":  # noqa: ASYNC110 -- as below
                await asyncio.sleep(0.01)
        return found[count - 1]

    async def lines(self) -> Sequence[Logged]:
        return [line for line in await self.store.log(self.address) if line.kind is EntryKind.BOT]

    @abstractmethod
    async def say(self, text: str) -> None:
        """Write."""

    @abstractmethod
    async def press(self, place: int, line: Logged) -> None:
        """Pick the option that stands there in what was said last."""

    @abstractmethod
    def shown(self) -> str:
        """What stands last on the phone."""

    async def reads(self, begins: str) -> None:
        """What was said last has come, and begins so."""
        async with asyncio.timeout(PATIENCE):
            while not self.shown().startswith(begins):  # noqa: ASYNC110 -- what is waited for is on the other side of the net
                await asyncio.sleep(0.01)


@dataclass
class Page(Phone):
    """In a browser."""

    browser: httpx.AsyncClient

    async def say(self, text: str) -> None:
        await self.post({"text": text})

    async def press(self, place: int, line: Logged) -> None:
        await self.post({"choice": options(line)[place]["key"]})

    async def post(self, fields: Mapping[str, str]) -> None:
        (
            await self.browser.post("/chat", data=dict(fields), headers={"sec-fetch-site": "same-origin", "accept": "application/json"})
        ).raise_for_status()

    def shown(self) -> str:
        return ""

    async def reads(self, begins: str) -> None:
        """As the page asks for it."""
        page = await self.browser.get("/")
        assert begins in unescape(page.text)


@dataclass
class Chat(Phone):
    """In Telegram."""

    play: Stage

    async def say(self, text: str) -> None:
        self.play.hands.say(self.play.ann, self.play.private(self.play.ann), {"text": text})

    async def press(self, place: int, line: Logged) -> None:
        last = self.answers()[-1]
        pressed = buttons(last)[place]
        assert pressed["text"] == options(line)[place]["label"]
        self.play.hands.press(self.play.ann, self.play.private(self.play.ann), last.id, pressed["callback_data"])

    def answers(self) -> list[Any]:
        return [one for one in self.play.private(self.play.ann).messages.values() if one.sender == self.play.merchant_bot.id]

    def shown(self) -> str:
        return str(self.answers()[-1].content["text"])


@dataclass
class Following(Phone):
    """At the service account: options are numbers to type."""

    play: Playing

    async def say(self, text: str) -> None:
        self.play.hands.say(self.play.wang, text)

    async def press(self, place: int, line: Logged) -> None:
        assert f"{place + 1}. {options(line)[place]['label']}" in self.shown()
        await self.say(str(place + 1))

    def shown(self) -> str:
        return theirs(self.play.wang.at_account)[-1].text


@dataclass
class Customer(Phone):
    """At WeChat Customer Service: options are a menu, if it is not too long."""

    play: Playing

    async def say(self, text: str) -> None:
        self.play.hands.write(self.play.wang, text)

    async def press(self, place: int, line: Logged) -> None:
        last = self.last()
        if not last.items:
            await self.say(str(place + 1))
            return
        key, label = last.items[place]
        assert label == options(line)[place]["label"]
        self.play.hands.write(self.play.wang, label, key)

    def last(self) -> Bubble:
        return theirs(self.play.wang.at_service)[-1]

    def shown(self) -> str:
        return self.last().text


@dataclass
class Keyboard(Phone):
    """At a terminal: options are numbers to type."""

    parlour: Parlour
    screen: StringIO

    async def say(self, text: str) -> None:
        await self.parlour.answer(text)

    async def press(self, place: int, line: Logged) -> None:
        assert f"{place + 1}  {options(line)[place]['label']}" in self.screen.getvalue()
        await self.say(str(place + 1))

    def shown(self) -> str:
        return self.screen.getvalue().rpartition("posbot")[2].partition("\n")[2].strip()


def options(line: Logged) -> list[dict[str, str]]:
    found: Any = line.body.get("choices") or []
    return list(found)


@asynccontextmanager
async def phones(props: Props, folder: Path, locale: str) -> AsyncIterator[dict[str, Phone]]:
    """One posbot, reached in five ways."""
    wechat, emulator = WeChat(stage(ACCOUNT, SERVICE), patience=5.0), Emulator(telegram_stage(), None, pace=0.01)
    store = open_store(f"sqlite:///{folder / 'posbot.db'}", synchronous="OFF")
    async with listening_on(emulator.app()) as base:
        play = Stage(emulator, base)
        settings = {"telegram_server": base, "telegram_token": play.merchant_bot.token, "locale": locale}
        async with playing(wechat, store, props, folder, (telegram, web, worker), **settings) as found:
            found.wang.follows = True
            async with httpx.AsyncClient(base_url=found.address_of_posbot, headers={"accept-language": locale}) as browser:
                await browser.get("/")
                screen = StringIO()
                talk = Talk(found.support, FolderBlobs(folder / "media"))
                parlour = Parlour(talk, locale, store.now, Console(file=screen, width=1000))
                chat = browser.cookies["posbot_chat"]
                yield {
                    "web": Page(store, Address("web", chat), browser),
                    "telegram": Chat(store, Address("telegram", str(play.ann.id)), play),
                    "wx_oa": Following(store, found.address(found.wang), found),
                    "wx_kf": Customer(store, found.address(found.wang, "wx_kf"), found),
                    "terminal": Keyboard(store, Address("terminal", CHAT), parlour, screen),
                }
        await emulator.close()
    await store.close()
    assert (wechat.journal.wrong, emulator.journal.wrong) == ([], [])


async def played(phone: Phone, turns: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[tuple[str, str, str]], object]:
    """Everything that was said, the tickets, and where it ends."""
    for number, turn in enumerate(turns, 1):
        if "merchant" in turn:
            await phone.say(turn["merchant"])
        else:
            line = (await phone.lines())[-1]
            names = [one["key"].partition(".")[2] for one in options(line)]
            await phone.press(names.index(turn["choose"]), line)
        said = await phone.said(number)
        await phone.reads(str(said.body["text"]).split("\n", maxsplit=1)[0])
    state = (await phone.store.chat(phone.address)).state  # type: ignore[union-attr]  # it has talked
    assert state
    texts = [REF.sub("#", str(line.body["text"])) for line in await phone.lines()]
    tickets = [(ticket.kind, ticket.intent, ticket.status) for ticket in state.tickets]
    return texts, tickets, (state.mode, state.place, state.trouble)


@pytest.mark.parametrize("name", PLAYED)
async def test_every_channel_says_the_same_and_leads_to_the_same(name: str, shipped: Loaded, mind: Mind, tmp_path: Path) -> None:
    dialog = read_dialog(DIALOGS / f"{name}.yaml")
    turns = dialog.turns[:TURNS]
    assert all("merchant" in turn or "choose" in turn for turn in turns), "only what every channel can do"
    async with phones(Props(shipped, replace(mind, locale=dialog.locale)), tmp_path, dialog.locale) as found:
        at_once = await asyncio.gather(*(played(phone, turns) for phone in found.values()))
        outcomes = dict(zip(found, at_once, strict=True))
    for channel, outcome in outcomes.items():
        assert outcome == outcomes["web"], channel
