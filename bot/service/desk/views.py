"""A conversation as it is opened, and what else is looked up: replies, hits of a search, the record of deeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.messages import Choice, Media
from bot.service.desk.papers import Case, Merchant
from bot.service.desk.people import Staff
from bot.service.desk.rows import Deadline, Row
from bot.service.ports import JSON
from bot.service.windows import Room


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the transcript. ``kind``: merchant, bot, staff, note or system. ``status``: kept (on its way),
    sent, dropped, refused. ``pressed``: the key of the choice the merchant took, once he has. ``did``: a
    system line's kind (staff_joined …) with ``facts``. ``rule``: why the bot said it.
    """

    seq: int
    kind: str
    at: datetime
    text: str = ""
    who: str = ""  # the name that is read
    by: str = ""  # the account's id
    choices: tuple[Choice, ...] = ()
    pressed: str = ""
    media: tuple[Media, ...] = ()
    status: str = "kept"
    did: str = ""
    facts: Mapping[str, JSON] = field(default_factory=dict)
    rule: str = ""
    masked: int = 0
    edited: bool = False  # the merchant has changed these words since
    edits: bool = False  # words that replace earlier ones


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation as one person sees it. ``room`` is what may still be sent to the merchant, where the messenger
    counts that. ``last`` is the newest sequence number, to be handed back with
    `say`. ``viewing`` and ``typing`` are colleagues. ``drafts``: mode (reply | note) -> text.
    """

    row: Row
    lines: tuple[Line, ...]
    last: int
    earlier: bool  # there are lines before these
    case: Case
    merchant: Merchant
    deadlines: tuple[Deadline, ...] = ()
    viewing: tuple[Staff, ...] = ()
    typing: tuple[Staff, ...] = ()
    drafts: Mapping[str, str] = field(default_factory=dict)
    merged: tuple[int, ...] = ()
    room: Room | None = None
    passable: tuple[str, ...] = ()  # who may have it in the messenger's own client


@dataclass(frozen=True, slots=True)
class Canned:
    """A canned reply. ``text`` in each language may hold ``{merchant}``, ``{terminal}``, ``{warranty}``, ``{me}``;
    ``owner`` is empty for a shared one. ``filled`` is the text for the open chat, placeholders replaced.
    """

    id: int
    short: str
    title: str
    texts: Mapping[str, str]
    owner: str = ""
    filled: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of the search. ``kind``: chat | message | ticket | terminal | merchant; ``ref`` is a ticket's number
    or a serial; ``excerpt`` is the text around the hit.
    """

    kind: str
    number: int
    title: str
    excerpt: str = ""
    ref: str = ""
    seq: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A message that could not be worked off. ``chat`` is the messenger's own number, ``reason`` the name of what went
    wrong, ``content`` the message as it came, secrets masked.
    """

    id: int
    at: datetime
    account: str
    chat: str
    tries: int
    reason: str
    content: str


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the record of what the staff did; ``changes``: field -> (before, after)."""

    id: int
    at: datetime
    who: str
    did: str
    number: int | None = None
    what: str = ""
    changes: Mapping[str, tuple[JSON, JSON]] = field(default_factory=dict)
    address: str = ""
