"""What is too old goes by its rule, in pieces, and everything else goes on; what nobody set a rule for stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from bot.service.desk.views import Deed
from bot.service.ports import Entry, EntryKind, Store
from bot.service.retention import RuleProblem, rules_of
from bot.service.standing import Standing
from bot.store.database import Database
from bot.store.desk.finding import lines_of
from bot.store.desk.index import StoredIndex
from bot.store.desk.keys import StoredKeys
from bot.wiring.blobs import MemoryBlobs
from bot.wiring.tidying import Tidying
from tests.contract.building import NINE, at, bot, claimed_one, event, merchant, said, ticket, turn
from tests.refusing import refused

LATER = NINE + timedelta(days=400)
RULES = rules_of("messages=365,photos=365,tickets=365,audit=365")
STANDING = Standing("bot", "", None, "power", 0, "zh", "", "", "13812345678", last=NINE, preview="it is dead")


async def count(database: Database, name: str) -> int:
    table = SQLModel.metadata.tables[name]
    return await database.read(lambda session: session.connection().execute(select(func.count()).select_from(table)).scalar_one())


@pytest.fixture
def database(store: Store) -> Database:
    if not isinstance(store, Database):
        pytest.skip("the store in memory keeps nothing for years")
    return store


async def delivered(store: Store, chat: str = "shop") -> None:
    """Everything that is owed there went out."""
    one = await claimed_one(store)
    assert one.address == at(chat)
    await store.sent(one.number, one.epoch, one.entries[-1].seq)


async def test_old_lines_go_with_their_words_and_photos_and_the_chat_goes_on(store: Store, database: Database) -> None:
    blobs = MemoryBlobs()
    ref, proof = await blobs.put(b"photo", ".jpg"), await blobs.put(b"proof", ".jpg")
    photo = Entry(EntryKind.MERCHANT, NINE, {"text": "a photo", "media": [{"kind": "photo", "ref": ref}, {"kind": "photo", "ref": proof}]})
    kept = ticket("1-1")
    await said(store, merchant("the terminal hums"), photo, bot(), tickets=(kept,), standing=STANDING)
    await store.handle(event("proof"), turn(tickets=(ticket("1-2"),)))
    await delivered(store)
    index = StoredIndex(database)
    await index.make()
    await index.take_in([at()])
    tidying = Tidying(database, cast("Store", Later(store)), blobs, RULES)
    assert await tidying.look()
    assert not await tidying.look()
    assert tidying.done["messages"] == 3
    assert await store.log(at()) == []
    assert await database.read(lambda session: lines_of(session, database.vault, "hums", 5)) == []
    assert await blobs.get(ref) is None
    chat = await store.chat(at())
    assert chat is not None
    assert chat.state is None
    handled = await said(store, merchant("back again"))
    assert handled.seq == 4
    assert [line.seq for line in await store.log(at())] == [4]


class Later:
    """The store, more than a year on."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> Any:
        return LATER

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


async def test_what_is_owed_or_young_or_open_stays(store: Store, database: Database) -> None:
    await said(store, merchant(), bot("nobody has sent this"), tickets=(ticket("1-1"), ticket("1-2", status="closed")))
    await said(store, merchant(when=LATER), chat="cafe")
    tidying = Tidying(database, store, MemoryBlobs(), RULES)
    await tidying.tidy(LATER)
    assert [line.body["text"] for line in await store.log(at())] == ["nobody has sent this"] or len(await store.log(at())) == 2
    assert len(await store.log(at("cafe"))) == 1
    assert [one.ref for one in await store.tickets(at())] == ["1-1"]


async def test_ids_that_no_messenger_repeats_any_more_go(store: Store, database: Database) -> None:
    for number in range(120):
        await store.handle(event("1", chat=f"shop{number}"), turn())
    await store.handle(event("1", chat="cafe", when=LATER), turn())
    await Tidying(database, store, MemoryBlobs(), rules_of("")).tidy(LATER)
    assert await count(database, "seen") == 1


async def test_the_record_goes_by_its_rule_and_no_other_way(store: Store, database: Database) -> None:
    keys = StoredKeys(database)
    for when in (NINE, LATER):
        await keys.record(Deed(0, when, "li", "closed", None))
    await Tidying(database, store, MemoryBlobs(), RULES).tidy(LATER)
    assert await count(database, "deed") == 1
    with pytest.raises(DBAPIError, match="not changed"):
        await database.perform(lambda session: session.connection().execute(delete(SQLModel.metadata.tables["deed"])))


async def test_without_a_rule_nothing_that_a_person_may_read_goes(store: Store, database: Database) -> None:
    await said(store, merchant(), tickets=(ticket("1-2", status="closed"),))
    await Tidying(database, store, MemoryBlobs(), rules_of("")).tidy(LATER)
    assert len(await store.log(at())) == 1
    assert len(await store.tickets(at())) == 1


@pytest.mark.parametrize("text", ["messages", "messages=x", "letters=5", "messages=1"])
def test_a_wrong_rule_is_told(text: str) -> None:
    with refused(RuleProblem, match=r"KIND=DAYS|too short"):
        rules_of(text)
    assert rules_of("seen=0,messages=30")["messages"] == 30
    assert "seen" not in rules_of("seen=0")
