"""Who in this process wants to know when a chat's log has grown; nothing is kept here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.core.messages import Address

Hear = Callable[[Address | None], None]


class Signals:
    """Who wants to know when a chat's log has grown. A signal says "look", never what."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._waiting: dict[Address, set[asyncio.Event]] = {}
        self._overhear: list[tuple[Hear, Callable[[Address], None]]] = []

    def overhear(self, hear: Hear, elsewhere: Callable[[Address], None] | None = None) -> None:
        """Be told of every chat that is told of; None: of all of them. ``elsewhere``: is told instead where another process did it."""
        self._overhear.append((hear, elsewhere or hear))

    def tell(self, address: Address, *, elsewhere: bool = False) -> None:
        """The log of this chat may have grown, by what another process did if it was ``elsewhere``."""
        for event in self._waiting.get(address, ()):
            event.set()
        for hear, hear_elsewhere in self._overhear:
            (hear_elsewhere if elsewhere else hear)(address)

    def tell_all(self) -> None:
        """Wake everybody, to look again or to leave."""
        for waiting in list(self._waiting.values()):
            for event in waiting:
                event.set()
        for hear, _ in self._overhear:
            hear(None)

    @asynccontextmanager
    async def listening(self, address: Address) -> AsyncIterator[asyncio.Event]:
        """An event that is set on every signal; the listener clears it."""
        event = asyncio.Event()
        self._waiting.setdefault(address, set()).add(event)
        try:
            yield event
        finally:
            self._waiting[address].discard(event)
            if not self._waiting[address]:
                del self._waiting[address]
