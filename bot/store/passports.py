"""Passports of terminals in a database; see `bot.service.passports.Passports`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Text, and_, bindparam, delete, func, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from bot.service.passports import FIELDS, Happening, Passport, Taken, one_off
from bot.store.database import Database
from bot.store.desk.grams import blinded, folded
from bot.store.device_tables import DeviceRow, HappeningRow, HoldingRow
from bot.store.sealing import SEALED, Vault
from bot.store.times import micros, moment
from bot.store.upserting import put

T = TypeVar("T")
DEVICE: Any = DeviceRow.__table__  # type: ignore[attr-defined]  # SQLModel makes it
HOLDING: Any = HoldingRow.__table__  # type: ignore[attr-defined]  # as above
HAPPENING: Any = HappeningRow.__table__  # type: ignore[attr-defined]  # as above
OWN = SEALED["device"].sealed
COLUMNS = ", ".join((*FIELDS, "told"))
IN_LIST = {"sqlite": "IN (SELECT value FROM json_each(:serials))", "postgresql": "= ANY(:serials)"}
"""Many keys as one value: a thousand bound ones cost more than the look-up itself."""


class StoredPassports:
    """Plain statements; nothing here is part of a turn."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database
        self._vault = database.vault

    async def _read(self, work: Callable[[Connection], T]) -> T:
        return await self._database.read(lambda session: work(session.connection()))

    async def _look(self, work: Callable[[Connection], T]) -> T:
        return await self._database.look(lambda session: work(session.connection()))

    async def _write(self, work: Callable[[Connection], T]) -> T:
        def inside(session: Session) -> T:
            return work(session.connection())

        return await self._database.perform(inside)

    async def device(self, serial: str) -> Passport | None:
        """By its key."""
        return await self._look(lambda connection: next(_listed(self._vault, connection, [serial]), None))

    async def near(self, serial: str, limit: int = 3) -> Sequence[Passport]:
        """Every possible slip is looked up by its key, so that it costs the same however many there are."""
        slips = [one for one in dict.fromkeys(one_off(serial)) if one != serial]
        found = await self._look(lambda connection: list(_listed(self._vault, connection, slips)))
        return sorted(found, key=lambda one: one.serial)[:limit]

    async def of_chat(self, number: int) -> Sequence[Passport]:
        """Latest named first."""
        asked = select(DEVICE).join(HOLDING, HOLDING.c.serial == DEVICE.c.serial).where(HOLDING.c.number == number)
        ordered = asked.order_by(HOLDING.c.at.desc(), DEVICE.c.serial)
        return await self._look(lambda connection: [_passport(self._vault, row) for row in connection.execute(ordered)])

    async def holders(self, serial: str) -> Sequence[int]:
        """Latest first."""
        asked = select(HOLDING.c.number).where(HOLDING.c.serial == serial).order_by(HOLDING.c.at.desc())
        return await self._look(lambda connection: list(connection.execute(asked).scalars()))

    async def hear(self, number: int, facts: Mapping[str, str], at: datetime) -> Passport:
        """Gaps are filled; the chat has it from now on."""

        def work(connection: Connection) -> Passport:
            known = next(_listed(self._vault, connection, [facts["serial"]]), None) or Passport(facts["serial"])
            heard = known.hears(facts)
            put(connection, DEVICE, [_row(self._vault, heard, at)])
            put(connection, HOLDING, [{"serial": heard.serial, "number": number, "at": micros(at)}])
            return heard

        return await self._write(work)

    async def learn(self, serial: str, facts: Mapping[str, str], at: datetime) -> Passport:
        """What is given holds."""

        def work(connection: Connection) -> Passport:
            learned = (next(_listed(self._vault, connection, [serial]), None) or Passport(serial)).learns(facts)
            put(connection, DEVICE, [_row(self._vault, learned, at)])
            return learned

        return await self._write(work)

    async def transfer(self, serial: str, number: int, happening: Happening) -> bool:
        """Its holders make room for the new one."""

        def work(connection: Connection) -> bool:
            if not _noted(self._vault, connection, happening):
                return False
            connection.execute(delete(HOLDING).where(HOLDING.c.serial == serial))
            if not any(_listed(self._vault, connection, [serial])):
                put(connection, DEVICE, [_row(self._vault, Passport(serial), happening.at)])
            put(connection, HOLDING, [{"serial": serial, "number": number, "at": micros(happening.at)}])
            return True

        return await self._write(work)

    async def note(self, happening: Happening) -> bool:
        """Once by its key."""
        return await self._write(lambda connection: _noted(self._vault, connection, happening))

    async def history(self, serial: str) -> Sequence[Happening]:
        """Latest first."""
        asked = select(HAPPENING).where(HAPPENING.c.serial == serial).order_by(HAPPENING.c.id.desc())
        return await self._read(lambda connection: [_happening(self._vault, row) for row in connection.execute(asked)])

    async def take(self, listed: Sequence[Passport], at: datetime, *, trial: bool = False) -> Taken:
        """One look at what is there, one statement for what differs."""

        def work(connection: Connection) -> Taken:
            known = {one.serial: one for one in _listed(self._vault, connection, [one.serial for one in listed])}
            after = {one.serial: known[one.serial].learns(one.facts) if one.serial in known else one for one in listed}
            differing = [one for serial, one in after.items() if one is not known.get(serial)]
            if differing and not trial:
                put(connection, DEVICE, [_row(self._vault, one, at) for one in differing])
            new = sum(serial not in known for serial in after)
            return Taken(new, len(differing) - new, len(after) - len(differing))

        return await (self._read(work) if trial else self._write(work))

    async def search(self, text: str, after: str = "", limit: int = 50) -> Sequence[Passport]:
        """In order of serial."""
        asked = select(DEVICE).where(DEVICE.c.serial > after).order_by(DEVICE.c.serial).limit(limit)
        if text:
            asked = asked.where(_like(self._vault, text))
        found = await self._read(lambda connection: [_passport(self._vault, row) for row in connection.execute(asked)])
        return [one for one in found if not text or folded(text) in folded(f"{one.serial}\n{one.model}\n{one.shop}\n{one.contact}")]

    async def count(self) -> int:
        """All of them."""
        return await self._read(lambda connection: connection.execute(select(func.count()).select_from(DEVICE)).scalar() or 0)


