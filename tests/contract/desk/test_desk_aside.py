"""What could not be worked off is seen by leads, tried again or given up, and all of it is on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.service.desk.outcomes import Done, NotAllowed, NotThere
from bot.service.desk.people import Role, Staff
from bot.service.fitting import fit
from bot.service.ports import JSON
from tests.contract.desk.room import LI, QIAN, ZHAO, Room

ADMIN = Staff("zhao", "Zhao Lei", Role.ADMIN)
STRANGE: Mapping[str, JSON] = {"update_id": 1, "novelty": {"password": "card 4111111111111111", "of": "7"}}


async def test_a_lead_sees_it_masked_tries_it_again_and_gives_it_up(room: Room) -> None:
    inbox, at = room.store.inbox, room.timed.at
    for number in ("1", "2"):
        await inbox.take_in("telegram:7", number, "502", at, fit(STRANGE))
    [lane] = await inbox.take_up(["telegram:7"], at, timedelta(minutes=1), 5)
    for taken in lane.updates:
        assert await inbox.park(lane.number, lane.epoch, taken.id, "Unreadable")
    await inbox.give_back(lane.number, lane.epoch)

    first, second = await room.desk.aside(ZHAO)
    assert (first.account, first.chat, first.reason, first.tries) == ("telegram:7", "502", "Unreadable", 1)
    assert "4111" not in first.content
    assert "‹card›" in first.content
    for who in (LI, QIAN):
        with pytest.raises(NotAllowed):
            await room.desk.aside(who)
        with pytest.raises(NotAllowed):
            await room.desk.give_up(who, first.id)

    assert await room.desk.try_again(ZHAO, first.id) == Done()
    assert await room.desk.give_up(ZHAO, second.id) == Done()
    with pytest.raises(NotThere):
        await room.desk.give_up(ZHAO, second.id)
    assert await room.desk.aside(ZHAO) == []
    [again] = await inbox.take_up(["telegram:7"], at, timedelta(minutes=1), 5)
    assert [taken.update.update_id for taken in again.updates] == ["1"]
    assert [(deed.did, deed.what) for deed in await room.desk.deeds(ADMIN)] == [
        ("aside_dropped", str(second.id)), ("aside_retried", str(first.id)),
    ]  # fmt: skip
