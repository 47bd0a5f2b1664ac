"""Notices in the tables; see `bot.service.desk.noticing.NoticeBook`. Everybody it is for is written in one statement."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, literal, or_, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from bot.core.messages import Address
from bot.service.desk.noticing import Addressed, Audience, Notice, Wish
from bot.store.database import Database
from bot.store.device_tables import DeviceRow, HoldingRow
from bot.store.notice_tables import NoticedRow, NoticeRow
from bot.store.passports import lies_in
from bot.store.sealing import Vault
from bot.store.tables import ChatRow, LogRow, StandingRow
from bot.store.times import micros, moment

MINUTE = 60_000_000


class StoredNotices:
    """Over the store's own database."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def count(self, audience: Audience) -> int:
        """The merchants it is for."""
        return await self._database.read(
            lambda session: session.exec(select(func.count()).select_from(_meant(self._database.vault, audience).subquery())).one()
        )

    async def begin(self, who: str, at: datetime, wish: Wish) -> int:
        """Write it down, and everybody it is for."""

        def work(session: Session) -> int:
            words, audience = (json.dumps(dict(one), ensure_ascii=False) for one in (wish.when, asdict(wish.audience)))
            row = NoticeRow(
                who=who, at=micros(at), template=wish.template, words=words, audience=audience, rate=wish.rate, status="running"
            )  # type: ignore[call-arg]  # the database counts the id
            session.add(row)
            session.flush()
            meant = _meant(self._database.vault, wish.audience).subquery()
            turn = func.row_number().over(order_by=meant.c.number) - 1
            at_turn = literal(micros(at)) + turn * (MINUTE // wish.rate)
            chosen = core_select(literal(row.id), meant.c.number, at_turn, literal("waiting"), literal(0))
            session.connection().execute(insert(NoticedRow).from_select(["notice", "number", "at", "status", "seq"], chosen))
            return row.id

        return await self._database.perform(work)

    async def next(self, at: datetime, limit: int) -> Sequence[Addressed]:
        """Found by the index of those who wait."""

        def work(session: Session) -> list[Addressed]:
            here = and_(col(NoticedRow.status) == "waiting", col(NoticedRow.at) <= micros(at))
            rows = session.exec(
                select(NoticedRow.number, NoticeRow, ChatRow.channel, ChatRow.chat)
                .join(NoticeRow, col(NoticeRow.id) == col(NoticedRow.notice))
                .join(ChatRow, col(ChatRow.number) == col(NoticedRow.number))
                .where(here)
                .order_by(col(NoticedRow.at), col(NoticedRow.notice), col(NoticedRow.number))
                .limit(limit)
            ).all()
            return [Addressed(_notice(row), number, Address(channel, chat)) for number, row, channel, chat in rows]

        return await self._database.read(work)

    async def settle(self, notice: int, number: int, status: str, seq: int = 0) -> None:
        """Told, or not wanted; also where it was stopped while it was being told."""
        await self._change(notice, number, ("waiting", "stopped"), status=status, seq=seq)

    async def move(self, notice: int, number: int, until: datetime) -> None:
        """Later."""
        await self._change(notice, number, ("waiting",), at=micros(until))

    async def _change(self, notice: int, number: int, standing: Sequence[str], **values: Any) -> None:
        here = and_(col(NoticedRow.notice) == notice, col(NoticedRow.number) == number, col(NoticedRow.status).in_(standing))
        await self._database.perform(lambda session: session.connection().execute(update(NoticedRow).where(here).values(**values)))

    async def stop(self, notice: int) -> bool:
        """Whoever waits is not told."""

        def work(session: Session) -> bool:
            running = and_(col(NoticeRow.id) == notice, col(NoticeRow.status) == "running")
            found = session.connection().execute(update(NoticeRow).where(running).values(status="stopped"))
            waiting = and_(col(NoticedRow.notice) == notice, col(NoticedRow.status) == "waiting")
            session.connection().execute(update(NoticedRow).where(waiting).values(status="stopped"))
            return bool(found.rowcount)

        return await self._database.perform(work)

    async def every(self, limit: int = 50) -> Sequence[Notice]:
        """The latest first."""

        def work(session: Session) -> list[Notice]:
            rows = session.exec(select(NoticeRow).order_by(col(NoticeRow.id).desc()).limit(limit)).all()
            counted = session.exec(
                select(NoticedRow.notice, NoticedRow.status, func.count())
                .where(col(NoticedRow.notice).in_([row.id for row in rows]))
                .group_by(col(NoticedRow.notice), col(NoticedRow.status))
            ).all()
            return [_notice(row, Counter({status: count for notice, status, count in counted if notice == row.id})) for row in rows]

        return await self._database.read(work)

    async def results(self, notice: int, limit: int = 500) -> Sequence[tuple[int, str]]:
        """What came of it by chat: what was told has the fate of its line."""

        def work(session: Session) -> list[tuple[int, str]]:
            line = and_(col(LogRow.number) == col(NoticedRow.number), col(LogRow.seq) == col(NoticedRow.seq))
            rows = session.exec(
                select(NoticedRow.number, NoticedRow.status, LogRow.status)
                .outerjoin(LogRow, line)
                .where(col(NoticedRow.notice) == notice)
                .order_by(col(NoticedRow.number))
                .limit(limit)
            ).all()
            return [(number, fate if status == "told" and fate and fate != "kept" else status) for number, status, fate in rows]

        return await self._database.read(work)


def _meant(vault: Vault, audience: Audience) -> Any:
    """The numbers of the chats it is for: by their terminals' passports, or by what was said of the model."""
    wanted: list[ColumnElement[bool]] = []
    if audience.model:
        wanted.append(col(DeviceRow.model).icontains(audience.model, autoescape=True))
    if audience.area:
        wanted.append(lies_in(vault, audience.area))
    if audience.acquirer:
        wanted.append(col(DeviceRow.acquirer) == audience.acquirer)
    chosen: Any = select(col(StandingRow.number).label("number"))
    if not wanted:
        return chosen
    having = select(HoldingRow.number).join(DeviceRow, col(DeviceRow.serial) == col(HoldingRow.serial)).where(*wanted)
    said = col(StandingRow.model).icontains(audience.model, autoescape=True) if audience.model and len(wanted) == 1 else None
    meant = col(StandingRow.number).in_(having)
    return chosen.where(meant if said is None else or_(meant, said))


def _notice(row: NoticeRow, counts: Counter[str] | None = None) -> Notice:
    wish = Wish(row.template, json.loads(row.words), Audience(**json.loads(row.audience)), row.rate)
    found = counts or Counter()
    status = "done" if row.status == "running" and counts is not None and not found["waiting"] else row.status
    return Notice(row.id, row.who, moment(row.at), wish, status, dict(found))
