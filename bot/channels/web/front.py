"""What the merchant page needs of the rest of posbot, as one protocol."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Protocol

from bot.core.messages import Address, Inbound, Outbound
from bot.service.ports import Blobs, Clock, Limits, Logged

CHANNEL = "web"
FULL_PAGE = 100
"""`Front.log` may cut its answer, but never below this; a shorter one is the end of the log."""


class Front(Protocol):
    """The desk as the page sees it."""

    @property
    def blobs(self) -> Blobs:
        """Where photos are kept."""

    @property
    def limits(self) -> Limits:
        """What one chat may send."""

    @property
    def now(self) -> Clock:
        """The one clock."""

    @property
    def zone(self) -> tzinfo:
        """The time zone of times that the server writes; scripts show the phone's own."""

    @property
    def locales(self) -> Sequence[str]:
        """The languages that there are words in."""

    @property
    def pages(self) -> Path:
        """The folder of the page templates (``templates/pages``)."""

    async def receive(self, inbound: Inbound) -> None:
        """Mask, keep and answer in the log. An `Inbound.id` received before changes nothing."""

    async def knows(self, address: Address, event_id: str, at: datetime, serial: str) -> None:
        """The merchant's terminal is known without his saying so: a code on it was scanned."""

    async def log(self, address: Address, after: int) -> Sequence[Logged]:
        """The chat's log past ``after``, in order."""

    def watch(self, address: Address) -> AsyncIterator[None]:
        """Yields when something new may be in the log, after it is kept. Ends when posbot stops."""

    def welcome(self, locale: str) -> Outbound:
        """Greeting and menu, shown before the first message."""

    def words(self, locale: str) -> Mapping[str, str]:
        """The page's own sentences, by ``web.<name>``."""


async def whole_log(front: Front, address: Address, after: int = 0) -> list[Logged]:
    """Everything in the chat's log past ``after``."""
    entries: list[Logged] = []
    while True:
        part = await front.log(address, after)
        entries.extend(part)
        if len(part) < FULL_PAGE:
            return entries
        after = part[-1].seq
