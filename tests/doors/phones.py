"""A merchant's phone at each door: what a written turn is there, through the emulators' hands, the page and the keyboard."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx
from PIL import Image
from rich.console import Console

from bot.channels.terminal.parlour import Parlour
from bot.channels.terminal.talk import Answered, Talk
from bot.core.messages import Address
from bot.emulator.telegram.hands import Hands as TelegramHands
from bot.emulator.telegram.people import Person
from bot.emulator.wechat.hands import Hands
from bot.emulator.wechat.people import Bubble, Merchant
from bot.service import buttons
from bot.service.ports import EntryKind, Logged, Store

TOO_BIG = 21 * 1024 * 1024
CHINESE = "一二三四五六七八九十"


class NotThere(Exception):
    """The door has no way to do that: a service account's old question cannot be pressed, a page sends no voice."""


def picture() -> bytes:
    """A photo that any door takes."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "grey").save(made, "JPEG")
    return made.getvalue()


PHOTO = picture()


@dataclass
class Phone(ABC):
    """One merchant at one door. ``lines``: the chat's log as far as it was read; ``chance``: how he answers a numbered question."""

    store: Store
    address: Address
    chance: Random
    lines: list[Logged] = field(default_factory=list)

    async def read(self) -> Sequence[Logged]:
        """What is new in the log."""
        new = await self.store.log(self.address, len(self.lines))
        self.lines.extend(new)
        return new

    async def do(self, turn: Mapping[str, Any]) -> None:
        """What a written turn says. Raises NotThere."""
        if "merchant" in turn:
            await self._write(turn["merchant"])
        elif "choose" in turn:
            await self.choose(turn["choose"])
        elif "photo" in turn:
            await self.send("photo", "")
        elif "voice" in turn:
            await self.send("voice", "")
        else:
            await self.send(turn["media"], turn.get("words", ""))

    async def _write(self, text: str) -> None:
        if not text.strip():
            raise NotThere("no words at all")
        await self.say(text)

    async def choose(self, name: str) -> None:
        """The option of that name, of the newest question that has it."""
        asked = [line for line in self.lines if line.kind is EntryKind.BOT and options(line)]
        for line in reversed(asked):
            names = [one["key"].partition(".")[2] for one in options(line)]
            if name in names:
                said = [one for one in self.lines if one.kind in {EntryKind.BOT, EntryKind.STAFF}]
                await self.press(line, names.index(name), is_last=line is said[-1])
                return
        await self.press_unknown(name)

    @abstractmethod
    async def say(self, text: str) -> None:
        """Write."""

    @abstractmethod
    async def press(self, line: Logged, place: int, *, is_last: bool) -> None:
        """Pick the option at that place of that line."""

    async def press_unknown(self, name: str) -> None:
        """A button that stands nowhere."""
        raise NotThere(name)

    async def send(self, kind: str, words: str) -> None:
        """Something that is no words."""
        raise NotThere(f"{kind} {words}")

    @abstractmethod
    def shown(self) -> list[str]:
        """All that stands on the screen and is not the merchant's."""


def options(line: Logged) -> list[dict[str, str]]:
    """The choices of a line."""
    found: Any = line.body.get("choices") or []
    return list(found)


@dataclass
class Page(Phone):
    """In a browser."""

    browser: httpx.AsyncClient = field(kw_only=True)

    async def say(self, text: str) -> None:
        await self._post({"text": text})

    async def press(self, line: Logged, place: int, *, is_last: bool) -> None:
        await self._post({"choice": options(line)[place]["key"]})

    async def press_unknown(self, name: str) -> None:
        await self._post({"choice": name})

    async def send(self, kind: str, words: str) -> None:
        if kind != "photo" or words:
            raise NotThere(kind)
        await self._post({}, {"photo": ("photo.jpg", PHOTO, "image/jpeg")})

    async def _post(self, fields: Mapping[str, str], files: Any = None) -> None:
        headers = {"sec-fetch-site": "same-origin", "accept": "application/json"}
        (await self.browser.post("/chat", data=dict(fields), files=files, headers=headers)).raise_for_status()

    def shown(self) -> list[str]:
        """The page is looked at in the browser's own tests."""
        return []


@dataclass
class Chat(Phone):
    """In Telegram."""

    hands: TelegramHands = field(kw_only=True)
    person: Person = field(kw_only=True)

    async def say(self, text: str) -> None:
        self.hands.say(self.person, self._chat, {"text": text})

    async def press(self, line: Logged, place: int, *, is_last: bool) -> None:
        message, data = int(line.ref or 0), buttons.key(f"1-{line.seq}", place)
        (self.hands.press if is_last else self.hands.press_late)(self.person, self._chat, message, data)

    async def send(self, kind: str, words: str) -> None:
        made: dict[str, Any] = {
            "photo": lambda: self.hands.photo(PHOTO),
            "voice": lambda: self.hands.voice(b"OggS"),
            "location": lambda: _venue(words),
            "other": lambda: {"dice": {"emoji": "🎲", "value": 3}},
            "too_big": lambda: {"document": {"file_id": "big", "file_unique_id": "big", "file_size": TOO_BIG}},
        }
        self.hands.say(self.person, self._chat, made[kind]())

    @property
    def _chat(self) -> Any:
        bot = next(iter(self.hands.world.bots.values()))
        return self.hands.world.private_chat(bot, self.person)

    def shown(self) -> list[str]:
        theirs = [one.content for one in self._chat.messages.values() if one.sender != self.person.id]
        return [str(content.get("text") or content.get("caption") or "") for content in theirs]


