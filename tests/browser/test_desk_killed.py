"""The server is killed under a page: what was typed goes once it is back."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.desk import WIDE
from tests.browser.steps import live, talk
from tests.integration.desk import posbot, start
from tests.ports import free_port

pytestmark = pytest.mark.slow
PASSWORD = "correct horse battery staple"


def test_what_is_sent_to_a_dead_server_arrives_once_it_lives_again(open_page: Open, tmp_path: Path) -> None:
    given = {"POSBOT_STAFF_PASSWORD": PASSWORD}
    made = posbot("staff", "add", "wangmin", "--name", "王敏", cwd=tmp_path, given=given, POSBOT_FOLDER=str(tmp_path))
    assert made.returncode == 0, made.stderr
    port = free_port()
    desk = start(tmp_path, port)
    try:
        staff = open_page(f"{desk.url}/desk", viewport=WIDE, refusals=True)
        staff.fill("#account", "wangmin")
        staff.fill("#password", PASSWORD)
        staff.keyboard.press("Enter")
        merchant = open_page(desk.url, refusals=True)
        talk(merchant, "开不了机")
        merchant.click("#to-staff button")
        expect(staff.locator("#queue .row")).to_have_count(1)
        live(staff)
        staff.keyboard.press("j")
        staff.locator("#text").fill("我来处理")
        expect(staff.locator("#pill")).to_have_attribute("data-pill", "awaits_us")
        desk.stop(signal.SIGKILL)
        expect(staff.locator("#line")).to_contain_text("实时更新已断开", timeout=15_000)
        staff.locator("#text").focus()
        staff.keyboard.press("Enter")
        expect(staff.locator("#pending .bubble")).to_have_text(["我来处理"])
        staff.keyboard.type("写到一半")
        desk = start(tmp_path, port)
        expect(staff.locator("#log .msg.staff .bubble")).to_have_text(["我来处理"], timeout=20_000)
        expect(staff.locator("#pending .msg")).to_have_count(0)
        expect(staff.locator("#text")).to_have_value("写到一半")
        expect(merchant.locator("#log .staff .bubble")).to_have_text(["我来处理"], timeout=20_000)
    finally:
        desk.stop()
