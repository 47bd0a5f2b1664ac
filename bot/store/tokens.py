"""Tokens of messengers in the database; see `bot.service.tokens`."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, SQLModel

from bot.service.tokens import LEASE, SETTLING, Lease, StoredToken
from bot.store.channel_tables import TokenRow
from bot.store.database import Database
from bot.store.times import micros, moment
from bot.store.upserting import insert

TOKEN = SQLModel.metadata.tables["access_token"]
EMPTY = {"value": "", "until": 0, "renewed": 0, "leased": 0, "barred": 0, "trouble": ""}


class StoredTokens:
    """See `bot.service.tokens.TokenShelf`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def stored(self, account: str) -> StoredToken | None:
        """Read only."""

        def work(session: Session) -> StoredToken | None:
            row = session.get(TokenRow, account)
            return StoredToken(self._opened(row), moment(row.until), moment(row.barred), row.trouble) if row else None

        return await self._database.read(work)

    async def lease(self, account: str, failed: str, at: datetime) -> Lease:
        """One transaction, the row locked: of all that ask at once, one gets it."""
        now, until, settled = micros(at), micros(at + LEASE), micros(at - SETTLING)

        def work(session: Session) -> Lease:
            row = _locked(session, account)
            value = self._opened(row)
            is_fine = value not in {"", failed} and row.until > now
            if is_fine or row.leased > now or row.barred > now:
                return Lease.THEIRS
            if failed and value == failed and row.renewed > settled:
                return Lease.BARRED
            row.leased = until
            return Lease.OURS

        return await self._database.perform(work)

    async def keep(self, account: str, value: str, until: datetime, renewed: datetime | None) -> None:
        """In place of the one before."""
        sealed = self._database.vault.seal("access_token.value", (account,), value)

        def work(session: Session) -> None:
            row = _locked(session, account)
            row.value, row.until, row.renewed = sealed, micros(until), micros(renewed) if renewed else 0
            row.leased, row.barred, row.trouble = 0, 0, ""

        await self._database.perform(work)

    async def bar(self, account: str, until: datetime, why: str) -> None:
        """Not before then."""

        def work(session: Session) -> None:
            row = _locked(session, account)
            row.leased, row.barred, row.trouble = 0, micros(until), why

        await self._database.perform(work)

    def _opened(self, row: TokenRow) -> str:
        return self._database.vault.open("access_token.value", (row.account,), row.value)


def _locked(session: Session, account: str) -> TokenRow:
    """The row, made if it is new."""
    session.exec(insert(session, TOKEN).values(account=account, **EMPTY).on_conflict_do_nothing())
    return session.get_one(TokenRow, account, with_for_update=True)
