"""The whole way of a ticket over the real program: trouble, verdict, slot, agreement, code, swap, a bill that departs, the end."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.settings import Settings
from tests.browser.conftest import PHONE, Open
from tests.browser.desk import WIDE
from tests.browser.program import Program, enter, running
from tests.browser.steps import WORDED, findings, pale, talk
from tests.contract.telegram.test_ticket_story import ten_o_clock

ROOT = Path(__file__).resolve().parents[2]
DAYS = ", ".join(f'{day}: ["09:00-12:00"]' for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
WORDS = (
    "有几个键按了没反应", "个别键不灵", "还是不行", "没有", "还是不行", "2023年3月买的", "登记吧", "A920", "NB12345678", "人民路 12 号",
    "13812345678", "对", "现在说好", "都行", "300", "不用", "你们来拿",
)  # fmt: skip
"""Nothing helps, the term is over, the repair is wanted with its terms."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder: Path = tmp_path_factory.mktemp("posbot")
    shutil.copytree(ROOT / "knowledge", folder / "knowledge")
    with (folder / "knowledge" / "supplier.yaml").open("a", encoding="utf-8") as file:
        file.write(f"visits: {{days: {{{DAYS}}}, capacity: 1}}\n")
    settings = Settings(
        folder=folder, database=f"sqlite:///{folder}/posbot.db", knowledge=folder / "knowledge", templates=ROOT / "templates"
    )
    ahead = ten_o_clock() - datetime.now(UTC)
    yield from running(settings, now=lambda: datetime.now(UTC) + ahead)


def bubble(merchant: Page, words: str) -> None:
    """The last that was said to the merchant has these words."""
    expect(merchant.locator("#log .bot .bubble, #log .staff .bubble").last).to_contain_text(words)


