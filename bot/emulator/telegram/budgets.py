"""How much a bot may send: per private chat, per group, and in all. Over it there is a wait, in seconds."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from bot.emulator.clock import Clock

IN_ALL = (30, 1.0)
GROUP = (20, 60.0)
PRIVATE = (4, 4.0)
"""One a second, "short bursts" allowed: how short is not documented."""


@dataclass
class Budgets:
    """(so many, within so many seconds) of sliding windows, and waits that were imposed."""

    clock: Clock
    is_on: bool = True
    spent: dict[tuple[int, int], deque[float]] = field(default_factory=dict)
    closed_until: dict[tuple[int, int], float] = field(default_factory=dict)

    def wait(self, bot: int, chat: int) -> int:
        """Seconds to wait; 0 spends one message of both budgets."""
        if not self.is_on:
            return 0
        now = self.clock.exact()
        keys = [((bot, 0), IN_ALL), ((bot, chat), PRIVATE if chat > 0 else GROUP)]
        wait = max(self._wait(key, budget, now) for key, budget in keys)
        if not wait:
            for key, _ in keys:
                self.spent[key].append(now)
        return math.ceil(wait)

    def _wait(self, key: tuple[int, int], budget: tuple[int, float], now: float) -> float:
        most, within = budget
        spent = self.spent.setdefault(key, deque())
        while spent and spent[0] <= now - within:
            spent.popleft()
        full = spent[0] + within - now if len(spent) >= most else 0.0
        return max(full, self.closed_until.get(key, 0.0) - now, 0.0)

    def close(self, bot: int, chat: int, seconds: float) -> None:
        """A flood wait: nothing more for this chat for so long."""
        self.closed_until[bot, chat] = self.clock.exact() + seconds
