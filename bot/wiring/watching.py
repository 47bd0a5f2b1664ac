"""Watches the work of a process: counts it, logs it, traces it. What it tells holds nothing of what a merchant wrote."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter

from bot.service.ports import Clock
from bot.service.watching import Action, NotKept, Piece
from bot.wiring.metrics import Metrics
from bot.wiring.tracing import Traces

logger = logging.getLogger("posbot.work")
UNLIKELY = frozenset({"failed", "parked", "refused", "gone"})
"""Ends of a piece of work that somebody may want to look at."""


@dataclass
class Watcher:
    """See `bot.service.watching.Watch`. ``intake``: when something last came in from each source."""

    now: Clock
    metrics: Metrics = field(default_factory=Metrics)
    traces: Traces | None = None
    intake: dict[str, datetime] = field(default_factory=dict)

    @contextmanager
    def watching(self, action: Action, source: str, ref: str = "", *, of: str = "", after: str = "") -> Iterator[Piece]:
        """A piece of work from beginning to end."""
        piece, began = Piece(action, source, ref), perf_counter()
        try:
            with self.traces.span(piece, of, after) if self.traces else nullcontext():
                try:
                    yield piece
                except asyncio.CancelledError:
                    piece.outcome = "stopped"
                    raise
                except NotKept:
                    piece.outcome = "not_kept"
                    raise
                except BaseException:
                    piece.outcome = "failed"
                    raise
        finally:
            self._ended(piece, perf_counter() - began)

    def _ended(self, piece: Piece, seconds: float) -> None:
        self.metrics.ended(piece, seconds)
        came_in = piece.action in {Action.UPDATE_KEPT, Action.SOURCE_ASKED} or "decision" in piece.facts
        if came_in and piece.outcome in {"done", "repeated"}:
            self.intake[piece.source] = self.now()
        level = logging.WARNING if piece.outcome in UNLIKELY else logging.INFO
        if logger.isEnabledFor(level):
            about = {"action": piece.action.value, "ref": piece.ref, "source": piece.source, "outcome": piece.outcome}
            more = {"ms": round(seconds * 1000, 2), "trace": piece.trace, "facts": piece.facts}
            logger.log(level, "%s %s", piece.action.value, piece.outcome, extra=about | more)
