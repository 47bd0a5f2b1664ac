"""The running desk: starts, answers, stops, starts again, and forgets nothing when it is killed."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.integration.desk import Desk, environment, posbot, start
from tests.ports import free_port

pytestmark = pytest.mark.slow
JSON = {"accept": "application/json"}


def say(client: httpx.Client, desk: Desk, text: str, name: str | None = None) -> httpx.Response:
    """Post a message as the page does."""
    form = {"id": name or str(uuid4()), "text": text, "after": "0"}
    return client.post(f"{desk.url}/chat", data=form, headers=JSON | {"origin": desk.url})


def lines(client: httpx.Client, desk: Desk) -> int:
    """How many lines the chat's log shows."""
    return len(client.get(f"{desk.url}/chat/log", headers=JSON).json()["entries"])


def test_a_message_is_answered_and_survives_a_restart(tmp_path: Path) -> None:
    desk = start(tmp_path)
    with httpx.Client() as client:
        client.get(desk.url)
        assert say(client, desk, "开不了机").status_code == 200
        seen = lines(client, desk)
        assert seen >= 2
        ready = client.get(f"{desk.url}/health/ready").json()
        assert ready["status"] == "ready"
        assert ready["late"] == {"outbox": 0.0, "inbox": 0.0, "timers": 0.0}
        assert ready["intake"]["web"] < 60
        assert set(ready["loops"]) == {"beat", "deliver", "timers", "keep_house"}
        assert "posbot_chats_waiting" in client.get(f"{desk.url}/metrics").text
        assert "/health/ready" in client.get(f"{desk.url}/openapi.json").json()["paths"]
        assert desk.stop() == 0
        again = start(tmp_path, int(desk.url.rpartition(":")[2]))
        assert lines(client, again) == seen
        assert again.stop(signal.SIGTERM) == 0


def test_a_browser_that_asks_for_no_page_is_told_so_in_its_language_and_a_program_in_json(tmp_path: Path) -> None:
    desk = start(tmp_path)
    with httpx.Client() as client:
        page = {"accept": "text/html,*/*;q=0.8"}
        shown = client.get(f"{desk.url}/nowhere", headers=page | {"accept-language": "en-GB"})
        assert (shown.status_code, shown.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "There is no such page." in shown.text
        assert 'href="/"' in shown.text
        assert "default-src 'none'" in shown.headers["content-security-policy"]
        assert "没有这个网页。" in client.get(f"{desk.url}/nowhere", headers=page | {"accept-language": "zh-CN"}).text
        assert 'href="/desk/inbox"' in client.get(f"{desk.url}/desk/nowhere", headers=page).text
        assert client.get(f"{desk.url}/nowhere", headers=JSON).json() == {"detail": "Not Found"}
        assert client.get(f"{desk.url}/nowhere").headers["content-type"] == "application/json"
        assert client.get(f"{desk.url}/desk/nowhere", headers=page | {"hx-request": "true"}).headers["content-type"] == "application/json"
    desk.stop()


def test_the_webhooks_are_told_of_with_all_other_ways_in(tmp_path: Path) -> None:
    desk = start(tmp_path, POSBOT_EMULATOR="1")
    with httpx.Client() as client:
        paths = client.get(f"{desk.url}/openapi.json").json()["paths"]
        assert {"/telegram/merchant", "/wechat/oa", "/wechat/kf"} <= paths.keys()
        assert set(paths["/telegram/merchant"]["post"]["responses"]) == {"200", "401"}
        assert client.post(f"{desk.url}/telegram/merchant", json={"update_id": 1}).status_code == 401
        assert client.get(f"{desk.url}/telegram/merchant").status_code == 405
    assert desk.stop() == 0


def test_killed_and_started_again_nothing_is_lost_or_answered_twice(tmp_path: Path) -> None:
    desk = start(tmp_path)
    port = int(desk.url.rpartition(":")[2])
    with httpx.Client() as client:
        client.get(desk.url)
        names = [str(uuid4()) for _ in range(4)]
        for name in names:
            say(client, desk, "转人工", name)
        seen = lines(client, desk)
        desk.stop(signal.SIGKILL)
        again = start(tmp_path, port)
        for name in names:  # the page sends again what it is not sure of
            say(client, again, "转人工", name)
        assert lines(client, again) == seen
        again.stop()


def test_a_head_without_an_end_is_cut_off(tmp_path: Path) -> None:
    desk = start(tmp_path)
    host, _, port = desk.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))) as endless, pytest.raises(OSError, match=r"reset|[Bb]roken pipe"):
        endless.sendall(b"GET / HTTP/1.1\r\nhost: a\r\nx: " + b"a" * 16 * 1024 * 1024)
    assert desk.stop() == 0


def test_an_open_stream_does_not_hold_up_the_end(tmp_path: Path) -> None:
    desk = start(tmp_path)
    with httpx.Client() as client, client.stream("GET", f"{desk.url}/chat/stream") as stream:
        next(stream.iter_lines())
        assert desk.stop() == 0


def hangs_up(desk: Desk) -> None:
    """A phone that goes away in the middle of what it sends."""
    port = int(desk.url.rpartition(":")[2])
    head = f"POST /chat HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 50\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as phone:
        phone.sendall(f"{head}text=half".encode())


def test_who_hangs_up_in_the_middle_of_a_message_is_no_error(tmp_path: Path) -> None:
    desk = start(tmp_path)
    hangs_up(desk)
    with httpx.Client() as client:
        assert client.get(f"{desk.url}/health/live").status_code == 200
    desk.process.send_signal(signal.SIGINT)
    told, _ = desk.process.communicate(timeout=30)
    assert b"Traceback" not in told
    assert desk.process.returncode == 0


def test_a_browser_of_neither_language_is_greeted_in_the_one_that_is_set_and_health_answers_a_head(tmp_path: Path) -> None:
    desk = start(tmp_path, POSBOT_LOCALE="en")
    try:
        for wishes, spoken in (("fr", 'lang="en"'), ("zh-CN,fr", 'lang="zh-CN"'), ("", 'lang="en"')):
            for path in ("/", "/desk/sign-in"):
                page = httpx.get(f"{desk.url}{path}", headers={"accept-language": wishes}, follow_redirects=True)
                assert spoken in page.text, (wishes, path)
        assert [httpx.head(f"{desk.url}{path}").status_code for path in ("/health/live", "/health/ready", "/metrics")] == [200] * 3
    finally:
        desk.stop()


def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = posbot("run", cwd=tmp_path, POSBOT_FOLDER=str(tmp_path), POSBOT_PORT=str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert b"POSBOT_PORT" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_second_desk_on_the_same_file_is_refused(tmp_path: Path) -> None:
    desk = start(tmp_path)
    done = posbot("run", cwd=tmp_path, POSBOT_FOLDER=str(tmp_path), POSBOT_PORT=str(free_port()))
    desk.stop()
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


OPENED = """
import sys
from bot.settings import read_settings
from bot.wiring.serving import open_desk

open_desk(read_settings())
print(*sorted({"alembic", "bot.knowledge.gathering", "bot.store.restoring", "pydantic.v1", "segno"} & sys.modules.keys()))
"""


def test_a_second_start_imports_nothing_that_hardly_anybody_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPENED]
    first, second = (
        subprocess.run(command, cwd=tmp_path, env=environment(POSBOT_FOLDER=str(tmp_path)), capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert "alembic" in first.stdout  # a database is made
    assert second.stdout == "\n"
