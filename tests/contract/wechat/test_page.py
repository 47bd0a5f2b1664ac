"""The page on which a person holds a merchant's phone with WeChat on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.emulator.wechat.page import Page
from bot.emulator.wechat.server import WeChat
from tests.contract.telegram.conftest import listening_on


@pytest.fixture
async def browser(wechat: WeChat) -> AsyncIterator[httpx.AsyncClient]:
    page = Page(wechat, {"zh": {"title": "演练台"}, "en": {"title": "Played"}})
    app = Starlette(routes=[*page.routes(), *wechat.routes()])
    async with listening_on(app) as base, httpx.AsyncClient(base_url=base) as client:
        yield client
        page.stop()
        await wechat.close()


async def do(browser: httpx.AsyncClient, **wish: Any) -> str:
    """What was refused; empty if it was done."""
    said: dict[str, str] = (await browser.post("/wechat/play/do", json={"merchant": 0, "where": "account", **wish})).json()
    return said.get("refused", "")


async def test_the_page_and_its_files_come_with_a_policy(browser: httpx.AsyncClient) -> None:
    for path in ("/wechat", "/wechat/play/wechat.js", "/wechat/play/wechat.css"):
        answer = await browser.get(path)
        assert answer.status_code == 200
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert (await browser.get("/wechat/play/page.py")).status_code == 404
    assert (await browser.get("/wechat/play/words?lang=en")).json() == {"title": "Played"}


async def test_everything_a_merchant_can_do_is_done_and_shown(browser: httpx.AsyncClient) -> None:
    deeds: list[dict[str, Any]] = [
        {"do": "arrive", "serial": True}, {"do": "say", "text": "开不了机"}, {"do": "voice"}, {"do": "locate"}, {"do": "tap", "key": "menu"},
        {"do": "agree"}, {"do": "leave"}, {"do": "clock", "seconds": 60}, {"do": "fault", "kind": "busy"}, {"do": "revoke"},
        {"do": "arrive", "where": "service"}, {"do": "say", "where": "service", "text": "您好"}, {"do": "hand_over", "state": 3},
    ]  # fmt: skip
    assert [await do(browser, **deed) for deed in deeds] == [""] * len(deeds)
    form = {"file": ("a.jpg", b"\xff\xd8", "image/jpeg")}
    await browser.post("/wechat/play/send", data={"wish": '{"merchant": 0, "where": "account", "kind": "photo"}'}, files=form)
    state = (await browser.get("/wechat/play/state")).json()["merchants"][0]
    assert [one["kind"] for one in state["account"]] == ["text", "voice", "location", "image"]
    assert [one["text"] for one in state["service"]] == ["您好"]
    assert state["state"] == 3
    shown = await browser.get(f"/wechat/play/file/{state['account'][3]['media']}")
    assert shown.content == b"\xff\xd8"


async def test_what_is_no_deed_is_refused(browser: httpx.AsyncClient) -> None:
    assert await do(browser, do="fly")
    assert await do(browser, do="fault", kind="earthquake")
    assert await do(browser, do="say")
    assert await do(browser, do="leave", merchant=99)


async def test_a_session_that_is_ended_there_is_told_of(browser: httpx.AsyncClient, wechat: WeChat) -> None:
    for deed in ({"do": "hand_over", "state": 3}, {"do": "hand_over", "state": 4}):
        assert await do(browser, **deed) == ""
    assert wechat.world.merchants[0].state == 4
    assert [message["event"]["event_type"] for message in wechat.service.messages] == ["session_status_change"]
