"""Delivery: sends what the logs owe, in order per chat, and writes back what became of it.

One sender a chat, fenced by the epoch of its lease. A message that was under way when its sender died
comes once more and is marked so.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.core.messages import Address, Outbound
from bot.service.buttons import left_open
from bot.service.crew import BATCH, Crew
from bot.service.ports import JSON, Call, Chat, Delivery, Entry, EntryKind, Event, Kept, Logged, Store, Turn
from bot.service.sending import (
    AGAIN,
    Delivered,
    Door,
    Joining,
    Knocking,
    LookingBack,
    MaybeSent,
    Outcome,
    Reach,
    Refused,
    RetryAt,
    Unreachable,
    WindowClosed,
)
from bot.service.turning import is_worth_a_knock, outbound
from bot.service.watching import NOBODY, Action, Watch, told, trace_of

LEASE = timedelta(seconds=60)
SENDING_AT_MOST = timedelta(seconds=20)
"""So long a message may be under way."""
FIRST = 1
"""The number of a log's first line."""
GATHERING = "gathering"
"""Why a chat waits whose next line is still being written."""
PATIENCE = 3
PAUSES = (1, 5, 30, 120, 600)
"""Seconds after the first failure of a door, the second, ..."""

OUTCOMES = {Delivered: "done", Refused: "refused", MaybeSent: "doubted", RetryAt: "later", WindowClosed: "closed", Unreachable: "gone"}
"""How they are called where the work is watched."""

logger = logging.getLogger(__name__)
Keep = Callable[[Event, Turn], Awaitable[object]]


class Sender:
    """Sends through doors; ``keep`` handles an event of a chat, ``tell`` is called when a person's words went out."""

    def __init__(self, store: Store, keep: Keep, tell: Callable[[Address], None], watch: Watch = NOBODY) -> None:
        """Nothing is claimed yet."""
        self._watch = watch
        self._store = store
        self._keep = keep
        self._tell = tell

    async def deliver(self, doors: Mapping[str, Door], at: datetime, crew: Crew | None = None) -> int:
        """Send what is due; how many chats there were. With a crew it begins as much as there is room for and
        does not wait, without one it waits for all.
        """
        limit = min(BATCH, crew.room) if crew else BATCH
        back = max((door.looks_back for door in doors.values() if isinstance(door, LookingBack)), default=0)
        claimed = await self._store.claim(tuple(doors), at, LEASE, limit, back)
        work = [self._serve(doors[owed.address.channel], owed, at) for owed in claimed]
        if crew is None:
            await asyncio.gather(*work)
        else:
            for one in work:
                crew.start(one)
                await asyncio.sleep(0)  # one after the other: whoever else waits for this process comes in between
        return len(claimed)

    async def _serve(self, door: Door, owed: Delivery, at: datetime) -> None:
        """Nothing is begun that might still be under way when the lease runs out: a person may take over then."""
        clock = asyncio.get_running_loop().time
        last = clock() + (LEASE - SENDING_AT_MOST).total_seconds()
        left = owed.entries
        pause = _more_to_come(door, left, at)
        if pause:
            await self._store.postpone(owed.number, owed.epoch, pause, GATHERING)
            return
        while left and clock() < last:
            message, count = _together(door, [outbound(owed.number, one.seq, owed.address, one.body) for one in left])
            message = replace(message, above=_above(owed)) if left is owed.entries and owed.before else message
            if not await self._send(door, owed, left[:count], message, at):
                return
            left = left[count:]
        await self._store.release(owed.number, owed.epoch)

    async def _send(self, door: Door, owed: Delivery, entries: Sequence[Logged], message: Outbound, at: datetime) -> bool:
        """Whether the chat is still held: to go on with the next, or to be given back."""
        is_first, last = entries[0] is owed.entries[0], owed.entries[-1].seq
        mark = AGAIN if owed.again and is_first else None
        match await self._handed(door, owed, entries[0], message, at):
            case Delivered(ref):
                settle = partial(self._store.sent, owed.number, owed.epoch, ref=ref, reason=mark)
                return await self._settled(owed, entries, lambda seq: settle(seq, is_last=seq == last)) and entries[-1].seq != last
            case Refused(reason):
                return await self._settled(owed, entries, lambda seq: self._store.refused(owed.number, owed.epoch, seq, reason))
            case MaybeSent(reason):
                return await self._settled(owed, entries, lambda seq: self._store.doubted(owed.number, owed.epoch, seq, reason))
            case RetryAt(until, reason):
                await self._store.postpone(owed.number, owed.epoch, until, mark or reason)
            case WindowClosed(reason):
                await self._shut_out(door, owed, entries, reason, at)
            case Unreachable(reason):
                await self._hold(owed, _person_first(entries), Reach.GONE, reason, at)
        return False

    async def _shut_out(self, door: Door, owed: Delivery, entries: Sequence[Logged], reason: str, at: datetime) -> None:
        """The merchant is let know if there is a way to. A way that is barred for now is tried again before all is held."""
        match await _knocked(door, owed):
            case RetryAt(until, why) if owed.attempt < len(PAUSES):
                await self._store.postpone(owed.number, owed.epoch, until, why)
            case Delivered() | MaybeSent():
                await self._hold(owed, _person_first(entries), Reach.CLOSED, f"{reason}, notified", at)
            case _:
                await self._hold(owed, _person_first(entries), Reach.CLOSED, reason, at)

    async def _handed(self, door: Door, owed: Delivery, entry: Logged, message: Outbound, at: datetime) -> Outcome:
        attempt = owed.attempt if entry is owed.entries[0] else 0
        with self._watch.watching(Action.MESSAGE_SENT, door.channel, str(owed.number), after=trace_of(entry)) as piece:
            outcome = await _sent(door, message, attempt, at)
            piece.outcome = OUTCOMES[type(outcome)]
            piece.facts = {"seq": str(entry.seq), "by": entry.kind.value, "waited": f"{max((at - entry.at).total_seconds(), 0):.3f}"}
        return outcome

    async def _settled(self, owed: Delivery, entries: Sequence[Logged], settle: Callable[[int], Awaitable[bool]]) -> bool:
        """All that went out in one; whether to go on. Who wrote it wants to know what became of it."""
        for entry in entries:
            if not await settle(entry.seq):
                return False
        if any(entry.kind is EntryKind.STAFF for entry in entries):
            self._tell(owed.address)
        return True

    async def _hold(self, owed: Delivery, entry: Logged, reach: Reach, reason: str, at: datetime) -> None:
        """Staff are told first: the event has an id, so a kill in between repeats nothing but the attempt."""
        event = Event("delivery", f"{entry.seq}:{reach}", owed.address, at)
        told = await self._keep(event, lambda chat: _not_reached(chat, entry, reach, at))
        ends = owed.seq if told is None else owed.seq + 1
        if not await self._store.hold(owed.number, owed.epoch, reach, reason, ends):
            await self._store.release(owed.number, owed.epoch)


