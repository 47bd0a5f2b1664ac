"""The emulator's page in a real browser: both phones, the log of what passes, and what Telegram would refuse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import yaml
from playwright.sync_api import expect

from bot.emulator.telegram.cast import DESK_TOKEN, GROUP, MERCHANT_TOKEN, stage
from bot.emulator.telegram.page import Page
from bot.emulator.telegram.server import Emulator
from tests.browser.conftest import Open, serve
from tests.browser.steps import findings
from tests.unit.console.stage import ROOT

WIDE = {"width": 1400, "height": 900}
ANN = 502
BUTTONS = {"inline_keyboard": [[{"text": "Won't switch on", "callback_data": "1.0"}]]}


@pytest.fixture(scope="module")
def emulated() -> Iterator[str]:
    """The emulator with its page, and no bot but the tests themselves."""
    words = {name: yaml.safe_load((ROOT / "templates" / name / "emulator.yaml").read_text("utf-8"))["sentences"] for name in ("zh", "en")}
    emulator = Emulator(stage())
    yield from serve(emulator.app(Page(emulator, words).routes()))


def call(url: str, token: str, method: str, **parameters: Any) -> Any:
    """A bot asks."""
    answer = httpx.post(f"{url}/bot{token}/{method}", json=parameters).json()
    assert answer["ok"], answer
    return answer["result"]


def test_merchant_and_staff_are_played_and_what_telegram_refuses_is_refused(emulated: str, open_page: Open) -> None:
    page = open_page(f"{emulated}/?lang=en", viewport=WIDE, locale="en-GB", refusals=True)
    expect(page.locator("#banner")).to_contain_text("this is not Telegram")
    merchant, staff = page.locator("#merchant"), page.locator("#staff")

    merchant.get_by_role("tab", name="Ann").click()
    merchant.get_by_role("button", name="/start").click()
    expect(merchant.locator(".messages .mine")).to_contain_text("/start")
    [update] = call(emulated, MERCHANT_TOKEN, "getUpdates")
    assert update["message"]["text"] == "/start"
    call(emulated, MERCHANT_TOKEN, "sendMessage", chat_id=ANN, text="<b>What</b> is it?", parse_mode="HTML", reply_markup=BUTTONS)
    expect(merchant.locator(".messages .theirs b")).to_have_text("What")
    merchant.get_by_role("button", name="Won't switch on").click()
    [_, pressed] = call(emulated, MERCHANT_TOKEN, "getUpdates")
    assert pressed["callback_query"]["data"] == "1.0"

    topic = call(emulated, DESK_TOKEN, "createForumTopic", chat_id=GROUP, name="1001 · Ann")
    call(emulated, DESK_TOKEN, "sendMessage", chat_id=GROUP, message_thread_id=topic["message_thread_id"], text="The case")
    expect(staff.locator(".messages .theirs")).to_contain_text("The case")
    staff.locator("input").fill("On my way")
    staff.locator("input").press("Enter")
    expect(staff.locator(".messages .mine")).to_contain_text("On my way")

    merchant.locator("input").fill("x" * 4097)
    merchant.locator("input").press("Enter")
    expect(page.locator("#refused")).to_contain_text("1 to 4096 characters")
    expect(merchant.locator(".messages .mine")).to_have_count(1)
    merchant.get_by_role("button", name="Stop the bot").click()
    refused = httpx.post(f"{emulated}/bot{MERCHANT_TOKEN}/sendMessage", json={"chat_id": ANN, "text": "hello"}).json()
    assert (refused["ok"], refused["error_code"]) == (False, 403)
    first = page.locator("#lines li").first
    expect(first).to_have_class("bad")
    first.locator("summary").click()
    expect(first.locator("pre").first).to_contain_text("hello")
    expect(first.locator("pre").nth(1)).to_contain_text("bot was blocked by the user")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_on_it(emulated: str, open_page: Open, language: str) -> None:
    page = open_page(f"{emulated}/?lang={language}", viewport=WIDE)
    expect(page.locator("#banner")).not_to_be_empty()
    expect(page.locator(".top .block").first).not_to_be_empty()
    assert findings(page) == []
