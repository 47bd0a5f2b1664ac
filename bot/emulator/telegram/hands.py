"""What people do with the messenger in their hands: write, press, send photos, block, run the group."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from bot.emulator.telegram.entities import CUT, units
from bot.emulator.telegram.methods.identity import member_of
from bot.emulator.telegram.methods.topics import drop_topic
from bot.emulator.telegram.people import GENERAL, Account, Chat, Member, Message, Person, Query, Topic
from bot.emulator.telegram.refusals import bad, forbidden
from bot.emulator.telegram.world import World

Content = dict[str, Any]


@dataclass
class Hands:
    """A person's doings, as the clients allow them. Everything raises `Refused` where a client would refuse."""

    world: World

    # ---- writing -----------------------------------------------------------------------------

    def say(self, person: Person, chat: Chat, content: Content, thread: int | None = None, reply_to: int | None = None) -> Message:
        """Send a message. Writing to a stopped bot starts it again."""
        if "text" in content and not 0 < units(content["text"]) <= CUT:
            raise bad("a client sends 1 to 4096 characters in one message")
        if chat.is_private:
            self._resume(person, chat)
        else:
            self._check_may_write(person, chat, thread)
        quoted = self.world.quoted(chat, reply_to)
        return self.world.put(chat, person, content | quoted | _commands(content), thread)

    def _resume(self, person: Person, chat: Chat) -> None:
        chat.is_started = True
        if chat.blocked:
            self.block(person, self.world.bots[chat.bot], blocked=False)

    @staticmethod
    def _check_may_write(person: Person, chat: Chat, thread: int | None) -> None:
        member = chat.members.get(person.id, Member("left"))
        if not member.is_in:
            raise forbidden("this person is not in the group")
        if thread is None:
            return
        topic = chat.topics.get(thread)
        if topic is None or thread == GENERAL:
            raise bad("message thread not found")
        if topic.closed and not member.may("can_manage_topics"):
            raise bad("TOPIC_CLOSED")

    def start(self, person: Person, bot: Account, payload: str = "") -> Message:
        """Press "start", perhaps from a link with a payload."""
        return self.say(person, self.world.private_chat(bot, person), {"text": f"/start {payload}".strip()})

    def photo(self, content: bytes, caption: str = "") -> Content:
        """A photo to be sent."""
        return {"photo": self.world.files.photo(content)} | _caption(caption)

    def document(self, content: bytes, name: str, mime: str, caption: str = "") -> Content:
        """A document to be sent."""
        return {"document": self.world.files.document(self.world.files.keep(content, name, mime))} | _caption(caption)

    def voice(self, content: bytes, seconds: int = 3) -> Content:
        """A voice message to be sent."""
        return {"voice": self.world.files.voice(self.world.files.keep(content, "voice.ogg", "audio/ogg"), seconds)}

    def album(self, person: Person, chat: Chat, contents: list[Content], thread: int | None = None) -> list[Message]:
        """Several at once."""
        group = {"media_group_id": str(self.world.next_message)}
        return [self.say(person, chat, content | group, thread) for content in contents]

    def edit(self, person: Person, chat: Chat, message_id: int, text: str) -> Message:
        """Change one's own words."""
        message = self._own(person, chat, message_id)
        message.content["caption" if "caption" in message.content else "text"] = text
        self.world.edited(chat, message)
        return message

    def delete(self, person: Person, chat: Chat, message_id: int) -> None:
        """Bots are not told."""
        self._own(person, chat, message_id)
        del chat.messages[message_id]
        self.world.changed()

    @staticmethod
    def _own(person: Person, chat: Chat, message_id: int) -> Message:
        message = chat.messages.get(message_id)
        if message is None or message.sender != person.id:
            raise bad("only one's own message can be changed")
        return message

    def press(self, person: Person, chat: Chat, message_id: int, data: str) -> Query:
        """Press a button that stands under a message now."""
        message = chat.messages.get(message_id)
        rows = (message.content.get("reply_markup", {}) if message else {}).get("inline_keyboard", [])
        if message is None or not any(button.get("callback_data") == data for row in rows for button in row):
            raise bad("there is no such button under this message")
        return self.press_late(person, chat, message_id, data)

    def press_late(self, person: Person, chat: Chat, message_id: int, data: str) -> Query:
        """The same from a client that has not heard yet that the button is gone."""
        message = chat.messages.get(message_id)
        bot = self.world.bots[chat.bot if chat.is_private else message.sender if message else 0]
        query = Query(str(uuid.uuid4().int >> 66), bot.id, self.world.clock.now())
        self.world.queries[query.id] = query
        place: Content = {"message": self.world.shown(chat, message, bot.id)} if message else {"message": _gone(chat, message_id)}
        body = {"id": query.id, "from": person.as_user(), "chat_instance": str(abs(hash((chat.id, bot.id)))), "data": data}
        self.world.tell(bot, "callback_query", body | place, chat.id)
        return query

    # ---- coming and going --------------------------------------------------------------------

    def block(self, person: Person, bot: Account, *, blocked: bool = True) -> None:
        """Stop the bot, or let it speak again."""
        chat = self.world.private_chat(bot, person)
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        chat.blocked = blocked
        body = {
            "chat": chat.as_chat(), "from": person.as_user(), "date": self.world.clock.now(),
            "old_chat_member": _as(bot, before), "new_chat_member": _as(bot, after),
        }  # fmt: skip
        self.world.tell(bot, "my_chat_member", body, chat.id)
        self.world.changed()

    def admit(self, by: Person, chat: Chat, who: int, status: str = "member", rights: frozenset[str] = frozenset()) -> None:
        """Add to a group, make an administrator (with rights), or remove (``kicked``)."""
        before = member_of(self.world, chat, who)
        chat.members[who] = Member(status, rights)
        if who in self.world.bots:
            bot = self.world.bots[who]
            body = {
                "chat": chat.as_chat(), "from": by.as_user(), "date": self.world.clock.now(),
                "old_chat_member": before, "new_chat_member": member_of(self.world, chat, who),
            }  # fmt: skip
            self.world.tell(bot, "my_chat_member", body, chat.id)
        self.world.changed()

    def migrate(self, by: Person, chat: Chat, new_id: int) -> Chat:
        """The group becomes a supergroup with another id; its topics begin anew."""
        moved = Chat(new_id, "supergroup", chat.title, is_forum=chat.is_forum, members=dict(chat.members))
        self.world.groups[new_id] = moved
        self.world.put(chat, by, {"migrate_to_chat_id": new_id})
        chat.moved_to = new_id
        self.world.put(moved, by, {"migrate_from_chat_id": chat.id})
        return moved

    # ---- topics ------------------------------------------------------------------------------

    def topic(self, by: Person, chat: Chat, name: str) -> Topic:
        """A person makes a topic."""
        self._manager(by, chat)
        return self.world.open_topic(chat, by, name)

    def set_closed(self, by: Person, chat: Chat, thread: int, *, closed: bool) -> None:
        """Close a topic, or open it again."""
        topic = self._topic(by, chat, thread)
        topic.closed = closed
        self.world.put(chat, by, {"forum_topic_closed" if closed else "forum_topic_reopened": {}}, thread)

    def drop_topic(self, by: Person, chat: Chat, thread: int) -> None:
        """Delete a topic and all in it; bots are not told."""
        drop_topic(self.world, chat, self._topic(by, chat, thread))

    def _topic(self, by: Person, chat: Chat, thread: int) -> Topic:
        self._manager(by, chat)
        if thread not in chat.topics:
            raise bad("message thread not found")
        return chat.topics[thread]

    @staticmethod
    def _manager(person: Person, chat: Chat) -> None:
        if not chat.members.get(person.id, Member("left")).may("can_manage_topics"):
            raise bad("not enough rights to manage topics")


def _caption(caption: str) -> Content:
    return {"caption": caption} if caption else {}


def _commands(content: Content) -> Content:
    text = str(content.get("text", ""))
    if not text.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": units(text.split(maxsplit=1)[0])}]}


def _as(bot: Account, status: str) -> Content:
    return {"status": status, "user": bot.as_user()} | ({"until_date": 0} if status == "kicked" else {})


def _gone(chat: Chat, message_id: int) -> Content:
    return {"chat": chat.as_chat(), "message_id": message_id, "date": 0}
