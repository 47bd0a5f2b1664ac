"""Puts together who keeps the chats of one merchant as one conversation. In memory nobody does, and says so."""

from __future__ import annotations

from bot.service.linking import Linking, nowhere
from bot.service.ports import Store
from bot.service.support import Support
from bot.store.database import Database
from bot.store.links import StoredLinks


def with_links(support: Support, store: Store) -> None:
    """Codes are handed out and redeemed from now on."""
    if not isinstance(store, Database):
        support.run_errands(nowhere(support))
        return
    linking = Linking(support, StoredLinks(store))
    support.link(linking)
    support.run_errands(linking.errands)
