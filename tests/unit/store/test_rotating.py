"""Sealing anew: everything, in steps that may be interrupted anywhere, beside a posbot that writes."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.service.passports import Passport
from bot.service.standing import Standing
from bot.store.copying import all_tables
from bot.store.opening import open_store
from bot.store.passports import StoredPassports
from bot.store.problems import StoreProblem
from bot.store.rotating import rotate, status
from bot.store.sealing import SEALED, Vault
from bot.store.sqlite import SqliteStore
from bot.wiring.blobs import FolderBlobs, SealedBlobs
from tests.contract.building import NINE, at, merchant, said, ticket
from tests.refusing import refused

FIRST = Vault({1: bytes(range(32))})
SECOND = Vault({1: bytes(range(32)), 2: bytes(range(1, 33))})
WORDS = "please call 13812345678"


def quiet(_table: str, _done: int, _total: int) -> None:
    """Nobody looks."""


def opened(url: str, vault: Vault) -> SqliteStore:
    store = open_store(url, synchronous="OFF", vault=vault)
    assert isinstance(store, SqliteStore)
    return store


async def lived_in(folder: Path, vault: Vault, chats: int = 1) -> tuple[str, SealedBlobs, str]:
    """A database with everything in it, its photos, and the name of one."""
    url, blobs = f"sqlite:///{folder}/posbot.db", SealedBlobs(FolderBlobs(folder / "media"), vault)
    store = opened(url, vault)
    standing = Standing("bot", "", None, "power", 0, "zh", "SN1", "A920", "13812345678", preview=WORDS)
    for number in range(chats):
        await said(store, merchant(WORDS), chat=f"shop{number}", tickets=(ticket("1-1"),), standing=standing)
    await store.inbox.take_in("bot", "1", "lane", NINE, WORDS)
    await StoredPassports(store).take([Passport("SN1", shop="昌隆便利店", contact="13812345678")], NINE)
    ref = await blobs.put(b"\xff\xd8" + WORDS.encode(), ".jpg")
    await store.close()
    return url, blobs, ref


def raw(folder: Path) -> bytes:
    """Every byte of the database and the photos."""
    with closing(sqlite3.connect(folder / "posbot.db")) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def is_whole(url: str, vault: Vault, chats: int = 1, later: int = 0) -> None:
    store = opened(url, vault)
    for number in range(chats):
        [line] = await store.log(at(f"shop{number}"))
        assert line.body["text"] == WORDS
        assert [one.ref for one in await store.tickets(at(f"shop{number}"))] == ["1-1"]
    [lane] = await store.inbox.take_up(["bot"], NINE + timedelta(minutes=later), timedelta(seconds=1), 5)
    assert lane.updates[0].update.raw == WORDS
    assert [one.shop for one in await StoredPassports(store).search("13812345678")] == ["昌隆便利店"]
    await store.close()


async def test_what_was_there_before_the_first_key_is_sealed(tmp_path: Path) -> None:
    url, _, ref = await lived_in(tmp_path, Vault())
    assert WORDS.encode() in raw(tmp_path)
    blobs = SealedBlobs(FolderBlobs(tmp_path / "media"), FIRST)
    assert await rotate(url, FIRST, blobs, quiet) > 0
    bytes_ = raw(tmp_path)
    assert b"13812345678" not in bytes_
    assert "昌隆".encode() not in bytes_
    await is_whole(url, FIRST)
    assert await blobs.get(ref) == b"\xff\xd8" + WORDS.encode()


async def test_a_rotation_that_is_interrupted_goes_on_where_it_stopped(tmp_path: Path) -> None:
    url, _, _ = await lived_in(tmp_path, FIRST, chats=450)
    blobs = SealedBlobs(FolderBlobs(tmp_path / "media"), SECOND)

    def stop(table: str, done: int, _total: int) -> None:
        if table == "log" and done >= 400:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await rotate(url, SECOND, blobs, stop)
    _, halfway = await status(url, SECOND, blobs)
    assert halfway["log"].by_version == {2: 400, 1: 50}
    await is_whole(url, SECOND, chats=450)
    told: list[tuple[str, int]] = []
    await rotate(url, SECOND, blobs, lambda table, done, _total: told.append((table, done)))
    assert ("log", 50) in told
    known, found = await status(url, SECOND, blobs)
    assert set(known) == {2}
    assert not any(count.outdated(2) for count in found.values())
    await is_whole(url, Vault({2: bytes(range(1, 33))}), chats=450, later=1)


async def test_merchants_go_on_writing_while_everything_is_sealed_anew(tmp_path: Path) -> None:
    url, _, _ = await lived_in(tmp_path, FIRST, chats=300)
    blobs, store = SealedBlobs(FolderBlobs(tmp_path / "media"), SECOND), opened(url, SECOND)
    turns = asyncio.gather(*(said(store, merchant("and another"), chat=f"shop{number}") for number in range(300)))
    await rotate(url, SECOND, blobs, quiet)
    await turns
    for number in range(300):
        assert [line.body["text"] for line in await store.log(at(f"shop{number}"))] == [WORDS, "and another"]
    await store.close()
    _, found = await status(url, SECOND, blobs)
    assert found["log"].by_version == {2: 600}


@pytest.mark.parametrize(
    ("vault", "words"),
    [(Vault(), "key 1 .* which is not given"), (Vault({1: bytes(32)}), "another key 1"), (Vault({2: bytes(32)}), "key 1 .* not given")],
)
async def test_a_missing_or_wrong_key_is_told_before_anything_is_opened(tmp_path: Path, vault: Vault, words: str) -> None:
    url, blobs, _ = await lived_in(tmp_path, FIRST)
    with refused(StoreProblem, match=words):
        open_store(url, vault=vault)
    with pytest.raises(StoreProblem):
        await rotate(url, vault, blobs, quiet)


def test_every_column_that_is_sealed_is_a_column_and_its_row_is_known_before_it_is_written() -> None:
    tables: dict[str, Any] = {table.name: table for table in all_tables()}
    for name, columns in SEALED.items():
        assert {*columns.row, *columns.sealed} <= set(tables[name].c.keys())
        unique = [{column.name for column in tables[name].primary_key}]
        unique += [{column.name for column in one.columns} for one in tables[name].constraints if type(one).__name__ == "UniqueConstraint"]
        unique += [set(one.columns.keys()) for one in tables[name].indexes if one.unique]
        assert set(columns.row) in unique, name
