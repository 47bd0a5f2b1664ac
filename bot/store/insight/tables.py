"""The tables of what is counted. All of it is made from the logs and can be made again (`posbot tally --rebuild`).

Times as in `bot.store.tables`; ``day`` is ISO 8601, where the desk is. The traits are those of `bot.service.insight.talks`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Float, Index, Integer, Text
from sqlmodel import Field, SQLModel

from bot.store.tables import counted, key


class ChronicleRow(SQLModel, table=True):
    """How far a chat's log is counted, and what must be remembered to go on; ``over``: when silence ends its talk."""

    __tablename__: ClassVar[str] = "chronicle"
    __table_args__: ClassVar[Any] = (Index("chronicle_over", "over"), {"sqlite_with_rowid": False})

    number: int = Field(sa_column=key("number"))
    seq: int = Field(sa_type=BigInteger)
    over: int | None = Field(default=None, sa_type=BigInteger)
    body: str = Field(sa_type=Text)


class TalkRow(SQLModel, table=True):
    """A talk, by the line it begins with."""

    __tablename__: ClassVar[str] = "talk"
    __table_args__: ClassVar[Any] = (Index("talk_began", "began"), {"sqlite_with_rowid": False})

    number: int = Field(sa_column=key("number"))
    seq: int = Field(sa_column=key("seq"))
    began: int = Field(sa_type=BigInteger)
    ended: int | None = Field(default=None, sa_type=BigInteger)
    outcome: str = Field(sa_type=Text)
    locale: str = Field(sa_type=Text)
    trouble: str = Field(sa_type=Text)
    model: str = Field(sa_type=Text)
    firmware: str = Field(sa_type=Text)
    supplier: str = Field(sa_type=Text)
    acquirer: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)
    ring: str = Field(sa_type=Text)


class TallyDayRow(SQLModel, table=True):
    """The same whatever the trouble and the firmware: a tenth of the rows, for what needs no more."""

    __tablename__: ClassVar[str] = "tally_day"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    day: str = Field(sa_type=Text, primary_key=True)
    channel: str = Field(sa_type=Text, primary_key=True)
    locale: str = Field(sa_type=Text, primary_key=True)
    model: str = Field(sa_type=Text, primary_key=True)
    supplier: str = Field(sa_type=Text, primary_key=True)
    begun: int = Field(default=0, sa_type=Integer)
    solved: int = Field(default=0, sa_type=Integer)
    not_solved: int = Field(default=0, sa_type=Integer)
    silent: int = Field(default=0, sa_type=Integer)
    person: int = Field(default=0, sa_type=Integer)
    again: int = Field(default=0, sa_type=Integer)
    rated_solved: int = Field(default=0, sa_type=Integer)
    rated_not_yet: int = Field(default=0, sa_type=Integer)


class TallyRow(SQLModel, table=True):
    """How many talks began on a day, and what came of them."""

    __tablename__: ClassVar[str] = "tally"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    day: str = Field(sa_type=Text, primary_key=True)
    channel: str = Field(sa_type=Text, primary_key=True)
    locale: str = Field(sa_type=Text, primary_key=True)
    model: str = Field(sa_type=Text, primary_key=True)
    firmware: str = Field(sa_type=Text, primary_key=True)
    supplier: str = Field(sa_type=Text, primary_key=True)
    trouble: str = Field(sa_type=Text, primary_key=True)
    begun: int = Field(default=0, sa_type=Integer)
    solved: int = Field(default=0, sa_type=Integer)
    not_solved: int = Field(default=0, sa_type=Integer)
    silent: int = Field(default=0, sa_type=Integer)
    person: int = Field(default=0, sa_type=Integer)
    again: int = Field(default=0, sa_type=Integer)
    rated_solved: int = Field(default=0, sa_type=Integer)
    rated_not_yet: int = Field(default=0, sa_type=Integer)


class TallySpanRow(SQLModel, table=True):
    """How many took so long; the buckets are those of `bot.service.insight.spans`."""

    __tablename__: ClassVar[str] = "tally_span"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    day: str = Field(sa_type=Text, primary_key=True)
    channel: str = Field(sa_type=Text, primary_key=True)
    locale: str = Field(sa_type=Text, primary_key=True)
    model: str = Field(sa_type=Text, primary_key=True)
    supplier: str = Field(sa_type=Text, primary_key=True)
    span: str = Field(sa_type=Text, primary_key=True)
    bucket: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    n: int = Field(default=0, sa_type=Integer)


class TallyFlowRow(SQLModel, table=True):
    """How often a flow's steps solved it, were left so, were left to a person: `TallyStepRow` without steps, for the list of flows."""

    __tablename__: ClassVar[str] = "tally_flow"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    day: str = Field(sa_type=Text, primary_key=True)
    channel: str = Field(sa_type=Text, primary_key=True)
    locale: str = Field(sa_type=Text, primary_key=True)
    model: str = Field(sa_type=Text, primary_key=True)
    supplier: str = Field(sa_type=Text, primary_key=True)
    flow: str = Field(sa_type=Text, primary_key=True)
    solved: int = Field(default=0, sa_type=Integer)
    gave_up: int = Field(default=0, sa_type=Integer)
    to_person: int = Field(default=0, sa_type=Integer)


class TallyStepRow(SQLModel, table=True):
    """How often a step was come to (no answer), answered so, left so; the seconds that the answers took together."""

    __tablename__: ClassVar[str] = "tally_step"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    flow: str = Field(sa_type=Text, primary_key=True)
    day: str = Field(sa_type=Text, primary_key=True)
    channel: str = Field(sa_type=Text, primary_key=True)
    locale: str = Field(sa_type=Text, primary_key=True)
    model: str = Field(sa_type=Text, primary_key=True)
    supplier: str = Field(sa_type=Text, primary_key=True)
    step: str = Field(sa_type=Text, primary_key=True)
    answer: str = Field(sa_type=Text, primary_key=True)
    n: int = Field(default=0, sa_type=Integer)
    seconds: int = Field(default=0, sa_type=BigInteger)


class IncidentRow(SQLModel, table=True):
    """Something that many shops have at once; ``words`` is JSON, ``span`` the window in seconds. ``notice``: what its merchants are
    told, ``ending``: what they are told at the end.
    """

    __tablename__: ClassVar[str] = "incident"
    __table_args__: ClassVar[Any] = (Index("incident_status", "status"), {"sqlite_autoincrement": True})

    id: int = Field(sa_column=counted())
    kind: str = Field(sa_type=Text)
    value: str = Field(sa_type=Text)
    trouble: str = Field(default="", sa_type=Text)
    raised: int = Field(sa_type=BigInteger)
    span: int = Field(sa_type=Integer)
    shops: int = Field(sa_type=Integer)
    expected: float = Field(sa_type=Float)
    chance: float = Field(sa_type=Float)
    status: str = Field(sa_type=Text)
    who: str = Field(default="", sa_type=Text)
    changed: int | None = Field(default=None, sa_type=BigInteger)
    words: str = Field(default="{}", sa_type=Text)
    notice: int | None = Field(default=None, sa_type=BigInteger)
    ending: int | None = Field(default=None, sa_type=BigInteger)


class IncidentChatRow(SQLModel, table=True):
    """A chat that belongs to an incident, since when."""

    __tablename__: ClassVar[str] = "incident_chat"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    incident: int = Field(sa_column=key("incident"))
    number: int = Field(sa_column=key("number"))
    at: int = Field(sa_type=BigInteger)
