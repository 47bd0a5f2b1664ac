"""Seats of the calendar in a database and in memory; see `bot.service.bookings.Bookings`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from bot.store.database import Database
from bot.store.device_tables import BookingRow


class StoredBookings:
    """A seat is a key: two who ask at once cannot have the same."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def take(self, window: str, ref: str, capacity: int) -> bool:
        """The lowest seat that is free; who loses it to another looks for the next."""
        for _ in range(capacity + 1):
            try:
                return await self._database.perform(lambda session: _taken(session, window, ref, capacity))
            except IntegrityError:
                continue
        return False

    async def free(self, ref: str) -> None:
        """The row goes."""
        await self._database.perform(lambda session: _freed(session, ref))

    async def taken(self, since: str) -> Mapping[str, int]:
        """By window."""
        asked = select(BookingRow.window, func.count()).where(BookingRow.window >= since).group_by(BookingRow.window)
        return await self._database.read(lambda session: dict(session.exec(asked).all()))


def _taken(session: Session, window: str, ref: str, capacity: int) -> bool:
    rows = session.exec(select(BookingRow).where(BookingRow.window == window)).all()
    if any(row.ref == ref for row in rows):
        return True
    seats = {row.seat for row in rows}
    seat = next((number for number in range(capacity) if number not in seats), None)
    if seat is None:
        return False
    _freed(session, ref)
    session.add(BookingRow(window=window, seat=seat, ref=ref))
    session.flush()
    return True


def _freed(session: Session, ref: str) -> None:
    for row in session.exec(select(BookingRow).where(col(BookingRow.ref) == ref)):
        session.delete(row)
    session.flush()


class MemoryBookings:
    """Forgotten with the process."""

    def __init__(self) -> None:
        """Everything is free."""
        self._seats: dict[str, str] = {}

    async def take(self, window: str, ref: str, capacity: int) -> bool:
        """One event loop is all the locking there is."""
        if self._seats.get(ref) != window and sum(other == window for other in self._seats.values()) >= capacity:
            return False
        self._seats[ref] = window
        return True

    async def free(self, ref: str) -> None:
        """Gone."""
        self._seats.pop(ref, None)

    async def taken(self, since: str) -> Mapping[str, int]:
        """By window."""
        return Counter(window for window in self._seats.values() if window >= since)
