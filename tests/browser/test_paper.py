"""What comes out of a printer: all that a page tells, in dark letters, and nothing to press."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi import FastAPI

from bot.service.desk.people import Wishes
from tests.browser.conftest import Desk, Open, Porter
from tests.browser.desk import Console
from tests.browser.steps import talk
from tests.unit.console.stage import WANG, Stage

PAPER = {"width": 700, "height": 500}
SHOWN = "() => [...document.querySelectorAll('button, input, select, textarea')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))"
CUT = """() => [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && !one.closest('.vh, svg')
    && getComputedStyle(one).overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 1)
    .map((one) => one.outerHTML.slice(0, 80))"""
PALE = "one => { const [r, g, b] = getComputedStyle(one).color.match(/[0-9.]+/g).map(Number); return r + g + b; }"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_of_the_desk_is_printed_whole(scene: tuple[Stage, FastAPI, Porter, str], open_page: Open, theme: str) -> None:
    stage, app, porter, url = scene
    stage.begin()
    stage.me = replace(WANG, wishes=Wishes(theme=theme))
    page = Console(stage, url, app, porter, open_page).open("/inbox/1042", viewport=PAPER)
    page.emulate_media(media="print", color_scheme=theme)  # type: ignore[arg-type]  # one of these two
    for path in (
        "/inbox/1042",
        "/tickets?as=table",
        "/merchants/1042",
        "/terminals",
        "/dashboard",
        "/flows/printer.blank",
        "/settings/audit",
    ):
        page.goto(f"{url}/desk{path}")
        assert (path, page.evaluate(SHOWN), page.evaluate(CUT)) == (path, [], [])
        assert not page.locator(".nav").is_visible()
        assert page.locator("main h1, main h2, .thread h2").first.evaluate(PALE) < 200


def test_a_conversation_is_printed_whole_by_the_merchant(echo: Desk, open_page: Open) -> None:
    page = open_page(echo.url, color_scheme="dark", viewport=PAPER)
    for number in range(8):
        talk(page, f"the terminal does not print, try {number}")
    page.emulate_media(media="print", color_scheme="dark")
    assert (page.evaluate(SHOWN), page.evaluate(CUT)) == ([], [])
    assert page.locator(".mine .bubble").first.evaluate(PALE) < 200
