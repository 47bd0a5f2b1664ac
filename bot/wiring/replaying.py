"""Replays real conversations from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.service.studio.library import Installed, Library
from bot.service.studio.tallying import Tally
from bot.service.studio.trial import AT_ONCE, LONGEST_LOG
from bot.settings import Settings
from bot.store.problems import StoreProblem
from bot.store.studio.conversations import StoredConversations
from bot.store.studio.versions import StoredVersions
from bot.understanding.matcher.matching import Precision
from bot.wiring.desk_tables import database_of
from bot.wiring.keeping import store_of
from bot.wiring.mind import Sources, loaded
from bot.wiring.workshop import House, Workshop

Told = Callable[[int, int], None]


def library_in(settings: Settings, versions: StoredVersions) -> Library:
    """Versions as folders, outside of a running process."""
    sources = Sources(settings.knowledge, settings.templates)
    return Library(settings.studio_folder, Installed(*sources.folders, loaded(sources).knowledge.version), versions)


def house_in(settings: Settings) -> House:
    """What this installation's versions have in common."""
    return House(Sources(settings.knowledge, settings.templates), Precision(settings.wrong_in, settings.lost_in), settings.locale)


async def version_in_force(library: Library, versions: StoredVersions) -> str:
    """What is published, or else what is installed."""
    current = await versions.current()
    return current.digest if current else library.installed.version


async def replayed(settings: Settings, folder: Path, conversations: int, workers: int, told: Told | None) -> dict[str, Any]:
    """The figures of `Tally.as_json`. Raises KnowledgeProblem, StoreProblem."""
    store = store_of(settings)
    try:
        database = database_of(store)
        versions, shelf = StoredVersions(database), StoredConversations(database)
        library, workshop = library_in(settings, versions), Workshop(house_in(settings), None, workers)
        base = await library.version(await version_in_force(library, versions))
        if base is None:
            raise StoreProblem("nobody has the files of the version in force any more")
        await workshop.learn(base.root)
        await workshop.learn(folder)
        numbers, tally = await shelf.latest(conversations), Tally()
        async with workshop.replaying(base.root, folder, len(numbers)) as compare:
            for at in range(0, len(numbers), AT_ONCE * workshop.workers):
                logs = list((await shelf.logs(numbers[at : at + AT_ONCE * workshop.workers], LONGEST_LOG)).items())
                waiting = [compare(logs[part :: workshop.workers]) for part in range(workshop.workers)]
                for future in waiting:
                    for one in await future:
                        tally.one(one)
                if told:
                    told(tally.count, len(numbers))
        return tally.as_json()
    finally:
        await store.close()
