"""Reminders come once, so do the changes of a ticket, and index and counts are kept once, whatever dies at it. The long storm is run by `python -m tests.chaos.reminders --minutes 5`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE, STDOUT

import pytest

from tests.postgres import why_not

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    "storm",
    [
        "tests.chaos.reminders --chats 24 --days 12 --chance 0.04",
        "tests.chaos.tickets --chats 4 --pairs 2 --chance 0.06",
        "tests.chaos.keepers --kills 8",
    ],
)
def test_three_processes_killed_again_and_again_tell_everything_once(storm: str) -> None:
    if reason := why_not():
        pytest.skip(reason)
    command = [sys.executable, "-m", *storm.split()]
    with subprocess.Popen(command, cwd=ROOT, stdout=PIPE, stderr=STDOUT, text=True, start_new_session=True) as run:
        try:
            said, _ = run.communicate(timeout=300)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)  # whom it has forked as well: they hold the pipe
    told = [
        line for line in said.splitlines() if line.endswith("nothing lost, nothing twice")
    ]  # a library may have warned of a cut line before
    assert told, said
    assert int(told[-1].split()[0]) >= 3, said