def send(desk: Page, form: str, **fields: str) -> None:
    """Fill a form of the ticket and save it; a toast says that it is done."""
    desk.evaluate("document.querySelectorAll('#toasts .toast').forEach(toast => toast.remove())")
    place = desk.locator(f"form[aria-labelledby={form}]")
    for name, value in fields.items():
        field = place.locator(f"[name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    place.locator("button.primary").click()
    expect(desk.locator("#toasts .toast").first).to_be_visible()


def test_from_the_trouble_to_the_closed_ticket(  # noqa: PLR0915 -- one story, told once
    program: Program, open_page: Open
) -> None:
    merchant = open_page(program.url)
    for words in WORDS:
        talk(merchant, words)
    bubble(merchant, "选一个上门时间")
    merchant.locator("#choices button, #log button.choice, .choices button").nth(1).click()
    bubble(merchant, "约好了")
    ref = re.search(r"工单 (\d+-\d+)", merchant.locator("#log").inner_text())
    assert ref

    # The desk: the verdict with what it rests on; a technician is named, and both sides show the same code.
    desk = open_page(program.link, viewport=WIDE, reduced_motion="reduce")
    enter(desk, "zhaolei", "赵磊")
    desk.goto(f"{program.url}/desk/ticket/{ref[1]}")
    expect(desk.locator("#page")).to_contain_text("过保")
    expect(desk.locator("#page")).to_contain_text("购机 2023-03 前后")
    window = desk.locator("#f-window").input_value()
    send(desk, "h-arrange", technician="赵磊")
    told = merchant.locator("#log .bot .bubble").filter(has_text=re.compile(r"上门码 \d{4}")).last
    expect(told).to_be_visible()
    code = re.search(r"上门码 (\d{4})", told.inner_text())
    assert code

    # The agreement: sent as a document, confirmed in the chat, fixed.
    expect(desk.locator(".htmx-indicator")).to_have_count(4)
    assert [one.is_visible() for one in desk.locator(".htmx-indicator").all()] == [False] * 4
    assert "timeout:600000" in (desk.locator("form[aria-labelledby=h-terms]").get_attribute("hx-config") or "")
    send(desk, "h-terms", scope="换键盘", fee="260", cap="300")
    bubble(merchant, "同意吗")
    expect(merchant.locator("#log a.file")).to_have_count(1)
    merchant.get_by_role("button", name="同意", exact=True).click()
    expect(merchant.locator("#log")).to_contain_text("双方都确认了")
    expect(merchant.locator("#log a.file")).to_have_count(2)
    desk.reload()
    expect(desk.locator("#page")).to_contain_text("双方已确认")
    expect(desk.locator("#page")).to_contain_text("260 元 · 最多 300 元")
    assert "换键盘" in desk.request.get(f"{program.url}/desk/ticket/{ref[1]}/agreement/1").text()

    # Reminders come due; the technician's phone shows the code and takes the report of a swap.
    program.pass_to(datetime.fromisoformat(f"{window[:10]}T08:00:00+08:00") + timedelta(minutes=1))
    bubble(merchant, "今天")
    phone = desk.context.new_page()
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto(f"{program.url}/desk/visit/{ref[1]}")
    expect(phone.locator(".big-code")).to_have_text(code[1])
    assert (findings(phone), pale(phone, "dark")) == ([], [])
    phone.fill("#v-new", "NB87654321")
    phone.fill("#v-old", "NB12345678")
    phone.fill("#v-parts", "整机")
    phone.get_by_role("button", name="提交").click()
    expect(merchant.locator("#log")).to_contain_text("新机序列号 NB87654321")

    # A bill that departs is flagged and told; then the merchant says that it works, and the ticket is closed.
    desk.goto(f"{program.url}/desk/ticket/{ref[1]}")
    assert (findings(desk), pale(desk, "dark")) == ([], [])
    send(desk, "h-bill", amount="480")
    bubble(merchant, "超过约定的 300 元")
    expect(desk.locator("#page")).to_contain_text("超出约定费用")
    merchant.get_by_role("button", name="同意", exact=True).click()
    send(desk, "h-state", status="working")
    send(desk, "h-state", status="done")
    bubble(merchant, "机器现在正常吗")
    merchant.get_by_role("button", name="好了", exact=True).click()
    bubble(merchant, "结单")
    desk.goto(f"{program.url}/desk/device/NB87654321")
    expect(desk.locator("#page")).to_contain_text("换上")
    assert (findings(desk), pale(desk, "dark")) == ([], [])
    desk.goto(f"{program.url}/desk/directory")
    expect(desk.get_by_role("row", name="反诈专线")).to_contain_text("96110")
    assert (findings(desk), pale(desk, "dark")) == ([], [])
    table = desk.request.get(f"{program.url}/desk/tickets.csv").text()
    assert table.startswith("\ufeff工单号,会话号,类型,故障,状态,优先级,登记时间,型号,序列号,上门时间,师傅,维修协议,提醒,并入,关联\r\n")
    assert re.search(rf"{ref[1]},1001,paid,hardware.keypad,closed,\d,\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d,", table), table

    # The conversation is closed, and the merchant says how the help was.
    desk.goto(f"{program.url}/desk/all/1001")
    desk.locator("[data-act=reopen], [data-act=join]").first.click()
    desk.locator("[data-act=close]").first.click()
    bubble(merchant, "问题解决了吗")
    merchant.get_by_role("button", name="好了", exact=True).click()
    bubble(merchant, "这次帮得怎么样")
    talk(merchant, "师傅很准时")
    bubble(merchant, "您的话已经转给处理的同事")
    desk.reload()
    expect(desk.locator("body")).to_contain_text("师傅很准时")

    # The same pages in English can be read by everybody as well, in light and in dark.
    desk.goto(f"{program.url}/desk/settings/me")
    desk.locator("[name=locale]").select_option("en")
    desk.get_by_role("button", name="保存").first.click()
    expect(desk.locator("html")).to_have_attribute("lang", re.compile("^en"))
    for path in (f"ticket/{ref[1]}", f"visit/{ref[1]}", "device/NB87654321", "directory", "tickets?as=table"):
        desk.goto(f"{program.url}/desk/{path}")
        assert (path, findings(desk, *WORDED), pale(desk, "dark")) == (path, [], [])
    assert desk.request.get(f"{program.url}/desk/tickets.csv").text().startswith("\ufeffTicket,Chat,Kind,")
    desk.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    desk.goto(f"{program.url}/desk/dashboard/week")
    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert desk.evaluate("Math.min(...[...document.querySelectorAll('tr > :first-child')].map(cell => cell.clientWidth))") > 60
