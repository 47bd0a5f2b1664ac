"""The inbox and the shared limits on SQLite: each call is one savepoint of the writer's shared transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.service.inbox import Lane, Parked, Taken, Update
from bot.service.sending import Bucket
from bot.store.rules import UPDATES_AT_ONCE, Lease, filled
from bot.store.sealing import PLAIN, Vault
from bot.store.statements.inbox import InboxTexts
from bot.store.times import micros, moment
from bot.store.writing import Writer


class SqliteInbox:
    """See `bot.service.inbox.Inbox`."""

    def __init__(self, texts: InboxTexts, writer: Writer, vault: Vault = PLAIN) -> None:
        """Take the compiled statements; the writer stays its owner's."""
        self._vault = vault
        self._texts = texts
        self._writer = writer

    async def take_in(self, account: str, update_id: str, lane: str, at: datetime, raw: str) -> bool:
        """Keep an update."""
        update = Update(account, update_id, lane, at, sealed_raw(self._vault, account, update_id, raw))
        return await self._writer.run(lambda connection: self._take_in(connection, update), is_urgent=True)

    def _take_in(self, connection: sqlite3.Connection, update: Update) -> bool:
        where = {"account": update.account, "lane": update.lane}
        found = connection.execute(self._texts.find_lane, where).fetchone()
        if found is None:
            connection.execute(self._texts.make_lane, where | {"epoch": 0, "lease": Lease.FREE.value})
            found = connection.execute(self._texts.find_lane, where).fetchone()
        at = micros(update.at)
        row = {"lane": found[0], "account": update.account, "update_id": update.update_id, "at": at, "raw": update.raw}
        if connection.execute(self._texts.take_in, row | {"status": "new", "tries": 0}).rowcount != 1:
            return False
        connection.execute(self._texts.wake_lane, {"number": found[0], "at": at})
        return True

    async def take_up(self, accounts: Sequence[str], at: datetime, lease: timedelta, limit: int) -> Sequence[Lane]:
        """Lease lanes that are due."""
        return await self._writer.run(lambda connection: self._take_up(connection, set(accounts), at, micros(at + lease), limit))

    def _take_up(self, connection: sqlite3.Connection, accounts: set[str], at: datetime, until: int, limit: int) -> list[Lane]:
        due = []
        for account in accounts:
            where = {"account": account, "at": micros(at), "limit": limit}
            due += connection.execute(self._texts.due_lanes, where).fetchall()
        lanes = (self._lease(connection, row, until) for row in sorted(due)[:limit])
        return [lane for lane in lanes if lane.updates]

    def _lease(self, connection: sqlite3.Connection, row: tuple[Any, ...], until: int) -> Lane:
        _, number, account, lane, epoch = row
        rows = connection.execute(self._texts.new_updates, {"number": number, "limit": UPDATES_AT_ONCE}).fetchall()
        updates = tuple(taken_of(self._vault, (account, lane), row) for row in rows)
        if updates:
            connection.execute(self._texts.lease_lane, {"number": number, "due_at": until})
        else:
            connection.execute(self._texts.clear_lane, {"number": number})
        return Lane(number, account, lane, epoch + 1, updates)

    async def done(self, lane: int, epoch: int, id: int, *, is_last: bool = False) -> bool:  # noqa: A002 -- the field's name
        """Worked off."""
        return await self._writer.run(lambda connection: self._done(connection, lane, epoch, id, is_last=is_last))

    def _done(self, connection: sqlite3.Connection, lane: int, epoch: int, id_: int, *, is_last: bool) -> bool:
        is_done = self._change(connection, self._texts.finish, lane, epoch, {"id": id_})
        if is_done and is_last:
            connection.execute(self._texts.give_back, {"number": lane, "epoch": epoch})
        return is_done

    async def park(self, lane: int, epoch: int, id: int, reason: str) -> bool:  # noqa: A002 -- the field's name
        """Put aside."""
        row = {"id": id, "reason": reason}
        return await self._writer.run(lambda connection: self._change(connection, self._texts.park, lane, epoch, row))

    async def put_off(self, lane: int, epoch: int, id: int, until: datetime, reason: str) -> bool:  # noqa: A002 -- the field's name
        """Try again later."""
        row = {"id": id, "reason": reason}
        return await self._writer.run(lambda connection: self._put_off(connection, lane, epoch, row, micros(until)))

    def _put_off(self, connection: sqlite3.Connection, lane: int, epoch: int, row: dict[str, Any], until: int) -> bool:
        if not self._change(connection, self._texts.count_try, lane, epoch, row):
            return False
        return connection.execute(self._texts.put_off, {"number": lane, "epoch": epoch, "until": until}).rowcount == 1

    def _change(self, connection: sqlite3.Connection, text: str, lane: int, epoch: int, row: dict[str, Any]) -> bool:
        """Change the update, if the lease stands."""
        return connection.execute(text, {"number": lane, "epoch": epoch, **row}).rowcount == 1

    async def give_back(self, lane: int, epoch: int) -> bool:
        """Give the lease back."""
        row = {"number": lane, "epoch": epoch}
        return await self._writer.run(lambda connection: connection.execute(self._texts.give_back, row).rowcount == 1)

    async def parked(self, limit: int = 100) -> Sequence[Parked]:
        """What was put aside."""
        rows = await self._writer.run(lambda connection: connection.execute(self._texts.parked, {"limit": limit}).fetchall())
        return [parked_of(self._vault, row) for row in rows]

    async def unpark(self, id: int) -> bool:  # noqa: A002 -- the field's name
        """Try it again."""
        return await self._writer.run(lambda connection: self._unpark(connection, id))

    def _unpark(self, connection: sqlite3.Connection, id_: int) -> bool:
        rows = connection.execute(self._texts.unpark, {"id": id_}).fetchall()
        for lane, at in rows:
            connection.execute(self._texts.wake_lane, {"number": lane, "at": at})
        return bool(rows)

    async def drop(self, id: int) -> bool:  # noqa: A002 -- the field's name
        """Give it up."""
        return await self._writer.run(lambda connection: connection.execute(self._texts.drop, {"id": id}).rowcount == 1)

    async def forget(self, before: datetime, limit: int = 1000) -> int:
        """Forget old ids."""
        row = {"before": micros(before), "limit": limit}
        return await self._writer.run(lambda connection: connection.execute(self._texts.forget, row).rowcount)

    async def admit(self, buckets: Sequence[Bucket], at: datetime) -> datetime | None:
        """See `bot.service.ports.Store.admit`."""
        return await self._writer.run(lambda connection: self._admit(connection, buckets, micros(at)))

    def _admit(self, connection: sqlite3.Connection, buckets: Sequence[Bucket], at: int) -> datetime | None:
        found = {bucket.name: connection.execute(self._texts.bucket, {"name": bucket.name}).fetchone() for bucket in buckets}
        soonest, after = filled({name: row[0] for name, row in found.items() if row}, buckets, at)
        if soonest > at:
            return moment(soonest)
        connection.executemany(self._texts.fill, [{"name": name, "full_at": full_at} for name, full_at in after.items()])
        return None


def parked_of(vault: Vault, row: Sequence[Any]) -> Parked:
    """A parked update from its row (id, account, update_id, lane, at, raw, tries, reason)."""
    id_, account, update_id, lane, at, raw, tries, reason = row
    taken = taken_of(vault, (account, lane), (id_, update_id, at, raw, tries))
    return Parked(taken.id, taken.update, taken.tries, reason or "")


def taken_of(vault: Vault, lane: tuple[str, str], row: Sequence[Any]) -> Taken:
    """An update of a lane (account and name) from its row (id, update_id, at, raw, tries)."""
    id_, update_id, at, raw, tries = row
    opened = vault.open("inbox.raw", (lane[0], update_id), raw)
    return Taken(id_, Update(lane[0], update_id, lane[1], moment(at), opened), tries)


def sealed_raw(vault: Vault, account: str, update_id: str, raw: str) -> str:
    """A raw update as its row holds it."""
    return vault.seal("inbox.raw", (account, update_id), raw)
