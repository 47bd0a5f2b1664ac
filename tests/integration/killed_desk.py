"""A desk that is killed again and again: it handles events, fires timers and sends, until it dies.

Run as a module it is a nursery: for every line on its input it forks one desk, says its process id,
waits until that is gone and says how it ended. So each desk starts afresh, but imports are paid once.

The world outside is three files that are only ever appended to: ``acknowledged`` (what the messenger
may forget), ``delivered`` (what the merchant has on the screen), and the database.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.messages import Address
from bot.core.state import State, Ticket
from bot.service.ports import Alarm, Chat, Delivery, Entry, EntryKind, Event, Kept, Store, Turn
from bot.store import sqlite  # noqa: F401 - imported before the fork
from bot.store.opening import open_store

CHATS = 8
SENT_AGAIN = 1
"""So many events of a chat that were acknowledged already come once more at every start."""

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=30)
MINUTE = timedelta(minutes=1)


def address(chat: int) -> Address:
    """The address of that chat."""
    return Address("web", str(chat))


def opens_ticket(number: int) -> bool:
    """Whether the event of that number ends in a ticket."""
    return number // CHATS % 5 == 0


def sets_timer(number: int) -> bool:
    """Whether the event of that number sets a timer, due in this life or only in the next."""
    return number // CHATS % 3 == 0


def append_to(path: Path) -> Callable[[str], None]:
    """What appends a line, in one write that outlives the process."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append(line: str) -> None:
        os.write(file, f"{line}\n".encode())

    return append


def acknowledged(folder: Path) -> set[int]:
    """The numbers of the events that the messenger was told to forget."""
    path = folder / "acknowledged"
    return {int(line) for line in path.read_text().split()} if path.exists() else set()


@dataclass(frozen=True)
class Desk:
    """One life of the desk. ``now`` stands still in it, and is later in the next."""

    store: Store
    folder: Path
    life: int
    is_last: bool

    @property
    def now(self) -> datetime:
        """The time of this life: every lease of an earlier one has run out."""
        return START + self.life * MINUTE

    async def hear(self, chat: int) -> None:
        """Handle the chat's events in order, and acknowledge each when it is kept."""
        acknowledge = append_to(self.folder / "acknowledged")
        known = {number for number in acknowledged(self.folder) if number % CHATS == chat}
        first = max(chat, max(known, default=chat) - SENT_AGAIN * CHATS)
        end = max(known, default=chat) + 3 * CHATS if self.is_last else sys.maxsize
        for number in range(first, end, CHATS):
            await self.store.handle(Event("web", str(number), address(chat), self.now), self.answer(number))
            acknowledge(str(number))

    def answer(self, number: int) -> Turn:
        """A turn that answers the event of that number."""

        def turn(chat: Chat) -> Kept:
            state = chat.state or State(ref=str(chat.number))
            state = replace(state, turn=state.turn + 1)
            ticket = Ticket(f"{state.ref}-{state.turn}", "other", "", self.now, facts={"event": str(number)})
            alarm = Alarm(f"timer {number}", self.now + number % 2 * MINUTE, state.turn)
            return Kept(
                state,
                (self.line(EntryKind.MERCHANT, str(number)), self.line(EntryKind.BOT, f"answer {number}")),
                tickets=(ticket,) if opens_ticket(number) else (),
                alarms=(alarm,) if sets_timer(number) else (),
            )

        return turn

    def line(self, kind: EntryKind, text: str) -> Entry:
        """A line of the log."""
        return Entry(kind, self.now, {"text": text})

    async def tick(self) -> int:
        """Fire what is due; how many that were."""
        due = await self.store.due(self.now + (MINUTE if self.is_last else timedelta()), 20)
        for timer in due:
            event = Event("timer", f"{timer.id}:{timer.occurrence}", timer.address, self.now)
            await self.store.handle(event, self.remind(timer.name))
        return len(due)

    def remind(self, name: str) -> Turn:
        """A turn that says which timer fired."""

        def turn(chat: Chat) -> Kept:
            assert chat.state
            return Kept(chat.state, (self.line(EntryKind.BOT, name),))

        return turn

    async def deliver(self) -> int:
        """Send what is due; to how many chats that was."""
        deliveries = await self.store.claim(["web"], self.now, LEASE, CHATS)
        await asyncio.gather(*map(self.send, deliveries))
        return len(deliveries)

    async def send(self, delivery: Delivery) -> None:
        """Every entry on the screen first, then in the books: a kill in between repeats this one."""
        show = append_to(self.folder / "delivered")
        for entry in delivery.entries:
            show(f"{self.life} {delivery.address.chat} {entry.seq}")
            if not await self.store.sent(delivery.number, delivery.epoch, entry.seq):
                return
        await self.store.release(delivery.number, delivery.epoch)

    async def again(self, work: Callable[[], Awaitable[int]]) -> None:
        """For as long as the desk lives."""
        while True:
            await work()
            await asyncio.sleep(0)

    async def live(self) -> None:
        """All of it at once, until killed; the last desk stops when nothing is left to do."""
        hearing = [self.hear(chat) for chat in range(CHATS)]
        if not self.is_last:
            await asyncio.gather(*hearing, self.again(self.tick), self.again(self.deliver))
        await asyncio.gather(*hearing)
        while await self.tick() + await self.deliver():
            pass


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Store]:
    """The store of that folder, as safe as it is by default."""
    store = open_store(f"sqlite:///{folder}/posbot.db")
    yield store
    await store.close()


async def live(folder: Path, life: int, *, is_last: bool) -> None:
    """One life."""
    async with opened(folder) as store:
        await Desk(store, folder, life, is_last).live()


def bear(folder: Path, life: int, word: str) -> None:
    """Fork a desk, say who it is, and how it ended."""
    process = os.fork()
    if not process:
        asyncio.run(live(folder, life, is_last=word == "last"))
        os._exit(0)
    print(process, flush=True)  # noqa: T201 - this is how the test is told
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)  # noqa: T201


def main() -> None:
    """One desk for each line of input: ``next`` until killed, ``last`` until all is done."""
    for life, word in enumerate(sys.stdin):
        bear(Path(sys.argv[1]), life, word.strip())


if __name__ == "__main__":
    main()
