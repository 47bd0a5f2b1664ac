"""A desk under load for the drill: keeps messages as fast as it can and prints the id of each once it is durable.

``python -m tests.integration.drilled DATABASE`` runs until it is killed.
"""

from __future__ import annotations

import asyncio
import sys

from bot.core.messages import Address
from bot.service.ports import Event
from bot.store.opening import open_store
from tests.contract.building import NINE, bot, merchant, turn

CHATS, AT_ONCE = 200, 32


async def load(url: str) -> None:
    """Chat after chat, each message with its answer."""
    store = open_store(url)
    number = 0

    async def one() -> None:
        nonlocal number
        while True:
            number += 1
            name, chat = str(number), f"shop {number % CHATS}"
            await store.handle(Event("web", name, Address("web", chat), NINE), turn(merchant(f"message {name}"), bot(f"answer {name}")))
            sys.stdout.write(f"{name}\n")
            sys.stdout.flush()

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))


if __name__ == "__main__":
    asyncio.run(load(sys.argv[1]))
