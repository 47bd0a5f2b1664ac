"""What the tables hold of a merchant: read out whole, and erased. See `bot.service.personal`.

Of a chat that was erased its number, its tickets without what is personal, and the counts of the dashboard remain.
The log is emptied; its numbers go on, so that nothing that was counted by them is wrong.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Table, and_, delete, select, update
from sqlmodel import Session

from bot.core.codec import decode_ticket
from bot.core.messages import Address
from bot.core.state import Ticket
from bot.service.personal import Erased
from bot.service.ports import JSON
from bot.store.copying import all_tables
from bot.store.database import Database
from bot.store.desk.index import forget_chat
from bot.store.keeping import ticket_body
from bot.store.rules import Lease
from bot.store.sealing import SEALED, Vault
from bot.store.studio.forgetting import forget_misses, forget_trials
from bot.store.times import moment

GONE = "erased-"
"""How the address of an erased chat begins: whoever writes from the old one begins a new chat."""
OWN = (
    "log",
    "seen",
    "timer",
    "call",
    "standing",
    "handling",
    "read_up_to",
    "draft",
    "presence",
    "topic",
    "noticed",
    "holding",
    "miss",
    "miss_chat",
    "link_code",
)
"""Tables of which an erasure leaves no row of the chat; the log is first, because the others hang on what it says."""
TOLD = ("number", "seq", "kind", "at", "body")
REF = re.compile(r"\b[0-9a-f]{32}\.[a-z0-9]{1,5}\b")
"""Photos and documents, wherever they are named."""
FACTS = frozenset({"model", "serial", "purchased", "symptom", "code", "scope"})
"""What of a ticket tells of the terminal and not of the person."""
VISIT = frozenset({"window", "old", "new", "parts"})


def _table(name: str) -> Table:
    return next(table for table in all_tables() if table.name == name)


CHAT, LOG, TICKET, HANDLING = _table("chat"), _table("log"), _table("ticket"), _table("handling")
MERCHANT, DEVICE, HOLDING = _table("merchant"), _table("device"), _table("holding")
MISSES, GROUPS = _table("miss"), _table("miss_group")
HAPPENING, LANE, INBOX = _table("happening"), _table("lane"), _table("inbox")


class StoredPersonal:
    """See `bot.service.personal.Personal`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def all_of(self, number: int) -> Mapping[str, JSON]:
        """One look."""
        return await self._database.read(lambda session: _held(session, self._database.vault, number))

    async def erase(self, number: int) -> Erased:
        """One transaction a merchant."""
        return await self._database.perform(lambda session: _erase(session, self._database.vault, number))


def chats_of(session: Session, number: int) -> list[int]:
    """Every chat of the merchant that this one belongs to."""
    rows = session.connection()
    merchant = rows.execute(select(HANDLING.c.merchant).where(HANDLING.c.number == number)).scalar() or number
    same = rows.execute(select(HANDLING.c.number).where(HANDLING.c.merchant == merchant)).scalars()
    return sorted({number, int(merchant), *same})


