"""Reminders come once, whatever dies at it. The long storm is run by `python -m tests.chaos.reminders --minutes 5`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import why_not

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_three_processes_killed_again_and_again_remind_of_everything_once() -> None:
    if reason := why_not():
        pytest.skip(reason)
    command = [sys.executable, "-m", "tests.chaos.reminders", "--chats", "24", "--days", "12", "--chance", "0.04"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert "nothing lost, nothing twice" in run.stdout, run.stdout + run.stderr
    assert int(run.stdout.split()[0]) >= 3, run.stdout
