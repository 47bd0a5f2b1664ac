"""Whole logs of real conversations, for playing them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from bot.service.placing import BOT, CLOSED, STAFF, WAITING
from bot.service.ports import Logged
from bot.store.database import Database
from bot.store.delivering import logged
from bot.store.statements.words import CHAT, LOG, STANDING
from bot.store.times import micros

PLACES = (BOT, WAITING, STAFF, CLOSED)


class StoredConversations:
    """See `bot.service.studio.ports.ConversationShelf`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def latest(self, limit: int, since: datetime | None = None) -> Sequence[int]:
        """The latest of each place by its index, then the latest of these."""

        def work(session: Session) -> list[int]:
            found: list[tuple[int, int]] = []
            for place in PLACES:
                here = select(STANDING.c.last, STANDING.c.number).where(STANDING.c.place == place, STANDING.c.last.is_not(None))
                asked = here.where(STANDING.c.last >= micros(since)) if since else here
                found += [(row.last, row.number) for row in _rows(session, asked.order_by(STANDING.c.last.desc()).limit(limit))]
            return [number for _, number in sorted(found, reverse=True)[:limit]]

        return await self._database.read(work)

    async def logs(self, numbers: Sequence[int], most: int) -> Mapping[int, Sequence[Logged]]:
        """By the log's key."""
        columns = (LOG.c.number, LOG.c.seq, LOG.c.kind, LOG.c.at, LOG.c.body, LOG.c.status, LOG.c.reason, LOG.c.ref)
        vault = self._database.vault
        short = select(CHAT.c.number).where(CHAT.c.number.in_(numbers), CHAT.c.seq <= most)

        def work(session: Session) -> dict[int, list[Logged]]:
            found: dict[int, list[Logged]] = {}
            for row in _rows(session, select(*columns).where(LOG.c.number.in_(short)).order_by(LOG.c.number, LOG.c.seq)):
                found.setdefault(row.number, []).append(logged(vault, row.number, tuple(row)[1:]))
            return found

        return await self._database.read(work)


def _rows(session: Session, asked: Any) -> Sequence[Any]:
    return session.connection().execute(asked).all()
