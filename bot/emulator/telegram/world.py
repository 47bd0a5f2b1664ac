"""The emulated Telegram: who is where, and what becomes of a message. Every rule of reach and right is here."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.emulator.clock import Clock
from bot.emulator.telegram.budgets import Budgets
from bot.emulator.telegram.faults import Faults
from bot.emulator.telegram.files import Files
from bot.emulator.telegram.people import GENERAL, Account, Chat, Member, Message, Person, Query, Somebody, Topic, Update
from bot.emulator.telegram.refusals import UNAUTHORIZED, bad, forbidden

KEPT_SECONDS = 24 * 3600
"""How long an update waits for a bot; the official server's figure."""
BORN = 1_780_000_000
LEFT_OUT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""What a bot is not told unless it asks."""
RIGHTS = frozenset(
    {"can_manage_chat", "can_delete_messages", "can_manage_topics", "can_pin_messages", "can_invite_users", "can_change_info"}
)


def _first_id() -> int:
    """Ids go on rising over a restart, as they do at Telegram: programs remember those they have seen."""
    return max(1, int((time.time() - BORN) * 4) % 2_000_000_000)


@dataclass
class World:
    """Everything there is. ``told`` is called when a bot has a new update, ``changed`` when a person sees something new."""

    clock: Clock = field(default_factory=Clock)
    files: Files = field(default_factory=Files)
    faults: Faults = field(default_factory=Faults)
    people: dict[int, Person] = field(default_factory=dict)
    bots: dict[int, Account] = field(default_factory=dict)
    groups: dict[int, Chat] = field(default_factory=dict)
    private: dict[tuple[int, int], Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    told: Callable[[Account], None] = lambda _: None
    changed: Callable[[], None] = lambda: None
    next_message: int = field(default_factory=_first_id)

    def __post_init__(self) -> None:
        """Budgets count by this world's clock."""
        self.budgets = Budgets(self.clock)

    # ---- who is there ------------------------------------------------------------------------

    def bot_of(self, token: str) -> Account:
        """The bot of that token."""
        found = next((bot for bot in self.bots.values() if secrets.compare_digest(bot.token.encode(), token.encode())), None)
        if found is None:
            raise UNAUTHORIZED
        return found

    def add_bot(self, token: str, name: str, username: str) -> Account:
        """A new bot; its id stands before the colon of its token."""
        bot = Account(int(token.partition(":")[0]), token, name, username, next_update=_first_id())
        self.bots[bot.id] = bot
        return bot

    def add_person(self, id_: int, name: str, username: str = "", language: str = "zh-hans") -> Person:
        """A new user."""
        self.people[id_] = Person(id_, name, username, language)
        return self.people[id_]

    def add_group(self, id_: int, title: str, *, forum: bool = False) -> Chat:
        """A forum is a supergroup; any other group is a plain one until it is moved."""
        chat = Chat(id_, "supergroup" if forum else "group", title, is_forum=forum)
        self.groups[id_] = chat
        return chat

    def somebody(self, id_: int) -> Somebody:
        """A person or a bot."""
        return self.people.get(id_) or self.bots[id_]

    def private_chat(self, bot: Account, person: Person) -> Chat:
        """The chat of the two; made when it is first looked at."""
        return self.private.setdefault((bot.id, person.id), Chat(person.id, "private", person.name, bot=bot.id))

    # ---- what a bot can reach ----------------------------------------------------------------

    def chat_for(self, bot: Account, chat_id: int | None) -> Chat:
        """The chat a bot names, if it may write there."""
        if chat_id in self.people:
            return self._private_for(bot, self.people[chat_id])
        chat = self.groups.get(chat_id or 0)
        if chat is None:
            raise bad("chat not found")
        if chat.moved_to is not None:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to)
        self._check_is_in(chat, bot)
        return chat

    def _private_for(self, bot: Account, person: Person) -> Chat:
        chat = self.private.get((bot.id, person.id))
        if chat is None or not chat.is_started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    @staticmethod
    def _check_is_in(chat: Chat, bot: Account) -> None:
        member = chat.members.get(bot.id, Member("left"))
        if member.status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if not member.is_in:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")

    @staticmethod
    def check_right(chat: Chat, bot: Account, right: str, wrong: str) -> None:
        """Raises unless the bot is an administrator with that right."""
        if not chat.members[bot.id].may(right):
            raise bad(wrong)

    def thread_for(self, chat: Chat, bot: Account, thread: int | None) -> int | None:
        """The topic a bot writes in. The general one cannot be named."""
        if thread is None:
            return None
        topic = chat.topics.get(thread)
        if topic is None or thread == GENERAL:
            raise bad("message thread not found")
        if topic.closed and not chat.members[bot.id].may("can_manage_topics"):
            raise bad("TOPIC_CLOSED")
        return thread

    # ---- messages ----------------------------------------------------------------------------

    def put(self, chat: Chat, sender: Somebody, content: dict[str, Any], thread: int | None = None) -> Message:
        """A new message; bots that can see it are told."""
        message = Message(self.next_message, sender.id, self.clock.now(), content, thread)
        self.next_message += 1
        chat.messages[message.id] = message
        self._tell(chat, message, "message")
        self.changed()
        return message

    def edited(self, chat: Chat, message: Message) -> None:
        """A person has edited a message: bots are told."""
        message.edited_at, message.reworded = self.clock.now(), True
        self._tell(chat, message, "edited_message")
        self.changed()

    def shown(self, chat: Chat, message: Message, viewer: int) -> dict[str, Any]:
        """The message as this bot gets it."""
        found: dict[str, Any] = {"message_id": message.id, "date": message.at, "chat": chat.as_chat()}
        found["from"] = self.somebody(message.sender).as_user()
        if message.thread is not None:
            found |= {"message_thread_id": message.thread, "is_topic_message": True}
        if message.edited_at:
            found["edit_date"] = message.edited_at
        content: dict[str, Any] = self.files.shown(message.content, viewer)
        return found | content

    def quoted(self, chat: Chat, message_id: int | None) -> dict[str, Any]:
        """What a reply carries of the message it answers: by reference, shown when it is read."""
        message = chat.messages.get(message_id or 0)
        if message is None:
            return {}
        inner = self.shown(chat, message, 0)
        content = {name: value for name, value in message.content.items() if name not in {"reply_to_message", "reply_markup"}}
        keep = ("message_id", "date", "chat", "from", "message_thread_id", "is_topic_message")
        return {"reply_to_message": {name: inner[name] for name in keep if name in inner} | content}

    def _tell(self, chat: Chat, message: Message, kind: str) -> None:
        for bot in self._readers(chat, message):
            self.tell(bot, kind, self.shown(chat, message, bot.id), chat.id)

    def _readers(self, chat: Chat, message: Message) -> Iterator[Account]:
        """A bot sees no bot's messages, not even its own; in a group only an administrator sees everything."""
        if message.sender in self.bots:
            return
        if chat.is_private:
            yield self.bots[chat.bot]
            return
        for bot in self.bots.values():
            member = chat.members.get(bot.id)
            if member and member.is_in and (member.status == "administrator" or _is_for(bot, message)):
                yield bot

    # ---- updates -----------------------------------------------------------------------------

    def tell(self, bot: Account, kind: str, body: dict[str, Any], lane: int) -> None:
        """Queue an update, if this bot wants its kind."""
        wanted = kind in bot.allowed if bot.allowed else kind not in LEFT_OUT
        if wanted:
            self.tell_raw(bot, {kind: body}, lane)

    def tell_raw(self, bot: Account, body: dict[str, Any], lane: int = 0) -> int:
        """Queue an update as it is, for what no person can cause; its id."""
        update = Update(bot.next_update, lane, self.clock.now(), {"update_id": bot.next_update} | body)
        bot.next_update += 1
        bot.updates.append(update)
        self.told(bot)
        return update.id

    def forget_expired(self, bot: Account) -> None:
        """What nobody fetched for a day is gone."""
        oldest = self.clock.now() - KEPT_SECONDS
        bot.updates[:] = [update for update in bot.updates if update.at > oldest]

    # ---- topics ------------------------------------------------------------------------------

    def open_topic(self, chat: Chat, by: Somebody, name: str, color: int = 7322096) -> Topic:
        """A topic begins with a service message whose id is its own."""
        topic = Topic(self.next_message, name, icon_color=color)
        chat.topics[topic.id] = topic
        self.put(chat, by, {"forum_topic_created": {"name": name, "icon_color": color}}, topic.id)
        return topic


def _is_for(bot: Account, message: Message) -> bool:
    """What a bot without rights sees in a group: commands, answers to itself, and who comes and goes."""
    content = message.content
    replied = content.get("reply_to_message", {}).get("from", {}).get("id") == bot.id
    is_service = not content.keys() & {"text", "photo", "document", "voice", "location", "contact", "caption", "sticker", "video"}
    return replied or is_service or str(content.get("text", "")).startswith("/")
