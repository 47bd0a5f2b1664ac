"""Working off the inbox: in order, again after a failure, aside after too many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.service.inbox import Update
from bot.service.problems import StoreAway
from bot.service.taking import LEASE, TRIES, work_off
from bot.store.memory_inbox import MemoryInbox

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = timedelta(minutes=10)


class Reader:
    """Reads updates, and stumbles over those it is told to."""

    def __init__(self, **stumbles: Exception) -> None:
        self.stumbles = stumbles
        self.read: list[str] = []

    async def take(self, update: Update) -> None:
        if update.raw in self.stumbles:
            raise self.stumbles[update.raw]
        self.read.append(update.raw)


async def inbox(*raws: str) -> MemoryInbox:
    made = MemoryInbox()
    for number, raw in enumerate(raws):
        assert await made.take_in("bot", str(number), raw[0], NINE, raw)
    return made


async def test_a_lane_is_worked_off_in_order() -> None:
    box, reader = await inbox("a1", "b1", "a2", "a3"), Reader()
    assert await work_off(box, {"bot": reader}, NINE) == 2
    assert [raw for raw in reader.read if raw[0] == "a"] == ["a1", "a2", "a3"]
    assert await work_off(box, {"bot": reader}, NINE + LATER) == 0


async def test_a_failure_holds_its_lane_and_no_other() -> None:
    box, reader = await inbox("a1", "a2", "b1"), Reader(a1=ValueError())
    await work_off(box, {"bot": reader}, NINE)
    assert reader.read == ["b1"]
    reader.stumbles.clear()
    await work_off(box, {"bot": reader}, NINE + LATER)
    assert reader.read == ["b1", "a1", "a2"]


async def test_what_fails_again_and_again_is_parked_with_its_reason_and_the_lane_goes_on() -> None:
    box, reader = await inbox("a1", "a2"), Reader(a1=ValueError("card 6222…"))
    for attempt in range(TRIES):
        await work_off(box, {"bot": reader}, NINE + attempt * LATER)
    [parked] = await box.parked()
    assert (parked.update.raw, parked.tries, parked.reason) == ("a1", TRIES, "ValueError")
    assert reader.read == ["a2"]


async def test_a_database_that_is_away_is_not_the_updates_fault() -> None:
    box, reader = await inbox("a1"), Reader(a1=StoreAway())
    for attempt in range(TRIES + 1):
        await work_off(box, {"bot": reader}, NINE + attempt * LEASE)
    assert await box.parked() == []
    reader.stumbles.clear()
    await work_off(box, {"bot": reader}, NINE + 60 * LATER)
    assert reader.read == ["a1"]
