"""From a raw update of the group to what a colleague wants. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from telegram import Message, Update

from bot.service.ports import JSON
from bot.service.taking import Unreadable

ALLOWED = ("message", "edited_message", "my_chat_member")
FETCHED_AT_MOST = 20 * 1024 * 1024
COMMANDS = frozenset({"note", "take", "back", "close", "ticket"})
_COMMAND = re.compile(r"/([a-z_]+)(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}$")


@dataclass(frozen=True, slots=True)
class File:
    """Something that was sent along: ``id`` is good for this bot."""

    kind: str
    id: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a colleague wrote in a topic. ``command`` without its slash; empty: words for the merchant. ``answers``: the
    message that it is a reply to, 0 if to none. ``edited``: it was written before and reads so now.
    """

    group: int
    thread: int
    message: int
    person: int
    text: str
    command: str = ""
    answers: int = 0
    files: tuple[File, ...] = ()
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Shut:
    """A person has closed or opened a topic by hand."""

    group: int
    thread: int
    person: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has another number."""

    before: int
    after: int


Happened = Written | Shut | Moved


def parsed(update: Mapping[str, JSON]) -> Happened | None:
    """None for what concerns nobody: the general topic, who comes and goes. Raises `Unreadable` for what is malformed."""
    try:
        return _parsed(update)
    except Exception as wrong:  # whatever the library raises for what Telegram never sends
        raise Unreadable from wrong


def _parsed(update: Mapping[str, JSON]) -> Happened | None:
    happened = Update.de_json(dict(update), None)
    if happened.edited_message:
        return _edited(happened.edited_message)
    message = happened.message
    if message is None or message.chat.type == "private":
        return None
    if message.migrate_to_chat_id:
        return Moved(message.chat.id, message.migrate_to_chat_id)
    person = message.from_user.id if message.from_user else 0
    thread = message.message_thread_id if message.is_topic_message else None
    if thread is None:
        return None
    if message.forum_topic_closed or message.forum_topic_reopened:
        return Shut(message.chat.id, thread, person, closed=bool(message.forum_topic_closed))
    return _written(message, thread, person)


def _edited(message: Message) -> Written | None:
    """The words as they are now; of a place that moves or a mark that changes, nothing."""
    thread = message.message_thread_id if message.is_topic_message else None
    written = _written(message, thread, message.from_user.id) if thread and message.from_user else None
    return replace(written, edited=True) if written else None


def _written(message: Message, thread: int, person: int) -> Written | None:
    text = message.text or message.caption or ""
    files = tuple(_files(message))
    if not text and not files:
        return None
    found = _COMMAND.fullmatch(text)
    command = found[1].lower() if found and found[1].lower() in COMMANDS else ""
    reply = message.reply_to_message
    # Within a topic every message "answers" the one that opened it.
    answers = reply.message_id if reply and reply.message_id != thread else 0
    words = (found[2] or "").strip() if found and command else text
    return Written(message.chat.id, thread, message.message_id, person, words, command, answers, files)


def _files(message: Message) -> list[File]:
    if message.photo:
        return [File("photo", message.photo[-1].file_id, ".jpg")]
    for kind, file, suffix in (
        ("document", message.document, ".bin"),
        ("voice", message.voice, ".ogg"),
        ("document", message.video, ".mp4"),
    ):
        if file is not None and (file.file_size or 0) <= FETCHED_AT_MOST:
            name = _SUFFIX.search((getattr(file, "file_name", None) or "").lower())
            return [File(kind, file.file_id, name[0] if name else suffix)]
    return []
