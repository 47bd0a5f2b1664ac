"""The tables of the desk's conversations: what the staff arrange, keep, and are at.

Times and the chat's ``number`` are as in `bot.store.tables`; ``body`` columns are JSON text.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Boolean, Column, Identity, Index, Integer, Text
from sqlmodel import Field, SQLModel

from bot.store.tables import Counted


def _key(name: str) -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def counted() -> Column[int]:
    """A key that the database counts."""
    return Column("id", Counted, Identity(), primary_key=True)


class HandlingRow(SQLModel, table=True):
    """What the staff have arranged for a chat. ``merchant``: the first of the merchant's chats."""

    __tablename__: ClassVar[str] = "handling"
    __table_args__: ClassVar[Any] = (
        Index("handling_merchant", "merchant"),
        Index("handling_assignee", "assignee"),
        {"sqlite_with_rowid": False},
    )

    number: int = Field(sa_column=_key("number"))
    assignee: str = Field(default="", sa_type=Text)
    team: str = Field(default="", sa_type=Text)
    priority: int | None = Field(default=None, sa_type=Integer)
    tags: str = Field(default="[]", sa_type=Text)
    snoozed: int | None = Field(default=None, sa_type=BigInteger)
    snoozed_at: int | None = Field(default=None, sa_type=BigInteger)
    merchant: int | None = Field(default=None, sa_type=BigInteger)
    alerted: str = Field(default="[]", sa_type=Text)


class MerchantRow(SQLModel, table=True):
    """What the staff know of a merchant beside what he said."""

    __tablename__: ClassVar[str] = "merchant"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    id: int = Field(sa_column=_key("id"))
    name: str = Field(default="", sa_type=Text)
    contact: str = Field(default="", sa_type=Text)
    locale: str = Field(default="", sa_type=Text)
    plan: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)


class PaperRow(SQLModel, table=True):
    """What the staff have arranged for a ticket."""

    __tablename__: ClassVar[str] = "paper"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    ref: str = Field(sa_type=Text, primary_key=True)
    assignee: str = Field(default="", sa_type=Text)
    due: int | None = Field(default=None, sa_type=BigInteger)
    moved: int | None = Field(default=None, sa_type=BigInteger)


class ReadRow(SQLModel, table=True):
    """How far a person has read a chat."""

    __tablename__: ClassVar[str] = "read_up_to"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    staff: str = Field(sa_type=Text, primary_key=True)
    number: int = Field(sa_column=_key("number"))
    seq: int = Field(sa_type=BigInteger)


class DraftRow(SQLModel, table=True):
    """What a person has half written; ``mode``: reply or note."""

    __tablename__: ClassVar[str] = "draft"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    staff: str = Field(sa_type=Text, primary_key=True)
    number: int = Field(sa_column=_key("number"))
    mode: str = Field(sa_type=Text, primary_key=True)
    text: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)


class PresenceRow(SQLModel, table=True):
    """Who looks at a chat, and who types in it, until when."""

    __tablename__: ClassVar[str] = "presence"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    number: int = Field(sa_column=_key("number"))
    staff: str = Field(sa_type=Text, primary_key=True)
    viewing: int = Field(default=0, sa_type=BigInteger)
    typing: int = Field(default=0, sa_type=BigInteger)


class CannedRow(SQLModel, table=True):
    """A canned reply; ``owner`` is empty for a shared one, ``body`` language -> text."""

    __tablename__: ClassVar[str] = "canned"
    __table_args__: ClassVar[Any] = (Index("canned_owner", "owner"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, sa_column=counted())
    short: str = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    owner: str = Field(default="", sa_type=Text)
    body: str = Field(sa_type=Text)


class FilterRow(SQLModel, table=True):
    """A saved filter."""

    __tablename__: ClassVar[str] = "saved_filter"
    __table_args__: ClassVar[Any] = (Index("saved_filter_owner", "owner"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, sa_column=counted())
    name: str = Field(sa_type=Text)
    owner: str = Field(sa_type=Text)
    shared: bool = Field(default=False, sa_type=Boolean)
    body: str = Field(sa_type=Text)
