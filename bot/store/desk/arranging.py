"""What the staff arrange and keep, read from and written to the tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from bot.service.desk.shelf import Handling, Known, Present
from bot.service.ports import JSON
from bot.store.database import Database
from bot.store.desk.tables import DraftRow, HandlingRow, MerchantRow, PaperRow, PresenceRow, ReadRow
from bot.store.sealing import SEALED, Vault
from bot.store.times import micros, moment

T = TypeVar("T")
Row = TypeVar("Row", bound=SQLModel)
OWN = SEALED["merchant"].sealed


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)


def stored(value: JSON | datetime) -> Any:
    """A value as a column holds it."""
    if isinstance(value, datetime):
        return micros(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def change(session: Session, row: Row, changes: Mapping[str, JSON | datetime]) -> Row:
    """Set these columns and keep the row, new or old."""
    for name, value in changes.items():
        setattr(row, name, stored(value))
    session.add(row)
    return row


class StoredArrangements:
    """The half of `bot.service.desk.shelf.OwnShelf` that is about conversations."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def handling(self, number: int) -> Handling:
        """What was arranged."""
        return await self._database.read(lambda session: _handling(session.get(HandlingRow, number)))

    async def arrange(self, number: int, changes: Mapping[str, JSON | datetime]) -> Handling:
        """Change that; what stood before."""

        def work(session: Session) -> Handling:
            row = session.get(HandlingRow, number)
            before = _handling(row)
            change(session, row or HandlingRow(number=number), changes)
            return before

        return await self._database.perform(work)

    async def known(self, merchant: int) -> Known:
        """What is known of a merchant."""
        return await self._database.read(lambda session: _known(self._database.vault, merchant, session.get(MerchantRow, merchant)))

    async def know(self, merchant: int, changes: Mapping[str, str]) -> Known:
        """Change that; what stood before."""
        vault = self._database.vault
        sealed = {name: vault.seal(f"merchant.{name}", (merchant,), value) if name in OWN else value for name, value in changes.items()}

        def work(session: Session) -> Known:
            row = session.get(MerchantRow, merchant)
            before = _known(vault, merchant, row)
            change(session, row or MerchantRow(id=merchant), sealed)
            return before

        return await self._database.perform(work)

    async def arrange_ticket(self, ref: str, changes: Mapping[str, JSON | datetime]) -> None:
        """Assignee, due, moved."""
        await self._database.perform(lambda session: change(session, session.get(PaperRow, ref) or PaperRow(ref=ref), changes))

    async def mark(self, me: str, number: int, seq: int) -> None:
        """Read up to there."""
        await self._database.perform(lambda session: session.merge(ReadRow(staff=me, number=number, seq=seq)))

    async def drafts(self, me: str, number: int) -> Mapping[str, str]:
        """Mode -> text."""
        mine = select(DraftRow).where(DraftRow.staff == me, DraftRow.number == number)
        vault = self._database.vault

        def work(session: Session) -> dict[str, str]:
            return {row.mode: vault.open("draft.text", (me, number, row.mode), row.text) for row in session.exec(mine)}

        return await self._database.read(work)

    async def draft(self, me: str, number: int, mode: str, text: str, at: datetime) -> None:
        """Keep or, empty, forget."""

        def work(session: Session) -> None:
            if text:
                sealed = self._database.vault.seal("draft.text", (me, number, mode), text)
                session.merge(DraftRow(staff=me, number=number, mode=mode, text=sealed, at=micros(at)))
            elif row := session.get(DraftRow, (me, number, mode)):
                session.delete(row)

        await self._database.perform(work)

    async def present(self, number: int, at: datetime) -> Sequence[Present]:
        """Who is there."""
        here = select(PresenceRow).where(PresenceRow.number == number, PresenceRow.viewing > micros(at)).order_by(PresenceRow.staff)
        return await self._database.read(lambda session: [Present(row.staff, row.typing > micros(at)) for row in session.exec(here)])

    async def typing(self, numbers: Sequence[int], at: datetime) -> Mapping[int, Sequence[str]]:
        """Who types where."""
        busy = select(PresenceRow).where(col(PresenceRow.number).in_(numbers), PresenceRow.typing > micros(at))

        def work(session: Session) -> dict[int, list[str]]:
            found: dict[int, list[str]] = {}
            for row in session.exec(busy):
                found.setdefault(row.number, []).append(row.staff)
            return found

        return await self._database.read(work) if numbers else {}

    async def be(self, number: int, me: str, *, viewing: datetime | None = None, typing: datetime | None = None) -> None:
        """There until then."""
        given = {"viewing": viewing, "typing": typing}
        changes: dict[str, JSON | datetime] = {name: value for name, value in given.items() if value}

        def work(session: Session) -> None:
            change(session, session.get(PresenceRow, (number, me)) or PresenceRow(number=number, staff=me), changes)

        await self._database.perform(work)

    async def tags(self) -> Sequence[tuple[str, int]]:
        """Those in use, most used first."""
        used = select(HandlingRow.tags).where(HandlingRow.tags != "[]")

        def work(session: Session) -> list[tuple[str, int]]:
            counts: dict[str, int] = {}
            for text in session.exec(used):
                for tag in json.loads(text):
                    counts[tag] = counts.get(tag, 0) + 1
            return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

        return await self._database.read(work)


def _handling(row: HandlingRow | None) -> Handling:
    if row is None:
        return Handling()
    return Handling(
        row.assignee,
        row.team,
        row.priority,
        tuple(json.loads(row.tags)),
        _moment(row.snoozed),
        _moment(row.snoozed_at),
        row.merchant,
        tuple(json.loads(row.alerted)),
    )


def _known(vault: Vault, merchant: int, row: MerchantRow | None) -> Known:
    if row is None:
        return Known(merchant)
    own = {name: vault.open(f"merchant.{name}", (merchant,), getattr(row, name)) for name in OWN}
    return Known(merchant, locale=row.locale, plan=row.plan, **own)
