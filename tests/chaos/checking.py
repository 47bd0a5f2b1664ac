"""Compares what went in, what the database says, and what came out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlmodel import Session, col, select

from bot.store.tables import ChatRow, InboxRow, LaneRow, LogRow, TicketRow, TimerRow
from tests.chaos.desk import opens_ticket, sets_timer
from tests.chaos.messenger import Messenger, joins


@dataclass(frozen=True)
class Books:
    """The database in the end, by chat: the log, what the inbox took in and in which order, the tickets."""

    logs: dict[str, list[LogRow]]
    inbox: dict[str, list[int]]
    tickets: Counter[str]
    left: tuple[int, int]  # updates not worked off, timers not fired


def read_books(session: Session) -> Books:
    """Everything, in one snapshot."""
    names = {row.number: row.chat for row in session.exec(select(ChatRow)).all()}
    lanes = {row.number: row.lane for row in session.exec(select(LaneRow)).all()}
    logs, inbox = defaultdict(list), defaultdict(list)
    for line in session.exec(select(LogRow).order_by(col(LogRow.number), col(LogRow.seq))).all():
        logs[names[line.number]].append(line)
    updates = session.exec(select(InboxRow).order_by(col(InboxRow.id))).all()
    for update in updates:
        inbox[lanes[update.lane]].append(int(update.update_id))
    tickets = Counter(row.body for row in session.exec(select(TicketRow)).all())
    left = sum(update.status != "done" for update in updates), len(session.exec(select(TimerRow)).all())
    return Books(logs, inbox, tickets, left)


def problems(books: Books, messenger: Messenger, total: int, chats: int) -> list[str]:
    """Everything that is not as it should be; nothing, one hopes."""
    found: list[str] = []
    if set(messenger.acknowledged) != set(range(total)):
        found.append("not every update was acknowledged")
    if books.left != (0, 0):
        found.append(f"left undone: {books.left}")
    for chat in map(str, range(chats)):
        mine = [number for number in range(total) if str(number % chats) == chat]
        found += [f"chat {chat}: {wrong}" for wrong in _chat(books, messenger, chat, mine, {n for n in mine if joins(n, total, chats)})]
    expected = sum(opens_ticket(number) and not joins(number, total, chats) for number in range(total))
    if books.tickets.total() != expected or any(count > 1 for count in books.tickets.values()):
        found.append(f"tickets: {books.tickets.total()} of {expected}")
    return found


def _chat(books: Books, messenger: Messenger, chat: str, mine: Sequence[int], joined: set[int]) -> list[str]:
    log, taken = books.logs[chat], books.inbox[chat]
    heard = [line.body for line in log if line.kind == "merchant"]
    expected = ['{"text":"join"}' if number in joined else f'{{"text":"{number}"}}' for number in taken]
    said = Counter(line.body for line in log if line.kind == "bot")
    wanted = Counter(f'{{"text":"answer {number}"}}' for number in mine if number not in joined)
    wanted += Counter(f'{{"text":"timer {number}"}}' for number in mine if sets_timer(number) and number not in joined)
    found = []
    if sorted(taken) != list(mine):
        found.append("lost or doubled in the inbox")
    if heard != expected:
        found.append("not heard once each, in the order in which they came in")
    if said != wanted:
        found.append(f"answers or reminders lost or doubled: {said - wanted} {wanted - said}")
    if [line.seq for line in log] != list(range(1, len(log) + 1)):
        found.append("the log has gaps")
    return found + _sent(log, messenger.received[chat])


def _sent(log: Sequence[LogRow], received: Sequence[int]) -> list[str]:
    """In order, everything owed at least once, a repeat only where it is marked, the bot silent after a person."""
    found = []
    lines = {line.seq: line for line in log}
    times = Counter(received)
    if any(later < earlier for earlier, later in pairwise(received)):
        found.append("came out in another order")
    unsent = [line.seq for line in log if line.kind in {"bot", "staff"} and line.status not in {"sent", "dropped"}]
    missing = [line.seq for line in log if line.status == "sent" and not times[line.seq]]
    if unsent or missing:
        found.append(f"not sent: {unsent}, said to be sent and never came: {missing}")
    unmarked = [seq for seq, count in times.items() if count > 1 and lines[seq].status == "sent" and lines[seq].reason != "again"]
    if unmarked:
        found.append(f"came twice without a mark: {unmarked}")
    persons = [place for place, seq in enumerate(received) if lines[seq].kind == "staff"]
    if persons and any(lines[seq].kind == "bot" for seq in received[persons[0] :]):
        found.append("the bot spoke after a person had joined")
    return found
