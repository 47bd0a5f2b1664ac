"""The seats of the supplier's calendar: so many visits a window, and no more, whoever asks at the same time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Bookings(Protocol):
    """Where seats are kept. One contract, several back ends; see ``tests/contract/test_bookings.py``."""

    async def take(self, window: str, ref: str, capacity: int) -> bool:
        """A seat in that window for that ticket, which gives up any other it had. False: it is full, and nothing changed.
        Asked again, it is the same seat.
        """

    async def free(self, ref: str) -> None:
        """Give the ticket's seat back, if it has one."""

    async def taken(self, since: str) -> Mapping[str, int]:
        """How many seats of each window from ``since`` on (a day) are taken."""
