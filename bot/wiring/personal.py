"""Puts together who hands out and erases a merchant's own data."""

from __future__ import annotations

from bot.rendering.documents import Documents
from bot.service.personal import OwnData
from bot.service.press import Press
from bot.service.support import Support
from bot.settings import Settings
from bot.store.database import Database
from bot.store.personal import StoredPersonal
from bot.wiring.keeping import blobs_of
from bot.wiring.places import shipped


def own_data(settings: Settings, database: Database, support: Support) -> OwnData:
    """Over the engine's own store, with the photos as they are kept."""
    press = Press(Documents(settings.templates or shipped("templates")))
    return OwnData(support, StoredPersonal(database), blobs_of(settings), press)
