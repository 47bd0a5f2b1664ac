"""Accounts, sessions, links, recovery codes and the record, read from and written to the tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import Session as DatabaseSession
from sqlmodel import col, select

from bot.service.desk.accounts import Invitation, Session
from bot.service.desk.keys import Person, Ticketed
from bot.service.desk.people import Role
from bot.service.desk.views import Deed
from bot.service.ports import JSON
from bot.store.database import Database
from bot.store.desk.arranging import change
from bot.store.desk.packing import packed_wishes, staff_of
from bot.store.desk.staff_tables import DeedRow, LinkRow, RecoveryRow, SessionRow, StaffRow
from bot.store.sealing import SEALED, Vault
from bot.store.times import micros, moment

SECRETS = SEALED["staff"].sealed


def person_of(vault: Vault, row: StaffRow) -> Person:
    """The account of a row."""
    secret, pending = (vault.open(f"staff.{name}", (row.id,), getattr(row, name)) for name in SECRETS)
    locked = moment(row.locked) if row.locked else None
    seen = moment(row.seen) if row.seen else None
    return Person(staff_of(row), row.password, secret, pending, row.step, row.failures, locked, seen)


class StoredKeys:
    """See `bot.service.desk.keys.Keys`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def person(self, account: str) -> Person | None:
        """The account."""

        def work(session: DatabaseSession) -> Person | None:
            row = session.get(StaffRow, account)
            return person_of(self._database.vault, row) if row else None

        return await self._database.read(work)

    async def people(self) -> Sequence[tuple[Person, int]]:
        """With their open sessions."""
        count = select(func.count()).where(SessionRow.staff == StaffRow.id, ~col(SessionRow.half)).scalar_subquery()
        everyone = select(StaffRow, count).order_by(StaffRow.name)
        vault = self._database.vault
        return await self._database.read(lambda session: [(person_of(vault, row), open_ or 0) for row, open_ in session.exec(everyone)])

    async def add(self, person: Person, link: str = "", at: datetime | None = None) -> bool:
        """Account and link in one step."""
        staff = person.staff

        def work(session: DatabaseSession) -> bool:
            used = session.get(LinkRow, link) if link else None
            if session.get(StaffRow, staff.id) or (link and (used is None or at is None or used.until <= micros(at))):
                return False
            if used:
                session.delete(used)
            row = StaffRow(id=staff.id, name=staff.name, role=staff.role.value, team=staff.team, password=person.password)
            row.wishes = packed_wishes(staff.wishes)
            session.add(row)
            return True

        return await self._database.perform(work)

    async def change(self, account: str, changes: Mapping[str, JSON | datetime]) -> None:
        """Columns of the account."""
        vault = self._database.vault
        sealed = {
            name: vault.seal(f"staff.{name}", (account,), str(value)) if name in SECRETS else value for name, value in changes.items()
        }

        def work(session: DatabaseSession) -> None:
            row = session.get(StaffRow, account)
            if row is not None:
                change(session, row, sealed)

        await self._database.perform(work)

    async def use_step(self, account: str, step: int) -> bool:
        """One statement decides, so that of two at once only one is let in."""
        later = update(StaffRow).where(col(StaffRow.id) == account, col(StaffRow.step) < step).values(step=step)
        return await self._database.perform(lambda session: _rows(session, later) == 1)

    async def put_codes(self, account: str, digests: Sequence[str]) -> None:
        """These, no others."""

        def work(session: DatabaseSession) -> None:
            _rows(session, delete(RecoveryRow).where(col(RecoveryRow.staff) == account))
            session.add_all(RecoveryRow(staff=account, digest=digest) for digest in digests)

        await self._database.perform(work)

    async def use_code(self, account: str, digest: str) -> bool:
        """Used up by being used."""
        used = delete(RecoveryRow).where(col(RecoveryRow.staff) == account, col(RecoveryRow.digest) == digest)
        return await self._database.perform(lambda session: _rows(session, used) == 1)

    async def open(self, session: Ticketed) -> int:
        """Its id; sessions that have run out go with it."""

        def work(database: DatabaseSession) -> int:
            _rows(database, delete(SessionRow).where(col(SessionRow.until) <= micros(session.since)))
            row = SessionRow(digest=session.digest, staff=session.staff, csrf=session.csrf, half=session.half, **_came(session))
            database.add(row)
            database.flush()
            return row.id or 0

        return await self._database.perform(work)

    async def session(self, digest: str, at: datetime, *, half: bool = False) -> Session | None:
        """While it stands and its account is active."""
        mine = select(SessionRow, StaffRow).where(SessionRow.digest == digest, SessionRow.staff == StaffRow.id)
        stands = mine.where(SessionRow.until > micros(at), col(SessionRow.half) == half, col(StaffRow.active))

        def work(database: DatabaseSession) -> Session | None:
            found = database.exec(stands).first()
            return _session(*found) if found else None

        return await self._database.read(work)

    async def touch(self, session: int, at: datetime, until: datetime) -> None:
        """It was used."""
        used = update(SessionRow).where(col(SessionRow.id) == session).values(seen=micros(at), until=micros(until))
        await self._database.perform(lambda database: _rows(database, used))

    async def sessions(self, account: str, at: datetime) -> Sequence[Session]:
        """Latest first."""
        mine = select(SessionRow, StaffRow).where(SessionRow.staff == account, SessionRow.staff == StaffRow.id)
        stands = mine.where(SessionRow.until > micros(at), ~col(SessionRow.half)).order_by(col(SessionRow.seen).desc())
        return await self._database.read(lambda database: [_session(*row) for row in database.exec(stands)])

    async def end(self, *, account: str = "", session: int = 0, digest: str = "", but: int = 0) -> int:
        """How many."""
        given = {SessionRow.staff: account, SessionRow.id: session, SessionRow.digest: digest}
        conditions = [col(column) == value for column, value in given.items() if value]
        ended = delete(SessionRow).where(*conditions, col(SessionRow.id) != but)
        return await self._database.perform(lambda database: _rows(database, ended)) if conditions else 0

    async def put_link(self, digest: str, invitation: Invitation) -> None:
        """A link."""
        row = LinkRow(digest=digest, role=invitation.role.value, team=invitation.team, until=micros(invitation.until))
        row.by, row.first = invitation.by, invitation.first
        await self._database.perform(lambda session: session.add(row.model_copy()))

    async def link(self, digest: str, at: datetime) -> Invitation | None:
        """What it stands for."""

        def work(session: DatabaseSession) -> Invitation | None:
            row = session.get(LinkRow, digest)
            if row is None or row.until <= micros(at):
                return None
            return Invitation(Role(row.role), row.team, moment(row.until), row.by, row.first)

        return await self._database.read(work)

    async def drop_links(self, *, first: bool) -> None:
        """Of that kind."""
        await self._database.perform(lambda session: _rows(session, delete(LinkRow).where(col(LinkRow.first) == first)))

    async def record(self, deed: Deed) -> None:
        """Append a line."""
        changes = json.dumps({name: list(pair) for name, pair in deed.changes.items()}, ensure_ascii=False, default=str)
        row: dict[str, Any] = {"at": micros(deed.at), "who": deed.who, "did": deed.did, "number": deed.number, "what": deed.what}
        await self._database.perform(lambda session: session.add(DeedRow(**row, changes=changes, address=deed.address)))


def _rows(session: DatabaseSession, statement: Any) -> int:
    """How many rows a statement touched."""
    result: Any = session.execute(statement)  # type: ignore[deprecated]  # `exec` is for reading
    return int(result.rowcount)


def _came(session: Ticketed) -> dict[str, Any]:
    times = {"since": micros(session.since), "seen": micros(session.since), "until": micros(session.until)}
    return times | {"address": session.address, "agent": session.agent}


def _session(row: SessionRow, staff: StaffRow) -> Session:
    times = moment(row.since), moment(row.seen)
    return Session(row.id or 0, staff_of(staff), row.csrf, *times, row.address, row.agent, enrol=not staff.secret)