def sought(vault: Vault, shop: str, contact: str, address: str) -> str:
    """What sealed texts are found by, in a column of its own: nothing while they are not sealed."""
    if not vault.is_on:
        return ""
    return " ".join(["", *blinded(vault, f"{shop} {contact}"), *blinded(vault, address, place="address"), ""])


def lies_in(vault: Vault, area: str) -> ColumnElement[bool]:
    """Whether a terminal's address has this in it, sealed or not."""
    return or_(DEVICE.c.address.icontains(area, autoescape=True), *_sought(vault, area, "address"))


def _like(vault: Vault, text: str) -> ColumnElement[bool]:
    """As far as it is not sealed yet, and what is sealed with any of the keys."""
    likes = [column.icontains(text, autoescape=True) for column in (DEVICE.c.serial, DEVICE.c.model, DEVICE.c.shop, DEVICE.c.contact)]
    return or_(*likes, *_sought(vault, text, "search"))


def _sought(vault: Vault, text: str, place: str) -> Iterator[ColumnElement[bool]]:
    """By the tokens of each key."""
    for tokens in (blinded(vault, text, version, place) for version in vault.versions):
        if tokens:
            yield and_(*(DEVICE.c.sought.contains(f" {token} ") for token in tokens))


@cache
def _statement(dialect: str) -> Any:
    asked = f"SELECT {COLUMNS} FROM device WHERE serial {IN_LIST[dialect]}"  # noqa: S608 -- names of our own columns
    return text(asked).bindparams(bindparam("serials", type_=postgresql.ARRAY(Text) if dialect == "postgresql" else None))


def _listed(vault: Vault, connection: Connection, serials: Sequence[str]) -> Iterator[Passport]:
    dialect, keys = connection.dialect.name, list(serials)
    rows = connection.execute(_statement(dialect), {"serials": keys if dialect == "postgresql" else json.dumps(keys)})
    return (_passport(vault, row) for row in rows)


def _passport(vault: Vault, row: Any) -> Passport:
    known = row._mapping  # noqa: SLF001 -- SQLAlchemy's own way to a row's columns by name
    facts = {name: known[name] for name in FIELDS}
    facts |= {name: vault.open(f"device.{name}", (facts["serial"],), facts[name]) for name in OWN}
    return Passport(**facts, told=frozenset(json.loads(known["told"])))


def _row(vault: Vault, passport: Passport, at: datetime) -> dict[str, Any]:
    facts = {name: getattr(passport, name) for name in FIELDS}
    facts |= {name: vault.seal(f"device.{name}", (passport.serial,), facts[name]) for name in OWN}
    facts["sought"] = sought(vault, passport.shop, passport.contact, passport.address)
    return facts | {"told": json.dumps(sorted(passport.told)), "changed": micros(at)}


def _noted(vault: Vault, connection: Connection, happening: Happening) -> bool:
    made = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(HAPPENING)
    row = {name: getattr(happening, name) for name in ("serial", "what", "key", "ref", "who")}
    body = vault.seal("happening.body", (happening.key,), json.dumps(dict(happening.body), ensure_ascii=False))
    done = connection.execute(made.values(**row, at=micros(happening.at), body=body).on_conflict_do_nothing(index_elements=["key"]))
    return bool(done.rowcount)


def _happening(vault: Vault, row: Any) -> Happening:
    return Happening(
        row.serial, moment(row.at), row.what, row.key, row.ref, row.who, json.loads(vault.open("happening.body", (row.key,), row.body))
    )
