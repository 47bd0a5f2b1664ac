"""The console in a real browser: the keyboard, drafts, a line that breaks, alerts. Over the stage."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from playwright.sync_api import Route, expect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.service.desk.outcomes import Done, Overtaken, Taken
from bot.service.desk.people import Wishes
from bot.service.desk.rows import Group, Pill
from bot.service.desk.views import Line
from bot.service.insight.alarm import Key
from tests.browser.conftest import PHONE, Open, Porter
from tests.browser.desk import Console
from tests.browser.steps import WORDED, findings, live, pale
from tests.unit.console.figures import FIRST
from tests.unit.console.stage import CASE, LI, NOON, WANG, Stage, row

PATHS = (
    "/inbox/1042",
    "/inbox?text=nobody",
    "/tickets",
    "/tickets?as=table",
    "/merchants",
    "/merchants/1042",
    "/merchants/1042?tab=note",
    "/terminals",
    "/dashboard",
    "/incidents",
    "/flows/printer.blank",
    "/settings/me",
    "/settings/teams",
    "/settings/replies",
    "/settings/accounts",
    "/settings/aside",
    "/settings/audit",
    "/sign-in",
    "/join/first",
)


@pytest.fixture
def console(scene: tuple[Stage, FastAPI, Porter, str], open_page: Open) -> Console:
    """The scene as it was."""
    stage, app, porter, url = scene
    stage.begin()
    porter.let_in()
    return Console(stage, url, app, porter, open_page)


def test_a_morning_without_the_mouse(console: Console) -> None:
    page = console.open()
    press = page.keyboard.press
    live(page)
    press("j")
    expect(page.locator("#head h2")).to_have_text("Sunrise Café")
    press("j")
    expect(page).to_have_url(re.compile("/desk/inbox/1042$"))
    expect(page.locator("#queue .row[aria-current]")).to_have_attribute("data-number", "1042")
    press("t")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#pill")).to_have_attribute("data-pill", "awaits_us")
    page.keyboard.type("/war")
    expect(page.locator("#canned [role=option]:visible")).to_have_count(1)
    press("Enter")
    expect(page.locator("#text")).to_have_value("您的终端仍在保修期内，本次维修不收取费用。")
    press("Enter")
    expect(page.locator("#log .msg.staff .bubble")).to_have_text(["您的终端仍在保修期内，本次维修不收取费用。"])
    expect(page.locator("#text")).to_have_value("")
    press("Escape")
    press("n")
    expect(page.locator("#compose")).to_have_class(re.compile("noting"))
    expect(page.locator("#send")).to_contain_text("保存备注")
    page.keyboard.type("已安排")
    press("Enter")
    expect(page.locator("#log .note")).to_have_count(2)
    press("Alt+ArrowDown")
    expect(page.locator("#head h2")).to_have_text("小刘水果铺")
    press("Escape")
    press("e")
    expect(page.locator(".toast").last).to_contain_text("已关闭")
    expect(page.locator("#head h2")).to_have_text("福源药房")
    press("z")
    expect(page.locator(".toast").last).to_contain_text("已撤销")
    assert console.acts() == ["join", "say", "note", "close", "undo"]


def test_what_is_typed_right_after_taking_over_is_never_read_as_keys(console: Console) -> None:
    page = console.open("/inbox/1042")
    live(page)
    over = console.hold("join")
    page.keyboard.press("t")
    page.keyboard.type("us, let me see")
    expect(page.locator("#text")).to_have_value("us, let me see")
    page.goto(f"{console.url}/desk/inbox/1043")
    live(page)
    page.keyboard.press("t")
    page.keyboard.type("less")
    expect(page.locator("#text")).to_have_value("less")
    over()


def test_a_key_that_comes_before_the_new_buttons_have_their_deeds_is_not_lost(console: Console) -> None:
    page = console.open("/inbox/1043")
    live(page)
    page.evaluate(
        """() => {
            const old = document.querySelector('#head [data-act="close"]');
            const fresh = old.cloneNode(true);
            fresh.removeAttribute('data-htmx-powered');
            old.replaceWith(fresh);
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true }));
        }"""
    )
    expect(page.locator(".toast").last).to_contain_text("已关闭")


def test_two_keys_that_are_pressed_together_are_read_together_however_busy_the_page_is(console: Console) -> None:
    page = console.open("/inbox/1043")
    live(page)
    page.evaluate(
        """() => {
            const [g, t] = ['g', 't'].map((key) => new KeyboardEvent('keydown', { key, bubbles: true }));
            const now = Date.now;
            document.body.dispatchEvent(g);
            Date.now = () => now() + 5000;
            document.body.dispatchEvent(t);
        }"""
    )
    expect(page).to_have_url(re.compile("/desk/tickets$"))
    assert console.acts() == []


def test_the_rest_of_the_map_without_the_mouse(console: Console) -> None:
    page = console.open("/inbox/1043")
    press = page.keyboard.press
    live(page)
    press("Shift+D")
    expect(page.locator("html")).to_have_attribute("data-theme", re.compile("dark|light"))
    press("?")
    expect(page.locator("#keys")).to_be_visible()
    press("Escape")
    press("Control+k")
    page.keyboard.type("1042 没有")
    expect(page.locator("#palette-list")).to_contain_text("没有找到")
    press("Control+a")
    page.keyboard.type("阿芳")
    expect(page.locator("#palette-list [role=option][aria-selected=true]")).to_contain_text("阿芳奶茶")
    press("Enter")
    expect(page).to_have_url(re.compile("/desk/all/1045$"))
    live(page)
    press("g")
    press("t")
    expect(page).to_have_url(re.compile("/desk/tickets$"))
    live(page)
    press("m")
    press("Enter")
    expect(page.locator(".toast")).to_contain_text("工单已移动")
    press("g")
    press("m")
    expect(page).to_have_url(re.compile("/desk/mine$"))
    assert console.acts() == ["move_ticket"]


def test_typing_takes_over_what_nobody_has_and_an_input_method_never_sends(console: Console) -> None:
    page = console.open("/inbox/1041")
    page.locator("#text").focus()
    page.evaluate(
        "() => document.getElementById('text').dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    expect(page.locator("#text")).to_have_attribute("placeholder", re.compile("自动接手"))
    page.keyboard.type("Hello")
    expect(page.locator("#pill")).to_have_attribute("data-pill", "awaits_us")
    expect(page.locator("#text")).to_have_attribute("placeholder", "回复 Sunrise Café…")
    expect(page.locator("#text")).to_have_value("Hello")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#text")).to_have_value("Hello\n")
    assert console.acts() == ["join"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_is_typed_the_moment_the_next_conversation_stands_there_is_kept(console: Console, when: str) -> None:
    """Before the composer has taken hold of the new field its typing is nobody's yet; a moment later it is."""
    page = console.open("/inbox/1043")
    live(page)
    page.locator("#text").focus()
    page.evaluate(
        """(when) => {
        const type = () => { document.getElementById('text').focus(); document.execCommand('insertText', false, '/'); };
        const on = when === 'after' ? 'htmx:before:settle' : 'htmx:after:swap';
        const heard = () => {
            if (document.getElementById('compose').dataset.number === '1043') { return; }  // a part of the chat that is left
            document.removeEventListener(on, heard, true);
            if (when === 'after') { setTimeout(type, 0); } else { type(); }
        };
        document.addEventListener(on, heard, true);
    }""",
        when,
    )
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#compose")).not_to_have_attribute("data-number", "1043")
    expect(page.locator("#canned [role=option]:visible").first).to_be_visible()
    expect(page.locator("#text")).to_have_value("/")


