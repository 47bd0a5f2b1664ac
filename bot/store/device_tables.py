"""The tables of terminals: the passport of each, whose it is, and what happened to it.

Columns of a passport are named like the fields of `bot.service.passports.Passport`; times as in `bot.store.tables`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Identity, Index, Integer, Text
from sqlmodel import Field, SQLModel

from bot.store.tables import Counted


class DeviceRow(SQLModel, table=True):
    """A terminal. ``told``: the fields that rest on a merchant's word, a JSON list. ``sought``: what sealed columns are found by."""

    __tablename__: ClassVar[str] = "device"
    __table_args__: ClassVar[Any] = (Index("device_shop", "shop"), {"sqlite_with_rowid": False})

    serial: str = Field(sa_type=Text, primary_key=True)
    model: str = Field(default="", sa_type=Text)
    purchased: str = Field(default="", sa_type=Text)
    delivered: str = Field(default="", sa_type=Text)
    activated: str = Field(default="", sa_type=Text)
    invoiced: str = Field(default="", sa_type=Text)
    bought_from: str = Field(default="", sa_type=Text)
    proof: str = Field(default="", sa_type=Text)
    proof_photo: str = Field(default="", sa_type=Text)
    supplier: str = Field(default="", sa_type=Text)
    acquirer: str = Field(default="", sa_type=Text)
    ownership: str = Field(default="", sa_type=Text)
    terms: str = Field(default="", sa_type=Text)
    sim_until: str = Field(default="", sa_type=Text)
    battery_since: str = Field(default="", sa_type=Text)
    shop: str = Field(default="", sa_type=Text)
    address: str = Field(default="", sa_type=Text)
    contact: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    told: str = Field(default="[]", sa_type=Text)
    changed: int = Field(sa_type=BigInteger)
    sought: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    firmware: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))


class HoldingRow(SQLModel, table=True):
    """That a chat has a terminal; ``at`` is when it was last said."""

    __tablename__: ClassVar[str] = "holding"
    __table_args__: ClassVar[Any] = (Index("holding_number", "number", "at"), {"sqlite_with_rowid": False})

    serial: str = Field(sa_type=Text, primary_key=True)
    number: int = Field(sa_column=Column("number", BigInteger, primary_key=True, autoincrement=False))
    at: int = Field(sa_type=BigInteger)


class HappeningRow(SQLModel, table=True):
    """Something that happened to a terminal; ``key`` is given by whoever notes it, so that it is noted once."""

    __tablename__: ClassVar[str] = "happening"
    __table_args__: ClassVar[Any] = (
        Index("happening_serial", "serial", "id"),
        Index("happening_key", "key", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, sa_column=Column("id", Counted, Identity(), primary_key=True))
    serial: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)
    what: str = Field(sa_type=Text)
    key: str = Field(sa_type=Text)
    ref: str = Field(default="", sa_type=Text)
    who: str = Field(default="", sa_type=Text)
    body: str = Field(default="{}", sa_type=Text)


class BookingRow(SQLModel, table=True):
    """A seat of a window of the supplier's calendar, and the ticket that has it."""

    __tablename__: ClassVar[str] = "booking"
    __table_args__: ClassVar[Any] = (Index("booking_ref", "ref"), {"sqlite_with_rowid": False})

    window: str = Field(sa_type=Text, primary_key=True)
    seat: int = Field(sa_column=Column("seat", Integer, primary_key=True, autoincrement=False))
    ref: str = Field(sa_type=Text)
