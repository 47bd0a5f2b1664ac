"""What goes wrong on purpose: a busy server, an answer that is lost after the effect, updates that come twice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

KINDS = ("flood", "broken", "lost", "duplicate", "reorder")
"""``flood``: 429. ``broken``: 502, nothing done. ``lost``: done, but the answer never arrives.
``duplicate``: an update is handed over twice. ``reorder``: updates of different chats change places.
"""


@dataclass(slots=True)
class Fault:
    """Switched on ``times`` times, for one method and chat or (empty, 0) for all; ``seconds`` of a flood wait."""

    kind: str
    method: str = ""
    chat: int = 0
    bot: int = 0
    times: int = 1
    seconds: int = 3

    def concerns(self, method: str, bot: int, chat: int) -> bool:
        """Whether this request meets it."""
        here = (not self.method or self.method.lower() == method) and (not self.chat or self.chat == chat)
        return self.times > 0 and here and (not self.bot or self.bot == bot)


@dataclass
class Faults:
    """Those that are switched on."""

    on: list[Fault] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 -- a game, not a secret

    def met(self, kinds: tuple[str, ...], method: str, bot: int, chat: int) -> Fault | None:
        """The first fault that this meets; it is used up by one."""
        found = next((fault for fault in self.on if fault.kind in kinds and fault.concerns(method, bot, chat)), None)
        if found:
            found.times -= 1
            self.on = [fault for fault in self.on if fault.times > 0]
        return found
