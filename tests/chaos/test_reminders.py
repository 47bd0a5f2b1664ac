"""Reminders come once, whatever dies at it. The long storm is run by `python -m tests.chaos.reminders --minutes 5`."""

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
def test_three_processes_killed_again_and_again_remind_of_everything_once() -> None:
    if reason := why_not():
        pytest.skip(reason)
    command = [sys.executable, "-m", "tests.chaos.reminders", "--chats", "24", "--days", "12", "--chance", "0.04"]
    with subprocess.Popen(command, cwd=ROOT, stdout=PIPE, stderr=STDOUT, text=True, start_new_session=True) as storm:
        try:
            said, _ = storm.communicate(timeout=300)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(storm.pid, signal.SIGKILL)  # whom it has forked as well: they hold the pipe
    assert "nothing lost, nothing twice" in said, said
    assert int(said.split()[0]) >= 3, said
