"""What is too old goes every night, in small pieces, beside everything else; a run that was interrupted begins again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from bot.core.telling import told
from bot.service.ports import Store
from bot.service.problems import StoreAway
from bot.service.retention import RuleProblem, due, rules_of
from bot.service.sending import Bucket
from bot.settings import Settings, SettingsProblem
from bot.store.database import Database
from bot.store.retention import piece
from bot.store.tables import AboutRow
from bot.wiring.ground import Ground
from bot.wiring.keeping import blobs_of

LOOK_SECONDS = 600.0
PAUSE_SECONDS = 0.05
"""Between two pieces, so that merchants come first."""
TURN = Bucket("retention", 1 / 1800)
TIDIED = "tidied"
"""The fact that says on which day all of it was last done."""


class Droppable(Protocol):
    """Where photos are."""

    async def drop(self, ref: str) -> None:
        """Forget it."""


def rules(settings: Settings) -> Mapping[str, int]:
    """The operator's. Raises SettingsProblem."""
    try:
        return rules_of(settings.keep)
    except RuleProblem as wrong:
        raise SettingsProblem(told("setting_of", setting="POSBOT_KEEP", why=wrong.told)) from None


def tidying(ground: Ground) -> tuple[Callable[[], Coroutine[Any, Any, None]], ...]:
    """Who does it in this process; nobody where there are no tables."""
    if not isinstance(ground.store, Database):
        return ()
    return (Tidying(ground.store, ground.store, blobs_of(ground.settings), rules(ground.settings)).run,)


@dataclass
class Tidying:
    """Looks now and then; of several processes one does it."""

    database: Database
    store: Store
    photos: Droppable
    rules: Mapping[str, int]
    done: dict[str, int] = field(default_factory=dict)

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            with contextlib.suppress(StoreAway, OSError):
                await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> bool:
        """Do it if it was not done today; whether it was."""
        now = self.store.now()
        today = now.date().isoformat()
        known = await self.database.read(lambda session: session.get(AboutRow, TIDIED))
        if (known is not None and known.value >= today) or await self.store.admit([TURN], now):
            return False
        await self.tidy(now)
        await self.database.perform(lambda session: session.merge(AboutRow(name=TIDIED, value=today)))
        return True

    async def tidy(self, now: datetime) -> Mapping[str, int]:
        """How many of each kind went."""
        self.done = {}
        for kind, cutoff in due(self.rules, now):
            self.done[kind], after = 0, 0
            while True:
                came = await self.database.perform(partial(piece, vault=self.database.vault, kind=kind, cutoff=cutoff, after=after))
                for ref in came.refs:
                    await self.photos.drop(ref)
                self.done[kind] += came.gone
                after = came.after
                if not after:
                    break
                await asyncio.sleep(PAUSE_SECONDS)
        return self.done
