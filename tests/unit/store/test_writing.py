"""The writer: what waits together is kept together, what fails fails alone."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event
from time import thread_time

import pytest

from bot.service.problems import StoreAway
from bot.store.problems import StoreProblem
from bot.store.writing import LONGEST, SOON, TOGETHER, Writer
from tests.refusing import refused


def connect(path: Path) -> sqlite3.Connection:
    """A connection as the store's own, that does not wait for locks."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
    connection.execute("PRAGMA journal_mode = WAL")
    return connection


@pytest.fixture
async def writer(tmp_path: Path) -> AsyncIterator[Writer]:
    """A writer over a table of lines."""
    connection = connect(tmp_path / "lines.db")
    connection.execute("CREATE TABLE line (text TEXT UNIQUE)")
    running = Writer(connection)
    yield running
    await running.close()


def add(connection: sqlite3.Connection, text: str) -> str:
    """Keep a line."""
    connection.execute("INSERT INTO line VALUES (?)", (text,))
    return text


def add_then_fail(connection: sqlite3.Connection, text: str, error: BaseException) -> str:
    """Keep a line and think better of it."""
    add(connection, text)
    raise error


def give_up(connection: sqlite3.Connection) -> None:
    """What SQLite itself does when the disk is full at a bad moment: the whole transaction is gone."""
    connection.execute("ROLLBACK")
    message = "database or disk is full"
    raise sqlite3.OperationalError(message)


def lines(connection: sqlite3.Connection) -> list[str]:
    """All lines kept."""
    return [text for (text,) in connection.execute("SELECT text FROM line ORDER BY text")]


async def test_more_than_fits_one_transaction_is_kept_in_order(writer: Writer) -> None:
    texts = [f"{number:04}" for number in range(TOGETHER * 2 + 5)]
    assert await asyncio.gather(*(writer.run(partial(add, text=text)) for text in texts)) == texts
    assert await writer.run(lines) == texts


async def test_what_the_future_says_is_already_kept(writer: Writer, tmp_path: Path) -> None:
    await writer.run(partial(add, text="a"))
    other = connect(tmp_path / "lines.db")
    assert lines(other) == ["a"]
    other.close()


@pytest.mark.parametrize("error", [LookupError("no"), KeyboardInterrupt(), sqlite3.IntegrityError("no")])
async def test_what_raises_is_undone_and_harms_no_other(writer: Writer, error: BaseException) -> None:
    bad = asyncio.ensure_future(_caught(writer, error))
    await asyncio.gather(writer.run(partial(add, text="a")), bad, writer.run(partial(add, text="b")))
    assert bad.result() is error
    assert await writer.run(lines) == ["a", "b"]


async def _caught(writer: Writer, error: BaseException) -> BaseException | None:
    try:
        await writer.run(partial(add_then_fail, text="x", error=error))
    except BaseException as raised:  # noqa: BLE001 - what was raised is what is asked
        return raised
    return None


async def test_a_job_that_takes_the_whole_transaction_with_it_costs_the_others_nothing(writer: Writer) -> None:
    good = [writer.run(partial(add, text=text)) for text in "abcdef"]
    bad = writer.run(give_up)
    outcomes = await asyncio.gather(*good[:3], bad, *good[3:], return_exceptions=True)
    assert isinstance(outcomes[3], StoreProblem)
    assert str(outcomes[3]) == "the database could not be written: database or disk is full"
    assert isinstance(outcomes[3], StoreAway), "it is tried again, and no update is put aside for it"
    assert await writer.run(lines) == list("abcdef")


