"""What a search finds: words, serial numbers, names, tickets. By the index, or, where there can be none, by looking."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, true, tuple_
from sqlmodel import Session

from bot.service.desk.shelf import Filed, Heard, Lying
from bot.store.database import Database
from bot.store.desk.finding import LATEST, lines_of, numbers_of
from bot.store.desk.grams import folded
from bot.store.desk.index import SPOKEN, words_of
from bot.store.desk.looking import listed, named_like
from bot.store.desk.reading import filed_of, lying, papers
from bot.store.sealing import Vault
from bot.store.statements.words import LOG, STANDING, TICKET
from bot.store.times import moment


class StoredSearch:
    """The part of `bot.service.desk.shelf.ListShelf` that a search asks."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def said(self, text: str, limit: int) -> Sequence[Heard]:
        """What people wrote, latest first; the words are looked at once more where they stand."""
        vault = self._database.vault
        rows = await self._database.read(lambda session: _said(session, vault, text, limit * 4))
        found = (Heard(row.number, row.seq, moment(row.at), words_of(_body(vault, row))) for row in rows)
        return [one for one in found if folded(text) in folded(one.text)][:limit]

    async def find(self, me: str, text: str, limit: int) -> Sequence[Lying]:
        """Latest first."""
        vault = self._database.vault

        def work(session: Session) -> Sequence[Any]:
            numbers = numbers_of(session, vault, text, limit * 4)
            own = [int(text)] if text.isdecimal() and len(text) < len("9" * 10) else []
            known = true() if numbers is None else STANDING.c.number.in_([*numbers, *own])
            fits = named_like(text, numbers if vault.is_on else None)
            statement = listed(me, unread=False).where(known, fits).order_by(STANDING.c.last.desc()).limit(limit)
            return session.execute(statement).all()

        return [lying(self._database.vault, row) for row in await self._database.read(work)]

    async def filed(self, text: str, limit: int) -> Sequence[Filed]:
        """Tickets whose number has this in it, newest first."""

        def work(session: Session) -> Sequence[Any]:
            numbers = numbers_of(session, self._database.vault, text, limit * 4)
            known = true() if numbers is None else TICKET.c.number.in_(numbers)
            statement = papers().where(known, TICKET.c.ref.contains(text, autoescape=True))
            return session.execute(statement.order_by(TICKET.c.opened.desc(), TICKET.c.ref).limit(limit)).all()

        return [filed_of(self._database.vault, row) for row in await self._database.read(work)]


def _body(vault: Vault, row: Any) -> Any:
    return json.loads(vault.open("log.body", (row.number, row.seq), row.body))


def _said(session: Session, vault: Vault, text: str, most: int) -> Sequence[Any]:
    """Lines that may say it. The body is JSON: what stands there may be a name of a field."""
    columns = select(LOG.c.number, LOG.c.seq, LOG.c.at, LOG.c.body).order_by(LOG.c.at.desc()).limit(most)
    places = lines_of(session, vault, text, most)
    if places is None and vault.is_on:
        return session.execute(columns.where(LOG.c.kind.in_(SPOKEN)).limit(LATEST)).all()
    if places is None:
        looked = columns.where(LOG.c.kind.in_(SPOKEN), LOG.c.body.icontains(text, autoescape=True))
        return session.execute(looked).all()
    if not places:
        return ()
    return session.execute(columns.where(tuple_(LOG.c.number, LOG.c.seq).in_(places))).all()
