"""What a bot does to messages that are there: edit, delete, pin, mark, and answer a pressed button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.methods.keyboards import inline_keyboard
from bot.emulator.telegram.methods.sending import caption_of, text_of
from bot.emulator.telegram.people import Account, Chat, Message
from bot.emulator.telegram.refusals import NOT_MODIFIED, QUERY_TOO_OLD, bad
from bot.emulator.telegram.world import World

DELETE_SECONDS = 48 * 3600
QUERY_SECONDS = 900
"""How long a pressed button can be answered is not documented; clients give up long before."""
ANSWER_AT_MOST = 200
REACTIONS = frozenset(
    "👍👎🔥🎉🤩😱😁😢💩🤮🙏👌🤡🥱🥴😍🐳🌚🌭💯🤣🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝🤗🫡🎅🎄💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡🤔🤯🤬👏🥰🕊❤"
)
"""What a message can be marked with."""


def _message(world: World, bot: Account, call: Call, doing: str) -> tuple[Chat, Message]:
    chat = world.chat_for(bot, call.number("chat_id"))
    message = chat.messages.get(call.number("message_id") or 0)
    if message is None:
        raise bad(f"message {doing} not found")
    return chat, message


def _editor(content: Callable[[Call], dict[str, Any]], *replaced: str) -> Callable[[World, Account, Call], Any]:
    def edit(world: World, bot: Account, call: Call) -> Any:
        chat, message = _message(world, bot, call, "to edit")
        if message.sender != bot.id:
            raise bad("message can't be edited")
        rest = {name: value for name, value in message.content.items() if name not in {*replaced, "reply_markup"}}
        fresh = rest | content(call) | inline_keyboard(call)
        if fresh == message.content:
            raise bad(NOT_MODIFIED)
        message.reworded |= _words(fresh) != _words(message.content)
        message.content = fresh
        message.edited_at = world.clock.now()
        world.changed()
        return world.shown(chat, message, bot.id)

    return edit


def _words(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != "reply_markup"}


def _edit_text(call: Call) -> dict[str, Any]:
    return text_of(call)


def _delete(world: World, bot: Account, call: Call) -> bool:
    chat, message = _message(world, bot, call, "to delete")
    _check_deletable(world, chat, bot, message)
    del chat.messages[message.id]
    world.changed()
    return True


def _delete_many(world: World, bot: Account, call: Call) -> bool:
    chat = world.chat_for(bot, call.number("chat_id"))
    for id_ in call.value("message_ids") or []:
        chat.messages.pop(int(id_), None)
    world.changed()
    return True


def _check_deletable(world: World, chat: Chat, bot: Account, message: Message) -> None:
    is_late = message.at < world.clock.now() - DELETE_SECONDS
    is_own = message.sender == bot.id or chat.is_private
    if is_late or not (is_own or chat.members[bot.id].may("can_delete_messages")):
        raise bad("message can't be deleted")


def _pin(world: World, bot: Account, call: Call) -> bool:
    chat, message = _message(world, bot, call, "to pin")
    if not chat.is_private:
        world.check_right(chat, bot, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        world.put(chat, bot, {"pinned_message": world.quoted(chat, message.id)["reply_to_message"]}, message.thread)
    return True


def _unpin(world: World, bot: Account, call: Call) -> bool:
    chat, message = _message(world, bot, call, "to unpin")
    if message.id not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(message.id)
    world.changed()
    return True


def _react(world: World, bot: Account, call: Call) -> bool:
    _, message = _message(world, bot, call, "to react")
    wanted = call.value("reaction") or []
    if any(item.get("type") == "emoji" and item.get("emoji") not in REACTIONS for item in wanted):
        raise bad("REACTION_INVALID")
    message.marks[bot.id] = wanted
    world.changed()
    return True


def _answer_query(world: World, bot: Account, call: Call) -> bool:
    query = world.queries.get(call.text("callback_query_id"))
    is_known = query and query.bot == bot.id and query.answered is None
    if query is None or not is_known or query.at < world.clock.now() - QUERY_SECONDS:
        raise bad(QUERY_TOO_OLD)
    if len(call.text("text")) > ANSWER_AT_MOST:
        raise bad("MESSAGE_TOO_LONG")
    query.answered = {"text": call.text("text"), "show_alert": call.is_set("show_alert")}
    world.changed()
    return True


METHODS: Mapping[str, Callable[[World, Account, Call], Any]] = {
    "editmessagetext": _editor(_edit_text, "text", "entities"),
    "editmessagecaption": _editor(caption_of, "caption", "caption_entities"),
    "editmessagereplymarkup": _editor(lambda call: {}),
    "deletemessage": _delete,
    "deletemessages": _delete_many,
    "pinchatmessage": _pin,
    "unpinchatmessage": _unpin,
    "setmessagereaction": _react,
    "answercallbackquery": _answer_query,
}
