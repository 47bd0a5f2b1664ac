"""Looks chats and lines up in the index of the search."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session

from bot.store.desk.grams import folded, for_postgres, for_sqlite
from bot.store.desk.index import CALLED, IS_THERE, dialect_of, run
from bot.store.desk.naming import all_names
from bot.store.sealing import Vault
from bot.store.statements.words import STANDING

LATEST = 2_000
"""What is opened and looked through where it is sealed and there is no index."""
FOUND = {
    "sqlite": "SELECT l.number, l.seq FROM search_words w JOIN search_line l ON l.id = w.rowid "
    "WHERE search_words MATCH :wanted ORDER BY w.rowid DESC LIMIT :most",
    "postgresql": "SELECT number, seq FROM search_line WHERE words @@ CAST(:wanted AS tsquery) ORDER BY id DESC LIMIT :most",
}


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
    kind = dialect_of(session)
    if not run(session, IS_THERE[kind]):
        return None
    asked = for_postgres(vault, wanted) if kind == "postgresql" else for_sqlite(vault, wanted)
    if not asked:
        return []
    kinds = {"postgresql": ("& !", "& "), "sqlite": ("NOT ", "AND ")}
    among = f"({asked}) {kinds[kind][names]}{CALLED}"
    return [(row.number, row.seq) for row in run(session, FOUND[kind], wanted=among, most=most)]
