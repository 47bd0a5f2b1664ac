"""The wire log: every request, answer, push and what was wrong with it, newest last, a few thousand kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

KEPT = 3000
CUT = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """``way``: in (a bot asks), out (a webhook is called). ``wrong`` are violations of the description."""

    number: int
    at: float
    way: str
    bot: str
    what: str
    sent: str
    got: str
    ok: bool
    wrong: tuple[str, ...] = ()


@dataclass
class Journal:
    """``wrong`` keeps every violation, however long ago."""

    clock: Callable[[], float]
    lines: deque[Line] = field(default_factory=lambda: deque(maxlen=KEPT))
    wrong: list[str] = field(default_factory=list)
    count: int = 0

    def note(self, way: str, bot: str, what: str, sent: Any, got: Any, *, ok: bool, wrong: list[str]) -> None:  # noqa: PLR0913 -- a line of the log
        """Write a line."""
        self.count += 1
        self.wrong.extend(wrong)
        self.lines.append(Line(self.count, self.clock(), way, bot, what, str(sent)[:CUT], str(got)[:CUT], ok, tuple(wrong)))