def test_replies_that_come_for_a_chat_that_was_left_are_not_shown_in_the_next(console: Console) -> None:
    page = console.open("/inbox/1043")
    live(page)
    held: list[Route] = []
    page.route("**/desk/part/replies/1043", lambda route: held.append(route))  # noqa: PLW0108 - the signature is read, and a method of C has none
    page.locator("#text").focus()
    with page.expect_request("**/desk/part/replies/1043"):
        page.keyboard.type("/")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#compose")).not_to_have_attribute("data-number", "1043")
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/part/replies/1043")):
        held[0].continue_()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")  # whatever it does is done
    assert not page.locator("#canned").is_visible()


def test_who_has_left_the_reply_is_not_put_back_into_it_by_a_late_answer(console: Console) -> None:
    page = console.open("/inbox/1041")
    live(page)
    go_on = console.hold("join")
    page.keyboard.press("t")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Escape")
    go_on()
    expect(page.locator(".toast")).to_be_visible()
    page.keyboard.press("l")
    expect(page.locator("#tags")).to_be_visible()
    expect(page.locator("#text")).to_have_value("")


def test_who_has_gone_on_is_not_taken_further_by_a_late_answer(console: Console) -> None:
    page = console.open("/inbox/1042")
    live(page)
    page.keyboard.press("t")
    expect(page.locator("#pill")).to_have_attribute("data-pill", "awaits_us")
    page.keyboard.press("Escape")
    go_on = console.hold("close")
    page.keyboard.press("e")
    page.keyboard.press("k")
    expect(page.locator("#compose")).not_to_have_attribute("data-number", "1042")
    page.evaluate(
        "() => { window.went = 0; document.addEventListener('click', (event) => { window.went += Number(event.target.matches('.row')); }, true); }"
    )
    go_on()
    expect(page.locator(".toast").last).to_contain_text("已关闭")
    assert page.evaluate("window.went") == 0


