"""Headers, files, photos and the stream of changes."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from bot.channels.web.door import merchant_routes
from bot.channels.web.refusals import Refusal
from bot.channels.web.stream import BEAT, CHANGED, HELLO, STREAMS_PER_CHAT, Streams
from bot.core.messages import Address
from bot.service.ports import EntryKind
from tests.unit.web.conftest import browser
from tests.unit.web.echo import Echo

pytestmark = pytest.mark.asyncio
HERE = Address("web", "a")


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("path", ["/", "/chat/log", "/media/none", "/web/chat.css", "/web/none"])
async def test_every_answer_forbids_what_is_foreign(merchant: httpx.AsyncClient, path: str) -> None:
    headers = (await merchant.get(path)).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'; base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


async def test_refusals_carry_the_headers_too(merchant: httpx.AsyncClient) -> None:
    response = await merchant.post("/chat", data={"text": ""})
    assert response.status_code == 422
    assert "content-security-policy" in response.headers


async def test_the_page_has_no_inline_code_or_style_and_asks_nobody_else(merchant: httpx.AsyncClient) -> None:
    html = (await merchant.get("/")).text
    assert "style=" not in html
    assert "<style" not in html
    assert " on" not in html.replace(' on"', "").split("<body")[0]
    assert "http://" not in html
    assert "https://" not in html
    assert html.count("<script") == html.count("<script src=")


async def test_files_are_kept_for_a_year_under_their_content_s_name_only(merchant: httpx.AsyncClient) -> None:
    html = (await merchant.get("/")).text
    address = html.split('rel="stylesheet" href="')[1].split('"')[0]
    named = await merchant.get(address)
    assert named.headers["content-type"].startswith("text/css")
    assert "immutable" in named.headers["cache-control"]
    assert (await merchant.get("/web/chat.css?v=old")).headers["cache-control"] == "no-cache"
    again = await merchant.get("/web/chat.css", headers={"if-none-match": named.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["icons.LICENSE.txt", "..%2fdoor.py", "%2e%2e/door.py", "none.css"])
async def test_only_the_page_s_files_are_given_out(merchant: httpx.AsyncClient, name: str) -> None:
    assert (await merchant.get(f"/web/{name}")).status_code == 404


async def test_a_photo_is_shown_to_its_own_chat_only(app: FastAPI, front: Echo) -> None:
    async with browser(app) as owner, browser(app) as stranger:
        await owner.get("/")
        await stranger.get("/")
        await owner.post("/chat", files={"photo": ("a.jpg", photo())})
        ref = front.received[0].media[0].ref
        shown = await owner.get(f"/media/{ref}")
        assert shown.headers["content-type"] == "image/jpeg"
        assert "sandbox" in shown.headers["content-security-policy"]
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert (await stranger.get(f"/media/{ref}")).status_code == 404
        assert f'src="/media/{ref}"' in (await owner.get("/")).text


async def test_what_is_no_image_is_a_download(merchant: httpx.AsyncClient, front: Echo) -> None:
    await merchant.get("/")
    ref = await front.memory.put(b"<html><script>alert(1)</script>", ".html")
    front.say(Address("web", merchant.cookies["posbot_chat"]), EntryKind.BOT, {"text": "x", "document": ref})
    response = await merchant.get(f"/media/{ref}")
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"] == "attachment"


async def test_a_blob_that_is_gone_is_not_found(merchant: httpx.AsyncClient, front: Echo) -> None:
    await merchant.get("/")
    front.say(Address("web", merchant.cookies["posbot_chat"]), EntryKind.BOT, {"text": "x", "image": "gone.jpg"})
    assert (await merchant.get("/media/gone.jpg")).status_code == 404


async def test_the_stream_signals_on_connect_on_every_change_and_ends_when_posbot_stops(front: Echo) -> None:
    stream = Streams(heartbeat=60).follow("a", "n", front.watch(HERE))
    assert await anext(stream) == HELLO + CHANGED
    front.say(HERE, EntryKind.STAFF, {"text": "one"})
    assert await anext(stream) == CHANGED
    front.stop()
    assert [event async for event in stream] == []
    assert front.listeners[HERE] == set()


async def test_it_listens_before_it_tells_the_page_to_fetch(front: Echo) -> None:
    stream = Streams(heartbeat=60).follow("a", "n", front.watch(HERE))
    await anext(stream)
    assert len(front.listeners[HERE]) == 1
    await stream.aclose()


async def test_in_silence_there_is_a_heartbeat_and_no_change_is_lost_to_it(front: Echo) -> None:
    stream = Streams(heartbeat=0).follow("a", "n", front.watch(HERE))
    await anext(stream)
    assert [await anext(stream) for _ in range(3)] == [BEAT] * 3
    front.say(HERE, EntryKind.STAFF, {"text": "one"})
    heard = [await anext(stream) for _ in range(4)]
    assert heard.count(CHANGED) == 1
    await stream.aclose()


async def test_a_page_that_goes_away_leaves_nothing_behind(front: Echo) -> None:
    streams = Streams(heartbeat=60)
    stream = streams.follow("a", "n", front.watch(HERE))
    await anext(stream)
    await stream.aclose()
    assert front.listeners[HERE] == set()


async def test_one_network_cannot_hold_all_streams_with_ever_new_chats(front: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.web.stream.STREAMS_PER_NETWORK", 3)
    streams = Streams(heartbeat=60)
    held = [streams.follow(chat, "n", front.watch(HERE)) for chat in "abc"]
    for stream in held:
        await anext(stream)
    with pytest.raises(Refusal):
        streams.check("d", "n")
    streams.check("d", "elsewhere")
    for stream in held:
        await stream.aclose()
    streams.check("d", "n")


async def test_one_browser_cannot_hold_all_streams(front: Echo) -> None:
    streams = Streams(heartbeat=60)
    held = [streams.follow("a", "n", front.watch(HERE)) for _ in range(STREAMS_PER_CHAT)]
    for stream in held:
        await anext(stream)
    with pytest.raises(Refusal):
        streams.check("a", "n")
    streams.check("b", "n")
    for stream in held:
        await stream.aclose()
    streams.check("a", "n")


async def test_over_http_the_stream_is_an_event_stream_that_nobody_buffers(app: FastAPI, front: Echo) -> None:
    class Ended(Echo):
        async def watch(self, address: Address) -> AsyncIterator[None]:
            """One change, then the end."""
            yield

    app = FastAPI()
    app.include_router(merchant_routes(Ended()))
    async with browser(app) as client:
        response = await client.get("/chat/stream")
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-accel-buffering"] == "no"
    assert response.content == HELLO + CHANGED + CHANGED


async def test_a_sticker_on_a_terminal_opens_the_page_with_the_terminal_known(merchant: httpx.AsyncClient, front: Echo) -> None:
    opened = await merchant.get("/", params={"start": "ab12345678"})
    assert (opened.status_code, opened.headers["location"]) == (303, "/")
    chat = opened.cookies["posbot_chat"]
    assert front.known[-1] == (Address("web", chat), f"{chat}:AB12345678", "AB12345678")
    assert (await merchant.get("/", params={"start": "<b>"})).status_code == 200
