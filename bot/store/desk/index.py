"""The index of what was said and of what chats are called, in the database's own full-text search.

It is made from the other tables and can be made again: it belongs to no backup, and is made where it is missing. Where a
SQLite was built without FTS5 there is none, and a search looks through the lines instead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, case, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.core.messages import Address
from bot.store.database import Database
from bot.store.desk.grams import as_vector, blinded, folded, for_postgres, for_sqlite, tokens
from bot.store.desk.looking import HANDLING, MERCHANT, OWNER
from bot.store.sealing import Vault
from bot.store.statements.words import LOG, STANDING, TICKET
from bot.store.tables import AboutRow

SPOKEN = ("merchant", "bot", "staff", "note")
LATEST = 2_000
"""What is opened and looked through where it is sealed and there is no index."""
AT_ONCE = 50
"""Chats of one transaction."""
NAMES = 0
"""The line number under which what a chat is called is kept."""
CALLED = "called"
"""A token of such lines alone, so that names are not sought among all lines and lines not among names."""
MADE: Mapping[str, Sequence[str]] = {
    "sqlite": (
        "CREATE TABLE IF NOT EXISTS search_chat (number BIGINT PRIMARY KEY, seq BIGINT NOT NULL, names TEXT NOT NULL)",
        "CREATE TABLE IF NOT EXISTS search_line (id INTEGER PRIMARY KEY, number BIGINT NOT NULL, seq BIGINT NOT NULL)",
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(words, content='', tokenize='ascii', detail={detail})",
    ),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS search_chat (number BIGINT PRIMARY KEY, seq BIGINT NOT NULL, names TEXT NOT NULL)",
        """CREATE TABLE IF NOT EXISTS search_line (
            id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number BIGINT NOT NULL, seq BIGINT NOT NULL, words TSVECTOR NOT NULL
        )""",
        "CREATE INDEX IF NOT EXISTS search_line_words ON search_line USING GIN (words)",
    ),
}
TABLES = ("search_words", "search_line", "search_chat")
MADE_WITH = "search_key"
"""The fact in `AboutRow` that says which key the index was made with."""
IS_THERE = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'search_words'",
    "postgresql": "SELECT 1 WHERE to_regclass('search_line_words') IS NOT NULL",
}
FOUND = {
    "sqlite": "SELECT l.number, l.seq FROM search_words w JOIN search_line l ON l.id = w.rowid "
    "WHERE search_words MATCH :wanted ORDER BY w.rowid DESC LIMIT :most",
    "postgresql": "SELECT number, seq FROM search_line WHERE words @@ CAST(:wanted AS tsquery) ORDER BY id DESC LIMIT :most",
}
ALONE = "SELECT pg_advisory_xact_lock(7061207)"
"""On PostgreSQL one process at a time writes the index."""
DONE = (
    "INSERT INTO search_chat (number, seq, names) VALUES (:number, :seq, :names) "
    "ON CONFLICT (number) DO UPDATE SET seq = excluded.seq, names = excluded.names"
)
PENDING = (
    "SELECT c.number, c.seq, s.seq AS done, s.names FROM chat c LEFT JOIN search_chat s ON s.number = c.number "
    "WHERE c.number > :after AND (s.number IS NULL OR s.seq < c.seq) ORDER BY c.number LIMIT :most"
)
THIS = (
    "SELECT c.number, c.seq, s.seq AS done, s.names FROM chat c LEFT JOIN search_chat s ON s.number = c.number "
    "WHERE c.channel = :channel AND c.chat = :chat"
)


class StoredIndex:
    """See `bot.service.desk.indexing.Index`."""

    def __init__(self, database: Database) -> None:
        """Nothing is made before it is asked for."""
        self._database = database
        self._vault = database.vault

    async def make(self) -> bool:
        """Make what is missing. False where the database cannot have it."""
        try:
            await self._database.perform(lambda session: _make(session, self._vault))
        except DBAPIError as wrong:
            if "fts5" not in str(wrong):
                raise
            return False
        return True

    async def take_in(self, addresses: Sequence[Address]) -> None:
        """What these chats have gained."""
        await self._database.perform(lambda session: _these(session, self._vault, addresses))

    async def catch_up(self, after: int = 0) -> int:
        """What some chats past that number have gained; the last of them."""
        return await self._database.perform(lambda session: _some(session, self._vault, after))


def _make(session: Session, vault: Vault) -> None:
    """One that was made with another key, or with none, is made anew."""
    _alone(session)
    dialect, made_with = _dialect(session), vault.fingerprint(vault.newest)
    known = session.get(AboutRow, MADE_WITH)
    if (known.value if known else "") != made_with:
        for name in TABLES:
            _run(session, f"DROP TABLE IF EXISTS {name}")
        session.merge(AboutRow(name=MADE_WITH, value=made_with))
    for statement in MADE[dialect]:
        _run(session, statement.format(detail="none" if vault.is_on else "full"))


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def _run(session: Session, statement: str, **values: Any) -> Sequence[Row[Any]]:
    found = session.execute(text(statement), values)  # type: ignore[deprecated]  # rows of columns, not of objects
    return found.all() if found.returns_rows else ()  # type: ignore[attr-defined]  # a cursor's result has it


def _these(session: Session, vault: Vault, addresses: Sequence[Address]) -> None:
    _alone(session)
    for address in addresses:
        for chat in _run(session, THIS, channel=address.channel, chat=address.chat):
            _take_in(session, vault, chat)


def _some(session: Session, vault: Vault, after: int) -> int:
    _alone(session)
    chats = _run(session, PENDING, after=after, most=AT_ONCE)
    for chat in chats:
        _take_in(session, vault, chat)
    return int(chats[-1].number) if chats else 0


def _alone(session: Session) -> None:
    if _dialect(session) == "postgresql":
        _run(session, ALONE)


def _take_in(session: Session, vault: Vault, chat: Row[Any]) -> None:
    """A chat's new lines, and what it is called if that has changed."""
    done = chat.done or 0
    fresh = select(LOG.c.seq, LOG.c.kind, LOG.c.body).where(LOG.c.number == chat.number, LOG.c.seq > done).order_by(LOG.c.seq)
    lines = session.execute(fresh).all()  # type: ignore[deprecated]  # as above
    said = [(seq, words_of(_body(vault, chat.number, seq, body))) for seq, kind, body in lines if kind in SPOKEN]
    names = all_names(session, vault, [chat.number])[chat.number]
    known = vault.blind("names", names) if vault.is_on else names
    found = [(seq, _tokens(vault, text)) for seq, text in said if text]
    if known != (chat.names or ""):
        found.append((NAMES, [*_tokens(vault, names), CALLED]))
    if found:
        _put(session, vault, chat.number, found)
    _run(session, DONE, number=chat.number, seq=max(chat.seq, lines[-1].seq if lines else 0), names=known)


