"""The table in which processes sign in. It tells of the moment: it is neither backed up nor moved. Times as in `bot.store.tables`."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Text
from sqlmodel import Field, SQLModel


class ProcessRow(SQLModel, table=True):
    """A process at work; ``roles`` separated by commas, ``body`` JSON: the ages of its loops, its last intake."""

    __tablename__: ClassVar[str] = "process"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    id: str = Field(sa_type=Text, primary_key=True)
    version: str = Field(sa_type=Text)
    revision: str = Field(sa_type=Text)
    roles: str = Field(sa_type=Text)
    started: int = Field(sa_type=BigInteger)
    beat: int = Field(sa_type=BigInteger)
    body: str = Field(sa_type=Text)
