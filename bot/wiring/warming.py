"""What the first turns make and later ones find, tables, patterns and sentences, is made before merchants wait for it: a part
before a version of the knowledge answers anybody, the rest while it does. Nothing that is heard here is kept.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import zip_longest

from bot.core.messages import Address, Inbound
from bot.service.ports import Chat
from bot.service.turning import Mind
from bot.understanding.matcher.examples import Examples
from bot.understanding.matcher.keeping import let_go

FIRST = 4
"""Sentences that are heard before a mind answers; they make what every sentence of their language needs."""
BREATH = 0.05
"""Seconds between two of the others, so that whoever writes meanwhile comes first."""
NOWHERE = Chat(0, Address("", ""), None)
logger = logging.getLogger(__name__)


def samples(examples: Examples) -> Sequence[str]:
    """An example of every intent in every language, the languages in turn."""
    ways = [[known[len(known) // 2].text for known in of.values() if known] for _, of in sorted(examples.phrases.items())]
    return [text for texts in zip_longest(*ways) for text in texts if text is not None]


def warm(mind: Mind, texts: Iterable[str]) -> list[str]:
    """Hear these; why those that are not answered are not. That keeps nobody from working: it is told where a merchant says it."""
    wrong = []
    for text in texts:
        try:
            mind.hear(NOWHERE, Inbound("", NOWHERE.address, datetime.now(UTC), text))
        except Exception as why:  # noqa: BLE001 -- whatever it is, the process goes on
            wrong.append(type(why).__name__)
    return wrong


class Warming:
    """The minds of a process, each before it answers. Without ``texts`` there is nothing to do."""

    def __init__(self, texts: Sequence[str]) -> None:
        """No mind has begun."""
        self._texts = texts
        self._begun: asyncio.Queue[tuple[Mind, list[str]]] = asyncio.Queue()

    async def begin(self, mind: Mind) -> None:
        """What must be heard before it answers."""
        self._begun.put_nowait((mind, await asyncio.to_thread(warm, mind, self._texts[:FIRST])))

    async def run(self) -> None:
        """As long as the process."""
        while True:
            await self.rest(*await self._begun.get())

    async def rest(self, mind: Mind, wrong: list[str]) -> None:
        """The others one by one, beside all other work. ``wrong``: why some of the first were not answered."""
        for text in self._texts[FIRST:]:
            wrong += await asyncio.to_thread(warm, mind, [text])
            await asyncio.sleep(BREATH)
        let_go()
        if wrong:
            kinds = ", ".join(sorted(set(wrong)))
            many = "%d of %d examples are not answered by version %s of the knowledge: %s"
            logger.warning(many, len(wrong), len(self._texts), mind.knowledge.version, kinds)