def _body(vault: Vault, number: int, seq: int, body: str) -> Any:
    return json.loads(vault.open("log.body", (number, seq), body))


def _tokens(vault: Vault, text: str) -> list[str]:
    return blinded(vault, text) if vault.is_on else tokens(text)


def words_of(body: Mapping[str, Any]) -> str:
    """What a line of the log says."""
    return str(body.get("text") or body.get("label") or "")


def _put(session: Session, vault: Vault, number: int, found: Sequence[tuple[int, Sequence[str]]]) -> None:
    """These lines' tokens."""
    if _dialect(session) == "postgresql":
        into = "INSERT INTO search_line (number, seq, words) VALUES (:number, :seq, CAST(:words AS tsvector))"
        _all(session, into, [{"number": number, "seq": seq, "words": as_vector(vault, words)} for seq, words in found])
        return
    first = _run(session, "SELECT coalesce(max(id), 0) + 1 FROM search_line")[0][0]
    rows = [{"id": id_, "number": number, "seq": seq, "words": " ".join(words)} for id_, (seq, words) in enumerate(found, first)]
    _all(session, "INSERT INTO search_line (id, number, seq) VALUES (:id, :number, :seq)", rows)
    _all(session, "INSERT INTO search_words (rowid, words) VALUES (:id, :words)", rows)


