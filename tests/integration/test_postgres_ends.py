"""The throw-away PostgreSQL of a run goes with it, even when the run is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.desk import ROOT, environment
from tests.postgres import why_not

RUN = "from tests.postgres import server; print(server().folder, flush=True); input()"


def test_of_a_run_that_is_killed_no_server_and_no_folder_is_left() -> None:
    if reason := why_not():
        pytest.skip(reason)
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", RUN], cwd=ROOT, env=environment(), stdin=pipe, stdout=pipe, text=True) as run:
        assert run.stdout
        folder = Path(run.stdout.readline().strip())
        assert (folder / "data" / "postmaster.pid").exists()
        run.kill()
        assert run.stdout.read() == ""  # until the last who holds it has ended: the server, and who ends it
    assert not folder.exists()
