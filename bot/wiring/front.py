"""The desk as the merchant page sees it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from bot.core.messages import Address, Inbound, Outbound
from bot.service.ports import Blobs, Limits, Logged
from bot.service.support import Support


class DeskFront:
    """Answers the page from one `Support`."""

    def __init__(self, support: Support, blobs: Blobs, pages: Path, zone: tzinfo) -> None:
        """``pages``: the folder of the page templates."""
        self.support = support
        self.blobs = blobs
        self.pages = pages
        self.zone = zone
        self.limits: Limits = support.limits
        self.stopping = False

    def now(self) -> datetime:
        """The one clock."""
        return self.support.store.now()

    async def receive(self, inbound: Inbound) -> None:
        """Keep and answer."""
        await self.support.receive(inbound)

    async def knows(self, address: Address, event_id: str, at: datetime, serial: str) -> None:
        """From now on, and nothing is said."""
        await self.support.knows(address, event_id, at, serial)

    async def log(self, address: Address, after: int) -> Sequence[Logged]:
        """The chat's log past ``after``."""
        return await self.support.store.log(address, after)

    async def watch(self, address: Address) -> AsyncGenerator[None, None]:
        """Yields on every signal for this chat until posbot stops."""
        async with self.support.signals.listening(address) as changed:
            while not self.stopping:
                await changed.wait()
                changed.clear()
                if not self.stopping:
                    yield

    def stop(self) -> None:
        """Let every open stream end."""
        self.stopping = True
        self.support.signals.tell_all()

    def welcome(self, locale: str) -> Outbound:
        """Greeting and menu."""
        return self.support.mind.welcome(locale, Address("web", ""))

    @property
    def locales(self) -> Sequence[str]:
        """The languages that there are words in."""
        return self.support.mind.spoken

    def words(self, locale: str) -> Mapping[str, str]:
        """The page's own sentences."""
        return {f"web.{name}": text for name, text in self.support.mind.phrases.words(locale, "web").items()}
