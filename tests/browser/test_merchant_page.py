"""A merchant at the page, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from bot.service.ports import EntryKind
from tests.browser.conftest import Desk, Open
from tests.browser.steps import address_of, mine, talk


def test_a_conversation_by_buttons_and_words(page_url: str, open_page: Open) -> None:
    page = open_page(page_url)
    tile = page.locator(".tile").first
    label = tile.inner_text()
    tile.click()
    expect(page.locator("#log .mine .bubble")).to_have_text([label])
    expect(page.locator("#log .bot .bubble")).not_to_have_count(1)
    expect(page.locator(".tile")).to_have_count(0)
    talk(page, "红灯一直闪")
    assert mine(page) == [label, "红灯一直闪"]
    expect(page.locator("#text")).to_be_focused()


def test_a_pressed_choice_takes_all_choices_away_until_the_next_question(echo: Desk, open_page: Open) -> None:
    page = open_page(echo.url)
    talk(page, "开不了机")
    echo.do(echo.front.open.clear)
    page.locator(".chip").first.click()
    expect(page.locator("#pending .bubble")).to_have_text("好了")
    expect(page.locator(".chip").first).to_be_hidden()
    expect(page.locator("#dots")).to_be_visible()
    echo.do(echo.front.open.set)
    expect(page.locator(".chip").first).to_be_visible()
    expect(page.locator("#dots")).to_be_hidden()
    assert mine(page) == ["开不了机", "好了"]


def test_enter_sends_shift_enter_breaks_and_an_input_method_s_enter_does_neither(page_url: str, open_page: Open) -> None:
    page = open_page(page_url)
    page.fill("#text", "一")
    page.dispatch_event("#text", "keydown", {"key": "Enter", "isComposing": True})
    page.dispatch_event("#text", "keydown", {"key": "Enter", "keyCode": 229})
    assert page.locator("#pending .row").count() == 0
    page.press("#text", "Shift+Enter")
    page.keyboard.type("二")
    assert page.input_value("#text") == "一\n二"
    page.press("#text", "Enter")
    expect(page.locator("#log .mine .bubble")).to_have_text(["一\n二"])
    expect(page.locator("#text")).to_have_value("")


def test_a_photo_is_made_small_sent_and_shown(page_url: str, open_page: Open, photo: Path) -> None:
    page = open_page(page_url)
    page.set_input_files("#photo", photo)
    image = page.locator("#log .mine .photo img")
    expect(image).to_be_visible()
    assert re.fullmatch(r"您的照片 \d\d:\d\d", image.get_attribute("alt") or "")
    page.wait_for_function("() => document.querySelector('#log .mine img').naturalWidth === 1600")


def test_a_photo_on_its_way_can_be_cancelled(echo: Desk, open_page: Open, photo: Path) -> None:
    page = open_page(echo.url)
    echo.do(echo.front.open.clear)
    page.set_input_files("#photo", photo)
    expect(page.locator("#pending progress")).to_be_visible()
    page.click("#pending .cancel")
    expect(page.locator("#pending .row")).to_have_count(0)
    echo.do(echo.front.open.set)


def test_a_file_that_is_no_photo_is_refused_and_the_page_goes_on(page_url: str, open_page: Open, tmp_path: Path) -> None:
    false = tmp_path / "a.jpg"
    false.write_bytes(b"not a photo")
    page = open_page(page_url, refusals=True)
    page.set_input_files("#photo", false)
    expect(page.locator("#notice")).to_contain_text("不是能打开的照片")
    expect(page.locator("#pending .row")).to_have_count(0)
    talk(page, "那我打字")
    expect(page.locator("#notice")).to_be_hidden()


def test_a_file_over_ten_megabytes_is_refused_before_it_is_sent(page_url: str, open_page: Open, tmp_path: Path) -> None:
    big = tmp_path / "a.jpg"
    big.write_bytes(bytes(11 * 1024 * 1024))
    page = open_page(page_url)
    page.set_input_files("#photo", big)
    expect(page.locator("#notice")).to_have_text("图片超过 10 MB，请换一张或截取局部。")


def test_without_scripts_fifty_megabytes_get_the_sentence_too(page_url: str, open_page: Open, tmp_path: Path) -> None:
    big = tmp_path / "a.jpg"
    with big.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    page = open_page(page_url, refusals=True, java_script_enabled=False)
    page.set_input_files("#photo", big)
    page.click(".send")
    expect(page.locator("#notice")).to_have_text("图片超过 10 MB，请换一张或截取局部。")


def test_a_text_that_is_too_long_comes_back_into_the_field(page_url: str, open_page: Open) -> None:
    page = open_page(page_url, refusals=True)
    page.fill("#text", "长" * 5000)
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_be_visible()
    expect(page.locator("#text")).to_have_value("长" * 5000)


def test_the_language_switch_changes_the_page_and_marks_the_other_language(page_url: str, open_page: Open) -> None:
    page = open_page(page_url)
    talk(page, "打印机不出纸")
    page.click(".language")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#to-staff")).to_have_text("Talk to staff")
    expect(page.locator("#log .mine .bubble")).to_have_attribute("lang", "zh-CN")
    assert page.url == page_url + "/"
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_device_s_dark_theme_and_a_chosen_one(page_url: str, open_page: Open) -> None:
    def ground(page: Page) -> str:
        return str(page.evaluate("() => getComputedStyle(document.getElementById('phone')).backgroundColor"))

    dark, light = "rgb(12, 15, 18)", "rgb(238, 241, 243)"
    assert ground(open_page(page_url, color_scheme="light")) == light
    page = open_page(page_url, color_scheme="dark")
    assert ground(page) == dark
    page.goto(page_url + "/?theme=light")
    page.reload()
    assert ground(page) == light


def test_a_person_is_one_tap_away(page_url: str, open_page: Open) -> None:
    page = open_page(page_url)
    page.click("#to-staff button")
    expect(page.locator("#log .mine .bubble")).to_have_text(["转人工"])


def test_reading_back_is_not_disturbed_by_news(echo: Desk, open_page: Open) -> None:
    page = open_page(echo.url)
    for number in range(8):
        talk(page, f"第 {number} 条")
    page.evaluate("() => { document.getElementById('scroll').scrollTop = 0; }")
    here = address_of(page)
    echo.do(lambda: echo.front.say(here, EntryKind.STAFF, {"who": "王敏", "text": "在吗？"}))
    expect(page.locator("#more")).to_have_text("1 条新消息")
    assert page.evaluate("() => document.getElementById('scroll').scrollTop") == 0
    page.click("#more")
    expect(page.locator("#more")).to_be_hidden()
    expect(page.locator("#log .staff .bubble")).to_be_in_viewport()


def test_without_scripts_the_whole_conversation_works(page_url: str, open_page: Open, photo: Path) -> None:
    page = open_page(page_url, java_script_enabled=False)
    page.locator(".tile").first.click()
    expect(page.locator("#log .bot .bubble")).not_to_have_count(1)
    page.fill("#text", "红灯一直闪")
    page.click(".send")
    expect(page.locator("#log .mine .bubble").last).to_have_text("红灯一直闪")
    page.set_input_files("#photo", photo)
    page.click(".send")
    expect(page.locator("#log .mine .photo")).to_have_count(1)
    page.click("#to-staff button")
    expect(page.locator("#log .mine .bubble").last).to_have_text("转人工")
