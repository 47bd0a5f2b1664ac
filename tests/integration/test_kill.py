"""Killed with -9 at random points and started again, the desk loses nothing and does nothing twice."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bot.core.state import Ticket
from bot.service.ports import EntryKind, Logged
from tests.integration.killed_desk import CHATS, acknowledged, address, opened, opens_ticket, sets_timer

KILLS = 36
MOST_EVENTS = 40
"""A desk is killed after it acknowledged at most so many events."""


@dataclass(frozen=True)
class Nursery:
    """Where desks are born; see `tests.integration.killed_desk`."""

    process: subprocess.Popen[bytes]
    folder: Path

    def bear(self, word: str) -> int:
        """The process id of a new desk."""
        assert self.process.stdin
        self.process.stdin.write(f"{word}\n".encode())
        return self.told()

    def told(self) -> int:
        """The next number that the nursery says."""
        assert self.process.stdout
        said = self.process.stdout.readline()
        assert said, "the nursery is gone"
        return int(said)

    def has_told(self) -> bool:
        """Whether it has said more: a desk has ended by itself."""
        assert self.process.stdout
        return bool(select.select([self.process.stdout], [], [], 0)[0])

    def kill_one(self, events: int, pause: float) -> None:
        """Bear a desk, and kill it a moment after it acknowledged so many events."""
        path = self.folder / "acknowledged"
        before = _size(path)
        desk = self.bear("next")
        while _size(path) < before + events:
            assert not self.has_told(), "a desk has ended that nobody killed"
            time.sleep(0.001)
        time.sleep(pause)
        os.kill(desk, signal.SIGKILL)
        assert self.told() == -signal.SIGKILL


def _size(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


@contextmanager
def nursery(folder: Path) -> Iterator[Nursery]:
    """A nursery, closed in the end."""
    command = [sys.executable, "-m", "tests.integration.killed_desk", str(folder)]
    root = Path(__file__).resolve().parents[2]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=root, stdin=pipe, stdout=pipe, bufsize=0) as process:
        try:
            yield Nursery(process, folder)
        except BaseException:
            process.kill()
            raise


@dataclass(frozen=True)
class Books:
    """What is found in the end: the log of every chat, its tickets, and what the merchant saw."""

    logs: dict[int, list[Logged]]
    tickets: dict[int, list[Ticket]]
    acknowledged: set[int]
    delivered: dict[int, list[tuple[int, int]]]  # by chat: (life, seq)

    def texts(self, chat: int, kind: EntryKind) -> list[str]:
        """The chat's lines of one kind, in order."""
        return [str(line.body["text"]) for line in self.logs[chat] if line.kind is kind]


async def books(folder: Path) -> Books:
    """Open the store once more and read all of it."""
    seen: dict[int, list[tuple[int, int]]] = {chat: [] for chat in range(CHATS)}
    for line in (folder / "delivered").read_text().splitlines():
        life, chat, seq = map(int, line.split())
        seen[chat].append((life, seq))
    async with opened(folder) as store:
        logs = {chat: list(await store.log(address(chat), limit=1_000_000)) for chat in range(CHATS)}
        tickets = {chat: list(await store.tickets(address(chat))) for chat in range(CHATS)}
    return Books(logs, tickets, acknowledged(folder), seen)


def kill_again_and_again(folder: Path) -> None:
    """Then the last one is left to finish."""
    chance = random.Random()
    with nursery(folder) as desks:
        for _ in range(KILLS):
            desks.kill_one(chance.randrange(MOST_EVENTS), chance.uniform(0, 0.02))
        desks.bear("last")
        assert desks.told() == 0


async def test_a_desk_killed_thirty_times_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path)
    found = await books(tmp_path)

    assert len(found.acknowledged) > KILLS
    for chat in range(CHATS):
        handled = _every_event_is_handled_once_and_in_order(found, chat)
        _every_answer_is_there_and_every_timer_fired_once(found, chat, handled)
        _no_ticket_is_opened_twice(found, chat, handled)
        _everything_went_out_in_order_with_one_repetition_a_kill(found, chat)


def _every_event_is_handled_once_and_in_order(found: Books, chat: int) -> list[int]:
    handled = [int(text) for text in found.texts(chat, EntryKind.MERCHANT)]
    assert handled == sorted(number for number in found.acknowledged if number % CHATS == chat)
    assert [line.seq for line in found.logs[chat]] == list(range(1, len(found.logs[chat]) + 1))
    return handled


def _every_answer_is_there_and_every_timer_fired_once(found: Books, chat: int, handled: list[int]) -> None:
    expected = Counter(f"answer {number}" for number in handled)
    expected.update(f"timer {number}" for number in handled if sets_timer(number))
    assert Counter(found.texts(chat, EntryKind.BOT)) == expected


def _no_ticket_is_opened_twice(found: Books, chat: int, handled: list[int]) -> None:
    opened_for = sorted(int(ticket.facts["event"]) for ticket in found.tickets[chat])
    assert opened_for == [number for number in handled if opens_ticket(number)]


def _everything_went_out_in_order_with_one_repetition_a_kill(found: Books, chat: int) -> None:
    owed = [line.seq for line in found.logs[chat] if line.kind is EntryKind.BOT]
    assert all(line.status == "sent" for line in found.logs[chat] if line.kind is EntryKind.BOT)
    shown = [seq for _, seq in found.delivered[chat]]
    assert [seq for seq, _ in groupby(shown)] == owed  # a repetition follows at once, never later
    for _, life in groupby(found.delivered[chat], key=lambda shown: shown[0]):
        seqs = [seq for _, seq in life]
        assert seqs == sorted(set(seqs))  # none within a life, so one at most at its beginning
