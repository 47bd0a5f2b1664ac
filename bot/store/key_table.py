"""The table of the keys that values of this database are sealed with. It holds no key, only what tells them apart."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Integer, Text
from sqlmodel import Field, SQLModel


class KeyRow(SQLModel, table=True):
    """A version that some value may be sealed with; ``fingerprint`` as in `bot.store.sealing.Vault.fingerprint`."""

    __tablename__: ClassVar[str] = "sealing_key"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    version: int = Field(sa_column=Column("version", Integer, primary_key=True, autoincrement=False))
    fingerprint: str = Field(sa_type=Text)
    since: int = Field(sa_type=BigInteger)
