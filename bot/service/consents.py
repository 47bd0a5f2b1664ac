"""What a merchant has agreed to be told when we may not write: so many notices of a template."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.messages import Address


class Consents(Protocol):
    """Where consents are recorded."""

    async def give(self, address: Address, template: str, key: str, at: datetime) -> None:
        """One more notice of this template is allowed; ``key`` names the event, which counts once."""

    async def withdraw(self, address: Address, template: str, at: datetime) -> None:
        """None is allowed any more."""

    async def take(self, address: Address, template: str, message: str) -> bool:
        """Use one up for this message; the same message uses one."""
