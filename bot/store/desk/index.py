"""The index of what was said and of what chats are called, in the database's own full-text search.

It is made from the other tables and can be made again: it belongs to no backup, and is made where it is missing. Where a
SQLite was built without FTS5 there is none, and a search looks through the lines instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, TextClause, bindparam, column, func, or_, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.core.messages import Address
from bot.service.encoding import decoded
from bot.store.database import Database
from bot.store.desk.grams import as_vector, blinded, tokens
from bot.store.desk.naming import all_names
from bot.store.sealing import Vault
from bot.store.statements.words import CHAT, LOG, at_any
from bot.store.tables import AboutRow

SPOKEN = ("merchant", "bot", "staff", "note")
AT_ONCE = 50
"""Chats of one transaction, when the index is made."""
TOLD_AT_ONCE = 16
"""The same while merchants write, whose messages wait for it."""
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
ALONE = "SELECT pg_advisory_xact_lock(7061207)"
"""On PostgreSQL one process at a time writes the index."""
DONE = (
    "INSERT INTO search_chat (number, seq, names) VALUES (:number, :seq, :names) "
    "ON CONFLICT (number) DO UPDATE SET seq = excluded.seq, names = excluded.names"
)
KNOWN = table("search_chat", column("number"), column("seq"), column("names"))
WITH_KNOWN = CHAT.outerjoin(KNOWN, KNOWN.c.number == CHAT.c.number)
TAKEN = func.coalesce(KNOWN.c.seq, 0)
"""How far a chat is in the index."""
IS_BEHIND = or_(KNOWN.c.seq.is_(None), CHAT.c.seq > TAKEN)
GAINED = (
    select(LOG.c.number, LOG.c.seq, LOG.c.kind, LOG.c.body)
    .select_from(WITH_KNOWN.join(LOG, (LOG.c.number == CHAT.c.number) & (LOG.c.seq > TAKEN)))
    .where(CHAT.c.number.in_(bindparam("numbers", expanding=True)))
    .order_by(LOG.c.number, LOG.c.seq)
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
        for first in range(0, len(addresses), TOLD_AT_ONCE):
            these = at_any(addresses[first : first + TOLD_AT_ONCE])
            await self._database.perform(lambda session, these=these: _take_in(session, self._vault, these))  # type: ignore[misc]

    async def catch_up(self, after: int = 0) -> int:
        """What some chats past that number have gained; the last of them."""
        return await self._database.perform(lambda session: _take_in(session, self._vault, (CHAT.c.number > after) & IS_BEHIND))


def _make(session: Session, vault: Vault) -> None:
    """One that was made with another key, or with none, is made anew."""
    _alone(session)
    kind, made_with = dialect_of(session), vault.fingerprint(vault.newest)
    known = session.get(AboutRow, MADE_WITH)
    if (known.value if known else "") != made_with:
        for name in TABLES:
            run(session, f"DROP TABLE IF EXISTS {name}")
        session.merge(AboutRow(name=MADE_WITH, value=made_with))
    for statement in MADE[kind]:
        run(session, statement.format(detail="none" if vault.is_on else "full"))


def dialect_of(session: Session) -> str:
    """The database's kind, as SQLAlchemy calls it."""
    return session.get_bind().dialect.name


@lru_cache(maxsize=64)
def _text(statement: str) -> TextClause:
    return text(statement)


def run(session: Session, statement: str, **values: Any) -> Sequence[Row[Any]]:
    """A statement; its rows, if it has some."""
    found = session.execute(_text(statement), values)  # type: ignore[deprecated]  # rows of columns, not of objects
    return found.all() if found.returns_rows else ()  # type: ignore[attr-defined]  # a cursor's result has it


def _alone(session: Session) -> None:
    if dialect_of(session) == "postgresql":
        run(session, ALONE)


