"""Puts a conversation at a keyboard together: knowledge, matcher, a store, no server."""

from __future__ import annotations

from bot.channels.terminal.talk import Talk
from bot.knowledge.loading import Loaded
from bot.rendering.phrases import Phrases
from bot.service.desk.together import Together
from bot.service.devices import Devices
from bot.service.ports import Blobs, Store
from bot.service.support import Support
from bot.service.turning import Mind
from bot.service.watching import NOBODY, Watch
from bot.store.database import Database
from bot.store.desk.shelf import StoredShelf
from bot.store.opening import MEMORY, open_store
from bot.understanding.matcher.matching import Matcher
from bot.wiring.blobs import MemoryBlobs
from bot.wiring.devices import casework_of, passports_of
from bot.wiring.linking import with_links
from bot.wiring.places import shipped


def support_of(  # noqa: PLR0913 -- what it stands on
    read: Loaded, matcher: Matcher, store: Store, locale: str = "zh", blobs: Blobs | None = None, watch: Watch = NOBODY
) -> Support:
    """The engine over a store, with its errands; documents go among the blobs."""
    mind = Mind(read.knowledge, matcher, Phrases(read.knowledge), locale)
    support = Support(store, mind, watch=watch)
    devices = Devices(support, passports_of(store))
    casework = casework_of(support, blobs or MemoryBlobs())
    support.run_errands({**devices.errands, **casework.errands}, devices.recall)
    if isinstance(store, Database):
        support.run_errands(Together(support, StoredShelf(store)).errands)
    return support


def talk_of(read: Loaded, matcher: Matcher, database: str = MEMORY, locale: str = "zh") -> tuple[Talk, Store]:
    """Somebody to talk to, and the store to close afterwards."""
    store = open_store(database, migrations=shipped("migrations"))
    blobs = MemoryBlobs()
    support = support_of(read, matcher, store, locale, blobs)
    with_links(support, store)
    return Talk(support, blobs), store
