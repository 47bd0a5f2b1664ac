"""What is too old goes, a piece at a time; see `bot.service.retention`. Each piece is one transaction and may be done again.

A chat's number, the count of its lines and its delivery cursor stay, so that nothing that counts by them is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, exists, func, select, tuple_, update
from sqlmodel import Session

from bot.store.copying import all_tables
from bot.store.desk.index import forget_lines
from bot.store.personal import REF
from bot.store.sealing import Vault
from bot.store.tables import AboutRow
from bot.store.times import micros

CHATS, ROWS = 100, 500
"""Chats, and rows, of one transaction."""
OVER = ("done", "closed", "cancelled", "merged")
AUDIT_UNTIL, PHOTOS_UNTIL = "audit_until", "photos_until"
"""Facts: before when the record may be removed (the database refuses anything later), and up to when photos are gone."""


class Piece(NamedTuple):
    """``after`` is where the next begins, 0 at the end; ``refs`` are photos that nothing names any more."""

    gone: int
    after: int = 0
    refs: tuple[str, ...] = ()


def _table(name: str) -> Table:
    return next(table for table in all_tables() if table.name == name)


CHAT, LOG, TICKET, PAPER, TIMER = (_table(name) for name in ("chat", "log", "ticket", "paper", "timer"))
MISSES = _table("miss")
DEVICE, DEED, DRAFT, SEEN, INBOX, BUCKET = (_table(name) for name in ("device", "deed", "draft", "seen", "inbox", "bucket"))
OLD: Mapping[str, Callable[[int], ColumnElement[bool]]] = {
    "messages": lambda cutoff: and_(LOG.c.at < cutoff, _is_out()),
    "photos": lambda cutoff: and_(LOG.c.at < cutoff, _is_out()),
    "tickets": lambda cutoff: and_(TICKET.c.opened < cutoff, TICKET.c.status.in_(OVER)),
    "audit": lambda cutoff: DEED.c.at < cutoff,
    "drafts": lambda cutoff: DRAFT.c.at < cutoff,
    "seen": lambda cutoff: SEEN.c.at < cutoff,
    "inbox": lambda cutoff: and_(INBOX.c.at < cutoff, INBOX.c.status == "done"),
    "parked": lambda cutoff: and_(INBOX.c.at < cutoff, INBOX.c.status == "parked"),
    "buckets": lambda cutoff: BUCKET.c.full_at < cutoff,
}
TABLES: Mapping[str, Table] = {
    **dict.fromkeys(("messages", "photos"), LOG),
    "tickets": TICKET,
    "audit": DEED,
    "drafts": DRAFT,
    "seen": SEEN,
    **dict.fromkeys(("inbox", "parked"), INBOX),
    "buckets": BUCKET,
}
BY_CHAT = ("messages", "photos", "seen")
"""Kinds that are gone through chat by chat, because their rows are found that way."""


def _is_out() -> ColumnElement[bool]:
    """What is still owed to the merchant is never too old."""
    return exists(select(CHAT.c.number).where(CHAT.c.number == LOG.c.number, CHAT.c.sent_seq >= LOG.c.seq))


def counted(connection: Connection, kind: str, cutoff: datetime) -> int:
    """How many would go. Of photos: the lines that may have some."""
    where = OLD[kind](micros(cutoff))
    return connection.execute(select(func.count()).select_from(TABLES[kind]).where(where)).scalar() or 0


def piece(session: Session, vault: Vault, kind: str, cutoff: datetime, after: int) -> Piece:
    """The next of that kind; ``after`` is 0 at the beginning."""
    if kind in BY_CHAT:
        return _of_chats(session, vault, kind, micros(cutoff), after)
    if kind == "audit":
        session.merge(AboutRow(name=AUDIT_UNTIL, value=str(micros(cutoff))))
        session.flush()
    count = _delete_some(session, kind, micros(cutoff))
    return Piece(count, int(count == ROWS))


def _delete_some(session: Session, kind: str, cutoff: int) -> int:
    table = TABLES[kind]
    key = tuple(table.primary_key)
    rows = session.connection().execute(select(*key).where(OLD[kind](cutoff)).limit(ROWS)).all()
    if rows:
        if kind == "tickets":
            session.connection().execute(delete(PAPER).where(PAPER.c.ref.in_([row.ref for row in rows])))
        session.connection().execute(delete(table).where(tuple_(*key).in_([tuple(row) for row in rows])))
    return len(rows)


def _of_chats(session: Session, vault: Vault, kind: str, cutoff: int, after: int) -> Piece:
    connection = session.connection()
    numbers = list(connection.execute(select(CHAT.c.number).where(CHAT.c.number > after).order_by(CHAT.c.number).limit(CHATS)).scalars())
    if not numbers:
        if kind == "photos":
            session.merge(AboutRow(name=PHOTOS_UNTIL, value=str(cutoff)))
        return Piece(0)
    if kind == "seen":
        count = connection.execute(delete(SEEN).where(SEEN.c.number.in_(numbers), SEEN.c.at < cutoff)).rowcount
        return Piece(count, numbers[-1])
    since = _fact(session, PHOTOS_UNTIL) if kind == "photos" else 0
    asked = select(LOG.c.number, LOG.c.seq, LOG.c.body).where(LOG.c.number.in_(numbers), LOG.c.at < cutoff, LOG.c.at >= since, _is_out())
    rows = connection.execute(asked).all()
    named = {ref for row in rows for ref in REF.findall(vault.open("log.body", (row.number, row.seq), row.body))}
    if kind == "messages":
        _forget(session, vault, rows)
    refs = tuple(sorted(named - _held(session, vault, numbers, named)))
    return Piece(len(rows) if kind == "messages" else len(refs), numbers[-1], refs)


def _fact(session: Session, name: str) -> int:
    found = session.get(AboutRow, name)
    return int(found.value) if found else 0


def _forget(session: Session, vault: Vault, rows: Sequence[Any]) -> None:
    """Lines, their words in the index, and what is remembered of chats in which nothing is left and nothing waits."""
    connection = session.connection()
    of: dict[int, list[int]] = {}
    for row in rows:
        of.setdefault(row.number, []).append(row.seq)
    for number, seqs in of.items():
        forget_lines(session, vault, number, seqs)
        for table in (LOG, MISSES):
            connection.execute(delete(table).where(table.c.number == number, table.c.seq.in_(seqs)))
    said = exists(select(LOG.c.number).where(LOG.c.number == CHAT.c.number))
    waits = exists(select(TIMER.c.number).where(TIMER.c.number == CHAT.c.number))
    still = select(CHAT.c.number).where(CHAT.c.number.in_(of), ~said, ~waits, CHAT.c.mode != "staff")
    quiet = list(connection.execute(still).scalars())
    connection.execute(update(CHAT).where(CHAT.c.number.in_(quiet)).values(state=None))
    for name in ("standing", "call", "draft", "presence", "read_up_to"):
        table = _table(name)
        connection.execute(delete(table).where(table.c.number.in_(quiet)))


def _held(session: Session, vault: Vault, numbers: Sequence[int], named: set[str]) -> set[str]:
    """Photos that a ticket or a passport still names."""
    connection = session.connection()
    tickets = connection.execute(select(TICKET.c.number, TICKET.c.ref, TICKET.c.body).where(TICKET.c.number.in_(numbers)))
    held = {ref for row in tickets for ref in REF.findall(vault.open("ticket.body", (row.number, row.ref), row.body))}
    proofs = connection.execute(select(DEVICE.c.proof_photo).where(DEVICE.c.proof_photo.in_(named))).scalars() if named else ()
    return held | set(proofs)
