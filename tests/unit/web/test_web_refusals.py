"""What the page does not take, and how it says so."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from bot.channels.web.door import merchant_routes
from bot.channels.web.intake import printable
from bot.core.messages import Inbound
from bot.service.ports import Limits
from bot.service.problems import StoreAway
from tests.unit.web.conftest import Hands, browser
from tests.unit.web.echo import Echo

pytestmark = pytest.mark.asyncio
JSON = {"accept": "application/json"}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.test"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://desk.test"},
    ],
)
async def test_another_site_s_form_is_refused(merchant: httpx.AsyncClient, front: Echo, headers: dict[str, str]) -> None:
    response = await merchant.post("/chat", data={"text": "x"}, headers=headers)
    assert response.status_code == 403
    assert front.received == []


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://desk.test"}, {"origin": "https://desk.test"}, {"sec-fetch-site": "same-origin"}]
)
async def test_our_own_form_is_taken(merchant: httpx.AsyncClient, front: Echo, headers: dict[str, str]) -> None:
    assert (await merchant.post("/chat", data={"text": "x"}, headers=headers)).status_code == 303
    assert len(front.received) == 1


@pytest.mark.parametrize("text", ["", "   \n ", "\x00\x07\x1b", "\u200b", "\u2060 \u200d\ufeff"])
async def test_nothing_is_not_a_message(merchant: httpx.AsyncClient, front: Echo, text: str) -> None:
    response = await merchant.post("/chat", data={"text": text}, headers=JSON)
    assert response.status_code == 422
    assert response.json() == {"error": "empty", "text": "请先输入内容，或选一张照片。"}
    assert front.received == []


async def test_without_scripts_the_refusal_stands_in_the_page_and_the_text_in_the_field(
    merchant: httpx.AsyncClient,
) -> None:
    response = await merchant.post("/chat", data={"text": "长" * 4001})
    assert response.status_code == 413
    assert "内容超过 4000 字，请分成几条发送。" in response.text
    assert "长" * 4000 + "</textarea>" in response.text
    assert 'aria-invalid="true"' in response.text


async def test_the_longest_text_allowed_is_taken(merchant: httpx.AsyncClient) -> None:
    assert (await merchant.post("/chat", data={"text": "长" * 4000})).status_code == 303


@pytest.mark.parametrize("how", ["form", "multipart"])
async def test_a_body_over_64_kilobytes_of_words_is_refused(merchant: httpx.AsyncClient, front: Echo, how: str) -> None:
    big = "x" * 100_000
    form = {"data": {"text": big}} if how == "form" else {"files": {"text": (None, big)}}
    response = await merchant.post("/chat", headers=JSON, **form)
    assert response.status_code == 413
    assert response.json()["error"] == "too_much"
    assert front.received == []


@pytest.mark.parametrize(
    "body",
    [
        b"text=%ff%fe%ed%a0%80ok",
        b"text=\xff\xfeok",
        b"text=%00ok&choice=",
        "text=\u202eok\u2066".encode(),
        b"text=ok&=&&;%%%zz",
    ],
)
async def test_bytes_that_are_not_text_never_crash(merchant: httpx.AsyncClient, front: Echo, body: bytes) -> None:
    response = await merchant.post("/chat", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert response.status_code == 303
    assert "ok" in front.received[0].text
    assert (await merchant.get("/")).status_code == 200


async def test_control_characters_and_lone_surrogates_are_left_out() -> None:
    assert printable("a\x00b\ud800c\r\nd\x1b[1m\x85") == "abc\nd[1m"


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "", "multipart/mixed"])
async def test_another_kind_of_content_is_refused(merchant: httpx.AsyncClient, kind: str) -> None:
    response = await merchant.post("/chat", content=b'{"text": "x"}', headers={"content-type": kind, **JSON})
    assert response.status_code == 415


@pytest.mark.parametrize("body", [b"", b"rubbish", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", b"--b\r\nno"])
async def test_a_broken_multipart_body_is_refused(merchant: httpx.AsyncClient, body: bytes) -> None:
    for kind in ("multipart/form-data; boundary=b", "multipart/form-data"):
        response = await merchant.post("/chat", content=body, headers={"content-type": kind, **JSON})
        assert response.status_code in {400, 422}


async def test_too_many_fields_are_refused(merchant: httpx.AsyncClient) -> None:
    fields = {f"f{number}": "x" for number in range(50)}
    assert (await merchant.post("/chat", data=fields)).status_code == 400
    assert (await merchant.post("/chat", files=dict.fromkeys(fields, (None, "x")))).status_code == 400


async def test_an_unknown_choice_is_passed_on(merchant: httpx.AsyncClient, front: Echo) -> None:
    await merchant.post("/chat", data={"choice": "999.nothing", "text": "a draft"})
    assert (front.received[0].choice, front.received[0].text) == ("999.nothing", "")


async def test_of_200_messages_at_once_the_limit_is_taken_and_the_rest_told_to_wait(
    merchant: httpx.AsyncClient, front: Echo, clock: Hands
) -> None:
    await merchant.get("/")
    answers = [await merchant.post("/chat", data={"text": f"{n}"}, headers=JSON) for n in range(200)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(front.received) == 20
    assert len(refused) == 180
    assert refused[0].json()["text"] == "消息有点快，请稍等 10 秒。"
    assert refused[0].headers["retry-after"] == "10"
    clock.move(timedelta(seconds=10))
    assert (await merchant.post("/chat", data={"text": "again"}, headers=JSON)).status_code == 200


async def test_one_address_with_ever_new_chats_is_slowed_too(clock: Hands) -> None:
    app = FastAPI()
    app.include_router(merchant_routes(Echo(clock, Limits(messages=2))))
    async with browser(app) as client:
        statuses = []
        for _ in range(60):
            client.cookies.clear()
            statuses.append((await client.post("/chat", data={"text": "x"}, headers=JSON)).status_code)
        assert statuses == [200] * 40 + [429] * 20
        clock.move(timedelta(seconds=10))
        client.cookies.clear()
        assert (await client.post("/chat", data={"text": "x"}, headers=JSON)).status_code == 200


async def test_a_sticker_scanned_again_and_again_without_a_cookie_is_slowed_too(clock: Hands) -> None:
    front, app = Echo(clock, Limits(messages=2)), FastAPI()
    app.include_router(merchant_routes(front))
    async with browser(app) as client:
        answers = []
        for number in range(60):
            client.cookies.clear()
            answers.append(await client.get(f"/?start=N8{number:08}", headers={"accept": "text/html"}))
    assert [answer.status_code for answer in answers] == [303] * 40 + [429] * 20
    assert len(front.known) == 40
    assert "消息有点快" in answers[-1].text


class Full(Echo):
    """A desk whose disk is full: what is there can be read, and nothing is kept."""

    async def receive(self, inbound: Inbound) -> None:
        """Cannot be kept."""
        raise StoreAway(f"the database could not be written: no room for {inbound.id}")


async def test_what_cannot_be_kept_is_said_not_to_be_sent_and_stays_in_the_field(clock: Hands) -> None:
    app = FastAPI()
    app.include_router(merchant_routes(Full(clock), heartbeat=0.01))
    async with browser(app) as merchant:
        by_script = await merchant.post("/chat", data={"text": "打印机坏了"}, headers=JSON)
        by_form = await merchant.post("/chat", data={"text": "打印机坏了"})
    assert (by_script.status_code, by_script.json()["error"], by_script.headers["retry-after"]) == (503, "not_kept", "5")
    assert by_form.status_code == 503
    assert "这条没有发出" in by_form.text
    assert "打印机坏了</textarea>" in by_form.text
