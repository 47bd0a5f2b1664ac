"""Works off the inbox: lane by lane, in order, and puts aside what cannot be worked off.

An update is done when everything that it leads to is kept. What fails is tried again a few times,
later each time; its lane waits, the others go on.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.service.crew import BATCH, Crew
from bot.service.inbox import Inbox, Lane, Taken, Update
from bot.service.problems import StoreAway
from bot.service.watching import NOBODY, Action, Piece, Watch, told

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
TRIES = 5
PAUSES = (1, 5, 30, 120)
"""Seconds after the first failure, the second, ..."""


class Unreadable(Exception):
    """Nobody can make anything of this update, however often it is tried."""


class Intake(Protocol):
    """What a channel makes of its raw updates."""

    async def take(self, update: Update) -> None:
        """Have everything kept that the update leads to. May be called again with the same one. Whatever it raises
        counts as a failure, `StoreAway` excepted; with `Unreadable` it is put aside at once.
        """


async def work_off(inbox: Inbox, intakes: Mapping[str, Intake], at: datetime, crew: Crew | None = None, watch: Watch = NOBODY) -> int:
    """Work off what is due for these accounts; how many lanes there were. With a crew it begins as many as there
    is room for and does not wait, without one it waits for all.
    """
    limit = min(BATCH, crew.room) if crew else BATCH
    lanes = await inbox.take_up(tuple(intakes), at, LEASE, limit)
    work = [_follow(inbox, intakes[lane.account], lane, at, watch) for lane in lanes]
    if crew is None:
        await asyncio.gather(*work)
    else:
        for one in work:
            crew.start(one)
    return len(lanes)


async def _follow(inbox: Inbox, intake: Intake, lane: Lane, at: datetime, watch: Watch) -> None:
    for taken in lane.updates:
        of = f"{lane.account}:{taken.update.update_id}"
        with watch.watching(Action.UPDATE_WORKED_OFF, lane.account, of=of) as piece:
            goes_on = await _work_off(inbox, intake, lane, taken, at, piece)
        if not goes_on:
            return
    await inbox.give_back(lane.number, lane.epoch)


async def _work_off(inbox: Inbox, intake: Intake, lane: Lane, taken: Taken, at: datetime, piece: Piece) -> bool:  # noqa: PLR0913 - all of one update
    """Whether the lane is still held: to go on with the next, or to be given back."""
    is_last = taken is lane.updates[-1]
    try:
        await intake.take(taken.update)
    except StoreAway:
        piece.outcome = "away"
        return False  # nothing is wrong with the update; the lease runs out
    except Exception as wrong:  # noqa: BLE001 -- whatever a channel raises for what people send
        reason = type(wrong).__name__  # not its words: they may quote what the merchant wrote
        if isinstance(wrong, Unreadable) or taken.tries + 1 >= TRIES:
            piece.outcome = "parked"
            aside = told(Action.UPDATE_WORKED_OFF, source=lane.account)
            logger.warning("%s: update %s was put aside (%s)", lane.account, taken.update.update_id, reason, extra=aside)
            return await inbox.park(lane.number, lane.epoch, taken.id, reason)
        piece.outcome = "later"
        later = at + timedelta(seconds=PAUSES[taken.tries])
        await inbox.put_off(lane.number, lane.epoch, taken.id, later, reason)
        return False
    return await inbox.done(lane.number, lane.epoch, taken.id, is_last=is_last) and not is_last
