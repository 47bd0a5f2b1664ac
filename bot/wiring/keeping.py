"""The store and the place of photos that the settings name."""

from __future__ import annotations

from bot.service.ports import Store
from bot.settings import Settings
from bot.store.access import Access
from bot.store.opening import open_store
from bot.store.sealing import Vault
from bot.wiring.blobs import FolderBlobs, SealedBlobs
from bot.wiring.buckets import BucketBlobs
from bot.wiring.keys import read_keys
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
    return open_store(
        url, migrations=shipped("migrations"), synchronous=settings.synchronous, access=access_of(settings), vault=vault_of(settings)
    )


def blobs_of(settings: Settings) -> SealedBlobs:
    """Where photos and documents are kept. Raises SettingsProblem."""
    return SealedBlobs(BucketBlobs(settings.bucket) if settings.bucket else FolderBlobs(settings.media_folder), vault_of(settings))


def vault_of(settings: Settings) -> Vault:
    """What seals and opens, with the operator's keys. Raises SettingsProblem."""
    return Vault(read_keys(settings.keys, settings.keys_file))
