"""What the lists of conversations show, as frozen rows. Nothing here is asked of anything.

Names of troubles, remedies and facts are already sentences in the reader's language; times are aware, UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.service.desk.people import Staff


class Group(StrEnum):
    """Who must act; the order is that of the list."""

    WAITING = "waiting"  # for a person, and nobody has come
    MINE = "mine"
    OTHERS = "others"
    BOT = "bot"
    SNOOZED = "snoozed"
    CLOSED = "closed"


class Pill(StrEnum):
    """The state in one word (ui.md, status pill)."""

    WAITING = "waiting"
    AWAITS_US = "awaits_us"
    AWAITS_MERCHANT = "awaits_merchant"
    COLLEAGUE = "colleague"
    BOT = "bot"
    SNOOZED = "snoozed"
    CLOSED = "closed"


class Clock(StrEnum):
    """What is timed."""

    FIRST = "first"
    FOLLOWING = "following"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A clock that runs: ``due`` is the moment at which it breaks, working hours counted. ``target`` in seconds
    of working time; ``paused``: outside hours now.
    """

    clock: Clock
    due: datetime
    broken: bool
    target: int
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation in a list. ``trouble`` is the intent's id (for the icon), ``topic`` its name.
    ``since``: since when a person is awaited, None if nobody is. ``by`` says whose words ``preview`` is,
    ``writer`` who of the staff wrote them.
    """

    number: int
    channel: str
    group: Group
    pill: Pill
    name: str
    locale: str
    trouble: str
    topic: str
    preview: str
    by: str  # merchant | bot | staff | system
    last: datetime
    since: datetime | None = None
    writer: Staff | None = None
    holder: Staff | None = None  # who speaks now
    assignee: Staff | None = None  # who is meant to
    team: str = ""
    priority: int = 0  # 0 usual, 1 high (money, sales stopped), 2 urgent (danger, crime)
    tags: tuple[str, ...] = ()
    unread: int = 0
    snoozed: datetime | None = None
    deadline: Deadline | None = None
    typing: tuple[Staff, ...] = ()
    alerted: tuple[str, ...] = ()  # who was told that it takes too long


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the inbox: ``count`` is all of it, ``rows`` the first of it, longest wait first."""

    group: Group
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """The list. ``alerts`` are chats that this person should hear of, because they wait or
    have waited too long; newest last.
    """

    sections: tuple[Section, ...]
    unread: int = 0
    waiting: int = 0
    alerts: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the list is wanted; empty fields want everything. ``assignee``: an id, ``me`` or ``nobody``."""

    groups: tuple[Group, ...] = ()
    assignee: str = ""
    team: str = ""
    tag: str = ""
    channel: str = ""
    trouble: str = ""
    text: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter with a name; ``shared``: everybody sees it."""

    id: int
    name: str
    filter: Filter
    shared: bool = False
