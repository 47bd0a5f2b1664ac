"""Incidents in the tables; see `bot.service.insight.incidents.IncidentBook`. What is decided and who is to be told of it are one
transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, literal, select, text, update
from sqlmodel import Session, col

from bot.core.messages import Address
from bot.service.insight.alarm import Key, Sighting, Suspect
from bot.service.insight.incidents import OPEN, Incident, Status
from bot.store.database import Database
from bot.store.insight.tables import IncidentChatRow, IncidentRow
from bot.store.insight.tallying import TALK
from bot.store.notice_tables import NoticedRow, NoticeRow
from bot.store.statements.words import CHAT
from bot.store.times import micros, moment
from bot.store.upserting import insert

ALONE = "SELECT pg_advisory_xact_lock(7061209)"
RATE = 300
INCIDENT: Any = IncidentRow.__table__  # type: ignore[attr-defined]  # SQLModel makes it
HELD: Any = IncidentChatRow.__table__  # type: ignore[attr-defined]  # as above
NOTICED: Any = NoticedRow.__table__  # type: ignore[attr-defined]  # as above
TRAITS = (TALK.c.trouble, TALK.c.model, TALK.c.code, TALK.c.acquirer, TALK.c.ring)


class StoredIncidents:
    """Over the store's own database."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def sightings(self, since: datetime) -> Sequence[Sighting]:
        """Found by the index of when talks began."""

        def work(session: Session) -> list[Sighting]:
            rows = session.connection().execute(select(TALK.c.number, TALK.c.began, *TRAITS).where(TALK.c.began > micros(since)))
            return [Sighting(number, moment(began), *traits) for number, began, *traits in rows]

        return await self._database.read(work)

    async def first(self) -> datetime | None:
        """The beginning of the index."""
        found = await self._database.read(lambda session: session.connection().execute(select(func.min(TALK.c.began))).scalar())
        return None if found is None else moment(found)

    async def every(self, limit: int = 50) -> Sequence[Incident]:
        """With who belongs to them and how many were told."""

        def work(session: Session) -> list[Incident]:
            order = (case((INCIDENT.c.status.in_(list(OPEN)), 0), else_=1), INCIDENT.c.id.desc())
            rows = session.connection().execute(select(INCIDENT).order_by(*order).limit(limit)).all()
            return [_incident(session, row) for row in rows]

        return await self._database.read(work)

    async def begin(self, suspect: Suspect, at: datetime) -> int:
        """One at a time, so that two processes do not raise the same."""
        key = suspect.key

        def work(session: Session) -> int:
            _alone(session)
            same = and_(INCIDENT.c.kind == key.kind, INCIDENT.c.value == key.value, INCIDENT.c.trouble == key.trouble)
            if session.connection().execute(select(INCIDENT.c.id).where(same, INCIDENT.c.status.in_(list(OPEN)))).first():
                return 0
            row = IncidentRow(  # type: ignore[call-arg]  # the database counts the id
                kind=key.kind,
                value=key.value,
                trouble=key.trouble,
                raised=micros(at),
                span=int(suspect.window.total_seconds()),
                shops=len(suspect.shops),
                expected=suspect.expected,
                chance=suspect.chance,
                status=Status.SUSPECTED.value,
            )
            session.add(row)
            session.flush()
            return row.id

        return await self._database.perform(work)

    async def attach(self, incident: int, numbers: Sequence[int], at: datetime) -> Sequence[Address]:
        """Who is new, and is to be told where it is confirmed."""
        wanted = sorted(set(numbers))

        def work(session: Session) -> list[Address]:
            _alone(session)
            connection = session.connection()
            known = set(connection.execute(select(HELD.c.number).where(HELD.c.incident == incident)).scalars())
            fresh = [number for number in wanted if number not in known]
            row = connection.execute(select(INCIDENT).where(INCIDENT.c.id == incident)).first()
            if not fresh or row is None or row.status not in OPEN:
                return []
            connection.execute(HELD.insert(), [{"incident": incident, "number": number, "at": micros(at)} for number in fresh])
            if row.notice:
                _tell(session, row.notice, fresh, at)
            found = connection.execute(select(CHAT.c.channel, CHAT.c.chat).where(CHAT.c.number.in_(fresh)).order_by(CHAT.c.number))
            return [Address(*one) for one in found]

        return await self._database.perform(work) if wanted else []

    async def confirm(self, incident: int, who: str, at: datetime, words: Mapping[str, str]) -> bool:
        """A notice to all who belong to it."""

        def work(session: Session) -> bool:
            if not _change(session, incident, Status.CONFIRMED, who, at):
                return False
            numbers = session.connection().execute(select(HELD.c.number).where(HELD.c.incident == incident)).scalars().all()
            notice = _notice(session, "known", who, at, words)
            _tell(session, notice, numbers, at)
            told = {"notice": notice, "words": json.dumps(dict(words), ensure_ascii=False)}
            session.connection().execute(update(INCIDENT).where(INCIDENT.c.id == incident).values(**told))
            return True

        return await self._database.perform(work)

    async def dismiss(self, incident: int, who: str, at: datetime) -> bool:
        """Nothing more."""
        return await self._database.perform(lambda session: _change(session, incident, Status.DISMISSED, who, at))

    async def end(self, incident: int, who: str, at: datetime) -> bool:
        """The notice stops; another goes to whoever had it."""

        def work(session: Session) -> bool:
            if not _change(session, incident, Status.OVER, who, at):
                return False
            connection = session.connection()
            row = connection.execute(select(INCIDENT).where(INCIDENT.c.id == incident)).one()
            ending = _notice(session, "known_over", who, at, json.loads(row.words))
            connection.execute(update(INCIDENT).where(INCIDENT.c.id == incident).values(ending=ending))
            waiting = and_(NOTICED.c.notice == row.notice, NOTICED.c.status == "waiting")
            connection.execute(update(NOTICED).where(waiting).values(status="stopped"))
            connection.execute(update(NoticeRow).where(col(NoticeRow.id) == row.notice).values(status="stopped"))
            _end_for(session, row.notice, ending, micros(at))
            return True

        return await self._database.perform(work)

    async def settle(self) -> int:
        """The same once more for what is over: adds nobody twice."""

        def work(session: Session) -> int:
            rows = session.connection().execute(select(INCIDENT).where(INCIDENT.c.status == Status.OVER.value)).all()
            return sum(_end_for(session, row.notice, row.ending, row.changed) for row in rows[-20:])

        return await self._database.perform(work)


