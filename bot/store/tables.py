"""The tables, defined once: migrations, pages and the compiled hot statements all start here.

Every table but the inbox, the buckets and `AboutRow` names the chat (``number``), the one thing a turn locks and
the key by which the data could be spread. Times are integers, see `bot.store.times`; what only the
program reads (a state, a body) is JSON text. The ``sqlite_`` options mean nothing elsewhere.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Identity, Index, Integer, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

Counted = BigInteger().with_variant(Integer, "sqlite")
"""A key that the database counts; SQLite counts only what is exactly INTEGER."""


def counted() -> Column[int]:
    """``id``, which the database counts."""
    return Column("id", Counted, Identity(), primary_key=True)


def key(name: str) -> Column[int]:
    """A part of a key that is given."""
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


DUE = text("due_at IS NOT NULL")
NEW, PARKED = text("status = 'new'"), text("status = 'parked'")


def _number() -> Column[int]:
    return Column("number", BigInteger, ForeignKey("chat.number"), primary_key=True, autoincrement=False)


class ChatRow(SQLModel, table=True):
    """A chat: what is remembered of it, and where its delivery stands.

    ``version`` counts turns, ``seq`` the entries of its log; ``sent_seq`` is the delivery cursor.
    ``due_at`` is null when nothing is owed; a lease or a delay moves it into the future. ``reach``: open, or
    closed | gone while what is owed is held (`bot.service.sending.Reach`); ``reason`` says why.
    """

    __tablename__: ClassVar[str] = "chat"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("channel", "chat", name="chat_address"),
        Index("chat_due", "channel", "due_at", sqlite_where=DUE, postgresql_where=DUE),
        {"sqlite_autoincrement": True},
    )

    number: int = Field(sa_column=Column(Counted, Identity(start=1001), primary_key=True))
    channel: str = Field(sa_type=Text)
    chat: str = Field(sa_type=Text)
    state: str | None = Field(default=None, sa_type=Text)
    version: int = Field(default=0, sa_type=BigInteger)
    mode: str = Field(default="bot", sa_type=Text)
    seq: int = Field(default=0, sa_type=BigInteger)
    sent_seq: int = Field(default=0, sa_type=BigInteger)
    due_at: int | None = Field(default=None, sa_type=BigInteger)
    lease: str = Field(default="free", sa_type=Text)
    epoch: int = Field(default=0, sa_type=BigInteger)
    attempt: int = Field(default=0, sa_type=Integer)
    reason: str | None = Field(default=None, sa_type=Text)
    reach: str = Field(default="open", sa_column=Column(Text, nullable=False, server_default="open"))


class SeenRow(SQLModel, table=True):
    """An event that was handled.

    The chat is part of the key: an id that two chats share by mistake costs neither its message,
    and the look-up stays within the chat that is locked.
    """

    __tablename__: ClassVar[str] = "seen"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    number: int = Field(sa_column=_number())
    account: str = Field(sa_type=Text, primary_key=True)
    id: str = Field(sa_type=Text, primary_key=True)
    at: int = Field(sa_type=BigInteger)


class LogRow(SQLModel, table=True):
    """A line of a chat's log: transcript and outbox at once. ``reason``: why it was refused; ``ref``: the
    messenger's own id of it.
    """

    __tablename__: ClassVar[str] = "log"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    number: int = Field(sa_column=_number())
    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    kind: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)
    body: str = Field(sa_type=Text)
    status: str = Field(default="kept", sa_type=Text)
    reason: str | None = Field(default=None, sa_type=Text)
    ref: str | None = Field(default=None, sa_type=Text)


class TicketRow(SQLModel, table=True):
    """A ticket; ``body`` is the whole of it, the columns are what lists ask for."""

    __tablename__: ClassVar[str] = "ticket"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    number: int = Field(sa_column=_number())
    ref: str = Field(sa_type=Text, primary_key=True)
    kind: str = Field(sa_type=Text)
    intent: str = Field(sa_type=Text)
    opened: int = Field(sa_type=BigInteger)
    status: str = Field(sa_type=Text)
    body: str = Field(sa_type=Text)


class TimerRow(SQLModel, table=True):
    """A timer that is set. ``id`` is never used again; ``occurrence`` counts how often it was set."""

    __tablename__: ClassVar[str] = "timer"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("number", "name", name="timer_name"),
        Index("timer_at", "at", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_column=Column(Counted, Identity(), primary_key=True))
    number: int = Field(sa_column=Column(BigInteger, ForeignKey("chat.number"), nullable=False))
    name: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)
    turn: int = Field(sa_type=BigInteger)
    occurrence: int = Field(default=1, sa_type=BigInteger)


class CallRow(SQLModel, table=True):
    """A chat in the staff's queue."""

    __tablename__: ClassVar[str] = "call"
    __table_args__: ClassVar[Any] = (Index("call_at", "at", "number"), {"sqlite_with_rowid": False})

    number: int = Field(sa_column=_number())
    at: int = Field(sa_type=BigInteger)
    reason: str = Field(sa_type=Text)


