"""Codes that link the chats of one merchant, and what goes along with him, on every database."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import select

from bot.core.messages import Address
from bot.core.state import State, Ticket
from bot.service.linking import Offered
from bot.service.moves import Left
from bot.service.ports import Chat, Entry, EntryKind, Event, Kept, Store
from bot.service.sending import Reach
from bot.store.database import Database
from bot.store.desk.tables import HandlingRow
from bot.store.links import StoredLinks
from tests.contract.building import MINUTE, NINE

PAGE, PHONE, OTHER = Address("web", "page"), Address("wx_oa", "phone"), Address("wx_oa", "other")
SOON = NINE + 10 * MINUTE


@pytest.fixture
def links(stored: Store) -> StoredLinks:
    assert isinstance(stored, Database)
    return StoredLinks(stored)


async def begun(store: Store, address: Address, *tickets: str, said: str = "") -> int:
    """A chat, with tickets of these last parts of their numbers."""

    def turn(chat: Chat) -> Kept:
        filed = tuple(Ticket(f"{chat.number}-{one}", "other", "power.no_power", NINE) for one in tickets)
        entries = (Entry(EntryKind.STAFF, NINE, {"text": said, "who": "li"}),) if said else ()
        return Kept(State(str(chat.number), tickets=filed), entries, tickets=filed)

    handled = await store.handle(Event("test", f"{address.chat}:begun", address, NINE), turn)
    assert handled
    return handled.number


async def is_left(store: Store, page: int) -> Left:
    """The chat on the page, whose conversation goes on on the phone."""

    def turn(chat: Chat) -> Kept:
        assert chat.state
        return Kept(replace(chat.state, turn=7, before=chat.state, lives_at=PHONE))

    await store.handle(Event("test", "left", PAGE, NINE), turn)
    return Left(page, 7)


async def test_a_code_is_taken_once_by_one_of_two_who_type_it_at_once(stored: Store, links: StoredLinks) -> None:
    page, phone, other = [await begun(stored, one) for one in (PAGE, PHONE, OTHER)]
    await links.offer(page, "digest", NINE, SOON)
    found = await asyncio.gather(links.take("digest", phone, NINE), links.take("digest", other, NINE))
    assert sorted(map(bool, found)) == [False, True]
    winner = phone if found[0] else other
    assert await links.take("digest", winner, NINE) == Offered(page, PAGE)  # the same message, once more


@pytest.mark.parametrize(("typed", "at"), [("another", NINE), ("digest", SOON)])
async def test_another_code_and_an_old_one_open_nothing(stored: Store, links: StoredLinks, typed: str, at: datetime) -> None:
    page, phone = await begun(stored, PAGE), await begun(stored, PHONE)
    await links.offer(page, "digest", NINE, SOON)
    assert await links.take(typed, phone, at) is None


async def test_a_new_code_takes_the_place_of_the_one_before(stored: Store, links: StoredLinks) -> None:
    page, phone = await begun(stored, PAGE), await begun(stored, PHONE)
    await links.offer(page, "first", NINE, SOON)
    await links.offer(page, "second", NINE, SOON)
    assert await links.take("first", phone, NINE) is None
    assert await links.take("second", page, NINE) == Offered(page, PAGE)  # its own chat does not use it up
    assert await links.take("second", phone, NINE) == Offered(page, PAGE)


async def test_all_chats_of_both_are_one_merchants(stored: Store, links: StoredLinks) -> None:
    page, phone, other = [await begun(stored, one) for one in (PAGE, PHONE, OTHER)]
    await links.join(other, phone)
    await links.join(phone, page)
    await links.join(phone, page)
    assert isinstance(stored, Database)
    rows = await stored.read(lambda session: {row.number: row.merchant for row in session.exec(select(HandlingRow))})
    assert {rows.get(page, page), rows[phone], rows[other]} == {page}


async def test_tickets_and_what_was_held_go_along_and_twice_changes_nothing(stored: Store, links: StoredLinks) -> None:
    page, phone = await begun(stored, PAGE, "1", "2", said="tomorrow"), await begun(stored, PHONE)
    assert await links.held(page) == []  # it can be sent there
    [claimed] = await stored.claim(("web",), NINE, MINUTE, 1)
    assert await stored.hold(page, claimed.epoch, Reach.CLOSED, "quota", 1)
    held = await links.held(page)
    assert [one.body["text"] for one in held] == ["tomorrow"]
    newer = replace((await stored.tickets(PAGE))[0], status="done")
    await stored.handle(Event("test", "moved", PHONE, NINE), lambda chat: Kept(chat.state or State("x"), tickets=(newer,)))
    await links.passed(Left(page, 0), phone, held)
    assert len(await stored.tickets(PAGE)) == 2  # nobody has left that chat
    left = await is_left(stored, page)
    for _ in range(2):
        await links.passed(left, phone, held)
    assert await stored.tickets(PAGE) == []
    assert {one.ref: one.status for one in await stored.tickets(PHONE)} == {f"{page}-1": "done", f"{page}-2": "open"}
    assert [(one.status, one.reason) for one in await stored.log(PAGE)] == [("dropped", "moved")]
    assert await links.held(page) == []


async def test_who_is_to_answer_stays(stored: Store, links: StoredLinks) -> None:
    page, phone = await begun(stored, PAGE), await begun(stored, PHONE)
    assert isinstance(stored, Database)

    def assign(session: object) -> None:
        session.add(HandlingRow(number=page, assignee="li", team="north"))  # type: ignore[attr-defined]  # a session

    await stored.perform(assign)
    await links.passed(await is_left(stored, page), phone, [])
    row = await stored.read(lambda session: session.get(HandlingRow, phone))
    assert row
    assert (row.assignee, row.team) == ("li", "north")