def test_what_is_done_while_an_answer_is_under_way_is_done(console: Console) -> None:
    page = console.open("/inbox/1042")
    live(page)
    go_on = console.hold("join")
    page.keyboard.press("t")
    expect(page.locator("#pill")).to_have_attribute("data-pill", "awaits_us")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.locator(".toast").last).to_contain_text("已关闭")
    go_on()
    assert console.acts() == ["join", "close"]


def test_no_button_becomes_another_when_the_head_changes(console: Console) -> None:
    page = console.open("/inbox/1042")
    live(page)
    page.evaluate("() => document.querySelectorAll('#head [data-act]').forEach((one) => { one.was = one.dataset.act; })")
    page.keyboard.press("t")
    expect(page.locator("#pill")).to_have_attribute("data-pill", "awaits_us")
    expect(page.locator("#head [data-act=back]").first).to_be_attached()
    now = page.evaluate("() => Array.from(document.querySelectorAll('#head [data-act]')).map((one) => [one.was || '', one.dataset.act])")
    assert "close" in {was for was, _ in now}, "what stays is the same"
    assert all(was in {"", act} for was, act in now)


def test_somebody_was_quicker_and_it_is_said(console: Console) -> None:
    console.stage.answer = Taken(LI)
    page = console.open("/inbox/1042")
    live(page)
    page.keyboard.press("t")
    expect(page.locator(".toast.bad")).to_contain_text("李娜 刚刚接手了这个会话")


def test_sending_over_a_change_asks_once(console: Console) -> None:
    page = console.open("/inbox/1043")
    console.stage.answer = Overtaken((Line(9, "merchant", NOON, "已经好了"),), (LI,), 9)
    page.fill("#text", "还需要吗")
    page.keyboard.press("Enter")
    expect(page.locator("#ask")).to_contain_text("李娜 正在回复，仍要发送？")
    expect(page.get_by_role("button", name="仍要发送")).to_be_focused()
    page.get_by_role("button", name="先看看").click()
    expect(page.locator("#text")).to_have_value("还需要吗")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(page.locator("#ask")).to_be_visible()
    console.stage.answer = Done()
    page.get_by_role("button", name="仍要发送").click()
    expect(page.locator("#ask")).to_be_hidden()
    expect(page.locator("#pending .msg")).to_have_count(0)
    said = [done for done in console.stage.done if done[0] == "say"]
    assert [done[4] for done in said] == [False, False, True]
    assert said[-1][3] == 9


