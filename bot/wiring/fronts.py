"""What the parts of every messenger are put together with: the desk as they see it, the way into the inbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.messages import Address, Inbound
from bot.service.fetching import Keep, Raw
from bot.service.fitting import fit
from bot.service.passing import Passing
from bot.service.ports import JSON, Blobs, EntryKind, Logged, Store
from bot.service.support import Support
from bot.service.watching import NOBODY, Action, Watch, told
from bot.settings import Settings
from bot.store.receipts import StoredReceipts
from bot.wiring.desk_tables import database_of

OUTGOING = frozenset({EntryKind.BOT, EntryKind.STAFF})
AGAIN_SECONDS = 60.0
"""Between two tries at most; the first comes after a quarter of a second."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class MerchantFront:
    """The desk as a messenger's door sees it."""

    support: Support
    blobs: Blobs

    async def receive(self, inbound: Inbound) -> None:
        """Keep and answer."""
        await self.support.receive(inbound)

    async def log(self, address: Address, after: int, limit: int) -> Sequence[Logged]:
        """The chat's log past ``after``."""
        return await self.support.store.log(address, after, limit)

    async def knows(self, address: Address, event_id: str, at: datetime, serial: str) -> None:
        """From now on, and nothing is said."""
        await self.support.knows(address, event_id, at, serial)

    async def last_said(self, address: Address) -> Logged | None:
        """What was last said to the merchant; read from the beginning, for it is asked for rarely."""
        last, after = None, 0
        while entries := await self.support.store.log(address, after):
            last = next((entry for entry in reversed(entries) if entry.kind in OUTGOING and entry.status != "dropped"), last)
            after = entries[-1].seq
        return last

    async def go_on(self, inbound: Inbound, last: Logged, rest: str) -> None:
        """Both lines are kept, and what is still owed goes out."""
        await self.support.go_on(inbound, last, rest)

    async def not_arrived(self, address: Address, ref: str, event_id: str, at: datetime, why: str) -> None:
        """The line is marked, and staff are told when it was a person's."""
        entries = await StoredReceipts(database_of(self.support.store)).failed(address, ref, why)
        told = next((entry for entry in entries if entry.kind is EntryKind.STAFF), next(iter(entries), None))
        if told:
            await self.support.not_arrived(address, told, event_id, at, why)

    async def returned(self, address: Address, event_id: str, at: datetime) -> None:
        """The bot speaks again."""
        await Passing(self.support, {}).returned(address, event_id, at)

    async def note(self, address: Address, event_id: str, at: datetime, body: Mapping[str, JSON]) -> None:
        """A line for the record."""
        await self.support.note(address, event_id, at, body)


def sentences(support: Support, scope: str) -> dict[str, dict[str, str]]:
    """A scope's own sentences, by locale."""
    return {locale: support.mind.phrases.words(locale, scope) for locale in support.mind.spoken}


def keeper(store: Store, account: str, lane_of: Callable[[Raw], str], wake: Callable[[], None], watch: Watch = NOBODY) -> Keep:
    """Takes raw updates into the inbox, secrets masked, and wakes the worker."""

    async def keep(update: Raw) -> None:
        name = str(update["update_id"])
        with watch.watching(Action.UPDATE_KEPT, account, of=f"{account}:{name}") as piece:
            is_new = await store.inbox.take_in(account, name, lane_of(update), store.now(), fit(update))
            piece.outcome = "done" if is_new else "repeated"
        if is_new:
            wake()

    return keep


async def until_done(what: str, start: Callable[[], Awaitable[None]]) -> None:
    """A messenger may be away when posbot starts: try until it is there."""
    pause = 0.25
    while True:
        try:
            await start()
        except Exception as wrong:  # noqa: BLE001 -- whatever the library raises, posbot itself goes on
            logger.log(logging.WARNING if pause > 1 else logging.INFO, "%s: %s", what, wrong, extra=told(Action.NOTED))
            await asyncio.sleep(pause)
            pause = min(pause * 2, AGAIN_SECONDS)
        else:
            return


def is_alone(settings: Settings) -> bool:
    """Whether no other process can have the store: only PostgreSQL is shared."""
    return not settings.database_url.startswith("postgres")
