"""Cursors in the database, moved in the transaction that takes the messages in; see `bot.service.cursors`."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from bot.service.cursors import Page
from bot.service.inbox import Update
from bot.store.channel_tables import CursorRow
from bot.store.database import Database
from bot.store.rules import Lease
from bot.store.sealing import Vault
from bot.store.sqlite_inbox import sealed_raw
from bot.store.tables import LaneRow
from bot.store.times import micros
from bot.store.upserting import insert

CURSOR = SQLModel.metadata.tables["sync_cursor"]
INBOX = SQLModel.metadata.tables["inbox"]
LANE = SQLModel.metadata.tables["lane"]


class StoredCursors:
    """See `bot.service.cursors.Cursors`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def at(self, account: str, name: str) -> str:
        """Read only."""

        def work(session: Session) -> str:
            row = session.get(CursorRow, (account, name))
            return row.value if row else ""

        return await self._database.read(work)

    async def keep(self, page: Page) -> bool:
        """The cursor's row is locked first, so that two who fetched the same page come one after the other."""

        def work(session: Session) -> bool:
            new = insert(session, CURSOR).values(account=page.account, name=page.name, value="")
            session.exec(new.on_conflict_do_nothing())
            row = session.get_one(CursorRow, (page.account, page.name), with_for_update=True)
            for update in sorted(page.updates, key=lambda one: one.lane):
                _take_in(session, self._database.vault, update)
            if row.value != page.before:
                return False
            row.value = page.after
            return True

        return await self._database.perform(work)

    async def names(self, account: str) -> Sequence[str]:
        """Read only."""
        found = select(CursorRow.name).where(CursorRow.account == account).order_by(col(CursorRow.name))
        return await self._database.read(lambda session: session.exec(found).all())


def _take_in(session: Session, vault: Vault, update: Update) -> None:
    """What `bot.service.inbox.Inbox.take_in` does, within this transaction."""
    lane = {"account": update.account, "lane": update.lane, "epoch": 0, "lease": Lease.FREE.value}
    session.exec(insert(session, LANE).values(lane).on_conflict_do_nothing())
    found = select(LaneRow.number).where(LaneRow.account == update.account, LaneRow.lane == update.lane)
    number = session.exec(found).one()
    at = micros(update.at)
    row = {"lane": number, "account": update.account, "update_id": update.update_id, "at": at}
    row["raw"] = sealed_raw(vault, update.account, update.update_id, update.raw)
    new = insert(session, INBOX).values(row | {"status": "new", "tries": 0}).on_conflict_do_nothing().returning(INBOX.c.id)
    if session.exec(new).first() is not None:
        session.exec(LANE.update().where(LANE.c.number == number).values(due_at=func.coalesce(LANE.c.due_at, at)))
