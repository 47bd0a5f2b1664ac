"""The tables of people: accounts, sessions, links, recovery codes, teams, and the record of what the staff did.

Tokens and codes are kept as digests. A line of `DeedRow` is never changed or removed: the database itself refuses.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Boolean, Index, Integer, Text
from sqlmodel import Field, SQLModel

from bot.store.desk.tables import counted


class StaffRow(SQLModel, table=True):
    """An account; see `bot.service.desk.keys.Person`."""

    __tablename__: ClassVar[str] = "staff"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    id: str = Field(sa_type=Text, primary_key=True)
    name: str = Field(sa_type=Text)
    role: str = Field(sa_type=Text)
    team: str = Field(default="", sa_type=Text)
    away: bool = Field(default=False, sa_type=Boolean)
    active: bool = Field(default=True, sa_type=Boolean)
    wishes: str = Field(default="{}", sa_type=Text)
    password: str = Field(sa_type=Text)
    secret: str = Field(default="", sa_type=Text)
    pending: str = Field(default="", sa_type=Text)
    step: int = Field(default=0, sa_type=BigInteger)
    failures: int = Field(default=0, sa_type=Integer)
    locked: int | None = Field(default=None, sa_type=BigInteger)
    seen: int | None = Field(default=None, sa_type=BigInteger)


class RecoveryRow(SQLModel, table=True):
    """A recovery code that is not used up."""

    __tablename__: ClassVar[str] = "recovery"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    staff: str = Field(sa_type=Text, primary_key=True)
    digest: str = Field(sa_type=Text, primary_key=True)


class SessionRow(SQLModel, table=True):
    """A session; ``half`` until the second factor."""

    __tablename__: ClassVar[str] = "session"
    __table_args__: ClassVar[Any] = (
        Index("session_digest", "digest", unique=True),
        Index("session_staff", "staff"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, sa_column=counted())
    digest: str = Field(sa_type=Text)
    staff: str = Field(sa_type=Text)
    csrf: str = Field(sa_type=Text)
    since: int = Field(sa_type=BigInteger)
    seen: int = Field(sa_type=BigInteger)
    until: int = Field(sa_type=BigInteger)
    address: str = Field(sa_type=Text)
    agent: str = Field(sa_type=Text)
    half: bool = Field(default=False, sa_type=Boolean)


class LinkRow(SQLModel, table=True):
    """A link that makes an account, once."""

    __tablename__: ClassVar[str] = "link"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    digest: str = Field(sa_type=Text, primary_key=True)
    role: str = Field(sa_type=Text)
    team: str = Field(default="", sa_type=Text)
    until: int = Field(sa_type=BigInteger)
    by: str = Field(default="", sa_type=Text)
    first: bool = Field(default=False, sa_type=Boolean)


class TeamRow(SQLModel, table=True):
    """A team; ``body`` holds hours, holidays, targets and the line of those who are alerted."""

    __tablename__: ClassVar[str] = "team"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    id: str = Field(sa_type=Text, primary_key=True)
    name: str = Field(sa_type=Text)
    body: str = Field(sa_type=Text)
    last: str = Field(default="", sa_type=Text)


class DeedRow(SQLModel, table=True):
    """Something a person of the staff did."""

    __tablename__: ClassVar[str] = "deed"
    __table_args__: ClassVar[Any] = (
        Index("deed_number", "number", "id"),
        Index("deed_who", "who", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, sa_column=counted())
    at: int = Field(sa_type=BigInteger)
    who: str = Field(sa_type=Text)
    did: str = Field(sa_type=Text)
    number: int | None = Field(default=None, sa_type=BigInteger)
    what: str = Field(default="", sa_type=Text)
    changes: str = Field(default="{}", sa_type=Text)
    address: str = Field(default="", sa_type=Text)
