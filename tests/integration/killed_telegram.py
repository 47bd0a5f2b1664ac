"""posbot with the merchants' bot, to be killed. Run as a module it is a nursery, as `tests.integration.killed_desk` is:
for every line on its input it forks one posbot, says its process id, waits until that is gone and says how it ended.

A line is the number of the life: each is two minutes later than the one before, so that its leases have run out.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.telegram import account, door, intake  # noqa: F401 - imported before the fork
from bot.knowledge.loading import Loaded, load_or_raise
from bot.settings import Settings
from bot.store.opening import open_store
from bot.understanding.matcher.matching import Matcher
from bot.wiring.blobs import FolderBlobs
from bot.wiring.ground import Ground
from bot.wiring.places import cache_folder, shipped
from bot.wiring.talking import support_of
from bot.wiring.telegram import telegram
from bot.wiring.worker import Worker


async def live(folder: Path, base: str, token: str, life: int, read: Loaded, matcher: Matcher) -> None:
    """One life: until SIGTERM, or until it is killed."""
    over = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    store = open_store(f"sqlite:///{folder / 'posbot.db'}", migrations=shipped("migrations"))
    store.now = lambda: datetime.now(UTC) + life * timedelta(minutes=2)  # type: ignore[method-assign]  # a life is short, a lease long
    await attend(
        Ground(
            Settings(telegram_token=token, telegram_server=base, locale="en"),
            store,
            support_of(read, matcher, store),
            FolderBlobs(folder),
            read,
        ),
        over,
    )
    await store.close()


async def attend(ground: Ground, over: asyncio.Event) -> None:
    """As `bot.wiring.serving` does."""
    part, support = telegram(ground), ground.support
    worker = Worker(support, part.doors, part.intakes)
    tasks = [asyncio.create_task(worker.run()), *(asyncio.create_task(run()) for run in part.runs)]
    await over.wait()
    part.stop()
    worker.stop()
    for task in tasks[1:]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for close in part.closes:
        await close()


def main() -> None:
    """The nursery."""
    folder, base, token = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    read = load_or_raise(shipped("knowledge"), shipped("templates"), cache_folder(os.environ))
    matcher = Matcher.build(read.examples, cache=cache_folder(os.environ))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            asyncio.run(live(folder, base, token, int(line), read, matcher))
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"ended {os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
