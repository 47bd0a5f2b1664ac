"""The tables of messengers that count what we say: windows, tokens, cursors, consents."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Index, Integer, Text
from sqlmodel import Field, SQLModel


class WindowRow(SQLModel, table=True):
    """The latest window of each kind; see `bot.service.windows.Window`. ``remaining`` is its ``left``."""

    __tablename__: ClassVar[str] = "allowance"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    channel: str = Field(sa_type=Text, primary_key=True)
    chat: str = Field(sa_type=Text, primary_key=True)
    deed: str = Field(sa_type=Text, primary_key=True)
    key: str = Field(sa_type=Text)
    since: int = Field(sa_type=BigInteger)
    until: int = Field(sa_type=BigInteger)
    remaining: int = Field(sa_type=Integer)
    last: str = Field(default="", sa_type=Text)


class TokenRow(SQLModel, table=True):
    """An account's token. ``renewed`` is when it took the place of one that failed, ``leased`` until when somebody renews it."""

    __tablename__: ClassVar[str] = "access_token"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    account: str = Field(sa_type=Text, primary_key=True)
    value: str = Field(default="", sa_type=Text)
    until: int = Field(default=0, sa_type=BigInteger)
    renewed: int = Field(default=0, sa_type=BigInteger)
    leased: int = Field(default=0, sa_type=BigInteger)
    barred: int = Field(default=0, sa_type=BigInteger)
    trouble: str = Field(default="", sa_type=Text)


class CursorRow(SQLModel, table=True):
    """How far messages were fetched."""

    __tablename__: ClassVar[str] = "sync_cursor"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    account: str = Field(sa_type=Text, primary_key=True)
    name: str = Field(sa_type=Text, primary_key=True)
    value: str = Field(sa_type=Text)


class ConsentRow(SQLModel, table=True):
    """How many notices of a template a merchant still allows. ``key`` is the last event that added one, ``last``
    the last message that used one.
    """

    __tablename__: ClassVar[str] = "consent"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    channel: str = Field(sa_type=Text, primary_key=True)
    chat: str = Field(sa_type=Text, primary_key=True)
    template: str = Field(sa_type=Text, primary_key=True)
    remaining: int = Field(sa_type=Integer)
    at: int = Field(sa_type=BigInteger)
    key: str = Field(default="", sa_type=Text)
    last: str = Field(default="", sa_type=Text)


class CodeRow(SQLModel, table=True):
    """The code that links a chat of the merchant's with another of his: its digest. ``taken``: by which chat; 0: by none."""

    __tablename__: ClassVar[str] = "link_code"
    __table_args__: ClassVar[Any] = (Index("link_code_digest", "digest"), {"sqlite_with_rowid": False})

    number: int = Field(sa_column=Column("number", BigInteger, primary_key=True, autoincrement=False))
    digest: str = Field(sa_type=Text)
    until: int = Field(sa_type=BigInteger)
    taken: int = Field(default=0, sa_type=BigInteger)