def _venue(words: str) -> dict[str, Any]:
    place = {"latitude": 31.230416, "longitude": 121.473701}
    return {"location": place, "venue": {"location": place, "title": words, "address": words}}


@dataclass
class WeChatPhone(Phone):
    """What both of WeChat's doors have in common."""

    hands: Hands = field(kw_only=True)
    merchant: Merchant = field(kw_only=True)
    locale: str = field(kw_only=True)

    def shown(self) -> list[str]:
        return [bubble.text for bubble in self.bubbles if not bubble.mine]

    @property
    @abstractmethod
    def bubbles(self) -> list[Bubble]:
        """What stands on the phone."""

    def number(self, line: Logged, place: int) -> str:
        """An option of a numbered question, as people write it."""
        number = str(place + 1)
        wide = number.translate({ord("0") + digit: chr(ord("０") + digit) for digit in range(10)})
        ways = [number, wide, options(line)[place]["label"], *(CHINESE[place : place + 1] if self.locale == "zh" else "")]
        return str(self.chance.choice(ways))


@dataclass
class Following(WeChatPhone):
    """At the service account: options are numbers to type."""

    @property
    def bubbles(self) -> list[Bubble]:
        return self.merchant.at_account

    async def say(self, text: str) -> None:
        self.hands.say(self.merchant, text)

    async def press(self, line: Logged, place: int, *, is_last: bool) -> None:
        if not is_last:
            raise NotThere("a question that is over")
        await self.say(self.number(line, place))

    async def send(self, kind: str, words: str) -> None:
        if kind in {"photo", "voice"}:
            self.hands.send(self.merchant, *(("image", PHOTO) if kind == "photo" else ("voice", b"#!AMR\n", "audio/amr")))
        elif kind == "too_big":
            self.hands.send(self.merchant, "video", bytes(TOO_BIG), "video/mp4")
        elif kind == "location":
            self.hands.locate(self.merchant, words)
        else:
            self.hands.raw(self.merchant, {"MsgType": "card", "MsgId": self.chance.randrange(10**9)})


@dataclass
class Customer(WeChatPhone):
    """At WeChat Customer Service: options are a menu, if it is not too long."""

    @property
    def bubbles(self) -> list[Bubble]:
        return self.merchant.at_service

    async def say(self, text: str) -> None:
        self.hands.write(self.merchant, text)

    async def press(self, line: Logged, place: int, *, is_last: bool) -> None:
        data = buttons.key(f"1-{line.seq}", place)
        menu = next((bubble for bubble in reversed(self.bubbles) if any(key == data for key, _ in bubble.items)), None)
        if menu:
            self.hands.write(self.merchant, dict(menu.items)[data], data)
        elif is_last:
            await self.say(self.number(line, place))
        else:
            raise NotThere("a question that is over")

    async def send(self, kind: str, words: str) -> None:
        if kind in {"photo", "voice"}:
            self.hands.send_service(self.merchant, *(("image", PHOTO) if kind == "photo" else ("voice", b"#!AMR\n", "", "audio/amr")))
        elif kind == "too_big":
            self.hands.send_service(self.merchant, "file", bytes(TOO_BIG), "long.zip", "application/zip")
        elif kind == "location":
            self.hands.locate_service(self.merchant, words, words)
        else:
            self.hands.send_card(self.merchant)


@dataclass
class Keyboard(Phone):
    """At a terminal: options are numbers to type; a program hands the key back."""

    parlour: Parlour = field(kw_only=True)
    talk: Talk = field(kw_only=True)
    screen: Console = field(kw_only=True)
    photo: Path = field(kw_only=True)
    locale: str = field(kw_only=True)
    typed: bool = False

    async def read(self) -> Sequence[Logged]:
        """What was not typed for is shown as it comes."""
        new = await super().read()
        if not self.typed:
            self.parlour.show(Answered(new, None))
        self.typed = False
        return new

    async def say(self, text: str) -> None:
        self.typed = True
        await self.parlour.answer(text)

    async def press(self, line: Logged, place: int, *, is_last: bool) -> None:
        if is_last:
            await self.say(str(place + 1))
        else:
            await self.press_unknown(options(line)[place]["key"])

    async def press_unknown(self, name: str) -> None:
        await self.talk.say(self.address.chat, self.store.now(), {"choice": name}, locale=self.locale)

    async def send(self, kind: str, words: str) -> None:
        if kind != "photo" or words:
            raise NotThere(kind)
        await self.say(f"photo {self.photo}")

    def shown(self) -> list[str]:
        """It prints the log."""
        return []
