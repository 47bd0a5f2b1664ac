"""Works off one update: fetches what was sent, hands the message on, then tidies up at Telegram.

Everything may be done again after a crash: the message has an id, and the tidying does no harm twice.
"""

from __future__ import annotations

import contextlib
import re
from collections import OrderedDict
from collections.abc import Awaitable
from dataclasses import replace
from html import escape
from io import BytesIO

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, EditMessageCaption, EditMessageReplyMarkup, EditMessageText

from bot.channels.telegram.calling import HTML, NO_PREVIEW, called
from bot.channels.telegram.front import CHANNEL
from bot.channels.telegram.parsing import Elsewhere, Pressed, Said, Stopped, Wanted, parsed
from bot.channels.telegram.rendering import Part, rendered
from bot.channels.telegram.words import CHOICES, locale_of, tongues
from bot.core.messages import Address, Choice, Inbound, Media
from bot.rendering.splitting import CAPTION, TEXT, units
from bot.rendering.words import Words
from bot.service import buttons
from bot.service.fitting import unpacked
from bot.service.inbox import Update
from bot.service.merchants import Front
from bot.service.ports import JSON, Logged
from bot.service.turning import outbound

ALBUMS = 1000
"""Albums that are remembered: the photos of one come within seconds."""
_SERIAL = re.compile(r"[A-Za-z0-9-]{5,40}")


class MerchantIntake:
    """What the merchants' bot makes of its updates."""

    def __init__(self, bot: Bot, front: Front, words: Words) -> None:
        """Nothing is remembered but which albums have begun."""
        self._bot = bot
        self._front = front
        self._words = words
        self._albums: OrderedDict[str, str] = OrderedDict()

    async def take(self, update: Update) -> None:
        """See `bot.service.taking.Intake`."""
        raw, masked = unpacked(update.raw)
        happened = parsed(raw)
        if isinstance(happened, Said | Pressed | Elsewhere):
            happened = replace(happened, locale=locale_of(happened.locale, self._words))
        match happened:
            case Said():
                await self._said(happened, update, masked)
            case Pressed():
                await self._pressed(happened, update)
            case Stopped(chat, blocked):
                did = "blocked" if blocked else "unblocked"
                await self._front.note(Address(CHANNEL, chat), update.update_id, update.at, {"did": did})
            case Elsewhere():
                await self._elsewhere(happened)
            case None:
                pass

    async def _said(self, said: Said, update: Update, masked: int) -> None:
        if said.files:
            await _quietly(self._bot.send_chat_action(int(said.chat), "typing"))
        media = (*said.media, *[await self._fetch(wanted) for wanted in said.files])
        text, choice = self._meant(said)
        more = bool(said.album) and not said.edited and self._is_more(f"{said.chat}:{said.album}", update.update_id)
        sender = Address(CHANNEL, said.chat)
        inbound = Inbound(update.update_id, sender, update.at, text, choice, media, said.locale, masked, more=more and bool(media))
        await self._front.receive(replace(inbound, message=str(said.message), edits=said.edited))

    def _meant(self, said: Said) -> tuple[str, str | None]:
        """The words that a command stands for, or the choice."""
        if not said.command:
            return said.text, None
        if said.command in CHOICES:
            return "", CHOICES[said.command]
        if said.command == "start":
            has_serial = _SERIAL.fullmatch(said.rest)
            return self._words(said.locale, "say_serial" if has_serial else "say_hello", serial=said.rest), None
        chosen = tongues(self._words).get(said.command)
        name = "say_menu" if chosen else {"menu": "say_menu", "help": "say_help"}.get(said.command)
        return (self._words(chosen or said.locale, name) if name else f"/{said.command} {said.rest}".strip()), None

    def _is_more(self, album: str, update_id: str) -> bool:
        """Whether another photo of this album came first."""
        first = self._albums.setdefault(album, update_id)
        self._albums.move_to_end(album)
        while len(self._albums) > ALBUMS:
            self._albums.popitem(last=False)
        return first != update_id

    async def _fetch(self, wanted: Wanted) -> Media:
        """The file, in our own store: a file's id is good for this bot only, and not for ever."""
        try:
            file = await self._bot.get_file(wanted.file)
        except TelegramBadRequest as refused:
            return Media("too_big" if "too big" in refused.message else "other")
        content = BytesIO()
        await self._bot.download_file(file.file_path or "", content)
        return Media(wanted.kind, await self._front.blobs.put(content.getvalue(), wanted.suffix))

    async def _pressed(self, pressed: Pressed, update: Update) -> None:
        sender = Address(CHANNEL, pressed.chat)
        line = buttons.line_of(pressed.data)
        entries = await self._front.log(sender, line - 1, 1) if line else ()
        choice = buttons.meaning(pressed.data, entries)
        key = choice.key if choice else buttons.UNKNOWN
        await self._front.receive(Inbound(update.update_id, sender, update.at, choice=key, locale=pressed.locale))
        await _quietly(called(self._bot, AnswerCallbackQuery, callback_query_id=pressed.query))
        await _quietly(self._used(pressed, chosen(sender, entries[0], choice) if choice else None))

    def _used(self, pressed: Pressed, last: Part | None) -> Awaitable[object]:
        """Take the buttons away and leave what was picked, for Telegram shows no sign of a press."""
        under: dict[str, JSON] = {"chat_id": int(pressed.chat), "message_id": pressed.message}
        if last is None:
            return called(self._bot, EditMessageReplyMarkup, **under)
        if last.kind == "text":
            return called(self._bot, EditMessageText, **under, text=last.html, **HTML, **NO_PREVIEW)
        return called(self._bot, EditMessageCaption, **under, caption=last.html, **HTML)

    async def _elsewhere(self, place: Elsewhere) -> None:
        """Shops' affairs are not for groups: say so once, and go."""
        if not place.joined:
            return
        await _quietly(self._bot.send_message(int(place.chat), self._words(place.locale, "group")))
        await _quietly(self._bot.leave_chat(int(place.chat)))


def chosen(sender: Address, entry: Logged, choice: Choice) -> Part | None:
    """The message that the buttons stood under, with what was picked; None if there is no room for that."""
    shown = rendered(outbound(0, entry.seq, sender, entry.body))
    if not shown:
        return None
    last = shown[-1]
    html = f"{last.html}\n\n✓ {escape(choice.label, quote=False)}"
    return Part(last.kind, html, last.ref) if units(html) <= (TEXT if last.kind == "text" else CAPTION) else None


async def _quietly(call: Awaitable[object]) -> None:
    """What is only tidying may fail: the button is gone already, the query too old, the chat blocked."""
    with contextlib.suppress(AiogramError):
        await call
