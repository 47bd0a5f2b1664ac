"""So many visits a window and no more, whoever asks at the same time, on every back end."""

from __future__ import annotations

import asyncio

import pytest

from bot.service.bookings import Bookings
from bot.service.ports import Store
from bot.wiring.devices import bookings_of

NINE, ONE = "2026-11-27T09:00/12:00", "2026-11-27T13:00/18:00"


@pytest.fixture
def bookings(store: Store) -> Bookings:
    return bookings_of(store)


async def test_a_window_is_full_when_its_seats_are_taken_and_free_when_one_is_given_back(bookings: Bookings) -> None:
    assert [await bookings.take(NINE, ref, 2) for ref in ("1-1", "2-1", "3-1")] == [True, True, False]
    assert await bookings.take(NINE, "1-1", 2)
    assert await bookings.taken("2026-11-27") == {NINE: 2}
    await bookings.free("1-1")
    await bookings.free("9-9")
    assert await bookings.take(NINE, "3-1", 2)


async def test_who_moves_gives_the_old_seat_up_and_keeps_it_where_the_new_window_is_full(bookings: Bookings) -> None:
    await bookings.take(NINE, "1-1", 1)
    await bookings.take(ONE, "2-1", 1)
    assert not await bookings.take(ONE, "1-1", 1)
    assert await bookings.taken("2026-11-01") == {NINE: 1, ONE: 1}
    await bookings.free("2-1")
    assert await bookings.take(ONE, "1-1", 1)
    assert await bookings.taken("2026-11-01") == {ONE: 1}
    assert await bookings.taken("2026-11-28") == {}


async def test_of_many_who_ask_at_once_as_many_get_a_seat_as_there_are(bookings: Bookings) -> None:
    got = await asyncio.gather(*(bookings.take(NINE, f"{n}-1", 3) for n in range(8)))
    assert sum(got) == 3
    assert await bookings.taken("2026-11-01") == {NINE: 3}
