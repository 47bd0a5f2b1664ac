"""Topics of which something may have changed. A topic says "look", never what. Other processes hear of it as they hear of chats."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence

from bot.core.messages import Address

QUEUE = "queue"
TOPIC = "desk topic"
"""The channel of an address that is no chat's but a topic, so that it travels as chats do."""


class Bus:
    """Who wants to know of which topics."""

    def __init__(self, spread: Callable[[Address], None] | None = None) -> None:
        """``spread`` tells the other processes' buses. ``revision`` counts what was told of."""
        self._spread = spread
        self._listening: dict[str, set[Listener]] = {}
        self._topics: dict[Address, str] = {}
        self._is_stopped = False
        self.revision = 0

    def know(self, address: Address, topic: str) -> None:
        """The chat at that address is spoken of by this topic."""
        self._topics[address] = topic

    def tell(self, *topics: str) -> None:
        """These may have changed, here and everywhere."""
        self._pass_on(topics)
        if self._spread:
            for topic in topics:
                self._spread(Address(TOPIC, topic))

    def _pass_on(self, topics: Iterable[str]) -> None:
        self.revision += 1
        for topic in topics:
            for listener in self._listening.get(topic, ()):
                listener.hear(topic)

    def overhear(self, address: Address | None) -> None:
        """Something happened in that chat, or, with None, anywhere."""
        if address is None:
            self._pass_on(list(self._listening))
        elif address.channel == TOPIC:
            self._pass_on([address.chat])
        else:
            self._pass_on([QUEUE, *([self._topics[address]] if address in self._topics else [])])

    def stop(self) -> None:
        """Let everybody leave."""
        self._is_stopped = True
        for listeners in list(self._listening.values()):
            for listener in listeners:
                listener.wake.set()

    async def watch(self, topics: Sequence[str]) -> AsyncGenerator[str, None]:
        """Each topic once, then whenever it is told. Several tellings of one topic before it is taken are one."""
        listener = Listener(dict.fromkeys(topics))
        for topic in topics:
            self._listening.setdefault(topic, set()).add(listener)
        try:
            while not self._is_stopped:
                while listener.heard:
                    topic = next(iter(listener.heard))
                    del listener.heard[topic]
                    yield topic
                await listener.wake.wait()
                listener.wake.clear()
        finally:
            for topic in topics:
                self._leave(topic, listener)

    def _leave(self, topic: str, listener: Listener) -> None:
        listeners = self._listening.get(topic, set())
        listeners.discard(listener)
        if not listeners:
            self._listening.pop(topic, None)


class Listener:
    """One tab: what it has not been told yet, in order."""

    def __init__(self, heard: dict[str, None]) -> None:
        """What it is told at once."""
        self.heard = heard
        self.wake = asyncio.Event()

    def hear(self, topic: str) -> None:
        """It is to be told."""
        self.heard[topic] = None
        self.wake.set()
