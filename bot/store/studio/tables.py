"""The tables of the studio. The first three are read off the logs; the others are what people have decided.

Times and the chat's ``number`` are as in `bot.store.tables`; a ``digest`` is a version of the knowledge.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, Integer, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.store.tables import counted, key


class MissChatRow(SQLModel, table=True):
    """How far a chat's log was looked through for what went wrong."""

    __tablename__: ClassVar[str] = "miss_chat"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    number: int = Field(sa_column=key("number"))
    seq: int = Field(sa_type=BigInteger)


class MissGroupRow(SQLModel, table=True):
    """Sentences that say nearly the same, known by the first, whose place is told as in `MissRow`.
    ``settled``: what went wrong until then is dealt with;
    ``branch``: the draft into which the sentence was taken. ``score`` in thousandths.
    """

    __tablename__: ClassVar[str] = "miss_group"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("number", "seq", "kind", name="miss_group_first"),
        Index("miss_group_locale", "locale", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, sa_column=counted())
    number: int = Field(sa_type=BigInteger)
    seq: int = Field(sa_type=BigInteger)
    kind: str = Field(sa_type=Text)
    locale: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    intent: str = Field(default="", sa_type=Text)
    score: int = Field(default=0, sa_type=Integer)
    settled: int = Field(default=0, sa_type=BigInteger)
    branch: int | None = Field(default=None, sa_type=BigInteger)


class MissRow(SQLModel, table=True):
    """A sentence that went wrong: the line it stands in, and how."""

    __tablename__: ClassVar[str] = "miss"
    __table_args__: ClassVar[Any] = (
        Index("miss_at", "at", "kind", "locale", "grp"),
        Index("miss_grp", "grp", "at"),
        {"sqlite_with_rowid": False},
    )

    number: int = Field(sa_column=key("number"))
    seq: int = Field(sa_column=key("seq"))
    kind: str = Field(sa_type=Text, primary_key=True)
    at: int = Field(sa_type=BigInteger)
    locale: str = Field(sa_type=Text)
    grp: int = Field(sa_type=BigInteger)
    text: str = Field(sa_type=Text)


class EditionRow(SQLModel, table=True):
    """A version that was published, or gone back to; the newest is in force. ``base`` was in force before."""

    __tablename__: ClassVar[str] = "edition"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, sa_column=counted())
    digest: str = Field(sa_type=Text)
    base: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    reviewer: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)
    note: str = Field(sa_type=Text)


class ArchiveRow(SQLModel, table=True):
    """The files of a version, so that every process has them; a zip in base64."""

    __tablename__: ClassVar[str] = "edition_archive"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    digest: str = Field(sa_type=Text, primary_key=True)
    archive: str = Field(sa_type=Text)


class BranchRow(SQLModel, table=True):
    """A draft; its files are in a folder of its own. ``authors`` is a JSON list. ``status``: open, published, dropped."""

    __tablename__: ClassVar[str] = "branch"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, sa_column=counted())
    name: str = Field(sa_type=Text)
    base: str = Field(sa_type=Text)
    authors: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)
    status: str = Field(sa_type=Text)


class ApprovalRow(SQLModel, table=True):
    """Somebody has read what is risky in a version and lets it pass."""

    __tablename__: ClassVar[str] = "approval"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    digest: str = Field(sa_type=Text, primary_key=True)
    who: str = Field(sa_type=Text, primary_key=True)
    at: int = Field(sa_type=BigInteger)


class StudyRow(SQLModel, table=True):
    """A draft's trial: checked, learned, played, replayed. ``kind``: quick or full. ``beat``: its last sign of life;
    ``result`` is JSON. ``status``: running, done, failed.
    """

    __tablename__: ClassVar[str] = "study"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("key", name="study_key"),
        Index("study_branch", "branch", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, sa_column=counted())
    key: str = Field(sa_type=Text)
    branch: int = Field(sa_type=BigInteger)
    kind: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    base: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)
    beat: int = Field(sa_type=BigInteger)
    status: str = Field(sa_type=Text)
    phase: str = Field(sa_type=Text)
    done: int = Field(sa_type=Integer)
    total: int = Field(sa_type=Integer)
    result: str = Field(sa_type=Text)
