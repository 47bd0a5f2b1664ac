"""The group at Telegram: everything that is done there, with what can be wrong named. Decides nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TypeVar

from telegram import Bot, LinkPreviewOptions, ReactionTypeEmoji, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.service.ports import Store
from bot.service.sending import Bucket
from bot.service.topics import Topics

T = TypeVar("T")
RATE, BURST = 0.28, 3
"""Messages a second: with the burst never more than 20 in any minute, for all topics together."""
GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
SHUT = ("topic_closed",)
HARMLESS = ("topic_not_modified", "message is not modified", "message to edit not found", "message to react not found")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class TopicGone(Exception):
    """Somebody has deleted the topic."""


class TopicShut(Exception):
    """The topic is closed, and the bot may not write there."""


class GroupMoved(Exception):
    """The group has another number by now; it is noted."""


class GroupAway(Exception):
    """Telegram or the group does not take it; try again later. The message says why."""


class Group:
    """One method a deed. ``given`` is the number it was set up with; ``rate`` and ``burst`` what it may send."""

    def __init__(self, bot: Bot, store: Store, topics: Topics, given: int, rate: float = RATE, burst: int = BURST) -> None:  # noqa: PLR0913 -- the last two are for tests
        """Nothing is asked yet."""
        self._rate = rate
        self._burst = burst
        self._bot = bot
        self._store = store
        self._topics = topics
        self._given = given

    async def number(self) -> int:
        """Which number it has now."""
        return await self._topics.group(self._given)

    async def create(self, name: str) -> int:
        """A topic; its thread."""
        made = await self._do(lambda group: self._bot.create_forum_topic(group, name), paid=True)
        return made.message_thread_id

    async def say(self, thread: int, html: str, answers: int = 0) -> int:
        """A message; its id."""
        reply = ReplyParameters(answers, allow_sending_without_reply=True) if answers else None
        sent = await self._do(
            lambda group: self._bot.send_message(
                group, html, "HTML", message_thread_id=thread, link_preview_options=NO_PREVIEW, reply_parameters=reply
            ),
            paid=True,
        )
        return sent.message_id

    async def announce(self, html: str) -> None:
        """A message to all, in no topic."""
        await self._do(lambda group: self._bot.send_message(group, html, "HTML", link_preview_options=NO_PREVIEW), paid=True)

    async def send(self, thread: int, kind: str, content: bytes, name: str) -> None:
        """A photo, a voice message or a file."""
        send: Mapping[str, Callable[..., Awaitable[object]]] = {"photo": self._bot.send_photo, "voice": self._bot.send_voice}
        deed = send.get(kind, self._bot.send_document)
        await self._do(lambda group: deed(group, content, message_thread_id=thread, filename=name), paid=True)

    async def rewrite(self, message: int, html: str) -> None:
        """Change what a message says."""
        await self._do(lambda group: self._bot.edit_message_text(html, group, message, parse_mode="HTML", link_preview_options=NO_PREVIEW))

    async def pin(self, message: int) -> None:
        """Keep it in sight. Without the right to pin, it is found all the same."""
        try:
            await self._do(lambda group: self._bot.pin_chat_message(group, message, disable_notification=True))
        except GroupAway:
            return

    async def mark(self, message: int, emoji: str) -> None:
        """Put a sign to a message."""
        await self._do(lambda group: self._bot.set_message_reaction(group, message, [ReactionTypeEmoji(emoji)]))

    async def close(self, thread: int) -> None:
        """Nothing more to do there."""
        await self._do(lambda group: self._bot.close_forum_topic(group, thread))

    async def reopen(self, thread: int) -> None:
        """There is again."""
        await self._do(lambda group: self._bot.reopen_forum_topic(group, thread))

    async def fetch(self, file: str) -> bytes:
        """The bytes of a file that was sent to the group."""
        found = await self._do(lambda _: self._bot.get_file(file))
        return bytes(await found.download_as_bytearray())

    async def _do(self, deed: Callable[[int], Awaitable[T]], *, paid: bool = False) -> T:
        group = await self.number()
        if paid:
            await self._wait(group)
        try:
            return await deed(group)
        except ChatMigrated as moved:
            await self._topics.move(group, moved.new_chat_id)
            raise GroupMoved(str(moved.new_chat_id)) from None
        except RetryAfter as busy:
            raise GroupAway(f"flood, {busy.retry_after}") from None
        except BadRequest as refused:
            raise _named(refused) from None
        except TelegramError as wrong:
            raise GroupAway(f"{type(wrong).__name__}: {wrong}") from None

    async def _wait(self, group: int) -> None:
        """Until the group takes one more; all processes share the budget."""
        while again := await self._admitted(group):  # noqa: ASYNC110 -- the budget is in the database
            await asyncio.sleep(max((again - self._store.now()).total_seconds(), 0.05))

    async def _admitted(self, group: int) -> datetime | None:
        return await self._store.admit([Bucket(f"telegram:group:{group}", self._rate, self._burst)], self._store.now())


class Harmless(Exception):
    """It was so already."""


def _named(refused: BadRequest) -> Exception:
    said = refused.message.casefold()
    if any(words in said for words in GONE):
        return TopicGone(refused.message)
    if any(words in said for words in SHUT):
        return TopicShut(refused.message)
    if any(words in said for words in HARMLESS):
        return Harmless(refused.message)
    return GroupAway(refused.message)
