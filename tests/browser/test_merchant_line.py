"""The page on a bad line: nothing is lost, nothing comes twice."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from starlette.responses import Response

from bot.service.ports import EntryKind
from tests.browser.conftest import Desk, Open, echo_app, served
from tests.browser.steps import address_of, talk
from tests.ports import free_port


def test_offline_messages_queue_and_go_once_the_line_is_back(page_url: str, open_page: Open) -> None:
    page = open_page(page_url)
    talk(page, "第一条")
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()
    for text in ("第二条", "第三条"):
        page.fill("#text", text)
        page.keyboard.press("Enter")
    expect(page.locator("#pending .bubble")).to_have_text(["第二条", "第三条"])
    page.context.set_offline(False)
    expect(page.locator("#log .mine .bubble")).to_have_text(["第一条", "第二条", "第三条"], timeout=20_000)
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator("#pending .row")).to_have_count(0)


def test_a_reload_keeps_the_log_the_draft_and_what_was_not_sent_yet(echo: Desk, open_page: Open, photo: Path) -> None:
    page = open_page(echo.url)
    talk(page, "第一条")
    echo.do(echo.front.open.clear)
    page.fill("#text", "第二条")
    page.keyboard.press("Enter")
    page.set_input_files("#photo", photo)
    expect(page.locator("#pending .row")).to_have_count(2)
    page.fill("#text", "还没写完")
    page.reload()
    expect(page.locator("#text")).to_have_value("还没写完")
    expect(page.locator("#pending .row")).to_have_count(2)
    echo.do(echo.front.open.set)
    expect(page.locator("#log .mine .bubble")).to_have_text(["第一条", "第二条"])
    expect(page.locator("#log .mine .photo")).to_have_count(1)
    expect(page.locator("#pending .row")).to_have_count(0)


def test_what_arrives_from_elsewhere_appears_by_itself_and_only_once(echo: Desk, open_page: Open) -> None:
    page = open_page(echo.url)
    talk(page, "开不了机")
    here = address_of(page)
    echo.do(lambda: echo.front.say(here, EntryKind.SYSTEM, {"did": "staff_joined", "who": "王敏"}))
    echo.do(lambda: echo.front.say(here, EntryKind.STAFF, {"who": "王敏", "text": "我是王敏。"}))
    expect(page.locator("#log .staff .bubble")).to_have_text(["我是王敏。"])
    expect(page.locator("h1")).to_have_text("客服王敏")
    expect(page.locator("#to-staff")).to_be_hidden()
    expect(page.locator(".chip")).to_have_count(0)
    echo.do(lambda: echo.front.say(here, EntryKind.SYSTEM, {"did": "staff_left", "who": "王敏"}))
    expect(page.locator("h1")).to_have_text("终端助手")
    expect(page.locator("#to-staff")).to_be_visible()
    echo.do(lambda: echo.front.say(here, EntryKind.SYSTEM, {"did": "staff_joined", "who": "王敏"}))
    expect(page.locator("h1")).to_have_text("客服王敏")
    echo.do(lambda: echo.front.say(here, EntryKind.SYSTEM, {"did": "staff_called", "reason": "released"}))
    echo.do(lambda: echo.front.say(here, EntryKind.SYSTEM, {"did": "staff_released", "who": "王敏"}))
    expect(page.locator("h1")).to_have_text("终端助手")
    expect(page.locator(".waiting")).to_be_visible()


def test_messages_that_came_too_fast_are_kept_and_the_reason_is_told(echo: Desk, open_page: Open) -> None:
    page = open_page(echo.url, refusals=True)
    stopped = echo.front.now()
    echo.front.clock = lambda: stopped  # all at once, however slow the machine
    for number in range(22):
        page.fill("#text", f"{number}")
        page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_have_text("消息有点快，请稍等 10 秒。")
    page.fill("#text", "22")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_be_visible()
    expect(page.locator("#pending .row")).not_to_have_count(0)


def test_what_failed_waits_for_a_tap(echo: Desk, open_page: Open) -> None:
    page = open_page(echo.url, refusals=True)
    echo.porter.answer("/chat", Response("no", 500))
    page.fill("#text", "发不出去")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="未发送，点按重试")).to_be_visible()
    echo.porter.let_in()
    page.get_by_role("button", name="未发送，点按重试").click()
    expect(page.locator("#log .mine .bubble")).to_have_text(["发不出去"])


def test_when_posbot_was_away_the_page_finds_back_by_itself(open_page: Open) -> None:
    app, port = echo_app(), free_port()
    with served(app, port) as url:
        page = open_page(url, refusals=True)
        talk(page, "一")
    page.fill("#text", "二")
    page.keyboard.press("Enter")
    expect(page.locator("#offline")).to_be_visible()
    with served(app, port):
        expect(page.locator("#log .mine .bubble")).to_have_text(["一", "二"])
        expect(page.locator("#offline")).to_be_hidden()
