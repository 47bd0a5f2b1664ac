"""The way out to merchants: one message at a time, and what became of it. Retry is a returned decision."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import EditMessageReplyMarkup, SendMessage
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup
from aiohttp import ClientConnectorError

from bot.channels.telegram.calling import HTML, NO_PREVIEW, called
from bot.channels.telegram.front import CHANNEL
from bot.channels.telegram.rendering import Part, Rows, rendered
from bot.core.messages import Address, Outbound
from bot.service.buttons import left_open
from bot.service.ports import JSON, Blobs, Store
from bot.service.sending import Bucket, Delivered, MaybeSent, Outcome, Refused, RetryAt, Unreachable

PAUSES = (1, 2, 5, 15, 60)
"""Seconds after the first failure, the second, and so on."""
TOKEN_SECONDS = 300
AT_HAND, LOOK_BACK = 4, 20
"""Lines of the log in which the question before is sought first, and if nothing was said in these."""
UNREACHABLE = ("chat not found", "user is deactivated", "peer_id_invalid")


class MerchantDoor:
    """Sends through the merchants' bot."""

    channel = CHANNEL
    looks_back = AT_HAND

    def __init__(self, bot: Bot, store: Store, blobs: Blobs, signature: str) -> None:
        """``signature`` shows who of the staff speaks."""
        self._bot = bot
        self._store = store
        self._blobs = blobs
        self._signature = signature
        self._begun: dict[str, int] = {}

    async def send(self, message: Outbound, attempt: int, at: datetime) -> Outcome:  # noqa: ARG002 -- the protocol's shape; the store has the clock
        """See `bot.service.sending.Door`. Parts that went out before a wait are not sent again."""
        parts = rendered(message, self._signature)
        outcome: Outcome = Refused("empty")
        for index in range(self._begun.get(message.id, 0), len(parts)):
            outcome = await self._part(message, parts[index], attempt)
            if not isinstance(outcome, Delivered):
                break
            self._begun[message.id] = index + 1
        if not isinstance(outcome, RetryAt):
            self._begun.pop(message.id, None)
        if isinstance(outcome, Delivered):
            await self._tidy(message)
        return outcome

    async def _tidy(self, message: Outbound) -> None:
        """Buttons stand under the newest message only: a merchant who typed has left those before. What is only
        tidying may fail; an old button is answered as one.
        """
        above, line = message.above, int(message.id.rpartition("-")[2])
        open_still = await self._left_open(message.recipient, line - 1) if above is None else above
        if open_still:
            with contextlib.suppress(AiogramError):
                await called(self._bot, EditMessageReplyMarkup, chat_id=int(message.recipient.chat), message_id=int(open_still))

    async def _left_open(self, recipient: Address, last: int) -> str | None:
        """The question up to that line which still has its buttons. It hardly ever stands further back than a few lines."""
        for back in (self.looks_back, LOOK_BACK):
            before = max(0, last - back)
            found = left_open(await self._store.log(recipient, before, last - before)) if last else None
            if found is not None or not before:
                return found
        return None

    async def _part(self, message: Outbound, part: Part, attempt: int) -> Outcome:
        now = self._store.now()
        again = await self._store.admit(self._buckets(message), now)
        if again is not None:
            return RetryAt(again, "budget")
        try:
            sent = await self._post(int(message.recipient.chat), part)
        except (TelegramAPIError, TelegramNetworkError) as wrong:
            return outcome_of(wrong, attempt, self._store.now())
        return Delivered(str(sent)) if sent else Refused("file")

    def _buckets(self, message: Outbound) -> Sequence[Bucket]:
        """What Telegram documents: 30 a second in all, one a second to a chat with short bursts. Notices may take a
        third of it and what is said to many a fifth of that, so that answers always find room, and then notices.
        """
        name = f"telegram:{self._bot.id}"
        usual = (Bucket(name, 25, 25), Bucket(f"{name}:{message.recipient.chat}", 1, 3))
        own = Bucket(f"{name}:notices", 8, 4)
        if message.bulk:
            return (*usual, own, Bucket(f"{name}:bulk", 1.6, 2))
        return (*usual, own) if message.notice else usual

    async def _post(self, chat: int, part: Part) -> int | None:
        """Telegram's number of the message; None where the file is not there any more."""
        if part.kind == "text":
            more = {"reply_markup": keyboard(part.rows)} if part.rows else {}
            sent = await called(self._bot, SendMessage, chat_id=chat, text=part.html, **HTML, **NO_PREVIEW, **more)
            return int(sent["message_id"])
        content = await self._blobs.get(part.ref)
        if content is None:
            return None
        file = BufferedInputFile(content, part.ref.rpartition("/")[2][-12:])
        under = InlineKeyboardMarkup.model_validate(keyboard(part.rows)) if part.rows else None
        if part.kind == "photo":
            made = self._bot.send_photo(chat, file, caption=part.html or None, parse_mode="HTML", reply_markup=under)
        elif part.kind == "voice":
            made = self._bot.send_voice(chat, file, caption=part.html or None, parse_mode="HTML", reply_markup=under)
        else:
            made = self._bot.send_document(chat, file, caption=part.html or None, parse_mode="HTML", reply_markup=under)
        return (await made).message_id


def keyboard(rows: Rows) -> dict[str, JSON]:
    """The buttons as Telegram has them."""
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label, data in row] for row in rows]}


def outcome_of(wrong: Exception, attempt: int, now: datetime) -> Outcome:  # noqa: PLR0911 -- a table
    """What follows from an error of the library; the table is in ``docs/telegram.md``."""
    pause = timedelta(seconds=PAUSES[min(attempt, len(PAUSES) - 1)])
    match wrong:
        case TelegramRetryAfter():
            return RetryAt(now + timedelta(seconds=wrong.retry_after), "flood")
        case TelegramForbiddenError():
            return Unreachable(wrong.message)
        case TelegramUnauthorizedError():
            return RetryAt(now + timedelta(seconds=TOKEN_SECONDS), "token")
        case TelegramServerError():
            return RetryAt(now + pause, "server")
        case TelegramNetworkError():
            # Not even connected: nothing can have arrived. Otherwise nobody knows.
            return RetryAt(now + pause, "network") if isinstance(wrong.__cause__, ClientConnectorError) else MaybeSent("no answer")
        case TelegramMigrateToChat() | TelegramBadRequest() | TelegramNotFound():
            is_gone = any(words in wrong.message.casefold() for words in UNREACHABLE)
            return Unreachable(wrong.message) if is_gone else Refused(wrong.message)
        case _:
            return RetryAt(now + pause, type(wrong).__name__)
