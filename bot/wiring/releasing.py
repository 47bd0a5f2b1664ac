"""Puts a folder of knowledge in force from the command line, and goes back; by the same rules as the studio."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.core.messages import Address
from bot.core.telling import Told, told
from bot.knowledge.branches import Branch
from bot.knowledge.loading import load
from bot.knowledge.problems import Problem
from bot.knowledge.risky import risky
from bot.service.desk.bus import TOPIC
from bot.service.desk.people import Right
from bot.service.desk.views import Deed
from bot.service.ports import Store
from bot.service.studio.library import Library
from bot.service.studio.publishing import KNOWLEDGE
from bot.service.studio.rows import Edition
from bot.settings import Settings
from bot.store.desk.keys import StoredKeys
from bot.store.studio.versions import StoredVersions
from bot.wiring.desk_tables import database_of
from bot.wiring.keeping import store_of
from bot.wiring.replaying import house_in, library_in, version_in_force
from bot.wiring.workshop import Workshop

HEARD = 0.5
"""Seconds in which other processes are told before this one ends."""


@dataclass(frozen=True, slots=True)
class Released:
    """What came of it: the version in force, or why it is not."""

    version: str = ""
    refused: Told | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shelves:
    store: Store
    versions: StoredVersions
    keys: StoredKeys
    library: Library
    current: str


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[_Shelves]:
    store = store_of(settings)
    try:
        database = database_of(store)
        versions = StoredVersions(database)
        library = library_in(settings, versions)
        yield _Shelves(store, versions, StoredKeys(database), library, await version_in_force(library, versions))
    finally:
        await store.close()


async def publish(settings: Settings, folder: Path, by: str, reviewer: str, note: str) -> Released:
    """Check, learn, put in force. Raises KnowledgeProblem, StoreProblem."""
    async with _opened(settings) as shelves:
        workshop, branch = Workshop(house_in(settings), None), Branch(folder)
        refused = await _who(shelves, by, Right.PUBLISH)
        if refused:
            return Released(refused=refused)
        problems = await workshop.check(folder, shelves.store.now().date())
        if problems:
            return Released(problems=tuple(problems))
        refused = await _unreviewed(shelves, branch, by, reviewer)
        if refused:
            return Released(refused=refused)
        await workshop.learn(folder)
        return await _put(shelves, branch.digest(), by, reviewer, note or folder.name, branch.pack(), "published")


async def roll_back(settings: Settings, by: str, version: str) -> Released:
    """To that version, or to the one before. Raises StoreProblem."""
    async with _opened(settings) as shelves:
        newest = await shelves.versions.current()
        refused = await _who(shelves, by, Right.PUBLISH)
        if refused:
            return Released(refused=refused)
        target = version or (newest.base if newest else "")
        if not target:
            return Released(refused=told("release_nothing"))
        if await shelves.library.version(target) is None:
            return Released(refused=told("release_nobody", version=target))
        return await _put(shelves, target, by, "", f"back to {target}", None, "rolled_back")


async def _who(shelves: _Shelves, account: str, right: Right) -> Told | None:
    person = await shelves.keys.person(account)
    return None if person and person.staff.may(right) else told("release_who", account=account, right=right.value)


async def _unreviewed(shelves: _Shelves, branch: Branch, by: str, reviewer: str) -> Told | None:
    """Why it may not pass: what is risky was read by nobody else."""
    base = await shelves.library.version(shelves.current)
    old = load(base.knowledge, base.templates).knowledge if base else None
    found = risky(old, load(branch.knowledge, branch.templates).knowledge) if old else ()
    if not found:
        return None
    steps = ", ".join(f"{one.flow}.{one.step}".strip(".") for one in found[:5])
    if not reviewer or reviewer == by:
        return told("release_unread", count=len(found), steps=steps)
    return await _who(shelves, reviewer, Right.STUDIO)


async def _put(shelves: _Shelves, digest: str, by: str, reviewer: str, note: str, archive: bytes | None, did: str) -> Released:  # noqa: PLR0913 -- what an edition is
    if digest == shelves.current:
        return Released(refused=told("release_already", version=digest))
    base = await shelves.library.version(shelves.current)
    if base is not None:
        await shelves.versions.keep_archive(shelves.current, base.pack())
    newest, at = await shelves.versions.current(), shelves.store.now()
    edition = Edition(0, digest, shelves.current, by, reviewer, at, note)
    made = await shelves.versions.publish(edition, archive, newest.id if newest else 0)
    if made is None:
        return Released(refused=told("release_else"))
    await shelves.keys.record(Deed(0, at, by, did, None, f"{made.id} {digest} {note}"))
    shelves.store.tell(Address(TOPIC, KNOWLEDGE))
    await asyncio.sleep(HEARD)
    return Released(digest)
