"""What the console asks of the desk, and the sign-in of the accounts. The rows are in `rows`, `papers` and
`views`, what comes of a wish in `outcomes`, persons and rights in `people`.

Every wish carries who has it and, where a repeat must be harmless, an ``id`` made by the page. Rights are
checked by the route's rule and once more here. `Desk` reads its own clock.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.messages import Media
from bot.service.desk.outcomes import Outcome
from bot.service.desk.papers import Merchant, Page, Terminal, TicketCard
from bot.service.desk.people import Staff, Team, Wishes
from bot.service.desk.rows import Filter, Group, Inbox, Row, SavedFilter, Section
from bot.service.desk.views import Aside, Canned, Deed, Found, Opened

ROWS, MOST_ROWS = 60, 960
"""Rows of a group at first, and as far as one may read on."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What a person wrote. ``id``: made by the page, makes a repeat harmless. ``seen``: the newest line the
    writer had before the eyes; with ``over`` it is sent whatever came since.
    """

    id: str
    text: str
    seen: int = 0
    media: tuple[Media, ...] = ()
    over: bool = False


class Lists(Protocol):
    """What is looked at."""

    async def inbox(self, me: Staff, wanted: Filter | None = None, shown: Collection[Group] | None = None, rows: int = ROWS) -> Inbox:
        """The groups by who must act, longest wait first, each with its count and first ``rows``. ``shown``: no rows of
        other groups are wanted, beyond what is needed for the alerts.
        """

    async def section(self, me: Staff, group: Group, wanted: Filter | None = None, skip: int = 0) -> Section:
        """One group from row ``skip`` on."""

    async def row(self, me: Staff, number: int) -> Row:
        """One conversation's row. Raises NotThere."""

    async def open(self, me: Staff, number: int, after: int = 0, before: int = 0, limit: int = 200) -> Opened:
        """The conversation: the newest lines, or those past ``after``, or those before ``before``. Looking at
        it marks nothing as read (see `mark`). Raises NotThere.
        """

    async def alike(self, me: Staff, number: int) -> Sequence[Row]:
        """Chats of other merchants that are known by the same terminal, contact or name: perhaps the same shop. Latest first."""

    async def search(self, me: Staff, text: str, limit: int = 30) -> Sequence[Found]:
        """Messages, serial numbers, tickets, names; the end of a serial is enough."""

    async def board(self, me: Staff, wanted: Filter | None = None) -> Sequence[TicketCard]:
        """The tickets, done ones of the last two weeks only, those due first."""

    async def ticket(self, me: Staff, ref: str) -> TicketCard:
        """One ticket. Raises NotThere."""

    async def merchants(self, me: Staff, text: str = "", after: int = 0) -> tuple[Sequence[Merchant], Page]:
        """Merchants, latest seen first; ``text`` is part of a name, contact or serial."""

    async def merchant(self, me: Staff, merchant: int) -> Merchant:
        """One merchant with chats, terminals, tickets, reminders. Raises NotThere."""

    async def terminals(self, me: Staff, text: str = "", after: int = 0) -> tuple[Sequence[Terminal], Page]:
        """Terminals, latest seen first."""

    async def canned(self, me: Staff, number: int | None = None, text: str = "") -> Sequence[Canned]:
        """One's own and the shared replies that match, best first; with a chat, ``filled`` for it in its language."""

    async def filters(self, me: Staff) -> Sequence[SavedFilter]:
        """One's own and the shared filters."""

    async def tags(self) -> Sequence[tuple[str, int]]:
        """Tags in use with how often, most used first."""

    async def colleagues(self) -> Sequence[Staff]:
        """Everybody active, by name."""

    async def teams(self) -> Sequence[Team]:
        """All teams, by name."""

    async def deeds(self, me: Staff, number: int | None = None, who: str = "", before: int = 0) -> Sequence[Deed]:
        """The record of what the staff did, newest first, 200 at a time."""

    def every_deed(self, me: Staff) -> AsyncIterator[Deed]:
        """The whole record, oldest first, for export."""


