"""How long it takes to replay 10,000 conversations against a draft, on as many cores as there are (two at most).

Conversations are those of simulated merchants (`tests.simulation`), in both languages; the draft has one sentence more.
Run with ``python -m benchmarks.replay [CONVERSATIONS] [DIFFERENT]``. They are replayed twice: as they were said, where one replay
tells that nothing differs, and with one answer of the bot that nobody gives any more, so that both versions have to be replayed.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path
from time import perf_counter, sleep

from bot.knowledge.branches import Branch
from bot.knowledge.lessons import Lesson, with_lesson
from bot.service.playing import Player
from bot.service.ports import Entry, EntryKind, Kept, Logged
from bot.service.studio.replaying import Compared
from bot.service.turning import Mind
from bot.understanding.matcher.matching import Precision
from bot.wiring.mind import Sources
from bot.wiring.places import shipped
from bot.wiring.workshop import House, Workshop
from tests.simulation.faults import FAULTS
from tests.simulation.run import Conversation
from tests.simulation.run import shipped as shipped_mind

CHUNK = 100
DIFFERENT = 2_000
"""Conversations that are simulated, each with another merchant; the others are these again."""


class Recorder(Player):
    """A player that keeps the lines of a log."""

    def __init__(self, mind: Mind, locale: str) -> None:
        super().__init__(mind, locale)
        self.entries: list[Entry] = []

    def keep(self, kept: Kept) -> None:
        """As a store would."""
        self.entries += kept.entries
        super().keep(kept)


def logs(mind: Mind, count: int) -> list[list[Logged]]:
    """So many conversations as a log has them."""
    found: list[list[Logged]] = []
    for place in range(count):
        locale = ("zh", "en")[place % 2]
        talk = Conversation(mind, FAULTS[place // 2 % len(FAULTS)], locale, f"replay/{locale}/{place}")
        recorder = Recorder(talk.mind, locale)
        talk.player = recorder
        talk.play()
        found.append([Logged(seq, entry.kind, entry.at, entry.body) for seq, entry in enumerate(recorder.entries, 1)])
    return found


def altered(lines: list[Logged]) -> list[Logged]:
    """With other words in the bot's first answer, as if that sentence had been changed since."""
    first = next(line for line in lines if line.kind is EntryKind.BOT)
    return [replace(line, body={**line.body, "text": "…"}) if line is first else line for line in lines]


def spent() -> float:
    """Processor seconds of all processes that have ended; those that end are waited for."""
    while active_children():
        sleep(0.05)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def replay(workshop: Workshop, base: Path, draft: Path, conversations: Sequence[list[Logged]]) -> list[Compared]:
    """All of them."""
    async with workshop.replaying(base, draft) as compare:
        chunks = [
            [(number, lines) for number, lines in enumerate(conversations[at : at + CHUNK], at)]
            for at in range(0, len(conversations), CHUNK)
        ]
        done = await asyncio.gather(*(compare(chunk) for chunk in chunks))
    return [one for chunk in done for one in chunk]


async def main() -> None:
    """The figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    made = logs(shipped_mind(), min(count, int(sys.argv[2]) if len(sys.argv) > 2 else DIFFERENT))
    changed = [altered(lines) for lines in made]
    with tempfile.TemporaryDirectory() as folder:
        base, draft = Branch(Path(folder) / "base"), Branch(Path(folder) / "draft")
        for branch in (base, draft):
            branch.begin(shipped("knowledge"), shipped("templates"))
        lesson = Lesson("机子吐白纸出来啥字没有", "hardware.printer_blank", "lead", datetime.now(UTC).date())
        draft.write("knowledge/learned/zh.yaml", with_lesson("", "zh", lesson))
        workshop = Workshop(House(Sources(), Precision()), None)
        began = perf_counter()
        await workshop.learn(draft.root)
        print(f"learned the draft in {perf_counter() - began:.1f} s")
        for name, these in (("as they were said", made), ("under both versions", changed)):
            conversations = [these[place % len(these)] for place in range(count)]
            began, before = perf_counter(), spent()
            found = await replay(workshop, base.root, draft.root, conversations)
            seconds, processor = perf_counter() - began, spent() - before
            turns = sum(one.turns for one in found)
            differ = sum(not one.is_same for one in found)
            print(
                f"{len(found)} conversations ({len(these)} different), {turns} turns, {name}: {seconds:.0f} s with {workshop.workers} "
                f"workers, {processor:.0f} s of the processor, {differ} differ"
            )


if __name__ == "__main__":
    asyncio.run(main())
