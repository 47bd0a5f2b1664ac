"""A messenger's access token: one holder at a time renews it, all others read it.

Two programs that each fetch one make each other's invalid, and one that asks again for every refusal makes
a storm. So the token lies in the database, a lease says who renews it, and what fails twice bars the way
for minutes and raises an alarm.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.service.ports import Clock

LEASE = timedelta(seconds=20)
"""So long whoever renews may take."""
SETTLING = timedelta(seconds=60)
"""A token that fails so soon after it took the place of one that had failed is not renewed again: something else is wrong."""
BARRED = timedelta(minutes=5)
AWAY = timedelta(seconds=15)
PATIENCE = 15.0
LOOK_SECONDS = 0.05
EARLY = timedelta(minutes=5)
"""A token counts as used up so much early, or a tenth of its life if that is less."""
logger = logging.getLogger(__name__)


class TokenTrouble(Exception):
    """There is no token that works; not to be tried before ``until``."""

    def __init__(self, until: datetime, why: str) -> None:
        """``why`` for whoever runs posbot."""
        super().__init__(why)
        self.until = until


class NotIssued(Exception):
    """The messenger gave none. ``refused``: it said no; otherwise it was not reached."""

    def __init__(self, why: str, *, refused: bool) -> None:
        """``why`` for whoever runs posbot."""
        super().__init__(why)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Issued:
    """A token and how long it is good for."""

    value: str
    lasts: timedelta


class Issuer(Protocol):
    """Who gives tokens."""

    async def issue(self, *, anew: bool) -> Issued:
        """A token; ``anew``: the one there is does not work. Raises `NotIssued`."""


@dataclass(frozen=True, slots=True)
class StoredToken:
    """As it lies in the database. Nobody renews before ``barred``; ``trouble`` says why."""

    value: str
    until: datetime
    barred: datetime
    trouble: str


class Lease(StrEnum):
    """Who renews."""

    OURS = "ours"
    THEIRS = "theirs"  # somebody does, or has done: look again
    BARRED = "barred"  # it was renewed just now and fails all the same


class TokenShelf(Protocol):
    """Where tokens are kept."""

    async def stored(self, account: str) -> StoredToken | None:
        """What there is."""

    async def lease(self, account: str, failed: str, at: datetime) -> Lease:
        """Take the lease if the token is used up, or is the one that ``failed``, and nobody else has it."""

    async def keep(self, account: str, value: str, until: datetime, renewed: datetime | None) -> None:
        """The lease is given back. ``renewed``: when, if it was because another had failed."""

    async def bar(self, account: str, until: datetime, why: str) -> None:
        """Not to be tried before then; the lease is given back."""


class Tokens:
    """The token of one account."""

    def __init__(self, account: str, shelf: TokenShelf, issuer: Issuer, now: Clock) -> None:
        """Nothing is fetched yet."""
        self.account = account
        self._shelf = shelf
        self._issuer = issuer
        self._now = now

    async def token(self, failed: str = "") -> str:
        """A token that is not the one that ``failed``. Raises `TokenTrouble`."""
        clock = asyncio.get_running_loop().time
        end = clock() + PATIENCE
        while clock() < end:
            at = self._now()
            stored = await self._shelf.stored(self.account)
            if stored and stored.value and stored.value != failed and stored.until > at:
                return stored.value
            if stored and stored.barred > at:
                raise TokenTrouble(stored.barred, stored.trouble)
            match await self._shelf.lease(self.account, failed, at):
                case Lease.OURS:
                    return await self._renewed(anew=bool(failed))
                case Lease.BARRED:
                    raise await self.alarm("the token is refused right after it was renewed")
                case Lease.THEIRS:
                    await asyncio.sleep(LOOK_SECONDS)
        raise TokenTrouble(self._now() + AWAY, "somebody else renews the token and does not finish")

    async def _renewed(self, *, anew: bool) -> str:
        try:
            issued = await self._issuer.issue(anew=anew)
        except NotIssued as wrong:
            raise await self.alarm(str(wrong), BARRED if wrong.refused else AWAY) from None
        at = self._now()
        until = at + issued.lasts - min(EARLY, issued.lasts / 10)
        await self._shelf.keep(self.account, issued.value, until, at if anew else None)
        return issued.value

    async def alarm(self, why: str, lasts: timedelta = BARRED) -> TokenTrouble:
        """Bar the way, say why, and hand back what is to be raised."""
        until = self._now() + lasts
        await self._shelf.bar(self.account, until, why)
        logger.error("%s: %s; nothing is sent before %s", self.account, why, f"{until:%H:%M:%S} UTC")
        return TokenTrouble(until, why)
