"""Whether the operator's keys are those that a database is sealed with. Nothing is opened before that is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.core.telling import Told, told
from bot.store.copying import Ask, reading, writing
from bot.store.key_table import KeyRow
from bot.store.problems import StoreProblem
from bot.store.sealing import Vault
from bot.store.times import micros

KEYS: Any = KeyRow.__table__  # type: ignore[attr-defined]  # SQLModel makes it


async def fit(url: str, vault: Vault) -> None:
    """Note the newest key, so that whoever comes without it is told. Raises StoreProblem for keys that do not fit."""
    async with reading(url) as ask:
        known = await known_keys(ask)
    if problem := misfit(known, vault):
        raise StoreProblem(problem)
    if vault.is_on and vault.newest not in known:
        async with writing(url) as ask:
            await ask(lambda connection: _note(connection, vault))


async def known_keys(ask: Ask) -> dict[int, str]:
    """Version -> fingerprint of every key that some value may be sealed with."""
    rows = await ask(lambda connection: connection.execute(select(KEYS.c.version, KEYS.c.fingerprint)).all())
    return dict(map(tuple, rows))


def misfit(known: Mapping[int, str], vault: Vault) -> Told | None:
    """What is wrong with the keys, and what to do; None if they fit."""
    for version, fingerprint in sorted(known.items()):
        given = vault.fingerprint(version)
        if not given:
            return told("key_not_given", version=version, fingerprint=fingerprint)
        if given != fingerprint:
            return told("key_other", version=version, given=given, fingerprint=fingerprint)
    older = [version for version in known if version > vault.newest]
    return told("key_newer", version=max(older)) if older else None


def _note(connection: Connection, vault: Vault) -> None:
    row = {"version": vault.newest, "fingerprint": vault.fingerprint(vault.newest), "since": micros(datetime.now(UTC))}
    if not connection.execute(select(KEYS.c.version).where(KEYS.c.version == vault.newest)).first():
        connection.execute(KEYS.insert(), row)


async def forget(ask: Ask, version: int) -> None:
    """No value is sealed with it any more."""
    await ask(lambda connection: connection.execute(KEYS.delete().where(KEYS.c.version == version)))
