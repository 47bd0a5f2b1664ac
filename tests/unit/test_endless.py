"""A body without an end is cut off as it arrives, at every door that reads one before anybody has proven who he is."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.requests import Request
from starlette.types import Message

from bot.channels.wechat import guard
from bot.channels.wechat.crypto import Unreadable
from bot.wiring import hooks

PART = bytes(65_536)


class Endless:
    """A request whose body goes on for ever; counts what was taken of it."""

    def __init__(self, **headers: str) -> None:
        self.taken = 0
        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        self.request = Request({"type": "http", "method": "POST", "path": "/hook", "headers": named, "query_string": b""}, self._receive)

    async def _receive(self) -> dict[str, Any]:
        self.taken += len(PART)
        return {"type": "http.request", "body": PART, "more_body": True}


async def test_a_push_of_wechat_that_does_not_end_is_refused() -> None:
    endless = Endless()
    with pytest.raises(Unreadable):
        await asyncio.wait_for(guard.body_of(endless.request), 20)
    assert endless.taken <= guard.BYTES_AT_MOST + len(PART)


async def test_an_update_of_telegram_that_does_not_end_is_left_out() -> None:
    kept: list[Any] = []

    async def keep(update: Any) -> None:
        kept.append(update)

    endless = Endless(x_telegram_bot_api_secret_token="hush")
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    push = hooks.hook("/hook", "hush", keep).handle(endless.request.scope, endless.request.receive, send)
    await asyncio.wait_for(push, 20)
    assert (told[0]["status"], kept) == (200, [])
    assert endless.taken <= hooks.BYTES_AT_MOST + len(PART)
