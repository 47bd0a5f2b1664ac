"""From a raw update to what happened. Pure: no file is fetched, nothing is looked up, no clock is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Contact, Message, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from bot.channels.telegram.words import language_of
from bot.core.messages import Media, place_of
from bot.service.ports import JSON
from bot.service.taking import Unreadable

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that are asked for."""
FETCHED_AT_MOST = 20 * 1024 * 1024
_COMMAND = re.compile(r"/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be fetched: ``kind`` as in `Media`, and the suffix it is kept under."""

    kind: str
    file: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Said:
    """A private message. ``command`` is without its slash, ``rest`` what stands behind it. ``edited``: it was said
    before, in other words, under the same id.
    """

    chat: str
    message: int = 0
    text: str = ""
    locale: str | None = None
    files: tuple[Wanted, ...] = ()
    media: tuple[Media, ...] = ()
    album: str = ""
    command: str = ""
    rest: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed; ``message`` is the one it stands under."""

    chat: str
    query: str
    data: str
    message: int
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """A merchant has stopped the bot (``blocked``) or let it speak again."""

    chat: str
    blocked: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something in a group. ``joined``: the bot was added just now."""

    chat: str
    joined: bool
    locale: str | None = None


Happened = Said | Pressed | Stopped | Elsewhere


def parsed(update: Mapping[str, JSON]) -> Happened | None:
    """What happened; None for what concerns nobody. Raises `Unreadable` for what is malformed or of no known kind."""
    try:
        found = Update.model_validate(update)
        kind = found.event_type
    except (ValidationError, UpdateTypeLookupError) as wrong:
        raise Unreadable from wrong
    if kind not in ALLOWED:
        return None
    if found.callback_query:
        return _pressed(found.callback_query)
    if found.my_chat_member:
        return _standing(found.my_chat_member)
    if found.edited_message:
        return _edited(found.edited_message)
    return _message(found.message) if found.message else None


def _edited(message: Message) -> Happened | None:
    """A shared place that moves on is edited every few seconds: the first place is the one that was meant."""
    happened = None if message.location else _message(message)
    return replace(happened, edited=True) if isinstance(happened, Said) else None


def _pressed(query: CallbackQuery) -> Pressed | None:
    if query.message is None:
        return None
    locale = language_of(query.from_user.language_code)
    return Pressed(str(query.message.chat.id), query.id, query.data or "", query.message.message_id, locale)


def _standing(change: ChatMemberUpdated) -> Happened:
    status, chat = change.new_chat_member.status, str(change.chat.id)
    gone = status in {ChatMemberStatus.KICKED, ChatMemberStatus.LEFT}
    if change.chat.type == ChatType.PRIVATE:
        return Stopped(chat, gone)
    return Elsewhere(chat, joined=not gone, locale=language_of(change.from_user.language_code))


def _number(contact: Contact) -> str:
    """In full, whether or not the client has written the plus."""
    return f"+{contact.phone_number.lstrip('+')}"


def _message(message: Message) -> Happened | None:
    if message.chat.type != ChatType.PRIVATE:
        return Elsewhere(str(message.chat.id), joined=False)
    person = message.from_user
    files, media = _media(message)
    text = message.text or message.caption or (_number(message.contact) if message.contact else "")
    command, rest = _command(text)
    return Said(
        str(message.chat.id),
        message.message_id,
        "" if command else text,
        language_of(person.language_code if person else None),
        files,
        media,
        message.media_group_id or "",
        command,
        rest,
    )


def _command(text: str) -> tuple[str, str]:
    found = _COMMAND.fullmatch(text)
    return (found[1].lower(), (found[2] or "").strip()) if found else ("", "")


def _media(message: Message) -> tuple[tuple[Wanted, ...], tuple[Media, ...]]:
    if message.photo:
        return (Wanted("photo", message.photo[-1].file_id, ".jpg"),), ()
    if message.location:
        return (), (Media("location", words=_where(message)),)
    if message.sticker:
        return (), (Media("sticker"),)
    return _file(message)


def _file(message: Message) -> tuple[tuple[Wanted, ...], tuple[Media, ...]]:
    kinds = (("voice", message.voice, ".ogg"), ("document", message.document, ".bin"), ("document", message.video, ".mp4"))
    more = (("document", message.audio, ".mp3"), ("document", message.video_note, ".mp4"))
    for kind, file, suffix in (*kinds, *more):
        if file is None:
            continue
        if (file.file_size or 0) > FETCHED_AT_MOST:
            return (), (Media("too_big"),)
        return (Wanted(kind, file.file_id, _suffix(getattr(file, "file_name", None), suffix)),), ()
    is_words = message.text or message.caption or message.contact
    return (), () if is_words else (Media("other"),)


def _suffix(name: str | None, usual: str) -> str:
    found = _SUFFIX.search((name or "").lower())
    return found[0] if found else usual


def _where(message: Message) -> str:
    venue, place = message.venue, message.location
    return place_of(place.latitude, place.longitude, *((venue.title, venue.address) if venue else ())) if place else ""
