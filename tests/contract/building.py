"""Short words for the contract tests: events, entries and turns as a reader wants to see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.messages import Address
from bot.core.state import Mode, State, Ticket
from bot.service.ports import Alarm, Chat, Delivery, Due, Entry, EntryKind, Event, Handled, Kept, Store, Turn
from bot.store.opening import open_store
from bot.store.sealing import Vault
from tests.postgres import server

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""When everything happens, unless a test says otherwise."""

MINUTE = timedelta(minutes=1)

SEALED = Vault({1: b"a key that is known to all tests.."[:32]})

Opener = Callable[[Path], Store]

BACK_ENDS: dict[str, Opener] = {
    "memory": lambda _folder: open_store("memory:"),
    "postgres": lambda folder: open_store(server().database(folder)),
    "sqlite": lambda folder: open_store(f"sqlite:///{folder / 'posbot.db'}", synchronous="OFF", vault=SEALED),
}
"""Every back end keeps the same contract; one more line makes the tests run on one more. The one on PostgreSQL
skips its test, and says why, where there is none. What is on SQLite here is sealed, what is on PostgreSQL is not.
"""


def at(chat: str = "shop") -> Address:
    """An address on the web, or on another channel as in ``telegram/shop``."""
    channel, _, name = chat.rpartition("/")
    return Address(channel or "web", name)


def event(id: str = "1", chat: str = "shop", when: datetime = NINE, account: str = "web") -> Event:  # noqa: A002 - the field's name
    """Something that happens in a chat."""
    return Event(account, id, at(chat), when)


def firing(due: Due) -> Event:
    """The event of a timer that fires."""
    return Event("timer", f"{due.id}:{due.occurrence}", due.address, due.at)


def merchant(text: str = "it is dead", when: datetime = NINE) -> Entry:
    """A line the merchant wrote."""
    return Entry(EntryKind.MERCHANT, when, {"text": text})


def bot(text: str = "is it charged?", when: datetime = NINE) -> Entry:
    """A line the bot wants to say."""
    return Entry(EntryKind.BOT, when, {"text": text})


def staff(text: str = "hello, Li here", when: datetime = NINE) -> Entry:
    """A line a person wants to say."""
    return Entry(EntryKind.STAFF, when, {"text": text})


def system(text: str = "a ticket was opened", when: datetime = NINE) -> Entry:
    """A line that says what was done."""
    return Entry(EntryKind.SYSTEM, when, {"text": text})


def alarm(name: str = "nudge", when: datetime = NINE + MINUTE, turn: int = 1) -> Alarm:
    """A timer to be set."""
    return Alarm(name, when, turn)


def ticket(ref: str, status: str = "open", opened: datetime = NINE) -> Ticket:
    """A warranty ticket."""
    return Ticket(ref, "warranty", "power.no_power", opened, status, {"model": "A920"}, words=("it is dead",))


def turn(*entries: Entry, mode: Mode | None = None, **kept: Any) -> Turn:
    """A turn that counts itself, keeps the entries, and goes over to ``mode`` if one is given."""

    def run(chat: Chat) -> Kept:
        state = chat.state or State(ref=str(chat.number))
        return Kept(replace(state, turn=state.turn + 1, mode=mode or state.mode), entries, **kept)

    return run


def broken(_chat: Chat) -> Kept:
    """A turn that fails."""
    message = "no such step"
    raise LookupError(message)


async def said(store: Store, *entries: Entry, chat: str = "shop", mode: Mode | None = None, **kept: Any) -> Handled:
    """One more event of the chat, handled; its id is the next of the log."""
    known = len(await store.log(at(chat)))
    turns = await store.chat(at(chat))
    number = turns.state.turn if turns and turns.state else 0
    handled = await store.handle(event(f"said {known} {number}", chat), turn(*entries, mode=mode, **kept))
    assert handled
    return handled


async def claimed(store: Store, when: datetime = NINE, limit: int = 10, channels: Sequence[str] = ("web",)) -> Sequence[Delivery]:
    """What a sender gets who asks at ``when``; the lease is a minute."""
    return await store.claim(channels, when, MINUTE, limit)


async def claimed_one(store: Store, when: datetime = NINE) -> Delivery:
    """The one chat that is due."""
    [delivery] = await claimed(store, when)
    return delivery


def texts(delivery: Delivery) -> list[Any]:
    """What the delivery would send, in order."""
    return [entry.body["text"] for entry in delivery.entries]


async def statuses(store: Store, chat: str = "shop") -> list[str]:
    """What became of the chat's entries, in order."""
    return [line.status for line in await store.log(at(chat))]