class Acts(Protocol):
    """What is done to a conversation. A chat that does not exist raises NotThere."""

    async def join(self, me: Staff, number: int, *, take: bool = False) -> Outcome:
        """Take over. The first wins; `Taken` says who was. ``take`` takes it from a colleague (Right.ASSIGN)."""

    async def say(self, me: Staff, number: int, writing: Writing) -> Outcome:
        """Write to the merchant; takes a chat over that nobody has. `Overtaken` asks once."""

    async def note(self, me: Staff, number: int, writing: Writing) -> Outcome:
        """An internal note; the merchant never sees it."""

    async def pass_on(self, me: Staff, number: int, to: str) -> Outcome:
        """Give it to one of `Opened.passable`, who answers in the messenger's own client until he ends it."""

    async def hand_back(self, me: Staff, number: int, *, resume: bool = True) -> Outcome:
        """To the bot, at the step where it stood, or clean."""

    async def release(self, me: Staff, number: int) -> Outcome:
        """Back to those who wait for a person."""

    async def close(self, me: Staff, number: int) -> Outcome:
        """Done with; asks the merchant once whether it is solved. A new message of his reopens it."""

    async def reopen(self, me: Staff, number: int) -> Outcome:
        """Take it up again; it is then this person's."""

    async def snooze(self, me: Staff, number: int, until: datetime | None) -> Outcome:
        """Out of the list until then, or until the merchant writes; None wakes it."""

    async def assign(self, me: Staff, number: int, who: str) -> Outcome:
        """Meant for that person (an id; empty: nobody). What somebody speaks in goes over to him at once."""

    async def assign_team(self, me: Staff, number: int, team: str) -> Outcome:
        """Into that team's queue; by turns, if the team works so. What one speaks in oneself is let go of."""

    async def tag(self, me: Staff, number: int, tags: Sequence[str]) -> Outcome:
        """These tags, no others."""

    async def prioritise(self, me: Staff, number: int, priority: int) -> Outcome:
        """0, 1 or 2."""

    async def merge(self, me: Staff, number: int, into: int) -> Outcome:
        """Two chats are one merchant's."""

    async def mark(self, me: Staff, number: int, seq: int) -> Outcome:
        """Read up to that line; 0 marks the conversation as unread."""

    async def draft(self, me: Staff, number: int, mode: str, text: str) -> None:
        """Keep what is half written; mode reply or note, empty text forgets it."""

    async def viewing(self, me: Staff, number: int) -> None:
        """Looking at it now; leaves by itself after five minutes."""

    async def typing(self, me: Staff, number: int) -> None:
        """Typing now; over after six seconds."""

    async def left(self, me: Staff, number: int) -> None:
        """Neither looking nor typing any more."""

    async def undo(self, me: Staff, number: int, undo: str) -> Outcome:
        """Take back what an outcome's ``undo`` stands for."""


class Papers(Protocol):
    """What is done beside the conversations."""

    async def move_ticket(self, me: Staff, ref: str, status: str, due: datetime | None = None) -> Outcome:
        """Onto that column."""

    async def open_ticket(self, me: Staff, number: int, kind: str) -> Outcome:
        """A ticket for the trouble at hand: warranty, paid or other. Refused if one is open for it."""

    async def assign_ticket(self, me: Staff, ref: str, who: str) -> Outcome:
        """Whose it is."""

    async def change_merchant(self, me: Staff, merchant: int, changes: Mapping[str, str]) -> Outcome:
        """Of name, contact, locale, plan, note: those given."""

    async def keep_canned(self, me: Staff, reply: Canned) -> Outcome:
        """A reply, new where its id is 0. A shared one needs Right.SHARE."""

    async def drop_canned(self, me: Staff, reply: int) -> Outcome:
        """Forget it."""

    async def keep_filter(self, me: Staff, wanted: SavedFilter) -> Outcome:
        """A filter, new where its id is 0."""

    async def drop_filter(self, me: Staff, wanted: int) -> Outcome:
        """Forget it."""

    async def aside(self, me: Staff) -> Sequence[Aside]:
        """Messages that could not be worked off, oldest first."""

    async def try_again(self, me: Staff, aside: int) -> Outcome:
        """Work one off again."""

    async def give_up(self, me: Staff, aside: int) -> Outcome:
        """Forget one."""

    async def keep_team(self, me: Staff, team: Team) -> Outcome:
        """A team with its hours and targets."""

    async def keep_wishes(self, me: Staff, wishes: Wishes, *, away: bool) -> Staff:
        """How this person wants the desk; the person with it."""


class Live(Protocol):
    """Signal, then fetch: topics only, never content."""

    def watch(self, topics: Sequence[str]) -> AsyncIterator[str]:
        """Each topic once at first, then whenever it may have changed: ``queue``, ``tickets``, ``c1042`` (the
        conversation), ``typing1042`` (who is there). Ends when posbot stops.
        """

    def revision(self) -> int:
        """Another number after everything that may have changed."""

    async def photo(self, me: Staff, number: int, ref: str) -> bytes | None:
        """A photo of that conversation, None if it shows none of that name."""

    async def paper(self, me: Staff, number: int, name: str) -> bytes | None:
        """A document of that chat's maintenance plan or checks, such as ``plan.pdf``."""

    async def keep_photo(self, me: Staff, content: bytes) -> Media:
        """A photo, already developed, to be sent with `Acts.say`."""

    async def keep_paper(self, me: Staff, content: bytes) -> Media:
        """A PDF, as it is, to be sent with `Acts.say`."""

    @property
    def locales(self) -> Sequence[str]:
        """The languages that there are words in."""

    def words(self, locale: str, scope: str = "desk") -> Mapping[str, str]:
        """The console's own sentences, by name."""

    def name_of(self, locale: str, sentence: str) -> str:
        """A sentence such as ``intent.power.no_power``, its name's last part if there is none; what a ``fact.…`` is called, or nothing."""


class Desk(Lists, Acts, Papers, Live, Protocol):
    """The desk as the console sees it."""
