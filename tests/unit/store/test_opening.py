"""Opening a store: what is made, what is refused, and in which words."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.words import told
from bot.core.telling import ToldError
from bot.store.memory import MemoryStore
from bot.store.migrating import migrate
from bot.store.opening import StoreProblem, open_store
from bot.store.sqlite import SqliteStore
from tests.contract.building import MINUTE, bot, claimed, said
from tests.refusing import refused


def one_line(problem: pytest.ExceptionInfo[ToldError]) -> str:
    """The message, which is what the person sees."""
    said = told(problem.value.told)
    assert "\n" not in said
    return said


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(file.name for file in folder.iterdir())


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Another process that runs our code."""
    command = [sys.executable, "-c", code, *arguments]
    root = Path(__file__).resolve().parents[3]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_memory_needs_nothing() -> None:
    assert isinstance(open_store("memory:"), MemoryStore)


async def test_a_missing_file_is_made_with_its_folder_and_its_tables(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/var/deep/posbot.db")
    assert isinstance(store, SqliteStore)
    assert await store.waiting() == []
    await store.close()


async def test_a_relative_path_is_taken_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    await open_store("sqlite:///posbot.db").close()
    assert (tmp_path / "posbot.db").is_file()


async def test_a_closed_store_leaves_one_file_that_holds_everything(tmp_path: Path) -> None:
    await open_store(f"sqlite:///{tmp_path}/posbot.db").close()
    assert names(tmp_path) == ["posbot.db", "posbot.db.lock"]


async def test_the_file_survives_a_power_cut_unless_asked_otherwise(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/posbot.db")
    assert isinstance(store, SqliteStore)
    pragmas = ("synchronous", "journal_mode", "foreign_keys")
    writer = store._writer
    assert await writer.run(lambda to: [to.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]) == [2, "wal", 1]
    await store.close()


@pytest.mark.parametrize("url", ["mysql://li:secret@db/posbot", "posbot.db", "sqlite://", "sqlite:///:memory:", "memory", ""])
def test_an_address_that_is_not_known_is_refused_without_repeating_its_secrets(url: str) -> None:
    with refused(StoreProblem, match="use sqlite:///path/to/file") as problem:
        open_store(url)
    assert "secret" not in one_line(problem)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with refused(StoreProblem, match="cannot be made") as problem:
        open_store(f"sqlite:///{tmp_path}/file/posbot.db")
    one_line(problem)


def test_a_folder_that_cannot_be_written_is_refused() -> None:
    with refused(StoreProblem, match="/proc/self cannot be written") as problem:
        open_store("sqlite:////proc/self/posbot.db")
    one_line(problem)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear posbot, " * 100)
    with refused(StoreProblem, match=r"letter\.txt cannot be opened as a database") as problem:
        open_store(f"sqlite:///{tmp_path}/letter.txt")
    one_line(problem)
    assert (tmp_path / "letter.txt").read_text().startswith("Dear posbot")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "posbot.db").mkdir()
    with refused(StoreProblem, match="cannot be opened as a database"):
        open_store(f"sqlite:///{tmp_path}/posbot.db")


def test_a_folder_in_the_way_of_what_lies_beside_the_file_is_reported_and_the_lock_let_go(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/posbot.db"
    migrate(url)
    (tmp_path / "posbot.db-shm").mkdir()
    for _ in range(2):
        with refused(StoreProblem, match="check the disk") as problem:
            open_store(url)
        one_line(problem)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")
    with refused(StoreProblem, match="not one of posbot"):
        open_store(f"sqlite:///{tmp_path}/other.db")


def test_a_database_of_a_newer_posbot_is_refused_and_may_be_tried_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/posbot.db"
    migrate(url)
    with closing(sqlite3.connect(tmp_path / "posbot.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for _ in range(2):
        with refused(StoreProblem, match="newer posbot"):
            open_store(url)


async def test_two_cannot_open_the_same_file_and_the_second_may_when_the_first_is_gone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/posbot.db"
    first = open_store(url)
    with refused(StoreProblem, match="in use by another posbot") as problem:
        open_store(url)
    one_line(problem)
    await first.close()
    await open_store(url).close()


async def test_another_process_is_kept_out_too(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/posbot.db")
    code = "import sys; from bot.store.opening import open_store; open_store(sys.argv[1])"
    assert "store_in_use" in python(code, f"sqlite:///{tmp_path}/posbot.db").stderr
    await store.close()


async def test_a_closed_store_says_so_and_may_be_closed_again(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/posbot.db")
    await store.close()
    await store.close()
    for ask in (store.waiting(), store.release(1001, 1)):
        with refused(StoreProblem, match="the store is closed"):
            await ask


def test_memory_opens_without_sqlalchemy_or_alembic() -> None:
    code = "import sys; from bot.store.opening import open_store; open_store('memory:'); "
    code += "print(sorted({'sqlalchemy', 'sqlmodel', 'alembic', 'pydantic'} & sys.modules.keys()))"
    assert python(code).stdout.strip() == "[]"


async def test_what_a_killed_process_was_at_is_taken_up_at_once_by_the_next(tmp_path: Path) -> None:
    url, now = f"sqlite:///{tmp_path}/posbot.db", datetime.now(UTC)
    died = open_store(url)
    await said(died, bot(when=now))
    await died.inbox.take_in("web", "1", "shop", now, "{}")
    assert await claimed(died, now)
    assert await died.inbox.take_up(["web"], now, MINUTE, 10)
    await died.close()

    store = open_store(url)

    soon = datetime.now(UTC)
    [delivery] = await claimed(store, soon)
    [lane] = await store.inbox.take_up(["web"], soon, MINUTE, 10)
    assert delivery.again
    assert [taken.update.update_id for taken in lane.updates] == ["1"]
    await store.close()