def promise(connection: sqlite3.Connection) -> None:
    """What only the commit finds wrong."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("INSERT INTO word VALUES ('of no line')")


async def test_what_only_the_commit_refuses_harms_no_other(tmp_path: Path) -> None:
    connection = connect(tmp_path / "lines.db")
    connection.execute("CREATE TABLE line (text TEXT UNIQUE)")
    connection.execute("CREATE TABLE word (line TEXT REFERENCES line (text))")
    connection.execute("PRAGMA foreign_keys = ON")
    writer = Writer(connection)
    work = [writer.run(partial(add, text="a")), writer.run(promise), writer.run(partial(add, text="b"))]
    _, refused, _ = await asyncio.gather(*work, return_exceptions=True)
    assert isinstance(refused, StoreProblem)
    assert await writer.run(lines) == ["a", "b"]
    await writer.close()


async def test_a_full_disk_is_reported_to_each_and_passes(tmp_path: Path) -> None:
    connection = connect(tmp_path / "lines.db")
    connection.execute("CREATE TABLE line (text TEXT UNIQUE)")
    connection.execute("PRAGMA max_page_count = 8")
    writer = Writer(connection)
    outcomes = await asyncio.gather(*(writer.run(partial(add, text=str(number) * 3_000)) for number in range(8)), return_exceptions=True)
    refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    kept = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert refused
    assert all("full" in str(problem) for problem in refused)
    assert await writer.run(lines) == sorted(kept)
    await writer.run(lambda to: to.execute("PRAGMA max_page_count = 1000").fetchall())
    assert await writer.run(partial(add, text="after"))
    await writer.close()


async def test_a_database_locked_by_a_stranger_is_reported_and_passes(writer: Writer, tmp_path: Path) -> None:
    stranger = connect(tmp_path / "lines.db")
    stranger.execute("BEGIN IMMEDIATE")
    with refused(StoreProblem, match="locked"):
        await writer.run(partial(add, text="a"))
    stranger.execute("ROLLBACK")
    stranger.close()
    assert await writer.run(partial(add, text="a")) == "a"


async def test_what_waits_when_it_closes_is_finished(tmp_path: Path) -> None:
    connection = connect(tmp_path / "lines.db")
    connection.execute("CREATE TABLE line (text TEXT UNIQUE)")
    writer = Writer(connection)
    waiting = [asyncio.ensure_future(writer.run(partial(add, text=str(number)))) for number in range(50)]
    await asyncio.sleep(0)
    await writer.close()
    assert len(await asyncio.gather(*waiting)) == 50


def test_a_loop_that_is_gone_does_not_stop_the_writer(tmp_path: Path) -> None:
    connection = connect(tmp_path / "lines.db")
    connection.execute("CREATE TABLE line (text TEXT UNIQUE)")
    writer = Writer(connection)

    async def leave() -> None:
        asyncio.ensure_future(writer.run(partial(add, text="a"))).cancel()
        asyncio.ensure_future(writer.run(partial(add, text="b")))  # noqa: RUF006 - it is meant to be left behind
        await asyncio.sleep(0)

    async def come_back() -> list[str]:
        found = await writer.run(lines)
        await writer.close()
        return found

    asyncio.run(leave())
    assert asyncio.run(come_back()) == ["b"]


def work_hard(_: sqlite3.Connection, after: Event) -> None:
    """So long that nothing more joins the transaction."""
    after.wait()
    busy(2 * LONGEST)


def busy(seconds: float) -> None:
    """So long at work."""
    until = thread_time() + seconds
    while thread_time() < until:
        pass


async def test_what_is_urgent_joins_even_a_transaction_that_is_long(writer: Writer) -> None:
    held, done = Event(), list[str]()
    first = asyncio.ensure_future(writer.run(partial(work_hard, after=held)))
    await asyncio.sleep(0)
    others = [asyncio.ensure_future(writer.run(lambda _, name=name: done.append(name))) for name in "abc"]  # type: ignore[misc]
    await asyncio.sleep(0)
    urgent = [asyncio.ensure_future(writer.run(lambda _, name=name: done.append(name), is_urgent=True)) for name in "xy"]  # type: ignore[misc]
    held.set()
    await asyncio.gather(first, *others, *urgent)
    assert done == ["x", "y", "a", "b", "c"]


async def test_however_many_are_urgent_the_others_go_on(writer: Writer) -> None:
    held, done = Event(), list[str]()
    first = asyncio.ensure_future(writer.run(partial(work_hard, after=held)))
    other = asyncio.ensure_future(writer.run(lambda _: done.append("other")))
    urgent = [asyncio.ensure_future(writer.run(lambda _: done.append("urgent"), is_urgent=True)) for _ in range(2 * TOGETHER)]
    await asyncio.sleep(0)
    held.set()
    await asyncio.gather(first, other, *urgent)
    assert done.index("other") < TOGETHER


async def test_where_a_messenger_waits_the_transaction_ends_soon(writer: Writer, tmp_path: Path) -> None:
    held, seen = Event(), list[bool]()

    def look(_: sqlite3.Connection) -> None:
        with closing(connect(tmp_path / "lines.db")) as other:
            seen.append(lines(other) == ["x"])
        busy(2 * SOON)

    def wait_and_add(connection: sqlite3.Connection) -> None:
        held.wait()
        add(connection, "x")

    urgent = asyncio.ensure_future(writer.run(wait_and_add, is_urgent=True))
    others = [asyncio.ensure_future(writer.run(look)) for _ in range(2)]
    await asyncio.sleep(0)
    held.set()
    await asyncio.gather(urgent, *others)
    assert seen == [False, True]
