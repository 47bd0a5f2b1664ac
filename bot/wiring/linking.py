"""Puts together who keeps the chats of one merchant as one conversation. With a store in memory there is nobody."""

from __future__ import annotations

from bot.service.linking import Linking
from bot.service.ports import Store
from bot.service.support import Support
from bot.store.database import Database
from bot.store.links import StoredLinks


def with_links(support: Support, store: Store) -> None:
    """Codes are handed out and redeemed from now on."""
    if isinstance(store, Database):
        linking = Linking(support, StoredLinks(store))
        support.link(linking)
        support.run_errands(linking.errands)
