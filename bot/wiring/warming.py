"""What the first turns make and later ones find, tables, patterns and sentences, is made before merchants wait for it: a part
before the process says that it is ready, the rest while it works. Nothing that is heard here is kept.
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
from bot.understanding.examples import Examples

FIRST = 4
"""Sentences that are heard before the process is ready; they make what every sentence of their language needs."""
BREATH = 0.05
"""Seconds between two of the others, so that whoever writes meanwhile comes first."""
NOWHERE = Chat(0, Address("", ""), None)
logger = logging.getLogger(__name__)


def samples(examples: Examples) -> Sequence[str]:
    """An example of every intent in every language, the languages in turn."""
    ways = [[known[len(known) // 2].text for known in of.values() if known] for _, of in sorted(examples.phrases.items())]
    return [text for texts in zip_longest(*ways) for text in texts if text is not None]


def warm(mind: Mind, texts: Iterable[str]) -> None:
    """Hear these. What cannot be answered here cannot be where a merchant says it, and is told there."""
    for text in texts:
        try:
            mind.hear(NOWHERE, Inbound("", NOWHERE.address, datetime.now(UTC), text))
        except Exception as wrong:  # noqa: BLE001 -- whatever it is, the process starts
            logger.debug("a sentence of the examples is not answered: %s", type(wrong).__name__)


async def warming(mind: Mind, texts: Iterable[str]) -> None:
    """Hear these one by one, beside all other work."""
    for text in texts:
        await asyncio.to_thread(warm, mind, [text])
        await asyncio.sleep(BREATH)
