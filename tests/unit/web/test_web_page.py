"""What the page shows and remembers, with and without scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from bot.channels.web.door import merchant_routes
from bot.core.messages import Address
from bot.service.ports import EntryKind
from tests.unit.web.conftest import Hands, browser
from tests.unit.web.echo import Echo

pytestmark = pytest.mark.asyncio
JSON = {"accept": "application/json"}


def address_of(client: httpx.AsyncClient) -> Address:
    return Address("web", client.cookies["posbot_chat"])


async def test_a_first_visit_gets_an_unguessable_chat_that_scripts_cannot_read(merchant: httpx.AsyncClient) -> None:
    response = await merchant.get("/")
    cookie = next(line for line in response.headers.get_list("set-cookie") if line.startswith("posbot_chat="))
    assert re.match(r"posbot_chat=[\w-]{32};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=31536000" in cookie
    assert "Secure" not in cookie


async def test_over_https_the_cookie_is_secure(app: FastAPI) -> None:
    async with browser(app, "https") as client:
        assert "Secure" in (await client.get("/")).headers["set-cookie"]


async def test_behind_a_proxy_that_hides_https_cookies_can_be_made_secure(front: Echo) -> None:
    app = FastAPI()
    app.include_router(merchant_routes(front, secure_cookies=True))
    async with browser(app) as client:
        assert "Secure" in (await client.get("/")).headers["set-cookie"]


async def test_two_visitors_get_two_chats_and_one_keeps_the_own(app: FastAPI) -> None:
    async with browser(app) as one, browser(app) as other:
        await one.get("/")
        await other.get("/")
        kept = one.cookies["posbot_chat"]
        await one.get("/")
        assert kept == one.cookies["posbot_chat"] != other.cookies["posbot_chat"]


async def test_a_malformed_chat_id_is_replaced(app: FastAPI) -> None:
    async with browser(app) as client:
        response = await client.get("/", headers={"cookie": "posbot_chat=../../etc/passwd"})
        assert re.search(r"posbot_chat=[\w-]{32};", response.headers["set-cookie"])


async def test_the_greeting_and_the_menu_stand_there_before_the_first_message(merchant: httpx.AsyncClient) -> None:
    html = (await merchant.get("/")).text
    assert "您好，我是终端助手" in html
    assert html.count('class="tile"') == 6
    assert "#printer" in html


async def test_after_the_first_message_the_menu_is_gone_and_the_new_choices_are_there(
    merchant: httpx.AsyncClient,
) -> None:
    await merchant.post("/chat", data={"choice": "0.power.no_power"})
    html = (await merchant.get("/")).text
    assert 'class="tile"' not in html
    assert html.count('class="chip"') == 2


async def test_choices_vanish_once_somebody_of_the_staff_speaks(merchant: httpx.AsyncClient, front: Echo) -> None:
    await merchant.post("/chat", data={"text": "开不了机"})
    front.say(address_of(merchant), EntryKind.SYSTEM, {"did": "staff_joined", "who": "王敏"})
    html = (await merchant.get("/")).text
    assert 'class="chip"' not in html
    assert "客服王敏 已接入" in html
    assert "with-staff" in html


async def test_the_header_s_button_reads_as_it_is_written_there(merchant: httpx.AsyncClient) -> None:
    await merchant.post("/chat", data={"choice": "0.person"})
    assert (await merchant.get("/chat/log")).json()["entries"][0]["text"] == "转人工"
    assert (await merchant.get("/chat/log", params={"lang": "en"})).json()["entries"][0]["text"] == "Talk to staff"


async def test_the_waiting_card_goes_when_the_person_has_come(merchant: httpx.AsyncClient, front: Echo) -> None:
    await merchant.post("/chat", data={"choice": "0.person"})
    assert "前面还有 1 位，预计 2 分钟内接入" in (await merchant.get("/")).text
    front.say(address_of(merchant), EntryKind.SYSTEM, {"did": "staff_joined", "who": "王敏"})
    assert 'class="row waiting over"' in (await merchant.get("/")).text


async def test_what_only_staff_may_see_is_not_in_the_page(merchant: httpx.AsyncClient, front: Echo) -> None:
    await merchant.post("/chat", data={"text": "开不了机"})
    front.say(address_of(merchant), EntryKind.SYSTEM, {"did": "reminder_set", "text": "商户欠费"})
    front.say(address_of(merchant), EntryKind.SYSTEM, {"did": "note", "text": "商户欠费"})
    assert "商户欠费" not in (await merchant.get("/")).text
    assert "商户欠费" not in (await merchant.get("/chat/log")).text


async def test_a_ticket_shows_its_number_and_window(merchant: httpx.AsyncClient, front: Echo) -> None:
    await merchant.get("/")
    body = {"did": "ticket_opened", "ref": "1042-7", "ticket": "paid", "window": "今天 14:00–18:00"}
    front.say(address_of(merchant), EntryKind.SYSTEM, body)
    html = (await merchant.get("/")).text
    assert "#1042-7" in html
    assert "付费维修单" in html
    assert "今天 14:00–18:00" in html


async def test_the_language_comes_from_the_link_then_the_cookie_then_the_browser(merchant: httpx.AsyncClient) -> None:
    english = {"accept-language": "en-GB,en;q=0.9"}
    assert '<html lang="zh-CN"' in (await merchant.get("/")).text
    merchant.cookies.delete("posbot_lang")
    assert '<html lang="en"' in (await merchant.get("/", headers=english)).text
    assert '<html lang="zh-CN"' in (await merchant.get("/?lang=zh", headers=english)).text
    assert '<html lang="zh-CN"' in (await merchant.get("/", headers=english)).text


async def test_what_a_script_asks_for_never_switches_the_language_back(merchant: httpx.AsyncClient) -> None:
    await merchant.get("/?lang=zh")
    late = {"cookie": "; ".join(f"{name}={value}" for name, value in merchant.cookies.items())}
    await merchant.get("/?lang=en")
    answers = [
        await merchant.get("/chat/log", headers=late),
        await merchant.post("/chat", data={"text": "hello"}, headers={**late, "accept": "application/json"}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("posbot_chat" in answer.headers["set-cookie"] and "posbot_lang" not in answer.headers["set-cookie"] for answer in answers)
    assert 'lang="en"' in (await merchant.get("/")).text


async def test_a_message_in_the_other_language_says_so(merchant: httpx.AsyncClient) -> None:
    await merchant.post("/chat", data={"text": "printer is dead"})
    assert '<p class="bubble" dir="auto" lang="en">printer is dead</p>' in (await merchant.get("/")).text
    assert '<div class="bubble" dir="auto" lang="zh-CN">' in (await merchant.get("/?lang=en")).text


async def test_the_theme_is_the_device_s_until_one_is_asked_for(merchant: httpx.AsyncClient) -> None:
    assert "data-theme" not in (await merchant.get("/")).text
    await merchant.get("/?theme=dark")
    assert 'data-theme="dark"' in (await merchant.get("/")).text
    await merchant.get("/?theme=auto")
    assert "data-theme" not in (await merchant.get("/")).text


async def test_without_scripts_a_post_comes_back_to_the_page_with_the_answer(merchant: httpx.AsyncClient) -> None:
    await merchant.get("/")
    response = await merchant.post("/chat", data={"text": "开不了机"})
    assert response.status_code == 303
    assert response.headers["location"] == "/"
    assert "收到：开不了机" in (await merchant.get("/")).text


async def test_without_scripts_a_double_click_is_one_message_and_another_answer_is_another(
    merchant: httpx.AsyncClient, front: Echo
) -> None:
    page = re.search(r'name="page" value="([^"]+)"', (await merchant.get("/")).text)
    assert page
    for text in ("开不了机", "开不了机", "屏幕碎了"):
        await merchant.post("/chat", data={"page": page[1], "text": text})
    assert [inbound.text for inbound in front.received] == ["开不了机", "屏幕碎了"]


async def test_a_repeat_of_a_message_id_is_harmless(merchant: httpx.AsyncClient, front: Echo) -> None:
    sent = {"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "text": "开不了机"}
    await merchant.post("/chat", data=sent, headers=JSON)
    await merchant.post("/chat", data=sent, headers=JSON)
    assert [inbound.id for inbound in front.received] == [sent["id"]]


async def test_a_short_id_of_two_chats_is_not_the_same_message(app: FastAPI, front: Echo) -> None:
    async with browser(app) as one, browser(app) as other:
        await one.post("/chat", data={"id": "1", "text": "a"})
        await other.post("/chat", data={"id": "1", "text": "b"})
    assert [inbound.text for inbound in front.received] == ["a", "b"]


async def test_the_answer_to_a_script_holds_the_lines_past_the_one_it_has(merchant: httpx.AsyncClient) -> None:
    first = (await merchant.post("/chat", data={"text": "一", "after": "0"}, headers=JSON)).json()
    second = (await merchant.post("/chat", data={"text": "二", "after": str(first["last"])}, headers=JSON)).json()
    assert [entry["text"] for entry in second["entries"]] == ["二", "收到：二"]
    assert (await merchant.get("/chat/log", params={"after": 2})).json()["entries"] == second["entries"]


async def test_nothing_that_a_merchant_writes_becomes_markup_or_template(merchant: httpx.AsyncClient) -> None:
    await merchant.post("/chat", data={"text": '<img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} "><script>'})
    for text in ((await merchant.get("/")).text, (await merchant.get("/chat/log")).json()["entries"][0]["html"]):
        assert "<img src=x" not in text
        assert "&lt;img src=x onerror=alert(1)&gt; {{ 7*7 }} {% raw %}" in text
        assert '"><script>' not in text


async def test_a_long_log_starts_with_the_latest_and_links_to_the_rest(merchant: httpx.AsyncClient, front: Echo) -> None:
    await merchant.get("/")
    for number in range(450):
        front.say(address_of(merchant), EntryKind.STAFF, {"who": "li", "text": f"line {number}."})
    html = (await merchant.get("/")).text
    assert "line 449." in html
    assert "line 249." not in html
    assert 'href="/?earlier"' in html
    assert "line 0." in (await merchant.get("/?earlier")).text


async def test_days_and_pauses_are_marked(merchant: httpx.AsyncClient, front: Echo, clock: Hands) -> None:
    await merchant.post("/chat", data={"text": "一"})
    clock.move(timedelta(hours=2))
    await merchant.post("/chat", data={"text": "二"})
    clock.move(timedelta(days=1))
    html = (await merchant.get("/")).text
    assert re.findall(r'class="day">([^<]+)<', html) == ["11月23日 10:31", "11月23日 12:31"]
    assert re.findall(r'class="day">([^<]+)<', (await merchant.get("/?lang=en")).text)[0] == "23 Nov 10:31"


async def test_a_message_that_a_takeover_held_back_is_not_shown(merchant: httpx.AsyncClient, front: Echo) -> None:
    await merchant.post("/chat", data={"text": "一"})
    log = front.logs[address_of(merchant)]
    log[1] = replace(log[1], status="dropped")
    assert "收到：一" not in (await merchant.get("/")).text


async def test_broken_bodies_in_the_log_do_not_break_the_page(merchant: httpx.AsyncClient, front: Echo) -> None:
    await merchant.get("/")
    address = address_of(merchant)
    for kind in EntryKind:
        front.say(address, kind, {})
        front.say(address, kind, {"text": 7, "media": "x", "choices": [1, {}], "progress": [9, 3], "did": "ticket_opened"})
    assert (await merchant.get("/")).status_code == 200
