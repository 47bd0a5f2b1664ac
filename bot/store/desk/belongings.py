"""Replies, filters, teams, persons and the record, read from and written to the tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TypeVar

from sqlalchemy import delete, or_
from sqlmodel import Session, col, select

from bot.service.desk.people import Staff, Team, Wishes
from bot.service.desk.rows import Filter, Group, SavedFilter
from bot.service.desk.views import Canned, Deed
from bot.service.ports import JSON
from bot.store.database import Database
from bot.store.desk.arranging import change
from bot.store.desk.packing import packed_team, packed_wishes, staff_of, unpacked_team
from bot.store.desk.staff_tables import DeedRow, StaffRow, TeamRow
from bot.store.desk.tables import CannedRow, FilterRow
from bot.store.times import moment

T = TypeVar("T")


class StoredBelongings:
    """The half that is about replies, filters, teams and the record."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def _read(self, work: Callable[[Session], T]) -> T:
        return await self._database.read(work)

    async def canned(self, me: str) -> Sequence[Canned]:
        """One's own and the shared."""
        mine = select(CannedRow).where(col(CannedRow.owner).in_([me, ""])).order_by(CannedRow.short, col(CannedRow.id))
        return await self._read(lambda session: [_canned(row) for row in session.exec(mine)])

    async def keep_canned(self, reply: Canned) -> int:
        """Its id."""
        changes: dict[str, JSON | datetime] = {"short": reply.short, "title": reply.title, "owner": reply.owner, "body": dict(reply.texts)}

        def work(session: Session) -> int:
            row = (session.get(CannedRow, reply.id) if reply.id else None) or CannedRow(short="", title="", body="{}")
            change(session, row, changes)
            session.flush()
            return row.id or 0

        return await self._database.perform(work)

    async def drop_canned(self, reply: int) -> Canned | None:
        """What it was."""

        def work(session: Session) -> Canned | None:
            row = session.get(CannedRow, reply)
            if row is not None:
                session.delete(row)
            return _canned(row) if row else None

        return await self._database.perform(work)

    async def filters(self, me: str) -> Sequence[tuple[SavedFilter, str]]:
        """One's own and the shared, with whose they are."""
        mine = select(FilterRow).where(or_(col(FilterRow.owner) == me, col(FilterRow.shared))).order_by(FilterRow.name)
        return await self._read(lambda session: [(_filter(row), row.owner) for row in session.exec(mine)])

    async def keep_filter(self, me: str, wanted: SavedFilter) -> int:
        """Its id."""
        body = json.dumps(asdict(wanted.filter), ensure_ascii=False)

        def work(session: Session) -> int:
            row = (session.get(FilterRow, wanted.id) if wanted.id else None) or FilterRow(name="", owner=me, body="{}")
            change(session, row, {"name": wanted.name, "shared": wanted.shared, "body": body})
            session.flush()
            return row.id or 0

        return await self._database.perform(work)

    async def drop_filter(self, wanted: int) -> None:
        """Forget it."""
        await self._database.perform(lambda session: session.execute(delete(FilterRow).where(col(FilterRow.id) == wanted)))  # type: ignore[deprecated]

    async def teams(self) -> Sequence[Team]:
        """All."""
        return await self._read(lambda session: [unpacked_team(row) for row in session.exec(select(TeamRow).order_by(TeamRow.name))])

    async def keep_team(self, team: Team) -> None:
        """New or changed; whose turn it was last stays."""

        def work(session: Session) -> None:
            row = session.get(TeamRow, team.id) or TeamRow(id=team.id, name="", body="{}")
            change(session, row, {"name": team.name, "body": packed_team(team)})

        await self._database.perform(work)

    async def last_in_turn(self, team: str, who: str | None = None) -> str:
        """Whose turn it was last."""

        def work(session: Session) -> str:
            row = session.get(TeamRow, team)
            if row is None:
                return ""
            before = row.last
            if who is not None:
                change(session, row, {"last": who})
            return before

        return await (self._read(work) if who is None else self._database.perform(work))

    async def keep_wishes(self, me: str, wishes: Wishes, *, away: bool) -> None:
        """With the account."""

        def work(session: Session) -> None:
            row = session.get(StaffRow, me)
            if row is not None:
                change(session, row, {"wishes": packed_wishes(wishes), "away": away})

        await self._database.perform(work)

    async def everybody(self) -> Sequence[Staff]:
        """All accounts' persons."""
        return await self._read(lambda session: [staff_of(row) for row in session.exec(select(StaffRow).order_by(StaffRow.name))])

    async def deeds(self, number: int | None, who: str, before: int, after: int, limit: int) -> Sequence[Deed]:
        """The record."""
        wanted = select(DeedRow).where(col(DeedRow.id) > after)
        if number is not None:
            wanted = wanted.where(DeedRow.number == number)
        if who:
            wanted = wanted.where(DeedRow.who == who)
        if before:
            wanted = wanted.where(col(DeedRow.id) < before)
        ordered = wanted.order_by(col(DeedRow.id).asc() if after else col(DeedRow.id).desc()).limit(limit)
        return await self._read(lambda session: [_deed(row) for row in session.exec(ordered)])


def _canned(row: CannedRow) -> Canned:
    return Canned(row.id or 0, row.short, row.title, json.loads(row.body), row.owner)


def _filter(row: FilterRow) -> SavedFilter:
    body = json.loads(row.body)
    groups = tuple(Group(name) for name in body.pop("groups", ()))
    return SavedFilter(row.id or 0, row.name, Filter(groups=groups, **body), row.shared)


def _deed(row: DeedRow) -> Deed:
    changes = {name: (before, after) for name, (before, after) in json.loads(row.changes).items()}
    return Deed(row.id or 0, moment(row.at), row.who, row.did, row.number, row.what, changes, row.address)
