"""The page for everybody: targets, themes, languages, sizes, assistive technology."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from starlette.responses import JSONResponse

from bot.service.ports import EntryKind
from tests.browser.conftest import DESK, PHONE, Desk, Open
from tests.browser.steps import address_of, findings, talk


@pytest.mark.parametrize("size", [PHONE, DESK, {"width": 320, "height": 568}], ids=["phone", "desk", "small"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_every_target_is_large_and_the_field_is_never_covered(page_url: str, open_page: Open, size: dict[str, int], locale: str) -> None:
    page = open_page(page_url, viewport=size, locale=locale)
    talk(page, "打印机 printer")
    targets = page.locator("a:visible, button:visible, textarea").all()
    boxes = {target.evaluate("e => e.outerHTML.slice(0, 90)"): target.bounding_box() for target in targets if target.is_visible()}
    small = {name: box for name, box in boxes.items() if box and "skip" not in name and (box["height"] < 44 or box["width"] < 44)}
    assert small == {}
    field = page.locator("#text").bounding_box()
    assert field
    assert field["y"] + field["height"] <= size["height"]
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [360, 390])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_whom_one_writes_to_can_be_read_on_a_phone(page_url: str, open_page: Open, width: int, locale: str) -> None:
    page = open_page(page_url, viewport={"width": width, "height": 740}, locale=locale)
    assert page.locator("#who h1").evaluate("name => name.scrollWidth - name.clientWidth") == 0


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(echo: Desk, open_page: Open, photo: Path, size: dict[str, int], locale: str, theme: str) -> None:
    page = open_page(echo.url, viewport=size, locale=locale, color_scheme=theme, refusals=True)
    assert findings(page) == []
    talk(page, "打印机不出纸")
    talk(page, "the printer is dead")
    page.set_input_files("#photo", photo)
    expect(page.locator("#log .mine .photo")).to_be_visible()
    page.click("#to-staff button")
    expect(page.locator(".waiting")).to_be_visible()
    here = address_of(page)
    echo.do(lambda: echo.front.say(here, EntryKind.SYSTEM, {"did": "ticket_opened", "ref": "1042-7", "ticket": "paid"}))
    expect(page.locator(".ticket")).to_be_visible()
    assert findings(page) == []
    echo.do(lambda: echo.front.say(here, EntryKind.SYSTEM, {"did": "staff_joined", "who": "Li"}))
    echo.do(lambda: echo.front.say(here, EntryKind.STAFF, {"who": "Li", "text": "我来了。"}))
    expect(page.locator(".staff")).to_be_visible()
    echo.porter.answer("/chat", JSONResponse({"error": "empty", "text": "空 empty"}, 422))
    page.fill("#text", "x")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_be_visible()
    page.context.set_offline(True)
    page.fill("#text", "offline")
    page.keyboard.press("Enter")
    expect(page.locator("#pending .row")).to_be_visible()
    assert findings(page) == []
