"""Who works beside the support engine, as the engine sees them: protocols only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.messages import Address, Inbound
from bot.core.state import Terminal
from bot.service.ports import Chat, Due, Kept

Errand = Callable[[Due, datetime], Awaitable[None]]
"""What is done outside of a turn when a timer comes due; it handles the timer's event itself, so that it is redone if it
was not finished.
"""
Recall = Callable[[str], Awaitable[Sequence[Terminal]]]
"""From a merchant's words to what is kept of the terminals whose numbers they name, or nearly name."""


class Overseer(Protocol):
    """Looks after those who wait for a person; see `bot.service.desk.overseeing`."""

    def watched(self, chat: Chat, kept: Kept) -> Kept:
        """The turn with the clocks that it starts and stops. Pure."""

    async def fire(self, due: Due, at: datetime) -> None:
        """One of its timers has come due."""


class Doors(Protocol):
    """Keeps the chats of one merchant together; see `bot.service.linking`."""

    async def redeemed(self, inbound: Inbound) -> bool:
        """Whether the words were a code that links chats."""

    async def fetch(self, inbound: Inbound) -> Inbound:
        """Have the conversation here, where the merchant writes; how his message is to be read then."""

    async def home(self, address: Address) -> Address:
        """Where the conversation of that chat is now."""