def _more_to_come(door: Door, left: Sequence[Logged], at: datetime) -> datetime | None:
    """Until when a colleague who has just written is given time for a next line, which goes out with the last. Nobody is
    kept waiting longer than `PATIENCE` such pauses.
    """
    if left[0].kind is not EntryKind.STAFF or not isinstance(door, Joining):
        return None
    staff = [entry for entry in left if entry.kind is EntryKind.STAFF]
    until = min(staff[-1].at + door.gathers, staff[0].at + PATIENCE * door.gathers)
    return until if until > at else None


def _together(door: Door, messages: Sequence[Outbound]) -> tuple[Outbound, int]:
    """What goes out next, and how many of the messages it is."""
    return door.joined(messages) if len(messages) > 1 and isinstance(door, Joining) else (messages[0], 1)


def _above(owed: Delivery) -> str | None:
    """Of what stands before the first entry: the message that still has its buttons; see `Outbound.above`."""
    found = left_open(owed.before)
    return "" if found is None and owed.before[0].seq == FIRST else found


def _person_first(entries: Sequence[Logged]) -> Logged:
    """A person's words among them, if there are any: it is those that staff want to know of."""
    return next((entry for entry in entries if entry.kind is EntryKind.STAFF), entries[0])


async def _knocked(door: Door, owed: Delivery) -> Outcome:
    """What came of letting the merchant know that something waits; a chat is due once for each such thing, see `Kept.knock`."""
    if not isinstance(door, Knocking) or not any(is_worth_a_knock(entry.body) for entry in owed.entries):
        return Refused("no notice")
    return await door.knock(owed.address, f"{owed.number}-{owed.seq}", owed.attempt)


async def _sent(door: Door, message: Outbound, attempt: int, at: datetime) -> Outcome:
    """What came of it. A messenger that does not answer in time is asked again: twice is better than never. A door
    that raises is at fault; its chat waits, longer each time, and the others go on.
    """
    try:
        async with asyncio.timeout(SENDING_AT_MOST.total_seconds()):
            return await door.send(message, attempt, at)
    except TimeoutError:
        return RetryAt(at + 2 * SENDING_AT_MOST, AGAIN)
    except Exception as wrong:
        logger.exception("the door %s failed", door.channel, extra=told(Action.MESSAGE_SENT, source=door.channel))
        return RetryAt(at + timedelta(seconds=PAUSES[min(attempt, len(PAUSES) - 1)]), type(wrong).__name__)


def _not_reached(chat: Chat, entry: Logged, reach: Reach, at: datetime) -> Kept:
    return not_arrived(chat, entry, reach, at, reach.value)


def not_arrived(chat: Chat, entry: Logged, reach: Reach, at: datetime, why: str) -> Kept:
    """A line for the record; and a call, when it is a person's words that do not arrive."""
    if chat.state is None:  # pragma: no cover - what is owed was said in a turn
        raise AssertionError(chat)
    body: dict[str, JSON] = {"did": "not_reached", "why": why, "seq": entry.seq}
    call = Call(at, f"reach_{reach}") if entry.kind is EntryKind.STAFF else None
    return Kept(chat.state, (Entry(EntryKind.SYSTEM, at, body),), call=call)
