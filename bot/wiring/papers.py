"""Puts the documents of plans and checks together: made from the database when they are fetched."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from bot.rendering.documents import Documents
from bot.service.papers import Papers
from bot.service.ports import Blobs, Store
from bot.service.press import Press
from bot.service.support import Support
from bot.store.database import Database
from bot.store.remembered import state_of


def with_papers(blobs: Blobs, store: Store, support: Support, templates: Path) -> Blobs:
    """The blobs, and beside them what is made; without tables there is nothing to make it of."""
    if not isinstance(store, Database):
        return blobs
    return Papers(blobs, lambda: support.mind, Press(Documents(templates)), partial(state_of, store))
