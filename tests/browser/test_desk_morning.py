"""A support lead's morning over the real program: five merchants at once, a colleague, and a mouse that is never touched."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.desk import WIDE
from tests.browser.program import PASSWORD, Program
from tests.browser.steps import live, talk
from tests.browser.test_desk_story import program, two_of_the_staff

__all__ = ["program"]

TOUCHED = """for (const kind of ['pointerdown', 'mousemove', 'wheel']) {
    addEventListener(kind, (event) => { if (event.isTrusted) { sessionStorage.touched = kind; } }, true);
}"""
SERIAL = "NB12345678"
SHOPS = (
    ("zh-CN", f"打印机卡纸了，序列号 {SERIAL}"),
    ("en-GB", "my terminal won't turn on"),
    ("zh-CN", "客人被扣了两次款"),
    ("zh-CN", "扫码枪扫不出来"),
    ("zh-CN", f"打印机还是卡纸，序列号 {SERIAL}"),
)
REPLY = {"short": "hi", "title": "问候", "shared": "1", "zh": "您好，我来看这台终端 {终端}。", "en": "Hello, I am looking at it now."}


def arrive(program: Program, open_page: Open, colleague: Page) -> list[Page]:
    """Five shops that all want a person, in this order."""
    shops: list[Page] = []
    for locale, trouble in SHOPS:
        shop = open_page(program.url, locale=locale)
        talk(shop, trouble)
        shop.locator("#to-staff button").click()
        shops.append(shop)
        expect(colleague.locator("#group-waiting .row")).to_have_count(len(shops))
    return shops


def sign_in(program: Program, open_page: Open) -> Page:
    """By keyboard, from the address bar on; from now on every touch of the mouse is noted."""
    desk = open_page(f"{program.url}/desk/inbox", viewport=WIDE, refusals=True)  # what was merged away may be asked for once more
    desk.context.add_init_script(TOUCHED)
    desk.keyboard.type("wangmin")
    desk.keyboard.press("Tab")
    desk.keyboard.type(PASSWORD)
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/desk/inbox$"))
    live(desk)
    return desk


def share(desk: Page) -> None:
    """A reply for everybody; not part of the morning."""
    csrf = desk.evaluate("document.body.dataset.csrf")
    asked: dict[str, Any] = {"form": {"id": "0", **REPLY}, "headers": {"X-CSRF-Token": csrf, "Origin": "/".join(desk.url.split("/")[:3])}}
    assert desk.request.post("/".join(desk.url.split("/")[:3]) + "/desk/settings/replies", **asked).ok


def told(desk: Page, words: str) -> None:
    """The last toast says so."""
    expect(desk.locator("#toasts .toast").last).to_contain_text(words)


def heard(shop: Page) -> Locator:
    """What a person of the staff has said there."""
    return shop.locator("#log .staff .bubble")


def onwards(desk: Page, number: int) -> None:
    """By `J`, as often as it takes."""
    rows = desk.locator("#queue .row")
    for _ in range(rows.count()):
        before = desk.locator("#compose").get_attribute("data-number")
        desk.keyboard.press("j")
        expect(desk.locator("#compose")).not_to_have_attribute("data-number", before or "")
        if desk.locator("#compose").get_attribute("data-number") == str(number):
            return


def go(desk: Page, words: str) -> None:
    """By the palette."""
    desk.keyboard.press("Control+k")
    desk.keyboard.type(words)
    expect(desk.locator("#palette-list [role=option][aria-selected=true]")).to_contain_text(words)
    desk.keyboard.press("Enter")


def talk_on(shop: Page, text: str) -> None:
    """A word to a person: the bot says nothing."""
    shop.fill("#text", text)
    shop.keyboard.press("Enter")
    expect(shop.locator("#pending .row")).to_have_count(0)


def answers_the_longest_wait(desk: Page, printer: Page) -> None:
    """The longest wait first: taken over, answered with a reply that is filled for this shop."""
    press, write = desk.keyboard.press, desk.keyboard.type
    press("j")
    expect(desk.locator("#case")).to_contain_text(SERIAL)
    press("t")
    expect(desk.locator("#text")).to_be_focused()
    write("/hi")
    expect(desk.locator("#canned [role=option]:visible")).to_have_count(1)
    press("Enter")
    press("Enter")
    expect(heard(printer)).to_contain_text([SERIAL])


def answers_in_the_other_language(desk: Page, english: Page) -> None:
    """The next, in the other language: the same reply in his; typing takes over."""
    press, write = desk.keyboard.press, desk.keyboard.type
    press("Alt+ArrowDown")
    expect(desk.locator("#case")).to_contain_text("won't turn on")
    write("/hi")
    expect(desk.locator("#canned [role=option]:visible")).to_have_count(1)
    press("Enter")
    expect(desk.locator("#pill")).to_have_attribute("data-pill", "awaits_us")
    press("Enter")
    expect(heard(english)).to_contain_text(["I am looking at it now"])
    press("Escape")
    press("n")
    write("适配器可能坏了")
    press("Enter")
    expect(desk.locator("#log .note")).to_contain_text("适配器可能坏了")
    press("Escape")


def gives_to_a_colleague(desk: Page, li: Page, url: str) -> None:
    """Money goes to a colleague; taken back; given after all. She is shown it as hers."""
    press = desk.keyboard.press
    onwards(desk, 1003)
    expect(desk.locator("#case")).to_contain_text("扣了两次")
    face = desk.locator("#queue .row[aria-current] .end .face")
    for outcome in ("z", ""):
        press("a")
        press("ArrowDown")
        press("Enter")
        told(desk, "已分派")
        expect(face).to_have_attribute("title", re.compile("李娜"))
        if outcome:
            press(outcome)
            told(desk, "已撤销")
            expect(face).to_have_count(0)
    li.goto(f"{url}/desk/inbox?assignee=me")
    expect(li.locator("#group-waiting .row")).to_contain_text(["重复扣款"])


def puts_off_until_later(desk: Page, scanner: Page) -> None:
    """The scanner can wait an hour; the shop writes again and is back at once."""
    press = desk.keyboard.press
    onwards(desk, 1004)
    expect(desk.locator("#case")).to_contain_text("扫码枪")
    press("t")
    expect(desk.locator("#text")).to_be_focused()
    told(desk, "已接手")  # or its word comes after that of putting off, and is the last one
    press("Escape")
    press("s")
    expect(desk.locator("#snooze button").first).to_be_focused()
    press("Enter")
    told(desk, "稍后处理")
    expect(desk.locator("#queue")).not_to_contain_text("扫码枪")
    talk_on(scanner, "又扫不出来了")
    expect(desk.locator("#group-mine")).to_contain_text("又扫不出来了")


def merges_and_tags(desk: Page) -> None:
    """The first shop has written from a second browser: found by its terminal, merged with what is offered, tagged."""
    press, write = desk.keyboard.press, desk.keyboard.type
    go(desk, "还是卡纸")
    expect(desk.locator("#case")).to_contain_text("还是卡纸")
    live(desk)
    press("t")
    expect(desk.locator("#text")).to_be_focused()
    press("Escape")
    go(desk, "合并会话")
    expect(desk.locator("#merge .alike input:checked")).to_have_count(1)
    press("Enter")
    told(desk, "已合并")
    press("l")
    write("打印")
    press("Enter")
    told(desk, "标签已保存")
    expect(desk.locator("#queue .row[aria-current] .tag")).to_have_text(["打印"])


def files_a_ticket(desk: Page) -> None:
    """A ticket out of the chat; its card is moved on the board."""
    press = desk.keyboard.press
    go(desk, "付费维修")
    expect(desk.locator("#about")).to_contain_text("#")
    press("g")
    press("t")
    expect(desk).to_have_url(re.compile("/desk/tickets$"))
    live(desk)
    expect(desk.locator("[data-card]")).to_have_count(1)
    press("m")
    press("Enter")
    told(desk, "工单已移动")


def closes_and_is_called_again(desk: Page, printer: Page) -> None:
    """Sent and closed in one; "not yet" brings it back."""
    press, write = desk.keyboard.press, desk.keyboard.type
    press("g")
    press("m")
    expect(desk).to_have_url(re.compile("/desk/mine$"))
    live(desk)
    go(desk, "我来看这台终端")
    expect(desk.locator("#log .msg.staff .bubble").first).to_contain_text("我来看这台终端")
    live(desk)
    press("r")
    write("换好滚轴了，请再试一下。")
    press("Control+Shift+Enter")
    told(desk, "已关闭")
    printer.get_by_role("button", name="还没有").click()
    press("g")
    press("i")
    live(desk)
    expect(desk.locator("#group-waiting .row")).to_have_count(2)


def hands_back(desk: Page, english: Page) -> None:
    """Back to the bot, which goes on where it stood."""
    press = desk.keyboard.press
    go(desk, "I am looking at it now")
    expect(desk.locator("#log")).to_contain_text("I am looking at it now")
    live(desk)
    press("b")
    told(desk, "已交还机器人")
    expect(english.locator("h1")).not_to_contain_text("王敏")


def test_five_merchants_at_once_and_the_mouse_is_never_touched(program: Program, open_page: Open) -> None:
    _, li = two_of_the_staff(program, open_page)
    printer, english, _, scanner, _ = arrive(program, open_page, li)
    desk = sign_in(program, open_page)
    share(desk)
    expect(desk).to_have_title(re.compile(r"^\(5\) "))
    expect(desk.locator("#group-waiting .row")).to_have_count(5)
    answers_the_longest_wait(desk, printer)
    answers_in_the_other_language(desk, english)
    gives_to_a_colleague(desk, li, program.url)
    puts_off_until_later(desk, scanner)
    merges_and_tags(desk)
    files_a_ticket(desk)
    closes_and_is_called_again(desk, printer)
    hands_back(desk, english)
    assert desk.evaluate("sessionStorage.touched || ''") == ""
