"""Where passports of terminals are kept: in the store's database, or with a store in memory."""

from __future__ import annotations

from bot.service.passports import Passports
from bot.service.ports import Store
from bot.store.database import Database
from bot.store.memory_passports import MemoryPassports
from bot.store.passports import StoredPassports


def passports_of(store: Store) -> Passports:
    """The passports beside that store; in memory they are empty at first."""
    return StoredPassports(store) if isinstance(store, Database) else MemoryPassports()
