"""What the doors of messengers need of the desk, as one protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.messages import Address, Inbound
from bot.service.ports import JSON, Blobs, Logged


class Front(Protocol):
    """The desk as a messenger's door sees it."""

    @property
    def blobs(self) -> Blobs:
        """Where photos and files are kept."""

    async def receive(self, inbound: Inbound) -> None:
        """Keep and answer. An `Inbound.id` received before changes nothing."""

    async def log(self, address: Address, after: int, limit: int) -> Sequence[Logged]:
        """The chat's log past ``after``."""

    async def knows(self, address: Address, event_id: str, at: datetime, serial: str) -> None:
        """The merchant's terminal is known without his saying so: a code on it was scanned."""

    async def last_said(self, address: Address) -> Logged | None:
        """What was last said to the merchant."""

    async def go_on(self, inbound: Inbound, last: Logged, rest: str) -> None:
        """The merchant asks for the rest of what was said; once for each `Inbound.id`."""

    async def not_arrived(self, address: Address, ref: str, event_id: str, at: datetime, why: str) -> None:
        """The messenger took this message of ours, and it has not arrived after all."""

    async def returned(self, address: Address, event_id: str, at: datetime) -> None:
        """Somebody who had the conversation in the messenger's own client has ended it."""

    async def note(self, address: Address, event_id: str, at: datetime, body: Mapping[str, JSON]) -> None:
        """A line for the record, without an answer."""
