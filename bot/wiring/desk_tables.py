"""The tables that whatever belongs to the staff's desk is kept in."""

from __future__ import annotations

from bot.service.ports import Store
from bot.store.database import Database
from bot.store.problems import StoreProblem


def database_of(store: Store) -> Database:
    """The store's tables. Raises StoreProblem for one that has none."""
    if not isinstance(store, Database):
        message = "the staff desk needs a database: use sqlite:///path/to/file or PostgreSQL"
        raise StoreProblem(message)
    return store
