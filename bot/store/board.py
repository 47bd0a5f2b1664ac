"""What waits and who is at work, read from the tables; see `bot.service.backlog.Board`. All of it by index or in one row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from bot.service.backlog import Backlog, Heap, Process
from bot.store.channel_tables import TokenRow
from bot.store.database import Database
from bot.store.process_tables import ProcessRow
from bot.store.tables import CallRow, ChatRow, InboxRow, LaneRow, TimerRow
from bot.store.times import micros, moment

FORGOTTEN = timedelta(days=1)
"""So long the line of a process that was killed is kept."""


class StoredBoard:
    """Over the store's own database."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def backlog(self, at: datetime) -> Backlog:
        """In one snapshot."""
        return await self._database.read(lambda session: backlog(session, at))

    async def sign(self, process: Process) -> None:
        """One row."""
        row = _row(process)
        await self._database.perform(lambda session: _signed(session, row))

    async def leave(self, process_id: str) -> None:
        """The row goes."""
        await self._database.perform(lambda session: _left(session, process_id))

    async def processes(self, since: datetime) -> Sequence[Process]:
        """The rows that are fresh."""
        return await self._database.read(lambda session: processes(session, since))


def _signed(session: Session, row: ProcessRow) -> None:
    session.merge(row)
    session.connection().execute(delete(ProcessRow).where(col(ProcessRow.beat) < row.beat - _MICROS_FORGOTTEN))


_MICROS_FORGOTTEN = int(FORGOTTEN.total_seconds() * 1_000_000)


def _left(session: Session, process_id: str) -> None:
    session.connection().execute(delete(ProcessRow).where(col(ProcessRow.id) == process_id))


def processes(session: Session, since: datetime) -> list[Process]:
    """Those that have signed since then."""
    asked = select_rows(ProcessRow).where(col(ProcessRow.beat) >= micros(since)).order_by(col(ProcessRow.started))
    return [_process(row) for row in session.exec(asked)]


def backlog(session: Session, at: datetime) -> Backlog:
    """What waits."""
    now = micros(at)
    ask = session.connection()
    timer = ask.execute(select(func.count(), func.min(TimerRow.at)).where(col(TimerRow.at) <= now)).one()
    waiting = ask.execute(select(func.count(), func.min(CallRow.at))).one()
    parked = ask.execute(select(func.count()).where(col(InboxRow.status) == "parked")).scalar()
    return Backlog(
        {name: _heap(*found) for name, *found in ask.execute(_heaps(col(ChatRow.channel), col(ChatRow.due_at), now))},
        {name: _heap(*found) for name, *found in ask.execute(_heaps(col(LaneRow.account), col(LaneRow.due_at), now))},
        _heap(*timer),
        _heap(*waiting),
        parked or 0,
        tuple(ask.execute(select(col(TokenRow.account)).where(col(TokenRow.barred) > now).order_by(col(TokenRow.account))).scalars()),
    )


def _heaps(name: Mapped[str], due: Mapped[int | None], now: int) -> Any:
    """By name: how many wait, and since when the oldest that is due by now has been."""
    return select(name, func.count(), func.min(case((due <= now, due)))).where(due.is_not(None)).group_by(name)


def _heap(count: int, since: int | None) -> Heap:
    return Heap(count, None if since is None else moment(since))


def _row(process: Process) -> ProcessRow:
    intake = {source: micros(at) for source, at in process.intake.items()}
    body = json.dumps({"loops": dict(process.loops), "intake": intake, "away": process.away})
    return ProcessRow(
        id=process.id,
        version=process.version,
        revision=process.schema,
        roles=",".join(process.roles),
        started=micros(process.started),
        beat=micros(process.beat),
        body=body,
    )


def _process(row: ProcessRow) -> Process:
    body = json.loads(row.body)
    return Process(
        row.id,
        row.version,
        row.revision,
        tuple(row.roles.split(",")),
        moment(row.started),
        moment(row.beat),
        body.get("loops", {}),
        {source: moment(at) for source, at in body.get("intake", {}).items()},
        body.get("away", ""),
    )