def opened(vault: Vault, name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its sealed columns opened."""
    columns = SEALED.get(name)
    if columns is None:
        return dict(row)
    bound = tuple(row[part] for part in columns.row)
    plain = {column: vault.open(f"{name}.{column}", bound, row[column]) for column in columns.sealed if row.get(column)}
    return {**row, **plain}


def _rows(session: Session, vault: Vault, table: Table, where: Any) -> Iterator[dict[str, Any]]:
    found = session.connection().execute(select(table).where(where).order_by(*table.primary_key))
    return (opened(vault, table.name, dict(row)) for row in found.mappings())


def _held(session: Session, vault: Vault, number: int) -> dict[str, JSON]:
    numbers = chats_of(session, number)
    serials = list(session.connection().execute(select(HOLDING.c.serial).where(HOLDING.c.number.in_(numbers))).scalars())
    found: dict[str, Any] = {
        "merchant": list(_rows(session, vault, MERCHANT, MERCHANT.c.id.in_(numbers))),
        "chats": list(_rows(session, vault, CHAT, CHAT.c.number.in_(numbers))),
        "messages": [_line(row) for row in _rows(session, vault, LOG, LOG.c.number.in_(numbers))],
        "tickets": [json.loads(row["body"]) for row in _rows(session, vault, TICKET, TICKET.c.number.in_(numbers))],
        "terminals": list(_rows(session, vault, DEVICE, DEVICE.c.serial.in_(serials))),
        "reminders": list(_rows(session, vault, _table("timer"), _table("timer").c.number.in_(numbers))),
    }
    for chat in found["chats"]:
        chat["state"] = json.loads(chat["state"]) if chat["state"] else None
    found["media"] = sorted(set(REF.findall(json.dumps(found, ensure_ascii=False))))
    return found


def _media(session: Session, vault: Vault, number: int) -> list[JSON]:
    found = _held(session, vault, number)["media"]
    return found if isinstance(found, list) else []


def _line(row: Mapping[str, Any]) -> dict[str, JSON]:
    body = json.loads(row["body"])
    return {**{name: row[name] for name in TOLD}, "at": moment(row["at"]).isoformat(), "body": body}


def _erase(session: Session, vault: Vault, number: int) -> Erased:
    numbers = chats_of(session, number)
    connection = session.connection()
    connection.execute(select(CHAT.c.number).where(CHAT.c.number.in_(numbers)).order_by(CHAT.c.number).with_for_update())
    media, counts = len(_media(session, vault, number)), Counter[str]()
    alone = _only_theirs(session, numbers)
    addresses = [Address(*row) for row in connection.execute(select(CHAT.c.channel, CHAT.c.chat).where(CHAT.c.number.in_(numbers)))]
    for one in numbers:
        forget_chat(session, vault, one)
    counts["tickets"] = _strip_tickets(session, vault, numbers)
    counts["terminals"] = _strip_terminals(session, vault, alone)
    forget_misses(session, vault, numbers)
    forget_trials(session, vault, numbers)
    for name in OWN:
        table = _table(name)
        counts[name] = connection.execute(delete(table).where(table.c.number.in_(numbers))).rowcount
    _forget_sentences(session, numbers)
    connection.execute(delete(MERCHANT).where(MERCHANT.c.id.in_(numbers)))
    for address in addresses:
        _forget_address(session, address)
    for one in numbers:
        _forget_row(session, one)
    told = {"messages": counts["log"], "media": media, "tickets": counts["tickets"], "terminals": counts["terminals"]}
    return Erased(told, [one for one in addresses if not one.chat.startswith(GONE)])


def _only_theirs(session: Session, numbers: list[int]) -> list[str]:
    """Terminals that nobody else has."""
    theirs = select(HOLDING.c.serial).where(HOLDING.c.number.in_(numbers))
    others = select(HOLDING.c.serial).where(HOLDING.c.number.not_in(numbers))
    return list(session.connection().execute(theirs.where(HOLDING.c.serial.not_in(others))).scalars())


def _strip_tickets(session: Session, vault: Vault, numbers: list[int]) -> int:
    """Kept for as long as the law wants, without the person."""
    count = 0
    for row in list(_rows(session, vault, TICKET, TICKET.c.number.in_(numbers))):
        stripped = pseudonymous(decode_ticket(json.loads(row["body"])))
        here = and_(TICKET.c.number == row["number"], TICKET.c.ref == row["ref"])
        changed = update(TICKET).where(here).values(status=stripped.status, body=ticket_body(vault, row["number"], stripped))
        count += session.connection().execute(changed).rowcount
    return count


def pseudonymous(ticket: Ticket) -> Ticket:
    """A ticket that tells of a terminal and of what was done, and of nobody."""
    return replace(
        ticket,
        status=ticket.status if not ticket.is_open else "cancelled",
        facts={name: value for name, value in ticket.facts.items() if name in FACTS},
        words=(),
        media=(),
        visit={name: value for name, value in ticket.visit.items() if name in VISIT},
        agreements=(),
    )


def _strip_terminals(session: Session, vault: Vault, serials: list[str]) -> int:
    """The passport stays the supplier's; whose shop it is does not."""
    if not serials:
        return 0
    connection = session.connection()
    own = dict.fromkeys((*SEALED["device"].sealed, "proof_photo", "sought"), "")
    count = connection.execute(update(DEVICE).where(DEVICE.c.serial.in_(serials)).values(**own)).rowcount
    for row in connection.execute(select(HAPPENING.c.id, HAPPENING.c.key).where(HAPPENING.c.serial.in_(serials))).all():
        empty = vault.seal("happening.body", (row.key,), "{}")
        connection.execute(update(HAPPENING).where(HAPPENING.c.id == row.id).values(body=empty))
    return count


def _forget_sentences(session: Session, numbers: list[int]) -> None:
    """Of what went wrong: a group that is known by a sentence of theirs goes with all of it."""
    theirs = select(GROUPS.c.id).where(GROUPS.c.number.in_(numbers))
    session.connection().execute(delete(MISSES).where(MISSES.c.grp.in_(theirs)))
    session.connection().execute(delete(GROUPS).where(GROUPS.c.number.in_(numbers)))


def _forget_address(session: Session, address: Address) -> None:
    connection = session.connection()
    for name in ("allowance", "consent"):
        table = _table(name)
        connection.execute(delete(table).where(table.c.channel == address.channel, table.c.chat == address.chat))
    busy = select(INBOX.c.lane).where(INBOX.c.status == "new")
    lanes = select(LANE.c.number).where(LANE.c.lane == address.chat, LANE.c.number.not_in(busy))
    connection.execute(delete(INBOX).where(INBOX.c.lane.in_(lanes)))
    connection.execute(delete(LANE).where(LANE.c.lane == address.chat, LANE.c.number.not_in(busy)))


def _forget_row(session: Session, number: int) -> None:
    gone = {"state": None, "mode": "bot", "sent_seq": CHAT.c.seq, "due_at": None, "lease": Lease.FREE.value, "reason": None}
    changed = update(CHAT).where(CHAT.c.number == number)
    session.connection().execute(changed.values(chat=f"{GONE}{number}", epoch=CHAT.c.epoch + 1, attempt=0, **gone))
