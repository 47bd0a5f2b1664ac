"""What people see on their phones, as JSON for the page. Reads the world and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.emulator.telegram.files import Shown
from bot.emulator.telegram.people import Account, Chat, Message
from bot.emulator.telegram.server import Emulator
from bot.emulator.telegram.world import World

LATEST = 80
LINES = 120
SERVICES = (
    ("forum_topic_created", "created"),
    ("forum_topic_edited", "renamed"),
    ("forum_topic_closed", "was_closed"),
    ("forum_topic_reopened", "was_reopened"),
    ("pinned_message", "was_pinned"),
    ("migrate_to_chat_id", "moved"),
    ("migrate_from_chat_id", "moved"),
)


def shown(emulator: Emulator, after: int) -> dict[str, Any]:
    """Everything on the stage; of the wire log what is past ``after``."""
    world = emulator.world
    return {
        "now": world.clock.now(),
        "version": emulator.spec.version if emulator.spec else "",
        "wrong": emulator.journal.wrong[-50:],
        "people": [{"id": one.id, "name": one.name, "language": one.language} for one in world.people.values()],
        "bots": [_bot(bot) for bot in world.bots.values()],
        "private": [_chat(world, chat) | {"bot": bot, "person": person} for (bot, person), chat in world.private.items()],
        "groups": [_group(world, chat) for chat in world.groups.values() if chat.moved_to is None],
        "toasts": [query.answered["text"] for query in world.queries.values() if query.answered and query.answered["text"]][-1:],
        "wire": [_line(line) for line in list(emulator.journal.lines)[-LINES:] if line.number > after],
    }


def _line(line: Any) -> dict[str, Any]:
    names = ("number", "at", "way", "bot", "what", "sent", "got", "ok", "wrong")
    return {name: getattr(line, name) for name in names}


def _bot(bot: Account) -> dict[str, Any]:
    commands = {language: kept["commands"] for (topic, language), kept in bot.about.items() if topic == "commands"}
    description = {language: kept["description"] for (topic, language), kept in bot.about.items() if topic == "description"}
    return {"id": bot.id, "name": bot.name, "username": bot.username, "commands": commands, "description": description}


def _chat(world: World, chat: Chat) -> dict[str, Any]:
    latest = list(chat.messages.values())[-LATEST:]
    found = {"id": chat.id, "title": chat.title, "blocked": chat.blocked, "started": chat.is_started, "pinned": chat.pinned}
    return found | {"messages": [_message(world, message) for message in latest]}


def _group(world: World, chat: Chat) -> dict[str, Any]:
    topics = [{"id": topic.id, "name": topic.name, "closed": topic.closed} for topic in chat.topics.values()]
    members = [{"id": who, "status": member.status} for who, member in chat.members.items()]
    messages = list(chat.messages.values())[-LATEST * 5 :]
    return _chat(world, chat) | {"topics": topics, "members": members, "messages": [_message(world, one) for one in messages]}


def _message(world: World, message: Message) -> dict[str, Any]:
    content = message.content
    sender = world.somebody(message.sender)
    found: dict[str, Any] = {
        "id": message.id,
        "from": message.sender,
        "who": sender.name,
        "bot": message.sender in world.bots,
        "at": message.at,
        "thread": message.thread,
        "edited": message.reworded,
        "text": content.get("text") or content.get("caption") or "",
        "entities": content.get("entities") or content.get("caption_entities") or [],
        "buttons": content.get("reply_markup", {}).get("inline_keyboard", []),
        "marks": [mark["emoji"] for marks in message.marks.values() for mark in marks if "emoji" in mark],
        "service": next((name for key, name in SERVICES if key in content), ""),
    }
    return found | dict(_attached(content))


def _attached(content: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    if "photo" in content:
        yield "photo", content["photo"][-1].key
    for kind in ("document", "voice"):
        if isinstance(file := content.get(kind), Shown):
            yield kind, {"key": file.key, **dict(file.extra)}
    for kind in ("location", "contact"):
        if kind in content:
            yield kind, content[kind]
