"""How a bot gets its updates by asking: getUpdates, with its offset, its wait and its conflicts."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.people import Account
from bot.emulator.telegram.refusals import HAS_WEBHOOK, TWO_POLLERS, conflict
from bot.emulator.telegram.world import World

LONGEST_WAIT = 50
AT_MOST = 100


class Fetching:
    """Waiters by bot."""

    def __init__(self, world: World) -> None:
        """Nobody waits yet."""
        self._world = world
        self._bells: dict[int, asyncio.Event] = {}
        self.stopping = False

    def ring(self, bot: Account) -> None:
        """There is something new for this bot, or it is to look up."""
        if bot.id in self._bells:
            self._bells[bot.id].set()

    def stop(self) -> None:
        """Let everybody who waits go."""
        self.stopping = True
        for bell in self._bells.values():
            bell.set()

    async def get(self, bot: Account, call: Call) -> list[dict[str, Any]]:
        """The updates from the offset on; what lies before it is forgotten."""
        if bot.webhook:
            raise conflict(HAS_WEBHOOK)
        bot.pollers += 1
        mine = bot.pollers
        self.ring(bot)
        allowed = call.value("allowed_updates")
        if allowed is not None:
            bot.allowed = list(allowed)
        _confirm(bot, call.number("offset") or 0)
        wait = min(call.number("timeout") or 0, LONGEST_WAIT)
        limit = min(max(call.number("limit") or AT_MOST, 1), AT_MOST)
        return await self._wait(bot, mine, wait, limit)

    async def _wait(self, bot: Account, mine: int, wait: float, limit: int) -> list[dict[str, Any]]:
        loop = asyncio.get_running_loop()
        end = loop.time() + wait
        bell = self._bells.setdefault(bot.id, asyncio.Event())
        while True:
            self._check(bot, mine)
            bell.clear()
            self._world.forget_expired(bot)
            found = self._handed(bot, limit)
            left = end - loop.time()
            if found or left <= 0 or self.stopping:
                return found
            try:
                async with asyncio.timeout(left):
                    await bell.wait()
            except TimeoutError:
                continue

    @staticmethod
    def _check(bot: Account, mine: int) -> None:
        if bot.webhook:
            raise conflict(HAS_WEBHOOK)
        if bot.pollers != mine:
            raise conflict(TWO_POLLERS)

    def _handed(self, bot: Account, limit: int) -> list[dict[str, Any]]:
        found = bot.updates[:limit]
        if len(found) > 1 and self._world.faults.met(("reorder",), "getupdates", bot.id, 0):
            found = _shuffled(self._world, found)
        bodies = [update.body for update in found]
        if bodies and self._world.faults.met(("duplicate",), "getupdates", bot.id, 0):
            bodies = [*bodies, bodies[-1]]
        return bodies


def _shuffled(world: World, updates: list[Any]) -> list[Any]:
    """Chats change places; within a chat the order stays."""
    lanes = list({update.lane: None for update in updates})
    world.faults.chance.shuffle(lanes)
    return sorted(updates, key=lambda update: (lanes.index(update.lane), update.id))


def _confirm(bot: Account, offset: int) -> None:
    if offset < 0:
        bot.updates[:] = bot.updates[offset:]
    elif offset:
        bot.updates[:] = [update for update in bot.updates if update.id >= offset]
