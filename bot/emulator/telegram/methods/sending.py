"""Messages from a bot: text, photos, documents, voice, albums, places, contacts, copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.entities import CAPTION, CUT, parsed, units
from bot.emulator.telegram.files import Stored
from bot.emulator.telegram.methods.keyboards import inline_keyboard
from bot.emulator.telegram.people import Account, Chat
from bot.emulator.telegram.refusals import bad, flood
from bot.emulator.telegram.world import World

ALBUM = range(2, 11)
ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
     "choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)  # fmt: skip
Content = Callable[[World, Account, Call], dict[str, Any]]


def _place(world: World, bot: Account, call: Call) -> tuple[Chat, int | None]:
    chat = world.chat_for(bot, _chat_id(call))
    return chat, world.thread_for(chat, bot, call.number("message_thread_id"))


def _chat_id(call: Call) -> int | None:
    if call.text("chat_id").startswith("@"):
        raise bad("chat not found")
    found = call.number("chat_id")
    if found is None:
        raise bad("chat_id is empty")
    return found


def _spend(world: World, bot: Account, chat: Chat, messages: int = 1) -> None:
    for _ in range(messages):
        wait = world.budgets.wait(bot.id, chat.id)
        if wait:
            raise flood(wait)


def _reply(world: World, chat: Chat, call: Call) -> dict[str, Any]:
    given = call.value("reply_parameters") or {}
    answered = given.get("message_id") or call.number("reply_to_message_id")
    if answered is None:
        return {}
    may_lack = given.get("allow_sending_without_reply") or call.is_set("allow_sending_without_reply")
    if int(answered) not in chat.messages and not may_lack:
        raise bad("message to be replied not found")
    return world.quoted(chat, int(answered))


def _sender(content: Content) -> Callable[[World, Account, Call], Any]:
    """Every method that sends one message differs only in what the message holds."""

    def send(world: World, bot: Account, call: Call) -> Any:
        chat, thread = _place(world, bot, call)
        found = content(world, bot, call) | _reply(world, chat, call) | inline_keyboard(call)
        _spend(world, bot, chat)
        return world.shown(chat, world.put(chat, bot, found, thread), bot.id)

    return send


def text_of(call: Call) -> dict[str, Any]:
    """The text of a message and its entities."""
    text, entities = parsed(call.text("text"), call.text("parse_mode"))
    text = text.strip()
    if not text:
        raise bad("message text is empty")
    if units(text) > CUT:
        raise bad("message is too long")
    return {"text": text} | _entities("entities", call.value("entities") or entities)


def caption_of(call: Call) -> dict[str, Any]:
    """A caption and its entities; nothing if there is none."""
    caption, entities = parsed(call.text("caption"), call.text("parse_mode"))
    caption = caption.strip()
    if units(caption) > CAPTION:
        raise bad("message caption is too long")
    return ({"caption": caption} if caption else {}) | _entities("caption_entities", entities)


def _entities(name: str, entities: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: entities} if entities else {}


def _file(world: World, bot: Account, call: Call, value: str, name: str = "") -> Stored:
    """A file given as an upload, by reference to one, or by an id of this bot."""
    upload = call.uploads.get(value.removeprefix("attach://")) or call.uploads.get(name)
    if upload:
        return world.files.keep(upload.content, upload.name, upload.mime)
    if not value:
        raise bad(f"there is no {name or 'media'} in the request")
    return world.files.by_id(bot.id, value)


def _photo(world: World, bot: Account, call: Call) -> dict[str, Any]:
    stored = _file(world, bot, call, call.text("photo"), "photo")
    return {"photo": world.files.photo(stored.content)} | caption_of(call)


def _document(world: World, bot: Account, call: Call) -> dict[str, Any]:
    stored = _file(world, bot, call, call.text("document"), "document")
    return {"document": world.files.document(stored)} | caption_of(call)


def _voice(world: World, bot: Account, call: Call) -> dict[str, Any]:
    stored = _file(world, bot, call, call.text("voice"), "voice")
    return {"voice": world.files.voice(stored, call.number("duration") or 1)} | caption_of(call)


def _location(_world: World, _bot: Account, call: Call) -> dict[str, Any]:
    return {"location": {"latitude": call.decimal("latitude"), "longitude": call.decimal("longitude")}}


def _contact(_world: World, _bot: Account, call: Call) -> dict[str, Any]:
    if not call.text("phone_number"):
        raise bad("contact phone number must be non-empty")
    return {"contact": {"phone_number": call.text("phone_number"), "first_name": call.text("first_name")}}


def _album(world: World, bot: Account, call: Call) -> list[dict[str, Any]]:
    media = call.value("media")
    if not isinstance(media, list) or len(media) not in ALBUM:
        raise bad("wrong number of items in the album specified; there must be 2-10 of them")
    chat, thread = _place(world, bot, call)
    contents = [_album_item(world, bot, call, item) for item in media]
    _spend(world, bot, chat, len(contents))
    album = {"media_group_id": str(world.next_message)}
    return [world.shown(chat, world.put(chat, bot, content | album, thread), bot.id) for content in contents]


def _album_item(world: World, bot: Account, call: Call, item: Mapping[str, Any]) -> dict[str, Any]:
    stored = _file(world, bot, call, str(item.get("media", "")))
    caption = caption_of(replace(call, parameters={**item}))
    if item.get("type") == "photo":
        return {"photo": world.files.photo(stored.content)} | caption
    if item.get("type") == "document":
        return {"document": world.files.document(stored)} | caption
    raise bad("the emulator's albums hold photos and documents only")


def _copy(world: World, bot: Account, call: Call) -> dict[str, Any]:
    source = world.chat_for(bot, call.number("from_chat_id"))
    message = source.messages.get(call.number("message_id") or 0)
    if message is None:
        raise bad("message to copy not found")
    chat, thread = _place(world, bot, call)
    _spend(world, bot, chat)
    content = {name: value for name, value in message.content.items() if name not in {"reply_to_message", "reply_markup"}}
    return {"message_id": world.put(chat, bot, content | inline_keyboard(call), thread).id}


def _chat_action(world: World, bot: Account, call: Call) -> bool:
    _place(world, bot, call)
    if call.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    return True


METHODS: Mapping[str, Callable[[World, Account, Call], Any]] = {
    "sendmessage": _sender(lambda world, bot, call: text_of(call)),
    "sendphoto": _sender(_photo),
    "senddocument": _sender(_document),
    "sendvoice": _sender(_voice),
    "sendlocation": _sender(_location),
    "sendcontact": _sender(_contact),
    "sendmediagroup": _album,
    "sendchataction": _chat_action,
    "copymessage": _copy,
}
