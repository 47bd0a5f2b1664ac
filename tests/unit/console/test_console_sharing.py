"""Lists are made one after another, and once for all tabs that see the same."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.console.sharing import KEPT, Shared
from tests.unit.console.stage import NOON


class World:
    """Counts what is made, and is changed by hand."""

    def __init__(self) -> None:
        self.revision, self.now, self.made, self.busy, self.most = 0, NOON, 0, 0, 0
        self.shared = Shared(lambda: self.revision, lambda: self.now)

    async def make(self) -> str:
        self.busy += 1
        self.most = max(self.most, self.busy)
        await asyncio.sleep(0)
        self.busy -= 1
        self.made += 1
        return f"list {self.made}"

    async def ask(self, who: str = "li") -> str:
        return await self.shared.html(who, self.make)


async def test_tabs_that_see_the_same_share_a_list_and_others_wait_for_their_turn() -> None:
    world = World()
    told = await asyncio.gather(*(world.ask() for _ in range(50)), *(world.ask(f"person {n}") for n in range(5)))
    assert set(told[:50]) == {"list 1"}
    assert (world.made, world.most) == (6, 1)


async def test_after_a_change_or_two_seconds_it_is_made_anew() -> None:
    world = World()
    assert await world.ask() == "list 1"
    world.revision += 1
    assert await world.ask() == "list 2"
    world.now += timedelta(seconds=2)
    assert await world.ask() == "list 3"


async def test_what_changes_while_a_list_is_made_is_in_the_next_one() -> None:
    world = World()

    async def slowly() -> str:
        world.revision += 1
        return "old"

    assert await world.shared.html("li", slowly) == "old"
    assert await world.ask() == "list 1"


async def test_only_so_many_lists_are_kept() -> None:
    world = World()
    for n in range(KEPT + 1):
        await world.ask(f"person {n}")
    await world.ask("person 0")
    assert world.made == KEPT + 2