def _take_in(session: Session, vault: Vault, which: Any) -> int:
    """Some chats' new lines, and what they are called if that has changed; the last of them, 0 if there is none."""
    _alone(session)
    columns = CHAT.c.number, CHAT.c.seq, KNOWN.c.seq.label("taken"), KNOWN.c.names
    asked = select(*columns).select_from(WITH_KNOWN).where(which).order_by(CHAT.c.number).limit(AT_ONCE)
    chats = {row.number: row for row in session.connection().execute(asked)}
    if not chats:
        return 0
    last = {number: chat.seq for number, chat in chats.items()}
    found = []
    for line in _gained(session, list(chats)):
        last[line.number] = max(last[line.number], line.seq)
        if line.kind in SPOKEN and (said := words_of(_body(vault, line.number, line.seq, line.body))):
            found.append((line.number, line.seq, _tokens(vault, said)))
    names = all_names(session, vault, list(chats))
    known = {number: vault.blind("names", called) if vault.is_on else called for number, called in names.items()}
    renamed = [number for number, chat in chats.items() if known[number] != (chat.names or "")]
    found += [(number, NAMES, [*_tokens(vault, names[number]), CALLED]) for number in renamed]
    _put(session, vault, found)
    done = [
        {"number": number, "seq": last[number], "names": known[number]}
        for number, chat in chats.items()
        if (chat.taken, chat.names) != (last[number], known[number])
    ]
    _all(session, DONE, done)
    return int(max(chats))


def _gained(session: Session, numbers: Sequence[int]) -> Sequence[Any]:
    """The lines of these chats that the index has not."""
    return session.connection().execute(GAINED, {"numbers": numbers}).all()


def _body(vault: Vault, number: int, seq: int, body: str) -> Any:
    return decoded(vault.open("log.body", (number, seq), body))


def _tokens(vault: Vault, text: str) -> list[str]:
    return blinded(vault, text) if vault.is_on else tokens(text)


def words_of(body: Mapping[str, Any]) -> str:
    """What a line of the log says."""
    return str(body.get("text") or body.get("label") or "")


def _put(session: Session, vault: Vault, found: Sequence[tuple[int, int, Sequence[str]]]) -> None:
    """The tokens of these lines (number, seq, tokens)."""
    if not found:
        return
    if dialect_of(session) == "postgresql":
        into = "INSERT INTO search_line (number, seq, words) VALUES (:number, :seq, CAST(:words AS tsvector))"
        _all(session, into, [{"number": number, "seq": seq, "words": as_vector(vault, words)} for number, seq, words in found])
        return
    first = run(session, "SELECT coalesce(max(id), 0) + 1 FROM search_line")[0][0]
    rows = [{"id": id_, "number": number, "seq": seq, "words": " ".join(words)} for id_, (number, seq, words) in enumerate(found, first)]
    _all(session, "INSERT INTO search_line (id, number, seq) VALUES (:id, :number, :seq)", rows)
    _all(session, "INSERT INTO search_words (rowid, words) VALUES (:id, :words)", rows)


def _all(session: Session, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    session.execute(_text(statement), rows)  # type: ignore[deprecated]  # as above


def forget_chat(session: Session, vault: Vault, number: int) -> None:
    """Take a chat out of the index, while its lines are still there to say which words they had."""
    kind = dialect_of(session)
    if not run(session, IS_THERE[kind]):
        return
    if kind == "sqlite":
        _unput(session, vault, number)
    run(session, "DELETE FROM search_line WHERE number = :number", number=number)
    run(session, "DELETE FROM search_chat WHERE number = :number", number=number)


def forget_lines(session: Session, vault: Vault, number: int, seqs: Sequence[int]) -> None:
    """Take some lines out of the index, while they are still there to say which words they had."""
    kind = dialect_of(session)
    if not run(session, IS_THERE[kind]):
        return
    if kind == "sqlite":
        _unput(session, vault, number, seqs)
    _all(session, "DELETE FROM search_line WHERE number = :number AND seq = :seq", [{"number": number, "seq": seq} for seq in seqs])


def _unput(session: Session, vault: Vault, number: int, seqs: Sequence[int] | None = None) -> None:
    """SQLite's index keeps no texts, so it is told which words go. Those of names are what they are now."""
    lines = run(session, "SELECT id, seq FROM search_line WHERE number = :number", number=number)
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
