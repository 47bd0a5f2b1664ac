"""Who a bot is and what it says of itself; who is in a chat; where a file is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.files import DOWNLOAD_AT_MOST
from bot.emulator.telegram.people import Account, Chat, Member
from bot.emulator.telegram.refusals import bad
from bot.emulator.telegram.world import World

ADMINISTRATOR = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
FULL = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(GIFTS, False)}


def _me(_world: World, bot: Account, _call: Call) -> dict[str, Any]:
    flags = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return bot.as_user() | flags


def _keeper(topic: str, *names: str) -> Callable[[World, Account, Call], bool]:
    """Keeps what the bot says of itself, by language; nothing given forgets it."""

    def keep(_world: World, bot: Account, call: Call) -> bool:
        values = {name: call.value(name) if name == "commands" else call.text(name) for name in names}
        bot.about[topic, call.text("language_code")] = values
        return True

    return keep


def _teller(topic: str, name: str) -> Callable[[World, Account, Call], Any]:
    def tell(_world: World, bot: Account, call: Call) -> Any:
        found = bot.about.get((topic, call.text("language_code")), {})
        return found.get(name, []) if name == "commands" else {name: found.get(name, "")}

    return tell


def _forget_commands(_world: World, bot: Account, call: Call) -> bool:
    bot.about.pop(("commands", call.text("language_code")), None)
    return True


def _chat(world: World, bot: Account, call: Call) -> dict[str, Any]:
    chat = world.chat_for(bot, call.number("chat_id"))
    return chat.as_chat() | FULL


def _member(world: World, bot: Account, call: Call) -> dict[str, Any]:
    chat = world.chat_for(bot, call.number("chat_id"))
    who = call.number("user_id") or 0
    if who not in world.people and who not in world.bots:
        raise bad("user not found")
    return member_of(world, chat, who)


def member_of(world: World, chat: Chat, who: int) -> dict[str, Any]:
    """As the Bot API shows a member."""
    member = chat.members.get(who, Member("left"))
    found: dict[str, Any] = {"status": member.status, "user": world.somebody(who).as_user()}
    if member.status == "administrator":
        found |= {"can_be_edited": False, "is_anonymous": False} | {right: right in member.rights for right in ADMINISTRATOR}
    elif member.status == "creator":
        found["is_anonymous"] = False
    elif member.status == "kicked":
        found["until_date"] = 0
    return found


def _administrators(world: World, bot: Account, call: Call) -> list[dict[str, Any]]:
    chat = world.chat_for(bot, call.number("chat_id"))
    return [member_of(world, chat, who) for who, member in chat.members.items() if member.status in {"creator", "administrator"}]


def _count(world: World, bot: Account, call: Call) -> int:
    chat = world.chat_for(bot, call.number("chat_id"))
    return sum(member.is_in for member in chat.members.values())


def _leave(world: World, bot: Account, call: Call) -> bool:
    chat = world.chat_for(bot, call.number("chat_id"))
    if chat.is_private:
        raise bad("chat member status can't be changed in private chats")
    chat.members[bot.id] = Member("left")
    world.changed()
    return True


def _file(world: World, bot: Account, call: Call) -> dict[str, Any]:
    stored = world.files.by_id(bot.id, call.text("file_id"))
    if len(stored.content) > DOWNLOAD_AT_MOST:
        raise bad("file is too big")
    path = f"files/{stored.key}/{stored.name}"
    return {"file_id": call.text("file_id"), "file_unique_id": stored.key, "file_size": len(stored.content), "file_path": path}


def _yes(_world: World, _bot: Account, _call: Call) -> bool:
    return True


METHODS: Mapping[str, Callable[[World, Account, Call], Any]] = {
    "getme": _me,
    "setmycommands": _keeper("commands", "commands"),
    "getmycommands": _teller("commands", "commands"),
    "deletemycommands": _forget_commands,
    "setmydescription": _keeper("description", "description"),
    "getmydescription": _teller("description", "description"),
    "setmyshortdescription": _keeper("short_description", "short_description"),
    "getmyshortdescription": _teller("short_description", "short_description"),
    "setmyname": _keeper("name", "name"),
    "getmyname": _teller("name", "name"),
    "setchatmenubutton": _yes,
    "getchat": _chat,
    "getchatmember": _member,
    "getchatadministrators": _administrators,
    "getchatmembercount": _count,
    "leavechat": _leave,
    "getfile": _file,
}
