"""What is wrong with a draft is found out once for the same files, and nobody's page waits for it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.core.telling import told
from bot.knowledge.problems import Problem
from bot.service.studio.inspecting import BROKEN, Inspected, Inspector, Wanted

WANTED = Wanted(Path("draft"), "aaaa", Path("base"), "0000", date(2026, 6, 1))
WRONG = Inspected((Problem("knowledge/flows/a.yaml", 3, "unknown-step", told("unknown_step", step="gone")),))


class Looks:
    """An inspector whose looks end when they are let. ``looked``: of which folders; ``ended``: how many
    came to their end, ``told``: how often pages were told.
    """

    def __init__(self) -> None:
        self.looked: list[Path] = []
        self.ended = 0
        self.told = 0
        self.let = asyncio.Event()
        self.breaks = False
        self.inspector = Inspector(self._look, self._tell)

    async def _look(self, draft: Path, _base: Path | None, _today: date) -> Inspected:
        self.looked.append(draft)
        await self.let.wait()
        if self.breaks:
            raise OSError("no more memory")
        self.ended += 1
        return WRONG

    def _tell(self) -> None:
        self.told += 1


async def test_a_page_is_shown_at_once_and_told_when_it_is_known() -> None:
    looks = Looks()
    assert looks.inspector.known(WANTED) is None
    assert looks.inspector.known(WANTED) is None
    looks.let.set()
    assert await looks.inspector.found(WANTED) == WRONG
    assert looks.inspector.known(WANTED) == WRONG
    assert len(looks.looked) == 1
    assert looks.told == 1


async def test_other_files_are_looked_at_anew_and_who_waits_for_the_old_ones_gets_theirs() -> None:
    looks = Looks()
    waiting = asyncio.ensure_future(looks.inspector.found(WANTED))
    await asyncio.sleep(0)
    assert looks.inspector.known(replace(WANTED, digest="bbbb")) is None
    looks.let.set()
    assert await waiting == WRONG
    assert len(looks.looked) == 2


async def test_a_look_at_files_that_were_changed_meanwhile_is_given_up_where_nobody_waits_for_it() -> None:
    looks, saved = Looks(), [replace(WANTED, digest=f"{n}") for n in range(7)]
    for wanted in saved:
        assert looks.inspector.known(wanted) is None
        await asyncio.sleep(0)
    looks.let.set()
    assert await looks.inspector.found(saved[-1]) == WRONG
    assert (looks.looked, looks.ended, looks.told) == ([WANTED.draft] * 7, 1, 1)


async def test_a_look_that_broke_off_is_no_approval_and_is_tried_again_when_somebody_waits(caplog: pytest.LogCaptureFixture) -> None:
    looks = Looks()
    looks.let.set()
    looks.breaks = True
    assert await looks.inspector.found(WANTED) == BROKEN
    assert looks.inspector.known(WANTED) == BROKEN
    assert "no more memory" in caplog.text
    looks.breaks = False
    assert await looks.inspector.found(WANTED) == WRONG


async def test_at_the_end_what_runs_is_given_up() -> None:
    looks = Looks()
    looks.inspector.known(WANTED)
    await asyncio.sleep(0)
    await looks.inspector.stop()
    assert looks.looked == [WANTED.draft]