def _all(session: Session, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
    session.execute(text(statement), rows)  # type: ignore[deprecated]  # as above


def forget_chat(session: Session, vault: Vault, number: int) -> None:
    """Take a chat out of the index, while its lines are still there to say which words they had."""
    dialect = _dialect(session)
    if not _run(session, IS_THERE[dialect]):
        return
    if dialect == "sqlite":
        _unput(session, vault, number)
    _run(session, "DELETE FROM search_line WHERE number = :number", number=number)
    _run(session, "DELETE FROM search_chat WHERE number = :number", number=number)


def forget_lines(session: Session, vault: Vault, number: int, seqs: Sequence[int]) -> None:
    """Take some lines out of the index, while they are still there to say which words they had."""
    dialect = _dialect(session)
    if not _run(session, IS_THERE[dialect]):
        return
    if dialect == "sqlite":
        _unput(session, vault, number, seqs)
    _all(session, "DELETE FROM search_line WHERE number = :number AND seq = :seq", [{"number": number, "seq": seq} for seq in seqs])


def _unput(session: Session, vault: Vault, number: int, seqs: Sequence[int] | None = None) -> None:
    """SQLite's index keeps no texts, so it is told which words go. Those of names are what they are now."""
    lines = _run(session, "SELECT id, seq FROM search_line WHERE number = :number", number=number)
    wanted = [row for row in lines if seqs is None or row.seq in seqs]
    logged = select(LOG.c.seq, LOG.c.body).where(LOG.c.number == number, LOG.c.seq.in_([row.seq for row in wanted]))
    said = {seq: words_of(_body(vault, number, seq, body)) for seq, body in session.execute(logged).all()}  # type: ignore[deprecated]  # as above
    names = all_names(session, vault, [number])[number]
    gone = [
        {"id": row.id, "words": " ".join([*_tokens(vault, names), CALLED] if row.seq == NAMES else _tokens(vault, said.get(row.seq, "")))}
        for row in wanted
    ]
    if gone:
        _all(session, "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', :id, :words)", gone)


def all_names(session: Session, vault: Vault, numbers: Sequence[int]) -> dict[int, str]:
    """Everything that each of these chats is looked for by, apart from what was said in it."""
    name = case((STANDING.c.number == OWNER, MERCHANT.c.name), else_="").label("name")
    said = (STANDING.c.number, STANDING.c.serial, STANDING.c.model, STANDING.c.contact)
    columns = (*said, name, MERCHANT.c.contact.label("reached"), OWNER.label("owner"))
    merchant = (
        select(*columns)
        .select_from(STANDING)
        .outerjoin(HANDLING, HANDLING.c.number == STANDING.c.number)
        .outerjoin(MERCHANT, MERCHANT.c.id == OWNER)
        .where(STANDING.c.number.in_(numbers))
    )
    filed = select(TICKET.c.number, TICKET.c.ref).where(TICKET.c.number.in_(numbers)).order_by(TICKET.c.opened)
    refs: dict[int, list[str]] = {}
    for number, ref in session.execute(filed):  # type: ignore[deprecated]  # as above
        refs.setdefault(number, []).append(ref)
    called = {row.number: _called(vault, row) for row in session.execute(merchant)}  # type: ignore[deprecated]  # as above
    return {number: " ".join([str(number), *filter(None, called.get(number, ())), *refs.get(number, ())]) for number in numbers}


def _called(vault: Vault, row: Any) -> tuple[str, ...]:
    own = vault.open("standing.contact", (row.number,), row.contact or "")
    name = vault.open("merchant.name", (row.owner,), row.name or "")
    return (row.serial, row.model, own, name, vault.open("merchant.contact", (row.owner,), row.reached or ""))


def numbers_of(session: Session, vault: Vault, wanted: str, most: int) -> list[int] | None:
    """Chats that are called so, latest first. None without an index; but names that are sealed are then looked through."""
    found = _found(session, vault, wanted, most, names=True)
    numbers = None if found is None else list(dict.fromkeys(number for number, _ in found))
    if not vault.is_on:
        return numbers
    if numbers is None:
        latest = select(STANDING.c.number).order_by(STANDING.c.last.desc()).limit(LATEST)
        numbers = list(session.execute(latest).scalars())  # type: ignore[deprecated]  # as above
    called = all_names(session, vault, numbers)
    return [number for number in numbers if folded(wanted.strip()) in folded(called.get(number, ""))]


def lines_of(session: Session, vault: Vault, wanted: str, most: int) -> list[tuple[int, int]] | None:
    """Lines (number, seq) that say so, latest first. None without an index."""
    return _found(session, vault, wanted, most, names=False)


def _found(session: Session, vault: Vault, wanted: str, most: int, *, names: bool) -> list[tuple[int, int]] | None:
    dialect = _dialect(session)
    if not _run(session, IS_THERE[dialect]):
        return None
    asked = for_postgres(vault, wanted) if dialect == "postgresql" else for_sqlite(vault, wanted)
    if not asked:
        return []
    kinds = {"postgresql": ("& !", "& "), "sqlite": ("NOT ", "AND ")}
    among = f"({asked}) {kinds[dialect][names]}{CALLED}"
    return [(row.number, row.seq) for row in _run(session, FOUND[dialect], wanted=among, most=most)]