class Broken:
    """A server that is away, and then lets one wait: what is tried again and again would be given up in the end."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self._is_asked = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._is_asked:
            await self.over.wait()
        self._is_asked = True
        await Response("away", 503)(scope, receive, send)


def test_what_was_sent_into_a_broken_server_waits_survives_a_reload_and_goes_once(console: Console) -> None:
    page = console.open("/inbox/1042", refusals=True)
    broken = Broken()
    console.porter.answer("/say", broken)
    page.fill("#text", "马上来")
    page.keyboard.press("Enter")
    expect(page.locator("#pending .bubble")).to_have_text(["马上来"])
    page.fill("#text", "写到一半")
    page.reload()
    expect(page.locator("#pending .bubble")).to_have_text(["马上来"])
    expect(page.locator("#text")).to_have_value("写到一半")
    console.porter.let_in()
    console.do(broken.over.set)
    expect(page.locator("#log .msg.staff .bubble")).to_have_text(["马上来"])
    expect(page.locator("#pending .msg")).to_have_count(0)
    assert len({done[-1] for done in console.stage.done if done[0] == "say"}) == 1


def test_each_mode_keeps_its_own_draft(console: Console) -> None:
    page = console.open("/inbox/1043")
    page.fill("#text", "给商户的")
    page.get_by_label("内部备注").check()
    expect(page.locator("#text")).to_have_value("")
    page.keyboard.type("给同事的")
    page.get_by_label("回复商户").check()
    expect(page.locator("#text")).to_have_value("给商户的")
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('posbot.desk.draft'))")
    drafts = {done[2]: done[3] for done in console.stage.done if done[0] == "draft"}
    assert drafts == {"reply": "给商户的", "note": "给同事的"}


def quiet_now() -> tuple[time, time]:
    """Quiet hours that have begun and do not end soon, where the browser is."""
    hour = datetime.now(ZoneInfo("Asia/Shanghai")).hour
    return time((hour - 1) % 24), time((hour + 2) % 24)


def test_who_waits_is_told_by_title_sound_and_voice_but_not_in_quiet_hours(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    page = console.open("/tickets")
    expect(page).to_have_title(re.compile(r"^\(2\) "))

    def another(number: int, name: str) -> None:
        since = NOON - timedelta(seconds=5)
        console.stage.rows.append(row(number, Group.WAITING, Pill.WAITING, name, ("power.no_power", "开不了机"), "急", 0, since=since))
        console.stage.signal("queue")

    live(page)
    page.locator("h1").click()
    console.do(lambda: another(1060, "南门书店"))
    expect(page.locator("#voice")).to_have_text("南门书店 正在等待人工")
    expect(page).to_have_title(re.compile(r"^\(3\) "))
    expect(page.locator("body")).to_have_attribute("data-sounded", "1")
    seen = console.app.state.insight.incidents

    def outage() -> None:
        monkeypatch.setattr(seen, "open", (*seen.open, replace(FIRST, id=9, key=Key("ring", "neighbours"))))
        console.stage.signal("queue")

    console.do(outage)
    expect(page.locator("#toasts .toast.bad")).to_have_text("多家店同时出现：附近的店也有同样的故障")
    expect(page.locator("#voice")).to_have_text("多家店同时出现：附近的店也有同样的故障")
    console.stage.me = replace(WANG, wishes=replace(WANG.wishes, quiet=quiet_now()))
    calm = console.open("/inbox")
    live(calm)
    calm.locator("h1").click()
    console.do(lambda: another(1061, "北门书店"))
    expect(calm.locator("#voice")).to_have_text("北门书店 正在等待人工")
    expect(calm.locator("body")).not_to_have_attribute("data-sounded", re.compile("."))


WATCHED = """
    const Real = Notification; window.shown = [];
    window.Notification = class extends Real { constructor(title, more) { super(title, more); shown.push(`${title}: ${more.body}`); } };
    Object.defineProperty(document, 'hidden', { get: () => true });
