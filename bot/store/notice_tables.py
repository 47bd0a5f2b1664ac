"""The tables of notices: each, and everybody it is for. Times as in `bot.store.tables`."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Identity, Index, Integer, Text, text
from sqlmodel import Field, SQLModel

from bot.store.tables import Counted

WAITING = text("status = 'waiting'")


class NoticeRow(SQLModel, table=True):
    """A notice; ``words`` and ``audience`` are JSON. ``status``: running or stopped."""

    __tablename__: ClassVar[str] = "notice"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int = Field(sa_column=Column(Counted, Identity(), primary_key=True))
    who: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)
    template: str = Field(sa_type=Text)
    words: str = Field(sa_type=Text)
    audience: str = Field(sa_type=Text)
    rate: int = Field(sa_type=Integer)
    status: str = Field(sa_type=Text)


class NoticedRow(SQLModel, table=True):
    """A merchant it is for. ``status``: waiting, told (with the line of the log), muted or stopped."""

    __tablename__: ClassVar[str] = "noticed"
    __table_args__: ClassVar[Any] = (
        Index("noticed_waiting", "at", "notice", "number", sqlite_where=WAITING, postgresql_where=WAITING),
        {"sqlite_with_rowid": False},
    )

    notice: int = Field(sa_column=Column("notice", BigInteger, primary_key=True, autoincrement=False))
    number: int = Field(sa_column=Column("number", BigInteger, primary_key=True, autoincrement=False))
    at: int = Field(sa_type=BigInteger)
    status: str = Field(sa_type=Text)
    seq: int = Field(sa_type=BigInteger)
