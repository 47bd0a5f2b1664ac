"""Where the desk's own things are kept, and what of the conversations its pages read. Kept by `bot.store.desk`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.core.messages import Address
from bot.core.state import Ticket
from bot.service.desk.people import Staff, Team, Wishes
from bot.service.desk.rows import Filter, Group, SavedFilter
from bot.service.desk.views import Canned, Deed
from bot.service.ports import JSON, Logged
from bot.service.windows import Room


@dataclass(frozen=True, slots=True)
class Lying:
    """A conversation as it lies in the lists' tables, before names are put to it. ``merchant`` is the number of the
    merchant's first chat, ``called`` what the staff named him; ``priority`` is None where nobody set one.
    """

    number: int
    address: Address
    place: str
    staff: str
    since: datetime | None
    trouble: str
    urgency: int
    locale: str
    serial: str
    model: str
    contact: str
    purchased: str
    last: datetime | None
    by: str
    preview: str
    heard: int
    heard_at: datetime | None
    called_at: datetime | None
    reason: str
    spoke: bool
    closed_at: datetime | None
    assignee: str
    team: str
    priority: int | None
    tags: tuple[str, ...]
    snoozed: datetime | None
    merchant: int
    called: str
    unread: int = 0
    alerted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at a list, and when."""

    me: str
    at: datetime
    wanted: Filter = field(default_factory=Filter)


@dataclass(frozen=True, slots=True)
class Handling:
    """What the staff arranged for a chat; see the columns of the same name."""

    assignee: str = ""
    team: str = ""
    priority: int | None = None
    tags: tuple[str, ...] = ()
    snoozed: datetime | None = None
    snoozed_at: datetime | None = None
    merchant: int | None = None
    alerted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the staff know of a merchant."""

    id: int
    name: str = ""
    contact: str = ""
    locale: str = ""
    plan: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A ticket with what the staff arranged for it."""

    number: int
    ticket: Ticket
    assignee: str = ""
    due: datetime | None = None
    moved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """A person at a chat."""

    staff: str
    typing: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A line that a search found."""

    number: int
    seq: int
    at: datetime
    text: str


class ListShelf(Protocol):
    """The lists of conversations."""

    async def counts(self, looking: Looking, groups: Sequence[Group]) -> Mapping[Group, int]:
        """How many there are of each group, a thousand at most."""

    async def page(self, looking: Looking, limits: Mapping[Group, int]) -> Mapping[Group, tuple[int, Sequence[Lying]]]:
        """Counts and so many first rows of each of these groups, of one moment; 0 is its count alone."""

    async def rows(self, looking: Looking, group: Group, skip: int, limit: int) -> Sequence[Lying]:
        """One group, in its order."""

    async def row(self, me: str, number: int) -> Lying | None:
        """One conversation."""

    async def of_merchant(self, me: str, merchant: int) -> Sequence[Lying]:
        """His chats, newest first."""

    async def merchants(self, text: str, skip: int, limit: int) -> Sequence[Lying]:
        """The latest chat of each merchant that fits, latest first."""

    async def terminals(self, text: str, skip: int, limit: int) -> Sequence[Lying]:
        """The latest chat about each serial number that fits, latest first."""

    async def lines(self, number: int, after: int, before: int, limit: int) -> Sequence[Logged]:
        """Of the log: past ``after``, or the last ones (before ``before``, if that is not 0); in order."""

    async def said(self, text: str, limit: int) -> Sequence[Heard]:
        """Lines that hold the text, latest first."""

    async def find(self, me: str, text: str, limit: int) -> Sequence[Lying]:
        """Chats by number, name, contact or serial (its end is enough)."""

    async def filed(self, text: str, limit: int) -> Sequence[Filed]:
        """Tickets whose number has the text in it, newest first."""

    async def loads(self) -> Mapping[str, int]:
        """How many conversations each person holds or is meant to."""

    async def tickets(self, *, number: int = 0, ref: str = "", since: datetime | None = None, limit: int = 500) -> Sequence[Filed]:
        """Of one chat, of one number (or its beginning), or those open or moved since; newest first."""

    async def address(self, number: int) -> Address | None:
        """Where the chat of that number lives."""

    async def room(self, address: Address, at: datetime) -> Room | None:
        """What may still be sent; None where the messenger does not count."""

    async def reminders(self, number: int) -> Sequence[tuple[str, datetime]]:
        """What is set for the chat."""


class OwnShelf(Protocol):
    """What the staff arrange and keep."""

    async def handling(self, number: int) -> Handling:
        """What was arranged."""

    async def arrange(self, number: int, changes: Mapping[str, JSON | datetime]) -> Handling:
        """Change that; what stood before."""

    async def known(self, merchant: int) -> Known:
        """What is known of a merchant."""

    async def know(self, merchant: int, changes: Mapping[str, str]) -> Known:
        """Change that; what stood before."""

    async def arrange_ticket(self, ref: str, changes: Mapping[str, JSON | datetime]) -> None:
        """Assignee, due, moved."""

    async def mark(self, me: str, number: int, seq: int) -> None:
        """Read up to there."""

    async def drafts(self, me: str, number: int) -> Mapping[str, str]:
        """Mode -> text."""

    async def draft(self, me: str, number: int, mode: str, text: str, at: datetime) -> None:
        """Keep or, empty, forget."""

    async def present(self, number: int, at: datetime) -> Sequence[Present]:
        """Who is there."""

    async def typing(self, numbers: Sequence[int], at: datetime) -> Mapping[int, Sequence[str]]:
        """Who types where."""

    async def be(self, number: int, me: str, *, viewing: datetime | None = None, typing: datetime | None = None) -> None:
        """There until then."""

    async def canned(self, me: str) -> Sequence[Canned]:
        """One's own and the shared."""

    async def keep_canned(self, reply: Canned) -> int:
        """Its id."""

    async def drop_canned(self, reply: int) -> Canned | None:
        """What it was."""

    async def filters(self, me: str) -> Sequence[tuple[SavedFilter, str]]:
        """One's own and the shared, with whose they are."""

    async def keep_filter(self, me: str, wanted: SavedFilter) -> int:
        """Its id."""

    async def drop_filter(self, wanted: int) -> None:
        """Forget it."""

    async def tags(self) -> Sequence[tuple[str, int]]:
        """Those in use, most used first."""

    async def teams(self) -> Sequence[Team]:
        """All."""

    async def keep_team(self, team: Team) -> None:
        """New or changed."""

    async def last_in_turn(self, team: str, who: str | None = None) -> str:
        """Whose turn it was last; sets it, if one is given."""

    async def keep_wishes(self, me: str, wishes: Wishes, *, away: bool) -> None:
        """How the person wants the desk."""

    async def everybody(self) -> Sequence[Staff]:
        """All accounts' persons."""

    async def deeds(self, number: int | None, who: str, before: int, after: int, limit: int) -> Sequence[Deed]:
        """The record: newest first, or, past ``after``, oldest first."""


class Shelf(ListShelf, OwnShelf, Protocol):
    """All of it."""
