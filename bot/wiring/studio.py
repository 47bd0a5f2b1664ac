"""Puts the knowledge studio together: its shelves, its library, its workshop, and who takes up what is published."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from bot.service.desk.bus import Bus
from bot.service.desk.indexing import Indexer
from bot.service.studio.bench import TOPIC, Tools
from bot.service.studio.catching import MissIndex
from bot.service.studio.following import Follower
from bot.service.studio.inspecting import Inspector
from bot.service.studio.library import Installed, Library
from bot.service.studio.publishing import Studio
from bot.service.studio.studying import Studying
from bot.service.studio.trial import Kit
from bot.service.turning import Mind
from bot.store.database import Database
from bot.store.desk.keys import StoredKeys
from bot.store.studio.conversations import StoredConversations
from bot.store.studio.misses import StoredMisses
from bot.store.studio.versions import StoredVersions
from bot.wiring.desk_tables import database_of
from bot.wiring.ground import Ground, Part
from bot.wiring.mind import Sources
from bot.wiring.places import shipped
from bot.wiring.replaying import house_in
from bot.wiring.workshop import Workshop

Runs = tuple[Callable[[], Coroutine[Any, Any, None]], ...]


def workshop_of(ground: Ground) -> Workshop:
    """The heavy work, with this installation's settings."""
    return Workshop(house_in(ground.settings), dialogs_of(ground.settings.knowledge or shipped("knowledge")))


def dialogs_of(knowledge: Path) -> Path | None:
    """The dialog tests beside a knowledge folder; an installed program has none."""
    folder = knowledge.parent / "tests" / "dialogs"
    return folder if folder.is_dir() else None


def library_of(ground: Ground) -> Library:
    """Versions and drafts as folders."""
    sources = Sources(ground.settings.knowledge, ground.settings.templates)
    installed = Installed(*sources.folders, ground.read.knowledge.version)
    return Library(ground.settings.studio_folder, installed, StoredVersions(database_of(ground.store)))


def followed(ground: Ground, begin: Callable[[Mind], Awaitable[None]]) -> Part:
    """Every process takes up what is published. ``begin``: with every mind, before it answers anybody."""
    support = ground.support

    async def installed() -> None:
        await begin(support.mind)

    if not isinstance(ground.store, Database):
        return Part(readies=(installed,))
    workshop = workshop_of(ground)

    async def mind_of(folder: Path) -> Mind:
        mind = await workshop.mind(folder)
        await begin(mind)
        return mind

    follower = Follower(support, StoredVersions(ground.store), library_of(ground), mind_of)

    async def ready() -> None:
        if not await follower.follow():
            await installed()

    return Part(readies=(ready,), runs=(follower.run,))


CAUGHT = 5.0
"""Seconds in which chats are gathered that are to be looked through: of each its last thirty lines are read again."""


def catching(ground: Ground) -> Runs:
    """Who keeps the list of sentences that went wrong."""
    if not isinstance(ground.store, Database):
        return ()
    index = MissIndex(StoredMisses(ground.store), ground.support.mind.matcher.sound)
    return (Indexer(index, ground.support.signals, ground.store.keeps, CAUGHT).run,)


def studio_of(ground: Ground, bus: Bus) -> tuple[Studio, Callable[[], Coroutine[Any, Any, None]]]:
    """The studio, and how what it does in the background is given up."""
    database, now = database_of(ground.store), ground.store.now
    versions, misses, library = StoredVersions(database), StoredMisses(database), library_of(ground)
    workshop = workshop_of(ground)
    inspector = Inspector(workshop.inspect, lambda: bus.tell(TOPIC))
    studies = Studying(Kit(library, StoredConversations(database), misses, workshop, inspector, now), versions, bus)

    async def stop() -> None:
        await studies.stop()
        await inspector.stop()

    return Studio(Tools(ground.support, library, versions, misses, StoredKeys(database), bus, inspector, studies)), stop