def _alone(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text(ALONE))


COMES_FROM = {Status.CONFIRMED: Status.SUSPECTED, Status.DISMISSED: Status.SUSPECTED, Status.OVER: Status.CONFIRMED}


def _change(session: Session, incident: int, after: Status, who: str, at: datetime) -> bool:
    """One statement decides, so that of two at once only one does."""
    _alone(session)
    here = and_(INCIDENT.c.id == incident, INCIDENT.c.status == COMES_FROM[after].value)
    changed = update(INCIDENT).where(here).values(status=after.value, who=who, changed=micros(at))
    return bool(session.connection().execute(changed).rowcount)


def _notice(session: Session, template: str, who: str, at: datetime, words: Mapping[str, str]) -> int:
    told = json.dumps(dict(words), ensure_ascii=False)
    row = NoticeRow(who=who, at=micros(at), template=template, words=told, audience="{}", rate=RATE, status="running")  # type: ignore[call-arg]  # as above
    session.add(row)
    session.flush()
    return row.id


def _tell(session: Session, notice: int, numbers: Sequence[int], at: datetime) -> None:
    rows = [{"notice": notice, "number": number, "at": micros(at), "status": "waiting", "seq": 0} for number in numbers]
    if rows:
        session.connection().execute(insert(session, NOTICED).on_conflict_do_nothing(), rows)


def _end_for(session: Session, notice: int, ending: int, at: int) -> int:
    """Whoever was told hears the end, unless he is to already."""
    told = select(literal(ending), NOTICED.c.number, literal(at), literal("waiting"), literal(0)).where(
        NOTICED.c.notice == notice, NOTICED.c.status == "told"
    )
    known = select(NOTICED.c.number).where(NOTICED.c.notice == ending)
    fresh = told.where(NOTICED.c.number.not_in(known))
    made = NOTICED.insert().from_select(["notice", "number", "at", "status", "seq"], fresh)
    return int(session.connection().execute(made).rowcount)


def _incident(session: Session, row: Any) -> Incident:
    connection = session.connection()
    held = connection.execute(select(HELD.c.number, HELD.c.at).where(HELD.c.incident == row.id).order_by(HELD.c.number)).all()

    def told(notice: int | None) -> int:
        wanted = select(func.count()).select_from(NOTICED).where(NOTICED.c.notice == notice, NOTICED.c.status == "told")
        return int(connection.execute(wanted).scalar_one()) if notice else 0

    return Incident(
        id=row.id,
        key=Key(row.kind, row.value, row.trouble),
        raised=moment(row.raised),
        window=timedelta(seconds=row.span),
        shops=row.shops,
        expected=row.expected,
        chance=row.chance,
        status=Status(row.status),
        who=row.who,
        changed=moment(row.changed) if row.changed else None,
        words=json.loads(row.words),
        chats=tuple(one.number for one in held),
        told=told(row.notice),
        told_over=told(row.ending),
        latest=moment(max(one.at for one in held)) if held else None,
    )
