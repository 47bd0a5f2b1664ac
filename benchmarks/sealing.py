"""What sealing personal data costs the processor: a message kept and read for delivery with keys and without, the seal alone.

Run with ``python -m benchmarks.sealing``. The ratio is that of one run, in time of the processor.
"""

from __future__ import annotations

import argparse
import asyncio
import platform
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.store import NOW, fresh
from bot.core.messages import Address
from bot.core.state import State
from bot.service.ports import JSON, Chat, Entry, EntryKind, Event, Kept, Store
from bot.service.standing import Standing
from bot.store.opening import open_store
from bot.store.sealing import PLAIN, Vault

KEYED = Vault({1: bytes(range(32))})
SAID = {"text": "机器开不了机，按电源键没有反应，适配器的灯也不亮，昨天还好好的，电话13812345678"}
ANSWER: Mapping[str, JSON] = {
    "text": "请插上电源看一看：机器或适配器有没有灯亮？有没有声音？" * 2,
    "choices": [["light", "有灯或声音"], ["none", "都没有"]],
}
SLOTS = {"serial": "NB12345678", "model": "A920", "contact": "13812345678", "address": "和平路 12 号 3 楼", "since": "昨天"}


def turn(chat: Chat) -> Kept:
    """A message, its answer, a state with slots, and where the chat stands."""
    state = State(ref=str(chat.number), slots=SLOTS, turn=(chat.state.turn if chat.state else 0) + 1)
    standing = Standing("bot", "", None, "power", 0, "zh", "NB12345678", "A920", SLOTS["contact"], last=NOW, by="bot", preview=SAID["text"])
    return Kept(state, (Entry(EntryKind.MERCHANT, NOW, SAID), Entry(EntryKind.BOT, NOW, ANSWER)), standing=standing)


async def message(store: Store, number: int, waiting: int) -> None:
    """Kept."""
    await store.handle(Event("web", str(number), Address("web", str(number % waiting)), NOW), turn)


async def run(path: Path, vault: Vault, waiting: int, count: int) -> float:
    """Messages kept and read for delivery, a second of the processor."""
    store = open_store(f"sqlite:///{path}", synchronous="NORMAL", vault=vault)
    started = time.process_time()
    for first in range(0, count, waiting):
        await asyncio.gather(*(message(store, first + one, waiting) for one in range(waiting)))
        for delivery in await store.claim(["web"], NOW, timedelta(minutes=1), waiting):
            await store.sent(delivery.number, delivery.epoch, delivery.entries[-1].seq)
            await store.release(delivery.number, delivery.epoch)
    rate = count / (time.process_time() - started)
    await store.close()
    return rate


def alone() -> tuple[float, float]:
    """Microseconds of sealing and of opening a text of 300 letters."""
    text, sealed, count = "机器开不了机" * 50, "", 20_000
    started = time.process_time()
    for number in range(count):
        sealed = KEYED.seal("log.body", (number, 1), text)
    middle = time.process_time()
    for _ in range(count):
        KEYED.open("log.body", (count - 1, 1), sealed)
    return (middle - started) / count * 1e6, (time.process_time() - middle) / count * 1e6


def main() -> None:
    """Print the table; with and without take turns, so that both meet the same machine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--messages", type=int, default=2_000)
    given = parser.parse_args()
    seal, opened = alone()
    print(f"Python {platform.python_version()}; a text of 300 letters: sealed in {seal:.1f} µs, opened in {opened:.1f} µs")
    with TemporaryDirectory() as name:
        for waiting in (1, 64):
            pairs = []
            for _ in range(given.rounds):
                count = given.messages if waiting > 1 else given.messages // 4
                plain = asyncio.run(run(fresh(Path(name)), PLAIN, waiting, count))
                pairs.append((plain, asyncio.run(run(fresh(Path(name)), KEYED, waiting, count))))
            ratio = median(plain / keyed for plain, keyed in pairs)
            print(
                f"{waiting:>3} waiting  {median(p for p, _ in pairs):>7,.0f}/s without  {median(k for _, k in pairs):>7,.0f}/s with  {ratio:.2f}x"
            )


if __name__ == "__main__":
    main()
