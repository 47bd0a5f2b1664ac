"""Moving to PostgreSQL, backup and restore: everything arrives, in either kind of database, or it is said why not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.core.state import Mode
from bot.service.ports import Call, Store
from bot.store.copying import all_tables, note, put, reading, rows, sum_of, writing
from bot.store.database import Database
from bot.store.migrating import migrate, migrations_folder
from bot.store.moving import MOVING_FROM, move
from bot.store.opening import open_store
from bot.store.problems import StoreProblem
from bot.store.restoring import restore
from bot.store.rotating import rotate
from bot.store.saving import back_up
from bot.store.sealing import PLAIN, Vault
from bot.store.tables import LogRow
from bot.store.tokens import StoredTokens
from bot.wiring.blobs import FolderBlobs, SealedBlobs
from tests.contract.building import NINE, alarm, at, bot, merchant, said, staff, ticket
from tests.postgres import server
from tests.refusing import refused

MIGRATIONS = migrations_folder()


@pytest.fixture
def target(tmp_path: Path) -> Iterator[str]:
    yield server().database(tmp_path)
    server().give_back(tmp_path)


async def lived_in(url: str, vault: Vault = PLAIN) -> None:
    """A database in which things have happened."""
    store = open_store(url, vault=vault)
    for chat in range(30):
        await said(store, merchant(f"开不了机 {chat}"), bot("?"), chat=f"shop {chat}", alarms=(alarm("nudge"),), tickets=(ticket("t-1"),))
    await said(store, staff("hello"), mode=Mode.STAFF, call=Call(NINE, "danger"), chat="shop 3")
    for number in range(5):
        assert await store.inbox.take_in("bot", str(number), "shop", NINE, "raw")
    await store.close()


async def is_the_same(before: str, after: str) -> bool:
    async with reading(before) as one, reading(after) as other:
        return all([await sum_of(one, table) == await sum_of(other, table) for table in all_tables()])


async def goes_on(store: Store) -> None:
    """What was there is there, and what comes gets numbers of its own."""
    assert [line.body["text"] for line in await store.log(at("shop 7"))] == ["开不了机 7", "?"]
    assert (await said(store, merchant(), chat="new")).number == 1031
    assert await store.inbox.take_in("bot", "3", "shop", NINE, "raw") is False
    assert await store.inbox.take_in("bot", "9", "shop", NINE, "raw") is True
    await said(store, alarms=(alarm("new", NINE),), chat="new")
    assert (await store.due(NINE + timedelta(seconds=1), 10))[0].name == "new"
    await store.close()


async def test_everything_moves_and_posbot_starts_on_the_new_one_alone(tmp_path: Path, target: str) -> None:
    source = f"sqlite:///{tmp_path}/posbot.db"
    await lived_in(source)
    told: list[str] = []
    await move(source, target, MIGRATIONS, told.append)
    assert await is_the_same(source, target)
    assert [line.split()[1] for line in told if line.startswith("log ")] == ["61"]
    with refused(StoreProblem, match="was moved to"):
        open_store(source)
    with refused(StoreProblem, match="was moved already"):
        await move(source, target, MIGRATIONS, told.append)
    await goes_on(open_store(target))


async def test_a_move_that_was_interrupted_is_finished_by_the_next(tmp_path: Path, target: str) -> None:
    source = f"sqlite:///{tmp_path}/posbot.db"
    await lived_in(source)
    async with reading(source) as old, writing(target) as new:
        await note(new, MOVING_FROM, source)
        for table in all_tables()[:2]:
            async for piece in rows(old, table):
                await put(new, table, piece[:10])
    with refused(StoreProblem, match="was not finished"):
        open_store(target)
    await move(source, target, MIGRATIONS, lambda _line: None)
    assert await is_the_same(source, target)
    await goes_on(open_store(target))


async def test_nothing_is_moved_into_a_database_that_is_in_use(tmp_path: Path, target: str) -> None:
    source = f"sqlite:///{tmp_path}/posbot.db"
    await lived_in(source)
    store = open_store(target)
    await said(store, merchant())
    await store.close()
    with refused(StoreProblem, match="is not empty"):
        await move(source, target, MIGRATIONS, lambda _line: None)
    await open_store(source).close()


async def test_a_backup_taken_while_posbot_runs_restores_into_either_kind(tmp_path: Path, target: str) -> None:
    source, other = f"sqlite:///{tmp_path}/posbot.db", f"sqlite:///{tmp_path}/other.db"
    await lived_in(source)
    media = tmp_path / "media" / "ab"
    media.mkdir(parents=True)
    (media / "abc.jpg").write_bytes(b"photo")
    store = open_store(source)
    writes = asyncio.ensure_future(said(store, merchant("meanwhile"), chat="later"))
    manifest = await back_up(source, tmp_path / "media", tmp_path / "all.zip")
    await writes
    assert manifest["media"] == 1
    assert isinstance(store, Database)
    assert await store.read(lambda session: session.get(LogRow, (1031, 1)))
    await store.close()
    for url in (other, target):
        await restore(tmp_path / "all.zip", url, tmp_path / "restored", MIGRATIONS)
        again = open_store(url)
        assert [line.body["text"] for line in await again.log(at("shop 7"))] == ["开不了机 7", "?"]
        await again.close()
    assert (tmp_path / "restored" / "ab" / "abc.jpg").read_bytes() == b"photo"
    assert await is_the_same(other, target)
    with refused(StoreProblem, match="is not empty"):
        await restore(tmp_path / "all.zip", other, tmp_path / "restored", MIGRATIONS)


async def test_a_backup_of_postgresql_restores_into_the_embedded_database(tmp_path: Path, target: str) -> None:
    await lived_in(target)
    await back_up(target, tmp_path / "media", tmp_path / "all.zip")
    await restore(tmp_path / "all.zip", f"sqlite:///{tmp_path}/new.db", tmp_path / "media", MIGRATIONS)
    await goes_on(open_store(f"sqlite:///{tmp_path}/new.db"))


async def test_a_damaged_backup_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    source = f"sqlite:///{tmp_path}/posbot.db"
    await lived_in(source)
    archive = tmp_path / "all.zip"
    await back_up(source, tmp_path / "media", archive)
    with ZipFile(archive) as opened:
        place = opened.getinfo("tables/log.jsonl")
    content = bytearray(archive.read_bytes())
    content[place.header_offset + place.compress_size // 2 + 60] ^= 1
    archive.write_bytes(content)
    with refused(StoreProblem, match=r"damaged|cannot be read"):
        await restore(archive, f"sqlite:///{tmp_path}/new.db", tmp_path / "media", MIGRATIONS)
    assert not (tmp_path / "new.db").exists()
    migrate(f"sqlite:///{tmp_path}/new.db")


async def test_an_archive_that_would_unpack_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, archive = f"sqlite:///{tmp_path}/posbot.db", tmp_path / "all.zip"
    await lived_in(source)
    await back_up(source, tmp_path / "media", archive)
    with ZipFile(archive, "a", ZIP_DEFLATED) as opened:
        opened.writestr(f"media/{'0f' * 16}.jpg", bytes(1_000_000))
    monkeypatch.setattr("bot.store.saving.LONGEST", 900_000)
    with refused(StoreProblem, match="cannot be read"):
        await restore(archive, f"sqlite:///{tmp_path}/new.db", tmp_path / "media", MIGRATIONS)
    monkeypatch.setattr("bot.store.saving.LONGEST", 20)  # now each row is too long as well
    with refused(StoreProblem, match="cannot be read"):
        await back_up(source, tmp_path / "none", tmp_path / "rows.zip")
    assert not (tmp_path / "new.db").exists()


async def test_a_backup_holds_no_messengers_token(tmp_path: Path) -> None:
    source, archive = f"sqlite:///{tmp_path}/posbot.db", tmp_path / "all.zip"
    store = open_store(source)
    assert isinstance(store, Database)
    await StoredTokens(store).keep("wx_oa", "OPENS-EVERYTHING", NINE, None)
    await store.close()
    await back_up(source, tmp_path / "media", archive)
    with ZipFile(archive) as opened:
        assert not any(b"OPENS-EVERYTHING" in opened.read(name) for name in opened.namelist())
    await restore(archive, f"sqlite:///{tmp_path}/new.db", tmp_path / "media", MIGRATIONS)


async def test_what_is_sealed_moves_and_restores_as_it_is_and_is_sealed_anew_on_postgresql(tmp_path: Path, target: str) -> None:
    old, both = Vault({1: bytes(32)}), Vault({1: bytes(32), 2: bytes([1] * 32)})
    source, archive = f"sqlite:///{tmp_path}/posbot.db", tmp_path / "backup.zip"
    photos = SealedBlobs(FolderBlobs(tmp_path / "media"), both)
    await lived_in(source, old)
    await back_up(source, tmp_path / "media", archive)
    await move(source, target, MIGRATIONS, lambda _line: None)
    with refused(StoreProblem, match="sealed with key 1"):
        open_store(target)
    await rotate(target, both, photos, lambda *_told: None)
    with refused(StoreProblem, match="key 2"):
        open_store(target, vault=old)
    await goes_on(open_store(target, vault=Vault({2: bytes([1] * 32)})))
    await restore(archive, f"sqlite:///{tmp_path}/new.db", tmp_path / "restored", MIGRATIONS)
    await goes_on(open_store(f"sqlite:///{tmp_path}/new.db", vault=old))
