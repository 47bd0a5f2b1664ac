"""Where passports and bookings are kept: in the store's database, or with a store in memory; and who works on tickets."""

from __future__ import annotations

from pathlib import Path

from bot.rendering.documents import Documents
from bot.service.bookings import Bookings
from bot.service.casework import Casework
from bot.service.passports import Passports
from bot.service.ports import Blobs, Store
from bot.service.press import Press
from bot.service.support import Support
from bot.store.bookings import MemoryBookings, StoredBookings
from bot.store.database import Database
from bot.store.memory_passports import MemoryPassports
from bot.store.passports import StoredPassports
from bot.wiring.places import shipped


def passports_of(store: Store) -> Passports:
    """The passports beside that store; in memory they are empty at first."""
    return StoredPassports(store) if isinstance(store, Database) else MemoryPassports()


def bookings_of(store: Store) -> Bookings:
    """The seats of the calendar beside that store."""
    return StoredBookings(store) if isinstance(store, Database) else MemoryBookings()


def casework_of(support: Support, blobs: Blobs, templates: Path | None = None) -> Casework:
    """What follows from tickets, over the engine's own store."""
    return Casework(support, bookings_of(support.store), blobs, Press(Documents(templates or shipped("templates"))))
