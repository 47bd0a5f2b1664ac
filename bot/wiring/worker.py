"""What runs in the background of a process: works off the inbox, delivers, fires timers, until told to stop.

The kinds of work do not wait for each other. A database that is away is waited for; nothing here ends
because something failed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.service.crew import Crew
from bot.service.ports import Clock
from bot.service.problems import StoreAway
from bot.service.sending import Door
from bot.service.support import Support
from bot.service.taking import Intake
from bot.service.watching import Action, told

IDLE_SECONDS = 1.0
"""How long a kind of work sleeps at most; a message or a stop wakes it at once."""

GATHER_SECONDS = 0.05
"""So long timers gather after a sign: most signs are of no timer."""

AWAY_SECONDS = 1.0
SIDE_BY_SIDE = 128
FORGET_AFTER = timedelta(days=30)
"""So long an update's id is known after it was worked off; no messenger repeats one later than days."""

logger = logging.getLogger(__name__)
Step = Callable[[datetime], Awaitable[int]]


@dataclass
class Worker:
    """``ticks``: whether it fires timers and keeps house as well."""

    support: Support
    doors: Mapping[str, Door] = field(default_factory=dict)
    intakes: Mapping[str, Intake] = field(default_factory=dict)
    ticks: bool = False
    beat: datetime | None = None
    looked: dict[str, datetime] = field(default_factory=dict)
    away: str = ""
    stopping: bool = False
    _wakes: list[asyncio.Event] = field(default_factory=list)
    _sleepers: list[asyncio.Event] = field(default_factory=list)

    @property
    def now(self) -> Clock:
        """The one clock."""
        return self.support.store.now

    def age(self) -> float:
        """Seconds since it last looked for work."""
        return (self.now() - self.beat).total_seconds() if self.beat else 0.0

    def ages(self) -> dict[str, float]:
        """Seconds since each kind of work last looked for some, whether or not the store answered it."""
        now = self.now()
        return {loop: (now - at).total_seconds() for loop, at in self.looked.items()}

    async def run(self) -> None:
        """All kinds of work, each in its own loop; then what is under way is finished."""
        sign = self.support.work.set
        sending, taking = Crew(SIDE_BY_SIDE, sign), Crew(SIDE_BY_SIDE, sign)
        loops = [self._passing_on_signs(), self._again("beat", self._beat, hears=False)]
        if self.doors:
            loops.append(self._again("deliver", lambda at: self.support.deliver(self.doors, at, sending), sending))
        if self.intakes:
            loops.append(self._again("work_off", lambda at: self.support.work_off(self.intakes, at, taking), taking))
        if self.ticks:
            loops += [
                self._again("timers", self.support.tick, gather=GATHER_SECONDS),
                self._again("keep_house", self._keep_house, hears=False),
            ]
        await asyncio.gather(*loops)
        await asyncio.gather(sending.rest(), taking.rest())

    async def _again(self, loop: str, step: Step, crew: Crew | None = None, *, hears: bool = True, gather: float = 0.0) -> None:
        """Work while there is some, then wait for a second; for a sign of new work too, if it ``hears``, and ``gather`` seconds more."""
        wake = asyncio.Event()
        self._sleepers.append(wake)
        if hears:
            self._wakes.append(wake)
        while not self.stopping:
            wake.clear()
            self.looked[loop] = self.now()
            if crew:
                await crew.freed()
            if not await self._step(step):
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(IDLE_SECONDS):
                        await wake.wait()
                await asyncio.sleep(gather)

    async def _step(self, step: Step) -> int:
        try:
            return await step(self.now())
        except StoreAway as wrong:
            self.away = str(wrong)
        except Exception as wrong:
            logger.exception("the worker goes on", extra=told(Action.STEP_FAILED))
            self.away = type(wrong).__name__
        await asyncio.sleep(AWAY_SECONDS)
        return 0

    async def _passing_on_signs(self) -> None:
        """One sign wakes every loop that has to do with new work."""
        while not self.stopping:
            await self.support.work.wait()
            self.support.work.clear()
            for wake in self._wakes:
                wake.set()

    async def _beat(self, at: datetime) -> int:
        """A sign of life, only while the store answers."""
        await self.support.store.next_due()
        self.beat, self.away = at, ""
        return 0

    async def _keep_house(self, at: datetime) -> int:
        """Forget what need not be known any more, a little at a time."""
        return await self.support.store.inbox.forget(at - FORGET_AFTER, 500)

    def stop(self) -> None:
        """Finish what is under way."""
        self.stopping = True
        self.support.work.set()
        for wake in self._sleepers:
            wake.set()
