"""Which pushes of the service account stay open for an answer: those of somebody who waits for one, no others."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.channels.wechat.crypto import signature
from bot.channels.wechat.guard import Guard
from bot.channels.wechat.oa.hook import Answering, account_routes
from bot.channels.wechat.oa.replies import Replies
from bot.emulator.wechat.cast import ACCOUNT
from bot.emulator.wechat.pushing import xml
from bot.service.fetching import Raw

NOW = datetime(2026, 11, 26, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
LONG = 3600.0
"""Seconds: nothing in this module may wait so long."""
CONSENT = {"TemplateId": "t", "SubscribeStatusString": "accept", "PopupScene": "2"}
NOBODY_WAITS: dict[str, dict[str, Any]] = {
    "goes": {"Event": "unsubscribe"},
    "agreed": {"Event": "subscribe_msg_popup_event", "SubscribeMsgPopupEvent": {"List": CONSENT}},
    "went out": {"Event": "TEMPLATESENDJOBFINISH", "Status": "success"},
    "unknown": {"Event": "something_new"},
    "no event": {},
}
SOMEBODY_WAITS: dict[str, dict[str, Any]] = {
    "writes": {"MsgType": "text", "Content": "刷不了卡", "MsgId": 1},
    "comes": {"MsgType": "event", "Event": "subscribe"},
    "taps": {"MsgType": "event", "Event": "CLICK", "EventKey": "person"},
}


class Account:
    """The address, with an answer for whoever waits at it."""

    def __init__(self) -> None:
        self.kept: list[Raw] = []
        self.came = asyncio.Event()
        self.replies, app = Replies(), FastAPI()
        app.include_router(account_routes(Guard(ACCOUNT.token, lambda: NOW), Answering(self.replies, LONG), self.keep))
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://posbot")

    async def keep(self, update: Raw) -> None:
        self.kept.append(update)
        self.came.set()

    async def push(self, fields: dict[str, Any]) -> httpx.Response:
        body = xml({"ToUserName": "us", "FromUserName": "wang", "CreateTime": int(STAMP), **fields})
        query = {"timestamp": STAMP, "nonce": "n", "signature": signature(ACCOUNT.token, STAMP, "n")}
        return await self.http.post("/wechat/oa", params=query, content=body.encode())


@pytest.mark.parametrize("name", NOBODY_WAITS)
async def test_a_push_that_nobody_reads_the_answer_of_is_not_kept_open(name: str) -> None:
    account = Account()
    response = await account.push({"MsgType": "event", **NOBODY_WAITS[name]})
    assert (response.status_code, response.text, len(account.kept)) == (200, "success", 1)
    assert not await account.replies.give("wang", "您好")


@pytest.mark.parametrize("name", SOMEBODY_WAITS)
async def test_who_says_or_does_something_is_answered_in_the_push(name: str) -> None:
    account = Account()
    pushed = asyncio.create_task(account.push(SOMEBODY_WAITS[name]))
    await account.came.wait()
    assert await account.replies.give("wang", "您好")
    assert "您好" in (await pushed).text
