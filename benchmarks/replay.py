"""How long it takes to replay 10,000 conversations against a draft, on as many cores as there are (two at most).

Conversations are those of simulated merchants (`tests.simulation`), in both languages; the draft has one sentence more.
Run with ``python -m benchmarks.replay [CONVERSATIONS]``.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from bot.knowledge.branches import Branch
from bot.knowledge.lessons import Lesson, with_lesson
from bot.service.playing import Player
from bot.service.ports import Entry, Kept, Logged
from bot.service.studio.replaying import Compared
from bot.service.turning import Mind
from bot.understanding.matching import Precision
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
    made = logs(shipped_mind(), min(count, DIFFERENT))
    conversations = [made[place % len(made)] for place in range(count)]
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
        began = perf_counter()
        found = await replay(workshop, base.root, draft.root, conversations)
        seconds = perf_counter() - began
        turns = sum(one.turns for one in found)
        differ = sum(not one.is_same for one in found)
        print(f"{len(found)} conversations, {turns} turns, {workshop.workers} workers: {seconds:.1f} s, {differ} differ")


if __name__ == "__main__":
    asyncio.run(main())
