"""The inbox's twin in memory; see `bot.service.inbox.Inbox`. Nothing awaits inside a method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.service.inbox import Lane, Parked, Taken, Update
from bot.store.rules import UPDATES_AT_ONCE, Lease


@dataclass(slots=True)
class Track:
    """A lane: what it holds that is new, in order."""

    number: int
    account: str
    lane: str
    new: dict[int, Taken] = field(default_factory=dict)
    due_at: datetime | None = None
    epoch: int = 0
    lease: Lease = Lease.FREE

    def is_leased(self, epoch: int) -> bool:
        """Whether the lease of that epoch still stands."""
        return self.lease is Lease.HELD and self.epoch == epoch

    def free(self) -> None:
        """Due again at once, if it holds more."""
        self.lease = Lease.FREE
        self.due_at = next((taken.update.at for taken in self.new.values()), None)


class MemoryInbox:
    """See `bot.service.inbox.Inbox`."""

    def __init__(self) -> None:
        """Empty."""
        self._tracks: dict[tuple[str, str], Track] = {}
        self._numbered: dict[int, Track] = {}
        self._seen: dict[tuple[str, str], datetime] = {}
        self._finished: set[tuple[str, str]] = set()
        self._parked: dict[int, Parked] = {}
        self._ids = count(1)

    async def take_in(self, account: str, update_id: str, lane: str, at: datetime, raw: str) -> bool:
        """Keep an update."""
        if (account, update_id) in self._seen:
            return False
        self._seen[account, update_id] = at
        track = self._tracks.setdefault((account, lane), Track(len(self._tracks) + 1, account, lane))
        self._numbered[track.number] = track
        id_ = next(self._ids)
        track.new[id_] = Taken(id_, Update(account, update_id, lane, at, raw))
        track.due_at = at if track.due_at is None else track.due_at
        return True

    async def take_up(self, accounts: Sequence[str], at: datetime, lease: timedelta, limit: int) -> Sequence[Lane]:
        """Lease lanes that are due."""
        due = [(t.due_at, t.number, t) for t in self._tracks.values() if t.due_at and t.due_at <= at and t.account in accounts]
        return [self._lease(track, at + lease) for _, _, track in sorted(due, key=lambda one: one[:2])[:limit]]

    @staticmethod
    def _lease(track: Track, until: datetime) -> Lane:
        track.lease, track.epoch, track.due_at = Lease.HELD, track.epoch + 1, until
        return Lane(track.number, track.account, track.lane, track.epoch, tuple(track.new.values())[:UPDATES_AT_ONCE])

    def _held(self, lane: int, epoch: int, id_: int) -> Track | None:
        track = self._numbered.get(lane)
        return track if track and track.is_leased(epoch) and id_ in track.new else None

    async def done(self, lane: int, epoch: int, id: int, *, is_last: bool = False) -> bool:  # noqa: A002 -- the field's name
        """Worked off."""
        track = self._held(lane, epoch, id)
        if track is None:
            return False
        update = track.new.pop(id).update
        self._finished.add((update.account, update.update_id))
        if is_last:
            track.free()
        return True

    async def park(self, lane: int, epoch: int, id: int, reason: str) -> bool:  # noqa: A002 -- the field's name
        """Put aside."""
        track = self._held(lane, epoch, id)
        if track is None:
            return False
        taken = track.new.pop(id)
        self._parked[id] = Parked(id, taken.update, taken.tries + 1, reason)
        return True

    async def put_off(self, lane: int, epoch: int, id: int, until: datetime, reason: str) -> bool:  # noqa: A002, ARG002 -- the field's name; nobody reads it here
        """Try again later."""
        track = self._held(lane, epoch, id)
        if track is None:
            return False
        taken = track.new[id]
        track.new[id] = Taken(id, taken.update, taken.tries + 1)
        track.lease, track.due_at = Lease.FREE, until
        return True

    async def give_back(self, lane: int, epoch: int) -> bool:
        """Give the lease back."""
        track = self._numbered.get(lane)
        if track is None or not track.is_leased(epoch):
            return False
        track.free()
        return True

    async def parked(self, limit: int = 100) -> Sequence[Parked]:
        """What was put aside."""
        return sorted(self._parked.values(), key=lambda parked: parked.id)[:limit]

    async def unpark(self, id: int) -> bool:  # noqa: A002 -- the field's name
        """Try it again."""
        parked = self._parked.pop(id, None)
        if parked is None:
            return False
        track = self._tracks[parked.update.account, parked.update.lane]
        track.new = dict(sorted({**track.new, id: Taken(id, parked.update)}.items()))
        if track.lease is Lease.FREE:
            track.free()
        return True

    async def drop(self, id: int) -> bool:  # noqa: A002 -- the field's name
        """Give it up."""
        parked = self._parked.pop(id, None)
        if parked is not None:
            self._finished.add((parked.update.account, parked.update.update_id))
        return parked is not None

    async def forget(self, before: datetime, limit: int = 1000) -> int:
        """Forget old ids."""
        old = [key for key in self._finished if self._seen[key] < before][:limit]
        for key in old:
            self._finished.discard(key)
            del self._seen[key]
        return len(old)