"""
"""The browser's own notifications, noted as they are shown, on a page that says it is not looked at."""


@pytest.mark.parametrize(("allowed", "quiet", "shown"), [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_a_page_that_nobody_looks_at_notifies_where_it_may(console: Console, allowed: bool, quiet: bool, shown: int) -> None:
    wishes = replace(WANG.wishes, notices=True, quiet=quiet_now() if quiet else (time(0), time(0)))
    console.stage.me = replace(WANG, wishes=wishes)
    page = console.open("/sign-in", permissions=["notifications"] if allowed else [])
    page.add_init_script(WATCHED)
    page.goto(f"{console.url}/desk/inbox")
    live(page)
    assert page.evaluate("() => Notification.permission") == ("granted" if allowed else "denied")
    new = row(1062, Group.WAITING, Pill.WAITING, "东门药房", ("power.no_power", "开不了机"), "急，卡号", 0, since=NOON)
    console.stage.rows.append(new)
    console.do(lambda: console.stage.signal("queue"))
    expect(page.locator("#voice")).to_have_text("东门药房 正在等待人工")
    assert page.evaluate("() => shown") == ["终端客服台: 东门药房 · 开不了机"] * shown


def test_a_line_that_breaks_is_told_and_comes_back_by_itself(console: Console) -> None:
    page = console.open("/inbox/1042", refusals=True)
    live(page)
    console.porter.answer("/stream", Response("away", 503))
    console.do(console.stage.stop)
    expect(page.locator("#line")).to_contain_text("实时更新已断开")
    console.porter.let_in()
    expect(page.locator("#line")).to_contain_text("已恢复")
    console.do(lambda: console.stage.write("还在吗"))
    expect(page.locator("#log")).to_contain_text("还在吗")


def test_a_line_that_never_stood_is_told_and_asked_for_again(console: Console) -> None:
    console.porter.answer("/stream", Response("away", 503))
    page = console.open("/inbox/1042", refusals=True)
    expect(page.locator("#line")).to_contain_text("实时更新已断开")
    console.porter.let_in()
    expect(page.locator("#line")).to_contain_text("已恢复")
    console.do(lambda: console.stage.write("还在吗"))
    expect(page.locator("#log")).to_contain_text("还在吗")


def test_a_word_without_an_end_is_broken_in_the_card_that_quotes_it(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.unit.console.stage.CASE", replace(CASE, words=("w" * 300,)))
    page = console.open("/inbox/1042")
    assert page.locator("#case").evaluate("(card) => card.scrollWidth - card.clientWidth") == 0


def test_reading_back_is_not_disturbed(console: Console) -> None:
    console.stage.lines = [Line(n, "merchant", NOON - timedelta(hours=9 - n / 10), f"第 {n} 条") for n in range(1, 60)]
    page = console.open("/inbox/1042")
    expect(page.locator("#m59")).to_be_in_viewport()
    page.locator("#scroll").evaluate("(box) => { box.scrollTop = 0; }")
    console.do(lambda: console.stage.write("最新的"))
    expect(page.locator("#newer")).to_have_text("1 条新消息")
    expect(page.locator("#m60")).not_to_be_in_viewport()
    page.locator("#newer").click()
    expect(page.locator("#m60")).to_be_in_viewport()


@pytest.mark.parametrize(("theme", "other", "locale"), [("light", "dark", "zh"), ("dark", "light", "en")])
def test_axe_finds_nothing_on_any_page_in_either_theme(console: Console, theme: str, other: str, locale: str) -> None:
    console.stage.me = replace(WANG, wishes=replace(WANG.wishes, theme=theme, locale=locale))
    language = {"zh": "zh-CN", "en": "en-GB"}[locale]
    page = console.open(locale=language, color_scheme=theme, reduced_motion="reduce")
    rules = WORDED if locale == "en" else ()
    for path in PATHS:
        page.goto(f"{console.url}/desk{path}")
        assert (path, findings(page, *rules), pale(page, other)) == (path, [], [])
    page.goto(f"{console.url}/desk/inbox/1042")
    for keys in (("r", "/"), ("Escape", "Escape", "n"), ("Escape", "Control+k"), ("Escape", "?")):
        for key in keys:
            page.keyboard.press(key)
        assert (keys, findings(page, *rules), pale(page, other)) == (keys, [], [])
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)


@pytest.mark.parametrize("width", [1440, 1100, 800, 390])
def test_nothing_is_wider_than_the_screen(console: Console, width: int) -> None:
    page = console.open("/inbox/1042", viewport={"width": width, "height": 844})
    for path in ("/inbox/1042", "/tickets?as=table", "/settings/me", "/settings/accounts", "/merchants/1042"):
        page.goto(f"{console.url}/desk{path}")
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(f"{console.url}/desk/inbox/1042")
    assert page.locator(".list").is_visible() == (width > 720)
    assert page.locator("#details").is_visible() == (width > 1280)
    expect(page.locator("#text")).to_be_in_viewport()
    small = page.evaluate(
        "() => [...document.querySelectorAll('button, a, input, select, summary')].filter((e) => e.checkVisibility({checkVisibilityCSS: true})"
        " && !e.closest('.vh, .skip, p, .modes') && !e.matches('.vh, .skip')).filter((e) => { const b = e.getBoundingClientRect();"
        " return b.width > 0 && (b.width < 24 || b.height < 24); }).map((e) => e.outerHTML.slice(0, 90))"
    )
    assert [one for one in small if 'type="checkbox"' not in one] == []


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (720, 450), (360, 740)])
def test_columns_scroll_and_the_page_never(console: Console, width: int, height: int) -> None:
    page = console.open("/inbox/1042", viewport={"width": width, "height": height})
    for path in ("/dashboard", "/flows/printer.blank", "/settings/accounts", "/settings/audit", "/merchants/1042", "/tickets?as=table"):
        page.goto(f"{console.url}/desk{path}")
        assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight"), path


