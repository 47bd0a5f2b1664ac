"""What is known of a case, its tickets, terminals and merchant, as frozen rows in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.service.desk.people import Staff
from bot.service.desk.rows import Row
from bot.service.desk.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Tried:
    """A remedy and what came of it. ``result``: solved | not_fixed | cannot."""

    remedy: str
    label: str
    result: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known, named and said in the reader's language. ``raw`` is the stored value."""

    slot: str
    label: str
    value: str
    raw: str


@dataclass(frozen=True, slots=True)
class Warranty:
    """``verdict``: in | out | inspect | unknown. ``ends`` is the last day covered, ``days`` from today to it
    (negative: past), ``soon``: thirty days or fewer; ``about``: in their place the month or year, where no more is
    known, and ``since`` the one that it is reckoned from. ``condition``, ``rests_on``, ``start``, ``proof``, ``terms``
    and ``photos`` are those of `bot.core.warranty.Verdict`.
    """

    verdict: str
    ends: date | None = None
    days: int | None = None
    soon: bool = False
    purchased: str = ""
    condition: str = "no_date"
    rests_on: str = ""
    start: date | None = None
    proof: str = ""
    terms: str = ""
    photos: tuple[str, ...] = ()
    about: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """The card that is read before the transcript. ``request`` names the trouble; ``reason`` is the code of why
    a person was called, ``rule`` of the machine. ``next`` is what the bot would say if it went on.
    """

    trouble: str
    request: str
    reason: str
    words: tuple[str, ...]
    tried: tuple[Tried, ...]
    device: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    warranty: Warranty
    photos: tuple[str, ...]
    place: tuple[str, str] | None = None
    next: str = ""
    next_choices: tuple[str, ...] = ()
    rating: str = ""  # what the merchant said of the help before: solved, not_yet
    word: str = ""  # and in his own words
    path: tuple[Fact, ...] = ()  # the answers given on the way, first to last


@dataclass(frozen=True, slots=True)
class TicketCard:
    """A ticket on the board. ``status`` is the column: new, scheduled, working, done, cancelled; ``state`` what it really is.
    ``due``: as the staff set it, or by when it is to be done.
    """

    ref: str
    number: int
    kind: str
    trouble: str
    topic: str
    status: str
    opened: datetime
    merchant: str
    model: str = ""
    serial: str = ""
    due: datetime | None = None
    assignee: Staff | None = None
    warranty: Warranty | None = None
    facts: tuple[Fact, ...] = ()
    words: tuple[str, ...] = ()
    state: str = "open"
    priority: int = 0
    visit: Mapping[str, str] = field(default_factory=dict)
    agreement: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal as the conversations know it."""

    serial: str
    model: str
    merchant: int
    name: str
    warranty: Warranty
    seen: datetime
    tickets: int = 0


@dataclass(frozen=True, slots=True)
class Merchant:
    """A merchant; ``id`` is the number of the first of his chats. ``chats`` newest first."""

    id: int
    name: str
    contact: str
    locale: str
    channels: tuple[str, ...]
    seen: datetime
    plan: str = ""
    note: str = ""
    chats: tuple[Row, ...] = ()
    terminals: tuple[Terminal, ...] = ()
    tickets: tuple[TicketCard, ...] = ()
    reminders: tuple[tuple[str, datetime], ...] = ()
    upkeep: tuple[Upkeep, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Where a list goes on: the number to ask after, 0 at its end; ``count`` is all up to there."""

    count: int = 0
    after: int = 0
