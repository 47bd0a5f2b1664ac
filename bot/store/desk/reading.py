"""The lists of conversations, read from the tables. Puts no names to anything."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import Session

from bot.core.codec import decode_ticket
from bot.core.messages import Address
from bot.service.desk.rows import Group
from bot.service.desk.shelf import Filed, Looking, Lying
from bot.service.placing import STAFF, WAITING
from bot.service.ports import Logged
from bot.store.database import Database
from bot.store.delivering import logged
from bot.store.desk.finding import numbers_of
from bot.store.desk.looking import (
    HANDLING,
    MOST,
    OWNER,
    asked_of,
    counted,
    grouped,
    is_any,
    listed,
    named_like,
)
from bot.store.desk.tables import PaperRow
from bot.store.sealing import Vault
from bot.store.statements.words import CHAT, LOG, STANDING, TICKET, TIMER
from bot.store.times import micros, moment

OPEN = ("open", "scheduled", "working", "waiting_merchant", "waiting_part", "waiting_supplier")
PAPER: Any = PaperRow.__table__  # type: ignore[attr-defined]  # SQLModel makes it


def _at(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)


def _names(stored: str | None) -> tuple[str, ...]:
    """Hardly any row has some."""
    return tuple(json.loads(stored)) if stored and stored != "[]" else ()


def lying(vault: Vault, row: Any) -> Lying:
    """A row of `looking.listed`. Taken apart by order: some hundred are read for each list, and by name costs thrice that."""
    (
        channel, chat, number, place, staff, since, trouble, urgency, locale, serial, model, contact, purchased, last, by,
        preview, heard, heard_at, called_at, reason, spoke, closed_at,
        assignee, team, priority, tags, alerted, snoozed, merchant, named, unread,
    ) = row  # fmt: skip
    return Lying(
        number=number,
        address=Address(channel, chat),
        place=place,
        staff=staff,
        since=_at(since),
        trouble=trouble,
        urgency=urgency,
        locale=locale,
        serial=serial,
        model=model,
        contact=vault.open("standing.contact", (number,), contact),
        purchased=purchased,
        last=_at(last),
        by=by or "",
        preview=vault.open("standing.preview", (number,), preview or ""),
        heard=heard or 0,
        heard_at=_at(heard_at),
        called_at=_at(called_at),
        reason=reason or "",
        spoke=bool(spoke),
        closed_at=_at(closed_at),
        assignee=assignee or "",
        team=team or "",
        priority=priority,
        tags=_names(tags),
        snoozed=_at(snoozed),
        merchant=merchant,
        called=vault.open("merchant.name", (merchant,), named or ""),
        unread=unread,
        alerted=_names(alerted),
    )


class StoredLists:
    """See `bot.service.desk.shelf.ListShelf`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def _rows(self, statement: Any) -> Sequence[Any]:
        return await self._database.read(lambda session: session.execute(statement).all())  # type: ignore[deprecated]  # rows of columns, not of objects

    def _named(self, session: Session, text: str) -> ColumnElement[bool] | None:
        """What is called so."""
        if not text:
            return None
        return named_like(text, (numbers_of(session, self._database.vault, text, MOST) or ()) if self._database.vault.is_on else None)

    async def _called(self, among: Select[Any], text: str, skip: int, limit: int) -> Sequence[Lying]:
        """Those of them that are called so, latest first."""

        def work(session: Session) -> Sequence[Any]:
            named = self._named(session, text)
            found = among if named is None else among.where(named)
            return session.execute(found.order_by(STANDING.c.last.desc()).offset(skip).limit(limit)).all()

        return [lying(self._database.vault, row) for row in await self._database.read(work)]

    async def counts(self, looking: Looking, groups: Sequence[Group]) -> Mapping[Group, int]:
        """All groups in one look."""

        def work(session: Session) -> dict[Group, int]:
            named, groups_ = self._named(session, looking.wanted.text), [one for one in groups if is_any(looking.wanted, one)]
            return {group: _count(session, looking, group, named) for group in groups_}

        return await self._database.read(work)

    async def page(self, looking: Looking, limits: Mapping[Group, int]) -> Mapping[Group, tuple[int, Sequence[Lying]]]:
        """One look for all."""

        def work(session: Session) -> dict[Group, tuple[int, Sequence[Lying]]]:
            named, vault = self._named(session, looking.wanted.text), self._database.vault
            found: dict[Group, tuple[int, Sequence[Lying]]] = {}
            for group, limit in limits.items():
                if is_any(looking.wanted, group):
                    asked = grouped(looking.wanted, group, named).limit(limit)
                    rows = [lying(vault, row) for row in session.connection().execute(asked, asked_of(looking))] if limit else []
                    found[group] = (_count(session, looking, group, named) if len(rows) == limit else len(rows), rows)
            return found

        return await self._database.read(work)

    async def rows(self, looking: Looking, group: Group, skip: int, limit: int) -> Sequence[Lying]:
        """One group."""
        if not is_any(looking.wanted, group):
            return []

        def work(session: Session) -> Sequence[Any]:
            named = self._named(session, looking.wanted.text)
            return session.execute(grouped(looking.wanted, group, named).offset(skip).limit(limit), asked_of(looking)).all()

        return [lying(self._database.vault, row) for row in await self._database.read(work)]

    async def row(self, me: str, number: int) -> Lying | None:
        """One conversation."""
        rows = await self._rows(listed(me, unread=True).where(STANDING.c.number == number))
        return lying(self._database.vault, rows[0]) if rows else None

    async def of_merchant(self, me: str, merchant: int) -> Sequence[Lying]:
        """His chats: the one he is known by, and those merged with it."""
        own = or_(HANDLING.c.merchant == merchant, STANDING.c.number == merchant)
        statement = listed(me, unread=False).where(own, merchant == OWNER).order_by(STANDING.c.last.desc())
        return [lying(self._database.vault, row) for row in await self._rows(statement)]

    async def merchants(self, text: str, skip: int, limit: int) -> Sequence[Lying]:
        """Each merchant by the latest of his chats."""
        latest = listed("", unread=False).where(or_(HANDLING.c.merchant.is_(None), HANDLING.c.merchant == STANDING.c.number))
        return await self._called(latest, text, skip, limit)

    async def terminals(self, text: str, skip: int, limit: int) -> Sequence[Lying]:
        """Each serial number by the latest chat about it."""
        latest = select(func.max(STANDING.c.number)).where(STANDING.c.serial != "").group_by(STANDING.c.serial)
        found = listed("", unread=False).where(STANDING.c.number.in_(latest))
        return await self._called(found, text, skip, limit)

    async def lines(self, number: int, after: int, before: int, limit: int) -> Sequence[Logged]:
        """In order, whichever end is asked for."""
        columns = (LOG.c.seq, LOG.c.kind, LOG.c.at, LOG.c.body, LOG.c.status, LOG.c.reason, LOG.c.ref)
        here = select(*columns).where(LOG.c.number == number)
        if after:
            return [
                logged(self._database.vault, number, tuple(row))
                for row in await self._rows(here.where(LOG.c.seq > after).order_by(LOG.c.seq).limit(limit))
            ]
        newest = here.where(LOG.c.seq < before) if before else here
        return [
            logged(self._database.vault, number, tuple(row))
            for row in reversed(await self._rows(newest.order_by(LOG.c.seq.desc()).limit(limit)))
        ]

    async def loads(self) -> Mapping[str, int]:
        """Held, or waiting for the one it is meant for."""
        held = select(STANDING.c.staff, func.count()).where(STANDING.c.place == STAFF).group_by(STANDING.c.staff)
        meant = (
            select(HANDLING.c.assignee, func.count())
            .join(STANDING, STANDING.c.number == HANDLING.c.number)
            .where(STANDING.c.place == WAITING, HANDLING.c.assignee != "")
            .group_by(HANDLING.c.assignee)
        )
        found: dict[str, int] = {}
        for who, count in [*await self._rows(held), *await self._rows(meant)]:
            found[who] = found.get(who, 0) + count
        return found

    async def tickets(self, *, number: int = 0, ref: str = "", since: datetime | None = None, limit: int = 500) -> Sequence[Filed]:
        """Newest first."""
        statement = papers()
        if number:
            statement = statement.where(TICKET.c.number == number)
        if ref:
            statement = statement.where(TICKET.c.ref.startswith(ref, autoescape=True))
        if since:
            moved = func.coalesce(PAPER.c.moved, TICKET.c.opened) >= micros(since)
            statement = statement.where(or_(TICKET.c.status.in_(OPEN), moved))
        return [
            filed_of(self._database.vault, row)
            for row in await self._rows(statement.order_by(TICKET.c.opened.desc(), TICKET.c.ref).limit(limit))
        ]

    async def reminders(self, number: int) -> Sequence[tuple[str, datetime]]:
        """Soonest first."""
        rows = await self._rows(select(TIMER.c.name, TIMER.c.at).where(TIMER.c.number == number).order_by(TIMER.c.at))
        return [(row.name, moment(row.at)) for row in rows]

    async def address(self, number: int) -> Address | None:
        """Where the chat of that number lives."""
        rows = await self._rows(select(CHAT.c.channel, CHAT.c.chat).where(CHAT.c.number == number))
        return Address(*rows[0]) if rows else None


def _count(session: Session, looking: Looking, group: Group, named: ColumnElement[bool] | None) -> int:
    return session.scalar(counted(looking.wanted, group, named), asked_of(looking)) or 0


def papers() -> Select[Any]:
    """Tickets with what the staff arranged for them."""
    columns = (TICKET.c.number, TICKET.c.ref, TICKET.c.body, PAPER.c.assignee, PAPER.c.due, PAPER.c.moved)
    return select(*columns).select_from(TICKET).outerjoin(PAPER, PAPER.c.ref == TICKET.c.ref)


def filed_of(vault: Vault, row: Any) -> Filed:
    """A row of `papers`."""
    body = vault.open("ticket.body", (row.number, row.ref), row.body)
    return Filed(row.number, decode_ticket(json.loads(body)), row.assignee or "", _at(row.due), _at(row.moved))
