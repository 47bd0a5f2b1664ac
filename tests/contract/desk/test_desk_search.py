"""A search finds any message, serial number, name and ticket, by any part of it, in both languages, by an index."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from bot.service.desk.indexing import Indexer
from bot.store.database import Database
from bot.store.desk.finding import lines_of
from bot.store.desk.grams import for_postgres, for_sqlite, tokens
from bot.store.desk.index import StoredIndex
from bot.store.sealing import PLAIN
from tests.contract.building import at
from tests.contract.desk.room import LI, Room
from tests.world import fact, heard


async def indexed(room: Room) -> StoredIndex:
    index = StoredIndex(cast("Database", room.store))
    assert await index.make()
    number = await index.catch_up()
    while number:
        number = await index.catch_up(number)
    return index


async def found(room: Room, text: str) -> list[tuple[str, int]]:
    return sorted((hit.kind, hit.number) for hit in await room.desk.search(LI, text))


PARTS = ("卡纸", "纸", "机卡纸了", "打印机卡纸了，急", "卡", "ＰＲＩＮＴＥＲ", "print", "r 8", "80%", "a80")


async def test_any_part_of_a_message_is_found_and_nothing_that_was_said_apart(room: Room) -> None:
    shop, cafe = (
        await room.hears(heard(text="打印机卡纸了，急！"), "shop"),
        await room.hears(heard(text="Printer 80% dead, model A80"), "cafe"),
    )
    await indexed(room)
    sealed = cast("Database", room.store).vault.is_on
    for text in PARTS if not sealed else set(PARTS) - {"r 8"}:  # where words are sealed, single letters of ASCII are not sought
        number = shop if "纸" in text or "卡" in text else cafe
        assert ("message", number) in await found(room, text), text
    for text in ("纸卡", "机纸", "dead 80", "%", "prin er"):
        assert await found(room, text) == [], text


async def test_names_serials_and_tickets_are_found_by_any_part_and_as_they_are_now(room: Room) -> None:
    number = await room.hears(heard("power.dead", fields=(fact("serial", "P20-2306-00418"),)))
    index = await indexed(room)
    await room.desk.open_ticket(LI, number, "warranty")
    await room.desk.change_merchant(LI, number, {"name": "老王便利店"})
    await index.take_in([at()])
    await room.desk.change_merchant(LI, number, {"name": "小李便利店"})
    await index.take_in([at()])
    [ticket] = await room.desk.board(LI)
    for text, kind in (("0418", "terminal"), ("小李", "merchant"), ("利店", "merchant"), (ticket.ref[2:], "ticket"), (str(number), "chat")):
        assert (kind, number) in await found(room, text), text
    assert await found(room, "老王") == []


async def test_lines_that_come_later_are_taken_in_once(room: Room) -> None:
    number = await room.hears(heard(text="first words"))
    index = await indexed(room)
    await room.says(LI, number, "second words")
    await index.take_in([at()])
    await index.take_in([at()])
    lines = await cast("Database", room.store).read(lambda session: lines_of(session, cast("Database", room.store).vault, "words", 50))
    assert lines is not None
    assert len(lines) == len(set(lines)) == 2


def _indexer(room: Room) -> Indexer:
    database = cast("Database", room.store)
    return Indexer(StoredIndex(database), room.support.signals, database.keeps)


@asynccontextmanager
async def indexing(room: Room) -> AsyncIterator[None]:
    task = asyncio.create_task(_indexer(room).run())
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_a_running_desk_keeps_its_index(room: Room) -> None:
    before = await room.hears(heard(text="said before posbot started"), "early")
    async with indexing(room), asyncio.timeout(20):
        await _until_found(room, "before posbot", before)
        later = await room.hears(heard(text="said afterwards"), "late")
        await _until_found(room, "afterwards", later)


async def _until_found(room: Room, text: str, number: int) -> None:
    database = cast("Database", room.store)
    while not await database.read(lambda session: lines_of(session, database.vault, text, 5)):  # noqa: ASYNC110 -- another task works
        await asyncio.sleep(0.01)
    assert ("message", number) in await found(room, text)


def test_tokens_are_neighbouring_letters() -> None:
    assert tokens("A1, 卡") == ["x61x31", "x31", "x5361"]
    assert (for_sqlite(PLAIN, "a1b 卡"), for_postgres(PLAIN, "a1b 卡")) == ('"x61x31 x31x62" AND x5361*', "(x61x31 <-> x31x62) & (x5361:*)")
    assert for_sqlite(PLAIN, "%!") == ""
