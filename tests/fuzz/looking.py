"""One input given to one target, and what came of it: nothing, a finding, or too long a time."""

from __future__ import annotations

import contextlib
import signal
import time
import traceback
from collections.abc import Iterator
from random import Random
from types import FrameType

from tests.fuzz.targets import Target

LONGEST = 1.0
"""Seconds of the processor that one input may take."""


class TooSlow(BaseException):
    """One input took longer than `LONGEST`."""


class Looked:
    """What came of one target. ``findings``: by kind, the words and the smallest input that shows it."""

    def __init__(self, target: Target, *, timed: bool = False) -> None:
        """``timed``: what takes too long is stopped; only in a process's main thread."""
        self.target = target
        self._within = _in_time if timed else contextlib.nullcontext
        if timed:
            signal.signal(signal.SIGPROF, _stop)
        self.count = 0
        self.slowest = 0.0
        self.findings: dict[str, tuple[str, bytes]] = {}

    def give(self, content: bytes) -> None:
        """Keeps what is found; a smaller input of a kind that is known replaces it."""
        self.count += 1
        began = time.process_time()
        try:
            with self._within():
                self.target.run(content)
        except self.target.allowed:
            pass
        except (Exception, TooSlow) as wrong:  # noqa: BLE001 -- that is what is looked for
            self._keep(wrong, content)
        self.slowest = max(self.slowest, time.process_time() - began)

    def _keep(self, wrong: BaseException, content: bytes) -> None:
        place = traceback.extract_tb(wrong.__traceback__)[-1]
        where = "" if isinstance(wrong, TooSlow) else f" at {place.filename.rpartition('/')[2]}:{place.lineno}"
        kind = f"{type(wrong).__name__}{where}"
        before = self.findings.get(kind)
        if before is None or len(content) < len(before[1]):
            self.findings[kind] = ("".join(traceback.format_exception(wrong))[-2_000:], content)

    def shrink(self, chance: Random, tries: int = 2_000) -> None:
        """Takes pieces out of what was found, as long as it is found still."""
        counted, slowest = self.count, self.slowest
        for kind in list(self.findings):
            for _ in range(tries if kind != "TooSlow" else 20):
                content = self.findings[kind][1]
                place = chance.randint(0, len(content))
                self.give(content[:place] + content[place + chance.choice((1, 2, 8, 40, 400)) :])
        self.count, self.slowest = counted, slowest


@contextlib.contextmanager
def _in_time() -> Iterator[None]:
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlow
