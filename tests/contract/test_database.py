"""Sessions of pages and features, on the stores that have tables."""

from __future__ import annotations

import asyncio

import pytest
from sqlmodel import Session, select

from bot.service.ports import Store
from bot.store.database import Database
from bot.store.tables import AboutRow, LogRow
from tests.contract.building import bot, merchant, said


@pytest.fixture
def database(stored: Store) -> Database:
    assert isinstance(stored, Database)
    return stored


def facts(session: Session) -> list[tuple[str, str]]:
    """All but what the migrations write there themselves."""
    rows = session.exec(select(AboutRow).where(AboutRow.name != "serves").order_by(AboutRow.name)).all()
    return [(row.name, row.value) for row in rows]


def note(name: str, value: str = "yes") -> AboutRow:
    return AboutRow(name=name, value=value)


async def test_what_was_performed_can_be_read(database: Database) -> None:
    await database.perform(lambda session: session.add(note("a")))
    assert await database.read(facts) == [("a", "yes")]


async def test_a_session_sees_what_it_wrote_and_may_give_rows_away(database: Database) -> None:
    def work(session: Session) -> AboutRow:
        session.add(note("a"))
        assert facts(session) == [("a", "yes")]
        return session.exec(select(AboutRow).where(AboutRow.name == "a")).one()

    assert (await database.perform(work)).value == "yes"


async def test_work_that_fails_changes_nothing(database: Database) -> None:
    def work(session: Session) -> None:
        session.add(note("a"))
        session.flush()
        message = "no"
        raise LookupError(message)

    with pytest.raises(LookupError, match="no"):
        await database.perform(work)
    assert await database.read(facts) == []


async def test_work_that_fails_harms_none_that_waits_with_it(database: Database, stored: Store) -> None:
    async def add(number: int) -> None:
        await database.perform(lambda session: session.add(note("same" if number % 2 else str(number))))

    outcomes = await asyncio.gather(*(add(number) for number in range(10)), said(stored, merchant()), return_exceptions=True)
    failed = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert len(failed) == 4
    assert [name for name, _ in await database.read(facts)] == ["0", "2", "4", "6", "8", "same"]


async def test_a_page_reads_the_log_of_every_chat(database: Database, stored: Store) -> None:
    await said(stored, merchant(), bot())
    await said(stored, merchant(), chat="cafe")

    def kinds(session: Session) -> list[str]:
        return list(session.exec(select(LogRow.kind).order_by(LogRow.number, LogRow.seq)).all())  # type: ignore[arg-type]  # columns, not values

    assert await database.read(kinds) == ["merchant", "bot", "merchant"]


async def test_a_reader_cannot_write(database: Database) -> None:
    def work(session: Session) -> None:
        session.add(note("a"))
        session.flush()

    with pytest.raises(Exception, match=r"readonly|read-only"):
        await database.read(work)
    assert await database.read(facts) == []
