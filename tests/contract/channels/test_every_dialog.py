"""A sample of the written conversations through all five doors of the program; ``python -m tests.doors.play`` plays every one."""

from __future__ import annotations

from pathlib import Path
from random import Random

from bot.knowledge.dialogs import read_dialogs
from bot.knowledge.loading import Loaded
from bot.service.turning import Mind
from tests.doors.play import FOLDER, play

SAMPLE, SEED = 7, 1


async def test_a_sample_of_the_dialogs_leads_to_the_same_tickets_and_end_at_every_door(shipped: Loaded, mind: Mind, tmp_path: Path) -> None:
    dialogs = Random(SEED).sample(list(read_dialogs(FOLDER)), SAMPLE)
    found = await play(dialogs, shipped, mind, tmp_path, SEED)
    assert {name: one.wrong for name, one in found.items() if one.wrong} == {}
    assert sum(len(one.left) for one in found.values()) <= SAMPLE  # most doors can do most of what is written
