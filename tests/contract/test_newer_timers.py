"""A timer that a newer program has set lies until one comes that knows it, and holds nothing up."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.core.state import State
from bot.service.ports import Alarm, Chat, Due, Event, Kept, Store, unchanged
from bot.service.support import FIRED, Support
from bot.service.turning import Mind
from tests.contract.building import MINUTE, NINE, at


def set_in(chat: Chat, name: str, when: datetime) -> Kept:
    return Kept(chat.state or State(ref=str(chat.number)), alarms=(Alarm(name, when, 1),))


async def sets(store: Store, number: int, name: str, when: datetime = NINE) -> None:
    await store.handle(Event("test", f"set {number} {name}", at(f"shop {number}"), when), partial(set_in, name=name, when=when))


async def test_an_errand_of_a_newer_program_is_left_to_it_and_done_as_it_was_set(store: Store, mind: Mind) -> None:
    old = Support(store, mind)
    await sets(store, 1, "invented:1001-7")
    await sets(store, 2, "desk.invented")
    await sets(store, 3, "nudge", NINE + MINUTE)
    assert await old.tick(NINE + timedelta(hours=1)) == 1, "only what it knows"
    assert old.unknown == 2

    taken: list[Due] = []
    new = Support(store, mind)

    async def errand(due: Due, _now: datetime) -> None:
        taken.append(due)
        await new.keep(due.fired(due.at), unchanged)

    new.run_errands({"invented": errand})
    assert await new.tick(NINE + timedelta(hours=1)) == 1
    assert [(due.name, due.at, due.turn) for due in taken] == [("invented:1001-7", NINE, 1)]
    assert [due.name for due in await store.due(NINE + timedelta(hours=1), 9)] == ["desk.invented"]


async def test_however_many_are_left_what_is_known_has_its_turn(store: Store, mind: Mind) -> None:
    old = Support(store, mind)
    for number in range(FIRED + 3):
        await sets(store, number, "invented")
    await sets(store, 0, "nudge", NINE + MINUTE)
    assert await old.overdue(NINE + timedelta(hours=1)) == timedelta(minutes=59).total_seconds()
    fired = [await old.tick(NINE + timedelta(hours=1)) for _ in range(3)]
    assert sum(fired) == 1
    assert [due.name for due in await store.due(NINE + timedelta(hours=1), 2 * FIRED)] == ["invented"] * (FIRED + 3)
