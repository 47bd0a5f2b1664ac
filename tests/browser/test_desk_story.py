"""The whole way over the real program: a merchant in one browser, two of the staff in others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.settings import Settings
from bot.wiring.serving import ROLES
from tests.browser.conftest import Open
from tests.browser.desk import WIDE
from tests.browser.program import PASSWORD, Program, enter, running
from tests.browser.steps import answers, live, talk


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """All of it but Telegram, on a database of its own."""
    folder: Path = tmp_path_factory.mktemp("posbot")
    roles = tuple(role for role in ROLES if role != "telegram")
    yield from running(Settings(folder=folder, database=f"sqlite:///{folder}/posbot.db"), roles)


def two_of_the_staff(program: Program, open_page: Open) -> tuple[Page, Page]:
    """The first administrator by the one-time link, and a colleague by invitation; both before the inbox."""
    wang = open_page(program.link, viewport=WIDE)
    enter(wang, "wangmin", "王敏")
    wang.goto(f"{program.url}/desk/settings/accounts")
    wang.get_by_role("button", name="生成链接").click()
    invitation = wang.locator("#invite-link").input_value()
    li = open_page(invitation, viewport=WIDE)
    enter(li, "lina", "李娜")
    wang.goto(f"{program.url}/desk/inbox")
    live(wang)
    return wang, li


def test_from_the_first_link_to_a_rating_that_reopens(program: Program, open_page: Open) -> None:
    wang, li = two_of_the_staff(program, open_page)

    # A merchant gets stuck and asks for a person: everybody at the desk hears of it.
    merchant = open_page(program.url)
    talk(merchant, "打印机不出纸，红灯一直闪")
    merchant.click("#to-staff button")
    for page in (wang, li):
        expect(page.locator("#group-waiting .row")).to_have_count(1)
        expect(page).to_have_title(re.compile(r"^\(1\) "))
        expect(page.locator("#voice")).to_have_text(re.compile("正在等待人工"))

    # The first takes it over; the other sees who has it.
    li.keyboard.press("j")
    expect(li.locator("#case")).to_contain_text("打印机不出纸，红灯一直闪")
    wang.keyboard.press("j")
    expect(wang.locator("#viewers")).to_contain_text("李娜")
    wang.keyboard.press("t")
    expect(wang.locator("#text")).to_be_focused()
    expect(li.locator("#pill")).to_contain_text("王敏处理中")
    expect(li.locator("#head [data-act=join]")).to_have_count(0)
    expect(merchant.locator("h1")).to_have_text("客服王敏")

    # Both write: whoever sends is asked once.
    li.keyboard.press("r")
    li.keyboard.type("我也看看")
    expect(wang.locator("#collision")).to_contain_text("李娜 正在回复这位商户")
    wang.keyboard.type("您好，我是王敏")
    wang.keyboard.press("Enter")
    expect(wang.locator("#ask")).to_contain_text("仍要发送")
    wang.keyboard.press("Enter")
    expect(merchant.locator("#log .staff .bubble")).to_have_text(["您好，我是王敏"])
    expect(wang.locator("#log .msg.staff .bubble")).to_have_text(["您好，我是王敏"])

    # A note stays inside.
    li.keyboard.press("Escape")
    li.keyboard.press("n")
    li.keyboard.type("仓库还有备件")
    li.keyboard.press("Enter")
    expect(wang.locator("#log .note")).to_contain_text("仓库还有备件")

    # Back to the bot, which goes on where it was.
    wang.keyboard.press("Escape")
    wang.keyboard.press("b")
    expect(wang.locator("#toasts")).to_contain_text("已交还机器人")
    expect(merchant.locator("h1")).to_have_text("终端助手")
    before = answers(merchant)
    talk(merchant, "还是不行")
    assert answers(merchant) > before
    assert "仓库还有备件" not in merchant.content()

    # Taken once more and closed; "not yet" brings it back into the queue.
    wang.keyboard.press("t")
    expect(wang.locator("#pill")).to_have_attribute("data-pill", re.compile("awaits"))
    wang.keyboard.press("Escape")
    wang.keyboard.press("e")
    expect(wang.locator("#toasts")).to_contain_text("已关闭")
    merchant.get_by_role("button", name="还没有").click()
    expect(wang.locator("#group-waiting .row")).to_have_count(1)
    expect(li.locator("#group-waiting .row")).to_have_count(1)

    # All of it is on record, and cannot be read by who may only answer.
    wang.goto(f"{program.url}/desk/settings/audit")
    for deed in ("接手", "回复", "交还机器人", "关闭"):
        expect(wang.locator("#page")).to_contain_text(deed)
    assert li.request.get(f"{program.url}/desk/settings/audit").status == 403


def test_a_number_that_no_database_can_hold_is_not_there(program: Program, open_page: Open) -> None:
    desk = open_page(f"{program.url}/desk/sign-in")
    desk.fill("#account", "lina")
    desk.fill("#password", PASSWORD)
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/desk/inbox$"))
    for path in ("merchants/{}", "merchants/{}/own", "part/work/{}", "part/why/1001/{}", "part/who/{}", "photo/{}/x.jpg"):
        answer = desk.request.get(f"{program.url}/desk/{path.format(10**23)}")
        assert (path, answer.status) == (path, 404)
