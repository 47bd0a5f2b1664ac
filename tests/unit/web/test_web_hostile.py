"""Odd requests at the merchant page: taken and kept, or refused in words; never an error of ours."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from urllib.parse import quote, urlencode

import httpx
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.web.door import merchant_routes
from tests.unit.web.conftest import Hands, browser
from tests.unit.web.echo import Echo

KINDS = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "multipart/form-data",
    "text/plain",
    "application/json",
    "x/🔌",
)
NAMES = st.sampled_from(["text", "choice", "photo", "after", "id", "locale", "", "x"])
FIELDS = st.lists(st.tuples(NAMES, st.text(max_size=60)), max_size=5).map(lambda pairs: urlencode(pairs, errors="replace").encode())
PARTS = st.lists(st.tuples(NAMES, st.binary(max_size=60)), max_size=3).map(
    lambda parts: (
        b"".join(b'--b\r\nContent-Disposition: form-data; name="%s"; filename="p.jpg"\r\n\r\n%s\r\n' % (n.encode(), b) for n, b in parts)
        + b"--b--\r\n"
    )
)
PATHS = ("/chat", "/chat/log", "/media/", "/static/", "/")
LOOK = settings(max_examples=80, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


class Page:
    """The page over the echo desk, with a clock on which nobody is ever too fast."""

    def __init__(self) -> None:
        self.clock = Hands()
        self.front = Echo(self.clock)
        self.app = FastAPI()
        self.app.include_router(merchant_routes(self.front, heartbeat=0.01))

    async def post(self, body: bytes, kind: str, cookie: str) -> httpx.Response:
        self.clock.move(timedelta(minutes=1))
        headers = {"sec-fetch-site": "same-origin", "content-type": kind.encode(), "cookie": cookie.encode("utf-8", "replace")}
        async with browser(self.app) as http:
            return await http.post("/chat", content=body, headers=headers)  # type: ignore[arg-type]  # bytes are taken too

    async def get(self, path: str) -> httpx.Response:
        self.clock.move(timedelta(minutes=1))
        async with browser(self.app) as http:
            return await http.get(path)


def test_whatever_is_posted_is_answered() -> None:
    with asyncio.Runner() as loop:
        page = Page()

        @LOOK
        @given(st.one_of(st.binary(max_size=300), FIELDS, PARTS), st.sampled_from(KINDS), st.text(max_size=30))
        def look(body: bytes, kind: str, cookie: str) -> None:
            clean = "".join(c for c in cookie if c.isprintable())
            assert loop.run(page.post(body, kind, f"posbot_chat={clean}")).status_code < 500

        look()


def test_whatever_is_asked_for_is_answered() -> None:
    with asyncio.Runner() as loop:
        page = Page()

        @LOOK
        @given(st.sampled_from(PATHS), st.binary(max_size=30), st.binary(max_size=20))
        def look(path: str, more: bytes, query: bytes) -> None:
            asked = "&".join(f"{name}={quote(query)}" for name in ("after", "start", "earlier"))
            assert loop.run(page.get(f"{path}{quote(more)}?{asked}")).status_code < 500

        look()