class LaneRow(SQLModel, table=True):
    """What must stay in order in the inbox, usually a chat. ``due_at`` is null when it holds nothing new."""

    __tablename__: ClassVar[str] = "lane"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("account", "lane", name="lane_name"),
        Index("lane_due", "account", "due_at", sqlite_where=DUE, postgresql_where=DUE),
        {"sqlite_autoincrement": True},
    )

    number: int = Field(sa_column=Column(Counted, Identity(), primary_key=True))
    account: str = Field(sa_type=Text)
    lane: str = Field(sa_type=Text)
    due_at: int | None = Field(default=None, sa_type=BigInteger)
    epoch: int = Field(default=0, sa_type=BigInteger)
    lease: str = Field(default="free", sa_type=Text)


class InboxRow(SQLModel, table=True):
    """A raw update of a messenger, stored before it is acknowledged; its text goes when it is done.
    ``status``: new | done | parked.
    """

    __tablename__: ClassVar[str] = "inbox"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("account", "update_id", name="inbox_update"),
        Index("inbox_new", "lane", "id", sqlite_where=NEW, postgresql_where=NEW),
        Index("inbox_parked", "id", sqlite_where=PARKED, postgresql_where=PARKED),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_column=Column(Counted, Identity(), primary_key=True))
    lane: int = Field(sa_column=Column(BigInteger, ForeignKey("lane.number"), nullable=False))
    account: str = Field(sa_type=Text)
    update_id: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)
    raw: str = Field(sa_type=Text)
    status: str = Field(default="new", sa_type=Text)
    tries: int = Field(default=0, sa_type=Integer)
    reason: str | None = Field(default=None, sa_type=Text)


class BucketRow(SQLModel, table=True):
    """A limit that all processes share; ``full_at`` is when it is full again (`bot.store.rules.filled`)."""

    __tablename__: ClassVar[str] = "bucket"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    name: str = Field(sa_type=Text, primary_key=True)
    full_at: int = Field(sa_type=BigInteger)


class AboutRow(SQLModel, table=True):
    """A fact about this database itself, such as where it was moved to."""

    __tablename__: ClassVar[str] = "about"

    name: str = Field(sa_type=Text, primary_key=True)
    value: str = Field(sa_type=Text)


class StandingRow(SQLModel, table=True):
    """Where a chat stands, for the staff's lists; `bot.service.standing.Standing` says what the columns mean."""

    __tablename__: ClassVar[str] = "standing"
    __table_args__: ClassVar[Any] = (
        Index("standing_place", "place", "since", "number"),
        Index("standing_last", "place", "last", "number"),
        Index("standing_staff", "staff", "place"),
        Index("standing_serial", "serial"),
        {"sqlite_with_rowid": False},
    )

    number: int = Field(sa_column=Column("number", BigInteger, primary_key=True, autoincrement=False))
    place: str = Field(sa_type=Text)
    staff: str = Field(sa_type=Text)
    since: int | None = Field(default=None, sa_type=BigInteger)
    trouble: str = Field(sa_type=Text)
    urgency: int = Field(sa_type=Integer)
    locale: str = Field(sa_type=Text)
    serial: str = Field(sa_type=Text)
    model: str = Field(sa_type=Text)
    contact: str = Field(sa_type=Text)
    purchased: str = Field(default="", sa_type=Text)
    last: int | None = Field(default=None, sa_type=BigInteger)
    by: str | None = Field(default=None, sa_type=Text)
    preview: str | None = Field(default=None, sa_type=Text)
    heard: int | None = Field(default=None, sa_type=BigInteger)
    heard_at: int | None = Field(default=None, sa_type=BigInteger)
    called_at: int | None = Field(default=None, sa_type=BigInteger)
    reason: str | None = Field(default=None, sa_type=Text)
    spoke: bool | None = Field(default=None, sa_type=Boolean)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)
