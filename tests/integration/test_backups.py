"""Backups as an operator takes them: by command, by the desk itself, into a folder or a bucket, and back, whatever wrote them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import boto3
import pytest
from click.testing import CliRunner
from moto.server import ThreadedMotoServer

from bot.cli.commands import main
from bot.service.watching import NOBODY
from bot.settings import Settings
from bot.store.migrating import HEAD, migrations_folder
from bot.store.opening import open_store
from bot.store.problems import StoreProblem
from bot.store.restoring import rehearse, restore
from bot.store.thinning import name_of, taken
from bot.wiring.archives import album_of, archives_of, named, newest, take_there
from bot.wiring.buckets import BucketBlobs
from bot.wiring.nightly import Nightly
from tests.contract.building import at
from tests.integration.desk import ROOT
from tests.integration.test_carrying import goes_on, lived_in
from tests.postgres import server
from tests.refusing import refused

KEY = "correct horse battery staple"
BY_0008 = ROOT / "tests" / "frozen" / "backup-0008.zip"
"""Written by the version whose schema was 0008."""


def old(year: int) -> str:
    return name_of(datetime(year, 1, 1, tzinfo=UTC), sealed=True)


def test_a_backup_is_taken_tried_listed_checked_and_restored_by_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asyncio.run(lived_in(f"sqlite:///{tmp_path}/posbot.db"))
    there = tmp_path / "backups"
    there.mkdir()
    for year in (2019, 2020):
        (there / old(year)).write_bytes(b"old")
    settings = {"POSBOT_FOLDER": str(tmp_path), "POSBOT_BACKUPS": str(there), "POSBOT_BACKUP_KEY": KEY, "POSBOT_BACKUP_KEEP": "1,0,0"}

    def ask(*words: str, **other: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, words, env={**settings, **other})
        assert done.exception is None or isinstance(done.exception, SystemExit)
        assert KEY not in done.output
        return done.exit_code, done.output

    code, told = ask("backup")
    assert (code, "restored into a scratch place and the same; enciphered" in told) == (0, True), told
    assert f"removed {old(2019)}" in told
    (only,) = there.iterdir()
    assert only.stat().st_mode & 0o077 == 0
    assert only.name in ask("backup", "--list")[1]
    assert "nothing was changed" in ask("restore", "--check", "latest")[1]
    code, told = ask("restore", "latest", POSBOT_BACKUP_KEY="another horse altogether")
    assert (code, "another passphrase" in told, len(told.splitlines())) == (1, True, 1)
    code, told = ask("restore", "latest")
    assert (code, "is not empty" in told) == (1, True)
    code, told = ask("restore", only.name, POSBOT_DATABASE=f"sqlite:///{tmp_path}/new.db")
    assert code == 0, told
    asyncio.run(goes_on(open_store(f"sqlite:///{tmp_path}/new.db")))


async def test_a_backup_of_an_older_version_is_restored_and_brought_to_this_ones_shape(tmp_path: Path) -> None:
    assert (await rehearse(BY_0008, migrations_folder(), folder=tmp_path))["schema"] == "0008" < HEAD
    for url in (f"sqlite:///{tmp_path}/new.db", server().url("postgres") and server().database(tmp_path)):
        await restore(BY_0008, url, tmp_path / "media", migrations_folder())
        await goes_on(open_store(url))
    server().give_back(tmp_path)
    assert (tmp_path / "media" / "0a" / f"{'0a' * 16}.jpg").read_bytes() == b"photo"


async def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "migrations" / "versions"
    folder.mkdir(parents=True)
    (tmp_path / "migrations" / "env.py").write_text("", "utf-8")
    with refused(StoreProblem, match="was written by a newer posbot"):
        await restore(BY_0008, f"sqlite:///{tmp_path}/new.db", tmp_path / "media", tmp_path / "migrations")
    assert not (tmp_path / "new.db").exists()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    given = {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}
    for name, value in {**given, "AWS_REGION": "eu-central-1", "NO_PROXY": "127.0.0.1"}.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="desk")
    yield "s3://desk"
    moto.stop()


def test_photos_and_backups_in_buckets_go_there_and_come_back_to_a_folder(bucket: str, tmp_path: Path) -> None:
    asyncio.run(lived_in(f"sqlite:///{tmp_path}/posbot.db"))
    settings = Settings(folder=tmp_path, media=f"{bucket}/photos", backups=f"{bucket}/backups", backup_key=KEY, backup_keep="1,0,0")
    ref = asyncio.run(BucketBlobs(settings.bucket).put(b"a label", ".jpg"))
    archives = archives_of(settings)
    assert archives
    (tmp_path / old(2019)).write_bytes(b"old")
    archives.bring(tmp_path / old(2019))

    name, manifest, gone = take_there(settings, archives)

    assert (manifest["media"], gone, newest(archives)) == (1, [old(2019)], name)
    with named(settings, "latest") as archive:
        away = Settings(folder=tmp_path / "elsewhere", backup_key=KEY)
        asyncio.run(restore(archive, away.database_url, album_of(away), migrations_folder(), KEY))
    assert (tmp_path / "elsewhere" / "media" / ref[:2] / ref).read_bytes() == b"a label"


async def test_the_desk_takes_one_itself_when_it_is_due_and_not_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await lived_in(f"sqlite:///{tmp_path}/posbot.db")
    settings = Settings(folder=tmp_path, backups=str(tmp_path / "backups"))
    given: Mapping[str, str] = {"POSBOT_FOLDER": str(tmp_path), "POSBOT_BACKUPS": settings.backups, "PYTHONPATH": str(ROOT)}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    store, archives = open_store(settings.database_url), archives_of(settings)
    assert archives
    nightly = Nightly(settings, archives, store, NOBODY)

    assert await nightly.look() is True
    assert len(taken(archives.names())) == 1
    assert await nightly.look() is False
    archives.drop(archives.names()[0])
    assert await nightly.look() is False, "another try only after a while"
    assert [line.body["text"] for line in await store.log(at("shop 7"))] == ["开不了机 7", "?"]
    await store.close()
