"""What a messenger tells of a message afterwards, on every database."""

from __future__ import annotations

import pytest

from bot.service.ports import Store
from bot.service.problems import TooEarly
from bot.store.database import Database
from bot.store.receipts import StoredReceipts
from tests.contract.building import at, bot, claimed_one, said, statuses


def with_tables(store: Store) -> Database:
    assert isinstance(store, Database)
    return store


async def test_a_failure_told_before_the_message_is_written_down_as_sent_is_told_again_in_a_moment(stored: Store) -> None:
    await said(stored, bot())
    delivery = await claimed_one(stored)
    receipts = StoredReceipts(with_tables(stored))
    with pytest.raises(TooEarly):
        await receipts.failed(at(), "m1", "window")
    assert await stored.sent(delivery.number, delivery.epoch, 1, "m1")
    assert [line.seq for line in await receipts.failed(at(), "m1", "window")] == [1]
    assert await statuses(stored) == ["refused"]


async def test_a_name_that_is_none_of_ours_is_nobodys_failure(stored: Store) -> None:
    await said(stored, bot())
    delivery = await claimed_one(stored)
    assert await stored.sent(delivery.number, delivery.epoch, 1, "m1")
    assert await StoredReceipts(with_tables(stored)).failed(at(), "m2", "window") == []
    assert await statuses(stored) == ["sent"]
