"""Several processes over one PostgreSQL: they share the work, are replaced, and go without losing anything."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.integration.desk import Desk, posbot, start
from tests.integration.test_running import lines, say
from tests.ports import free_port
from tests.postgres import server

pytestmark = pytest.mark.slow


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    yield server().database(tmp_path)
    server().give_back(tmp_path)


def children(desk: Desk) -> set[int]:
    """The processes that the desk has started."""
    path = Path(f"/proc/{desk.process.pid}/task/{desk.process.pid}/children")
    return {int(word) for word in path.read_text().split()}


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_two_processes_answer_and_are_replaced_when_one_is_killed_and_when_all_are_to_be_new(tmp_path: Path, database: str) -> None:
    desk = start(tmp_path, None, "--workers", "2", POSBOT_DATABASE=database)
    with httpx.Client(timeout=60) as client:
        client.get(desk.url)
        assert say(client, desk, "开不了机").status_code == 200
        before = children(desk)
        assert len(before) == 2
        os.kill(min(before), signal.SIGKILL)
        wait_until(lambda: len(children(desk)) == 2 and children(desk) != before)
        assert say(client, desk, "还是不行").status_code == 200
        assert lines(client, desk) >= 4
    replaced_while_merchants_write(desk)
    assert desk.stop(signal.SIGTERM) == 0


def replaced_while_merchants_write(desk: Desk) -> None:
    """SIGHUP: one process after the other, and nobody notices."""
    before, answered = children(desk), 0
    desk.process.send_signal(signal.SIGHUP)
    end = time.monotonic() + 120
    while len(children(desk)) != 2 or children(desk) & before:
        assert time.monotonic() < end
        with httpx.Client(timeout=60) as merchant:
            merchant.get(desk.url)
            assert say(merchant, desk, "开不了机").status_code == 200
            answered += 1
            assert lines(merchant, desk) == 2
    assert answered


def test_the_embedded_database_refuses_more_than_one_process_and_says_what_to_do(tmp_path: Path) -> None:
    done = posbot("run", "--workers", "2", cwd=tmp_path, POSBOT_FOLDER=str(tmp_path), POSBOT_PORT=str(free_port()))
    assert done.returncode == 2
    assert "POSBOT_DATABASE" in done.stderr.decode()
    done = posbot("run", "--role", "web", cwd=tmp_path, POSBOT_FOLDER=str(tmp_path), POSBOT_PORT=str(free_port()))
    assert done.returncode == 2
    assert "leave --role out" in done.stderr.decode()


def test_the_doctor_looks_at_postgresql_and_shows_no_password(tmp_path: Path, database: str) -> None:
    url = database.replace("posbot@", "posbot:geheim@")
    done = posbot("doctor", "--locale", "en", cwd=tmp_path, POSBOT_FOLDER=str(tmp_path), POSBOT_DATABASE=url)
    told = done.stdout.decode()
    assert "geheim" not in told
    assert "ok   database" in told
    assert "ok   signs between processes" in told