@pytest.mark.parametrize("width", [1440, 900])
def test_ones_own_menu_can_be_read_beside_a_navigation_of_any_width(console: Console, width: int) -> None:
    page = console.open("/inbox/1042", viewport={"width": width, "height": 844})
    page.locator(".self summary").click()
    expect(page.locator(".self .drop")).to_be_in_viewport(ratio=1)


def test_on_a_phone_the_open_tab_is_in_sight_and_what_was_changed_can_be_read(console: Console) -> None:
    page = console.open("/settings/audit", viewport=PHONE)
    expect(page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=0.99)
    narrow = "() => [...document.querySelectorAll('.grid td')].map((cell) => cell.clientWidth).filter((wide) => wide < 72)"
    assert page.evaluate(narrow) == []
    assert page.locator("pre.diff").first.bounding_box()["width"] >= 180  # type: ignore[index]  # it is shown
    assert page.locator(".vh", has_text="audit").count() == 0, "no name of ours is read aloud"


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_the_head_of_a_page_and_of_a_panel_holds_all_that_stands_in_it(console: Console, width: int) -> None:
    console.stage.me = replace(WANG, wishes=Wishes(locale="en"))  # its words are the longer ones
    page = console.open("/tickets", viewport={"width": width, "height": 900})
    for path in ("/tickets", "/merchants", "/terminals", "/dashboard", "/incidents", "/settings/accounts", "/settings/audit"):
        page.goto(f"{console.url}/desk{path}")
        outside = page.locator(".page > .bar, .panel > header").evaluate_all(
            "all => all.flatMap((head) => { const of = head.getBoundingClientRect(); return [...head.children].filter((one) => {"
            " const at = one.getBoundingClientRect(); return at.width > 1 && (at.top < of.top || at.bottom > of.bottom || at.right > of.right + 1"
            " || (one.matches('select, input') && at.width < 60)); }).map((one) => one.outerHTML.slice(0, 80)); })"
        )
        assert (path, outside) == (path, [])


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_what_was_done_is_told_beside_ones_name_and_what_one_writes(console: Console, width: int) -> None:
    page = console.open("/inbox/1042", viewport={"width": width, "height": 844})
    page.evaluate("() => desk.toast('What was done is told here, in a line of some length')")
    toast = page.locator(".toast").last.bounding_box()
    assert toast
    for beside in (".nav .self" if width > 719 else "#head", "#compose"):
        box = page.locator(beside).bounding_box()
        assert box
        apart = (
            toast["x"] + toast["width"] <= box["x"]
            or toast["x"] >= box["x"] + box["width"]
            or toast["y"] + toast["height"] <= box["y"]
            or toast["y"] >= box["y"] + box["height"]
        )
        assert apart, beside


