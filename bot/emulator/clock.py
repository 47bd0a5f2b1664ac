"""The emulator's time: the machine's, moved forward when a person or a test says so."""

from __future__ import annotations

import time


class Clock:
    """Seconds since 1970."""

    def __init__(self) -> None:
        """Not moved."""
        self._ahead = 0.0

    def exact(self) -> float:
        """With fractions: budgets are counted in it."""
        return time.time() + self._ahead

    def now(self) -> int:
        """As the Bot API writes it."""
        return int(self.exact())

    def advance(self, seconds: float) -> None:
        """Let time pass. It does not run backwards."""
        self._ahead += max(0.0, seconds)
