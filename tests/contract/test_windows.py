"""Windows, consents and cursors on every database."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.core.messages import Address
from bot.service.cursors import Page
from bot.service.inbox import Update
from bot.service.ports import Store
from bot.service.windows import Allowance, Deed, Room, Shut, Window
from bot.store.cursors import StoredCursors
from bot.store.database import Database
from bot.store.windows import StoredConsents, StoredWindows
from tests.contract.building import MINUTE, NINE

SAID, DID = Allowance(5, timedelta(hours=48)), Allowance(3, MINUTE)
ANN = Address("wx_oa", "ann")


@pytest.fixture
def windows(stored: Store) -> StoredWindows:
    assert isinstance(stored, Database)
    return StoredWindows(stored)


def written(key: str = "1", since: datetime = NINE) -> Window:
    return SAID.window(Deed.SAID, key, since)


async def test_nobody_may_be_written_to_who_has_not_written(windows: StoredWindows) -> None:
    assert await windows.spend(ANN, "a", NINE) is Shut.CLOSED
    assert await windows.room(ANN, NINE) == Room(0)


async def test_five_messages_and_no_sixth_however_many_ask(windows: StoredWindows) -> None:
    await windows.open(ANN, written())
    found = await asyncio.gather(*(windows.spend(ANN, f"m{n}", NINE) for n in range(9)))
    assert [isinstance(one, Window) for one in found].count(True) == 5
    assert {one for one in found if isinstance(one, Shut)} == {Shut.USED}


async def test_a_message_that_is_tried_again_counts_once(windows: StoredWindows) -> None:
    await windows.open(ANN, written())
    for _ in range(3):
        assert isinstance(await windows.spend(ANN, "m", NINE), Window)
    assert (await windows.room(ANN, NINE)).left == 4


async def test_the_next_words_fill_the_window_and_a_repeat_of_them_does_not(windows: StoredWindows) -> None:
    await windows.open(ANN, written())
    await windows.spend(ANN, "m1", NINE)
    await windows.open(ANN, written())
    assert (await windows.room(ANN, NINE)).left == 4
    await windows.open(ANN, written("2"))  # in the same second
    assert (await windows.room(ANN, NINE)).left == 5
    await windows.spend(ANN, "m2", NINE)
    await windows.open(ANN, written("0", NINE - MINUTE))  # comes late
    assert (await windows.room(ANN, NINE)).left == 4


async def test_the_window_closes_a_minute_early(windows: StoredWindows) -> None:
    await windows.open(ANN, written())
    assert isinstance(await windows.spend(ANN, "a", NINE + timedelta(hours=47, minutes=58)), Window)
    assert await windows.spend(ANN, "b", NINE + timedelta(hours=47, minutes=59)) is Shut.CLOSED


async def test_a_message_counts_in_every_window_that_is_open(windows: StoredWindows) -> None:
    await windows.open(ANN, written())
    await windows.open(ANN, DID.window(Deed.DID, "click", NINE))
    for n in range(5):
        assert isinstance(await windows.spend(ANN, f"m{n}", NINE), Window)
    assert await windows.spend(ANN, "m6", NINE) is Shut.USED


async def test_a_code_is_used_first_and_once(windows: StoredWindows) -> None:
    await windows.open(ANN, Allowance(1, timedelta(seconds=20)).window(Deed.CODE, "welcome", NINE))
    found = await windows.spend(ANN, "m1", NINE)
    assert isinstance(found, Window)
    assert (found.deed, found.key) == (Deed.CODE, "welcome")
    assert await windows.spend(ANN, "m2", NINE) is Shut.CLOSED


async def test_what_is_reserved_is_for_a_person(windows: StoredWindows) -> None:
    await windows.open(ANN, written())
    for n in range(4):
        assert isinstance(await windows.spend(ANN, f"notice {n}", NINE, spare=1), Window)
    assert await windows.spend(ANN, "notice", NINE, spare=1) is Shut.RESERVED
    assert isinstance(await windows.spend(ANN, "a person", NINE), Window)


async def test_what_the_messenger_closes_is_closed_until_the_next_deed(windows: StoredWindows) -> None:
    await windows.open(ANN, written())
    await windows.spend(ANN, "denied", NINE)
    await windows.shut(ANN, "denied")
    assert await windows.spend(ANN, "m", NINE) is Shut.USED
    await windows.open(ANN, written("2", NINE + MINUTE))
    await windows.shut(ANN, "denied")  # heard late: the merchant has written since
    assert isinstance(await windows.spend(ANN, "m", NINE + MINUTE), Window)


async def test_a_consent_is_recorded_once_and_used_once(stored: Store) -> None:
    assert isinstance(stored, Database)
    consents = StoredConsents(stored)
    assert not await consents.take(ANN, "T", "m1")
    for _ in range(2):
        await consents.give(ANN, "T", "event 1", NINE)
    assert [await consents.take(ANN, "T", message) for message in ("m1", "m1", "m2")] == [True, True, False]
    await consents.give(ANN, "T", "event 2", NINE)
    await consents.withdraw(ANN, "T", NINE)
    assert not await consents.take(ANN, "T", "m3")


def page(before: str, after: str, *ids: str) -> Page:
    updates = tuple(Update("kf:1", id_, f"lane {id_[0]}", NINE, "{}") for id_ in ids)
    return Page("kf:1", "door", before, after, updates)


async def test_messages_and_cursor_are_kept_together_each_message_once(stored: Store) -> None:
    assert isinstance(stored, Database)
    cursors = StoredCursors(stored)
    assert await cursors.at("kf:1", "door") == ""
    assert await cursors.keep(page("", "c1", "a1", "b1", "a2"))
    assert not await cursors.keep(page("", "c1", "a1", "b1", "a2"))
    assert await cursors.keep(page("c1", "c2", "a2", "a3"))
    assert (await cursors.at("kf:1", "door"), await cursors.names("kf:1")) == ("c2", ["door"])
    lanes = await stored.inbox.take_up(["kf:1"], NINE, MINUTE, 10)
    assert sorted([taken.update.update_id for taken in lane.updates] for lane in lanes) == [["a1", "a2", "a3"], ["b1"]]


async def test_two_that_fetched_the_same_page_keep_it_once(stored: Store) -> None:
    assert isinstance(stored, Database)
    cursors = StoredCursors(stored)
    found = await asyncio.gather(*(cursors.keep(page("", "c1", "a1", "b1", "c1")) for _ in range(4)))
    assert sorted(found) == [False, False, False, True]
    lanes = await stored.inbox.take_up(["kf:1"], NINE, MINUTE, 10)
    assert len(lanes) == 3
