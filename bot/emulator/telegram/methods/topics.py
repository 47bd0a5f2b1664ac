"""Topics of a forum, as a bot with the right to manage them uses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.entities import units
from bot.emulator.telegram.people import Account, Chat, Topic
from bot.emulator.telegram.refusals import bad
from bot.emulator.telegram.world import World

NAME = range(1, 129)
RIGHT = "can_manage_topics"


def _forum(world: World, bot: Account, call: Call) -> Chat:
    chat = world.chat_for(bot, call.number("chat_id"))
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    world.check_right(chat, bot, RIGHT, "not enough rights to manage topics")
    return chat


def _topic(world: World, bot: Account, call: Call) -> tuple[Chat, Topic]:
    chat = _forum(world, bot, call)
    topic = chat.topics.get(call.number("message_thread_id") or 0)
    if topic is None:
        raise bad("message thread not found")
    return chat, topic


def _name(call: Call) -> str:
    name = call.text("name").strip()
    if units(name) not in NAME:
        raise bad("TOPIC_TITLE_INVALID")
    return name


def _create(world: World, bot: Account, call: Call) -> dict[str, Any]:
    chat = _forum(world, bot, call)
    topic = world.open_topic(chat, bot, _name(call), call.number("icon_color") or 7322096)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.icon_color}


def _edit(world: World, bot: Account, call: Call) -> bool:
    chat, topic = _topic(world, bot, call)
    name = _name(call) if "name" in call.parameters else topic.name
    if name == topic.name:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.name = name
    world.put(chat, bot, {"forum_topic_edited": {"name": name}}, topic.id)
    return True


def _closer(kind: str, *, closed: bool) -> Callable[[World, Account, Call], bool]:
    def change(world: World, bot: Account, call: Call) -> bool:
        chat, topic = _topic(world, bot, call)
        if topic.closed is closed:
            raise bad("TOPIC_NOT_MODIFIED")
        topic.closed = closed
        world.put(chat, bot, {kind: {}}, topic.id)
        return True

    return change


def _delete(world: World, bot: Account, call: Call) -> bool:
    chat, topic = _topic(world, bot, call)
    world.check_right(chat, bot, "can_delete_messages", "not enough rights to delete topic")
    drop_topic(world, chat, topic)
    return True


def drop_topic(world: World, chat: Chat, topic: Topic) -> None:
    """The topic and everything in it is gone."""
    del chat.topics[topic.id]
    chat.messages = {id_: message for id_, message in chat.messages.items() if message.thread != topic.id}
    world.changed()


METHODS: Mapping[str, Callable[[World, Account, Call], Any]] = {
    "createforumtopic": _create,
    "editforumtopic": _edit,
    "closeforumtopic": _closer("forum_topic_closed", closed=True),
    "reopenforumtopic": _closer("forum_topic_reopened", closed=False),
    "deleteforumtopic": _delete,
}
