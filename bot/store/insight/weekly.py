"""Which week's report was told, as a fact about the database; see `bot.service.insight.weekly.WeeklyBook`."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.store.database import Database
from bot.store.insight.tallying import alone
from bot.store.tables import AboutRow
from bot.store.times import micros

NAME, TOLD = "weekly report", "told"


class StoredWeeks:
    """One row: the week, and until when somebody is telling it, or that it was told."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def claim(self, week: str, at: datetime, lease: timedelta) -> bool:
        """One transaction at a time decides."""

        def work(session: Session) -> bool:
            alone(session)
            row = session.get(AboutRow, NAME)
            known, _, state = row.value.partition(" ") if row else ("", "", "")
            if known > week or (known == week and (state == TOLD or int(state) > micros(at))):
                return False
            session.merge(AboutRow(name=NAME, value=f"{week} {micros(at + lease)}"))
            return True

        return await self._database.perform(work)

    async def told(self, week: str) -> None:
        """Never again."""

        def work(session: Session) -> None:
            session.merge(AboutRow(name=NAME, value=f"{week} {TOLD}"))

        await self._database.perform(work)
