"""The drill: under load, a backup is taken, everything is lost, and somewhere else all is there that was acknowledged before."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from sqlmodel import Session, select

from bot.service.ports import Store
from bot.store.database import Database
from bot.store.migrating import migrate, migrations_folder
from bot.store.opening import open_store
from bot.store.restoring import rehearse, restore
from bot.store.saving import back_up
from bot.store.tables import LogRow, SeenRow
from tests.contract.building import at, bot, event, merchant, turn
from tests.integration.desk import ROOT, environment
from tests.postgres import server

ACKNOWLEDGED = 2_000
PASSPHRASE = "correct horse battery staple"
MIGRATIONS = migrations_folder()


class Load:
    """A process that keeps messages, and what it has acknowledged so far."""

    def __init__(self, url: str) -> None:
        command = [sys.executable, "-m", "tests.integration.drilled", url]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment())
        self.acknowledged: list[str] = []
        self._reading = Thread(target=self._read, daemon=True)

    def wait_for(self, count: int) -> None:
        assert self.process.stdout
        while len(self.acknowledged) < count:
            line = self.process.stdout.readline()
            assert line, "the load ended"
            self.acknowledged.append(line.decode().strip())
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.acknowledged.append(line.decode().strip())

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reading.join()
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The database that is lost, and the one elsewhere."""
    lost, elsewhere = tmp_path / "lost", tmp_path / "elsewhere"
    lost.mkdir()
    if request.param == "sqlite":
        migrate(f"sqlite:///{lost}/posbot.db")
        yield f"sqlite:///{lost}/posbot.db", f"sqlite:///{elsewhere}/posbot.db"
        return
    yield server().database(lost), server().database(elsewhere)
    server().give_back(lost)
    server().give_back(elsewhere)


@pytest.mark.slow
async def test_nothing_is_lost_that_was_acknowledged_before_the_backup(place: tuple[str, str], tmp_path: Path) -> None:
    source, target = place
    photo = tmp_path / "lost" / "media" / "0f" / f"{'0f' * 16}.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a label")
    load = Load(source)
    load.wait_for(ACKNOWLEDGED)
    before = list(load.acknowledged)

    archive = tmp_path / "backup.zip.sealed"
    await back_up(source, tmp_path / "lost" / "media", archive, PASSPHRASE)
    after = len(load.acknowledged)
    load.kill()
    if source.startswith("sqlite"):
        shutil.rmtree(tmp_path / "lost")
    manifest = await restore(archive, target, tmp_path / "elsewhere" / "media", MIGRATIONS, PASSPHRASE)

    assert after > len(before), "the backup was not taken under load"
    store = open_store(target)
    await everything_is_there(store, before)
    assert await store.handle(event(before[0], "shop 1" if before[0] == "1" else f"shop {int(before[0]) % 200}"), turn(merchant())) is None
    assert await store.handle(event("new", "shop 1"), turn(merchant("go on"), bot("yes")))
    await store.close()
    assert manifest["media"] == 1
    assert (tmp_path / "elsewhere" / "media" / "0f" / photo.name).read_bytes() == b"a label"
    assert b"message" not in archive.read_bytes()
    assert (await rehearse(archive, MIGRATIONS, PASSPHRASE, tmp_path))["tables"] == manifest["tables"]


async def everything_is_there(store: Store, acknowledged: list[str]) -> None:
    """Every message with its answer, in order, in chats that have no gap."""
    assert isinstance(store, Database)

    def look(session: Session) -> tuple[set[str], list[tuple[int, int]]]:
        return set(session.exec(select(SeenRow.id)).all()), [(row.number, row.seq) for row in session.exec(select(LogRow)).all()]

    seen, lines = await store.read(look)
    assert set(acknowledged) <= seen
    assert len(lines) == 2 * len(seen)
    assert sorted(lines) == [(number, seq) for number in sorted({n for n, _ in lines}) for seq in range(1, _last(lines, number) + 1)]
    texts = [line.body["text"] for line in await store.log(at("shop 7"))]
    assert texts[1::2] == [str(text).replace("message", "answer") for text in texts[::2]]


def _last(lines: list[tuple[int, int]], number: int) -> int:
    return max(seq for one, seq in lines if one == number)
