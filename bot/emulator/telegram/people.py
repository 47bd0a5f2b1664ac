"""Who and what there is: people, bots, private chats, groups with topics, messages. Plain records, no rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

GENERAL = 1
"""The topic that every forum has; the Bot API leaves its id out."""


@dataclass(slots=True)
class Person:
    """A user of Telegram. ``language`` is what the client says of itself."""

    id: int
    name: str
    username: str = ""
    language: str = "zh-hans"

    def as_user(self) -> dict[str, Any]:
        """As the Bot API shows it."""
        found = {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}
        return found | ({"username": self.username} if self.username else {})


@dataclass(slots=True)
class Webhook:
    """Where a bot's updates are pushed, and how that went."""

    url: str
    secret: str = ""
    connections: int = 40
    error: str = ""
    error_at: int = 0
    gone_since: int = 0


@dataclass(slots=True)
class Update:
    """Something a bot is told. ``lane``: updates of one chat wait for one another. ``tries``: pushes that failed."""

    id: int
    lane: int
    at: int
    body: dict[str, Any]
    tries: int = 0


@dataclass(slots=True)
class Account:
    """A bot. ``pollers`` counts its calls of getUpdates: a younger one ends an older one."""

    id: int
    token: str
    name: str
    username: str
    updates: list[Update] = field(default_factory=list)
    allowed: list[str] | None = None
    webhook: Webhook | None = None
    webhook_set_at: float = 0.0
    pollers: int = 0
    about: dict[tuple[str, str], Any] = field(default_factory=dict)
    next_update: int = 1

    def as_user(self) -> dict[str, Any]:
        """As others see it."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}


Somebody = Person | Account


@dataclass(slots=True)
class Topic:
    """A topic of a forum."""

    id: int
    name: str
    closed: bool = False
    icon_color: int = 7322096


@dataclass(slots=True)
class Member:
    """``status``: creator, administrator, member, left or kicked; ``rights`` only of administrators."""

    status: str = "member"
    rights: frozenset[str] = frozenset()

    @property
    def is_in(self) -> bool:
        """Whether messages of the chat reach it."""
        return self.status in {"creator", "administrator", "member"}

    def may(self, right: str) -> bool:
        """Whether it has the right."""
        return self.status == "creator" or right in self.rights


@dataclass(slots=True)
class Message:
    """``content`` are its fields but those that depend on who looks; ``marks`` are reactions by bot."""

    id: int
    sender: int
    at: int
    content: dict[str, Any]
    thread: int | None = None
    edited_at: int | None = None
    reworded: bool = False  # clients show no mark where only the buttons were changed
    marks: dict[int, list[dict[str, Any]]] = field(default_factory=dict)


@dataclass(slots=True)
class Chat:
    """A private chat of a person with a bot, or a group. ``blocked``: the person has stopped the bot."""

    id: int
    kind: str
    title: str
    is_forum: bool = False
    bot: int = 0
    is_started: bool = False
    blocked: bool = False
    moved_to: int | None = None
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        """Whether it is one person's chat with one bot."""
        return self.kind == "private"

    def as_chat(self) -> dict[str, Any]:
        """As the Bot API shows it."""
        if self.is_private:
            return {"id": self.id, "type": "private", "first_name": self.title}
        return {"id": self.id, "type": self.kind, "title": self.title} | ({"is_forum": True} if self.is_forum else {})


@dataclass(slots=True)
class Query:
    """A pressed button that waits for its answer."""

    id: str
    bot: int
    at: int
    answered: dict[str, Any] | None = None