@pytest.mark.parametrize("width", [1280, 1440])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_no_table_of_the_dashboard_is_cut_off_beside_another(console: Console, width: int, locale: str) -> None:
    console.stage.me = replace(console.stage.me, wishes=Wishes(locale=locale))
    page = console.open("/dashboard", viewport={"width": width, "height": 900})
    cut = page.locator(".panel > .table-box").evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
    assert set(cut) == {0}


def test_a_flows_name_that_is_too_long_ends_in_an_ellipsis(console: Console) -> None:
    page = console.open("/flows")
    assert page.locator(".flow-list .clip").first.evaluate("(name) => getComputedStyle(name).display") == "block"


def test_why_the_bot_said_that_is_one_key_away(console: Console) -> None:
    page = console.open("/inbox/1042")
    live(page)
    why = page.locator("#m4 .why")
    why.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#why")
    expect(panel).to_contain_text("话里选中了一个选项")
    expect(panel.locator("mark")).to_have_text(["还是"])
    expect(panel.locator(".weighed li")).to_have_count(2)
    expect(panel).to_contain_text("现在已是新版本")
    assert (findings(page), pale(page, "dark")) == ([], [])
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(why).to_be_focused()


def test_an_incident_is_confirmed_with_words_that_can_be_changed(console: Console) -> None:
    page = console.open("/incidents", refusals=True)
    live(page)
    expect(page.locator("#nav-list a[href='/desk/incidents'] .count")).to_have_text("2")
    words = page.locator("#known-1-zh")
    expect(words).to_have_value("收单机构 lakala 的故障")
    page.on("dialog", lambda asked: asked.accept())
    words.fill("   ")
    page.get_by_role("button", name="确认并告知").click()
    expect(page.locator("#refusal")).to_be_visible()
    page.locator("#known-1-zh").fill("线路故障")
    page.get_by_role("button", name="确认并告知").click()
    expect(page.locator(".toast").last).to_contain_text("已确认")
    page.get_by_role("button", name="已恢复").click()
    expect(page.locator(".toast").last).to_contain_text("已结束")


def test_a_flow_shows_where_it_helps_and_a_quicker_order_with_how_sure_that_is(console: Console) -> None:
    page = console.open("/flows")
    live(page)
    expect(page.locator(".flow-list [aria-current]")).to_contain_text("打印机不出纸")
    expect(page.locator(".graph a[href='#step-head']")).to_contain_text("解决 100 / 170")
    expect(page.locator(".pill.warn")).to_contain_text("换个顺序更快")
    expect(page.locator(".orders ol").last).to_have_text(re.compile("head.*roll", re.DOTALL))
    page.goto(f"{console.url}/desk/dashboard")
    live(page)
    expect(page.locator(".chart.drawn canvas")).to_have_count(2)
    expect(page.get_by_role("table").first).to_be_attached()
