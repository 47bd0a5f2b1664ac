"""Windows and consents in the database; see `bot.service.windows` and `bot.service.consents`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, SQLModel, col, select

from bot.core.messages import Address
from bot.service.windows import Deed, Room, Shut, Window, room_in, spent
from bot.store.channel_tables import ConsentRow, WindowRow
from bot.store.database import Database
from bot.store.times import micros, moment
from bot.store.upserting import insert

ALLOWANCE = SQLModel.metadata.tables["allowance"]
CONSENT = SQLModel.metadata.tables["consent"]


class StoredWindows:
    """See `bot.service.windows.Windows`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def open(self, address: Address, window: Window) -> None:
        """In place of the one before, unless it is that one or older."""
        row = {
            "channel": address.channel,
            "chat": address.chat,
            "deed": window.deed.value,
            "key": window.key,
            "since": micros(window.since),
            "until": micros(window.until),
            "remaining": window.left,
            "last": "",
        }

        def work(session: Session) -> None:
            new = insert(session, ALLOWANCE).values(row)
            is_later = (ALLOWANCE.c.since < new.excluded.since) | (
                (ALLOWANCE.c.since == new.excluded.since) & (ALLOWANCE.c.key != new.excluded.key)
            )
            changes = {name: new.excluded[name] for name in ("key", "since", "until", "remaining", "last")}
            session.exec(new.on_conflict_do_update(index_elements=["channel", "chat", "deed"], set_=changes, where=is_later))

        await self._database.perform(work)

    async def spend(self, address: Address, message: str, at: datetime, spare: int = 0) -> Window | Shut:
        """One transaction, the rows locked."""

        def work(session: Session) -> Window | Shut:
            rows = _rows(session, address)
            found = spent([_window(row) for row in rows], message, at, spare)
            if isinstance(found, Shut):
                return found
            for row in rows:
                if row.deed in {window.deed.value for window in found} and row.last != message:
                    row.remaining, row.last = max(0, row.remaining - 1), message
            return found[0]

        return await self._database.perform(work)

    async def shut(self, address: Address, message: str) -> None:
        """A deed that came in since has a window of its own."""

        def work(session: Session) -> None:
            for row in _rows(session, address):
                if row.last == message:
                    row.remaining = 0

        await self._database.perform(work)

    async def room(self, address: Address, at: datetime) -> Room:
        """Read only."""
        return await self._database.read(lambda session: room_in([_window(row) for row in _rows(session, address, lock=False)], at))


class StoredRooms:
    """What staff see of it."""

    _database: Database

    async def room(self, address: Address, at: datetime) -> Room | None:
        """None for a chat that no window was ever opened in: its messenger does not count."""

        def work(session: Session) -> Room | None:
            rows = _rows(session, address, lock=False)
            return room_in([_window(row) for row in rows], at) if rows else None

        return await self._database.read(work)


def _rows(session: Session, address: Address, *, lock: bool = True) -> Sequence[WindowRow]:
    found = select(WindowRow).where(WindowRow.channel == address.channel, WindowRow.chat == address.chat)
    ordered = found.order_by(col(WindowRow.deed))
    return session.exec(ordered.with_for_update() if lock else ordered).all()


def _window(row: WindowRow) -> Window:
    return Window(Deed(row.deed), row.key, moment(row.since), moment(row.until), row.remaining, row.last)


class StoredConsents:
    """See `bot.service.consents.Consents`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def give(self, address: Address, template: str, key: str, at: datetime) -> None:
        """An event that was counted counts no more."""
        row = {
            "channel": address.channel,
            "chat": address.chat,
            "template": template,
            "remaining": 1,
            "at": micros(at),
            "key": key,
            "last": "",
        }

        def work(session: Session) -> None:
            new = insert(session, CONSENT).values(row)
            changes = {"remaining": CONSENT.c.remaining + 1, "at": new.excluded.at, "key": new.excluded.key}
            unknown = CONSENT.c.key != new.excluded.key
            session.exec(new.on_conflict_do_update(index_elements=["channel", "chat", "template"], set_=changes, where=unknown))

        await self._database.perform(work)

    async def withdraw(self, address: Address, template: str, at: datetime) -> None:
        """The row stays, as a record of it."""

        def work(session: Session) -> None:
            row = session.get(ConsentRow, (address.channel, address.chat, template), with_for_update=True)
            if row:
                row.remaining, row.at = 0, micros(at)

        await self._database.perform(work)

    async def take(self, address: Address, template: str, message: str) -> bool:
        """One transaction, the row locked."""

        def work(session: Session) -> bool:
            row = session.get(ConsentRow, (address.channel, address.chat, template), with_for_update=True)
            if row is None or (row.last != message and not row.remaining):
                return False
            if row.last != message:
                row.remaining, row.last = row.remaining - 1, message
            return True

        return await self._database.perform(work)
