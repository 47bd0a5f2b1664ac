"""The desk's shelf: everything that `bot.service.desk.shelf.Shelf` asks for, over one database."""

from __future__ import annotations

from bot.store.database import Database
from bot.store.desk.arranging import StoredArrangements
from bot.store.desk.belongings import StoredBelongings
from bot.store.desk.reading import StoredLists
from bot.store.desk.searching import StoredSearch
from bot.store.windows import StoredRooms


class StoredShelf(StoredLists, StoredSearch, StoredArrangements, StoredBelongings, StoredRooms):
    """One database, three kinds of shelves."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database
