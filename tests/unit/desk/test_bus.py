"""Topics: told once each, here and in other processes, until everybody leaves."""

from __future__ import annotations

from bot.core.messages import Address
from bot.service.desk.bus import QUEUE, Bus

SHOP = Address("web", "shop")


async def test_each_topic_is_told_at_first_and_then_whenever_it_changes() -> None:
    bus = Bus()
    watching = bus.watch([QUEUE, "c1042"])
    assert [await anext(watching), await anext(watching)] == [QUEUE, "c1042"]
    bus.tell("c1042", "c1042", "c7")
    assert await anext(watching) == "c1042"
    bus.know(SHOP, "c1042")
    bus.overhear(SHOP)
    assert {await anext(watching), await anext(watching)} == {QUEUE, "c1042"}
    bus.stop()
    assert await anext(watching, None) is None


async def test_what_changes_in_one_process_is_heard_in_the_others_and_not_sent_round() -> None:
    sent: list[Address] = []
    here, there = Bus(sent.append), Bus(sent.append)
    watching = there.watch(["typing1042"])
    assert await anext(watching) == "typing1042"
    here.tell("typing1042")
    assert len(sent) == 1
    there.overhear(sent[0])
    assert await anext(watching) == "typing1042"
    assert len(sent) == 1


async def test_when_nobody_knows_what_was_missed_everything_is_looked_at() -> None:
    bus = Bus()
    watching = bus.watch([QUEUE, "c1"])
    assert {await anext(watching), await anext(watching)} == {QUEUE, "c1"}
    bus.overhear(None)
    assert {await anext(watching), await anext(watching)} == {QUEUE, "c1"}


async def test_a_tab_that_leaves_is_told_nothing_more() -> None:
    bus = Bus()
    watching = bus.watch([QUEUE])
    assert await anext(watching) == QUEUE
    await watching.aclose()
    bus.tell(QUEUE)
    assert bus._listening == {}
