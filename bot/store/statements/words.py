"""What the statements share: the tables' short names, constants that are text, and the compiler."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from sqlalchemy import ClauseElement, ColumnElement, Dialect, Table, and_, bindparam, literal_column, tuple_
from sqlmodel import SQLModel

from bot.core.messages import Address
from bot.store import tables

Insert: TypeAlias = Callable[[Table], Any]
"""The dialect's own insert, which knows ``ON CONFLICT``."""


def _table(row: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(row.__tablename__)]


CHAT, SEEN, LOG = _table(tables.ChatRow), _table(tables.SeenRow), _table(tables.LogRow)
TICKET, TIMER, CALL = _table(tables.TicketRow), _table(tables.TimerRow), _table(tables.CallRow)
STANDING = _table(tables.StandingRow)
LANE, INBOX, BUCKET = _table(tables.LaneRow), _table(tables.InboxRow), _table(tables.BucketRow)


def _fixed(word: str) -> ColumnElement[Any]:
    """A constant that stands in the text, not a parameter."""
    return literal_column(word)


KEPT, DROPPED = _fixed("'kept'"), _fixed("'dropped'")
BOT, STAFF = _fixed("'bot'"), _fixed("'staff'")
FREE, HELD, RECALLED, HUSHED = _fixed("'free'"), _fixed("'held'"), _fixed("'recalled'"), _fixed("'hushed'")
AGAIN = _fixed("'again'")
OPEN, MERCHANT = _fixed("'open'"), _fixed("'merchant'")
NEW, DONE, PARKED, EMPTY = _fixed("'new'"), _fixed("'done'"), _fixed("'parked'"), _fixed("''")
ZERO, ONE = _fixed("0"), _fixed("1")

IS_OWED = and_(LOG.c.status == KEPT, LOG.c.kind.in_([BOT, STAFF]))


def at_any(addresses: Sequence[Address]) -> ColumnElement[bool]:
    """The chats at these addresses: one statement, however many they are."""
    return tuple_(CHAT.c.channel, CHAT.c.chat).in_([(one.channel, one.chat) for one in addresses])


AT_ADDRESS = and_(CHAT.c.channel == bindparam("channel"), CHAT.c.chat == bindparam("chat"))


class Text(str):
    """A statement's text; ``names`` are its parameters in the order of their places, for a driver that counts, and
    ``sql`` is the text for a driver that takes nothing but a plain string.
    """

    __slots__ = ("names", "sql")
    names: tuple[str, ...]
    sql: str

    def values(self, named: Mapping[str, Any]) -> list[Any]:
        """The parameters in their places."""
        return [named[name] for name in self.names]


class Compile(Protocol):
    """From a statement to its text; an insert may name the ``columns`` it fills."""

    def __call__(self, statement: ClauseElement, *columns: str) -> Text:
        """The text, in the words of the dialect."""


def compiler(dialect: Dialect) -> Compile:
    """What turns statements into texts of that dialect."""

    def text(statement: ClauseElement, *columns: str) -> Text:
        compiled = statement.compile(dialect=dialect, column_keys=columns or None)
        made = Text(compiled)
        made.sql = str(compiled)
        made.names = tuple(getattr(compiled, "positiontup", None) or ())
        return made

    return text
