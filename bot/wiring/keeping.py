"""The store and the place of photos that the settings name."""

from __future__ import annotations

from bot.service.ports import Blobs, Store
from bot.settings import Settings
from bot.store.access import Access
from bot.store.opening import open_store
from bot.wiring.blobs import FolderBlobs
from bot.wiring.buckets import BucketBlobs
from bot.wiring.places import shipped


def access_of(settings: Settings) -> Access:
    """How to reach PostgreSQL."""
    return Access(
        settings.database_url,
        size=settings.database_connections,
        statement_timeout=settings.database_timeout,
        lock_timeout=settings.database_timeout / 2,
        patience=settings.database_patience,
    )


def store_of(settings: Settings) -> Store:
    """The store, opened. Raises StoreProblem."""
    url = settings.database_url
    return open_store(url, migrations=shipped("migrations"), synchronous=settings.synchronous, access=access_of(settings))


def blobs_of(settings: Settings) -> Blobs:
    """Where photos and documents are kept. Raises SettingsProblem."""
    return BucketBlobs(settings.bucket) if settings.bucket else FolderBlobs(settings.media_folder)
