"""Odd and hostile requests at both addresses: each is taken and kept, or refused in words; nothing raises."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any

import httpx
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.wechat.crypto import Envelope, signature
from bot.channels.wechat.guard import Guard
from bot.channels.wechat.kf.hook import service_routes
from bot.channels.wechat.oa.hook import Answering, account_routes
from bot.channels.wechat.oa.replies import Replies
from bot.emulator.wechat.cast import ACCOUNT
from bot.service.fetching import Raw
from tests.fuzz.examples import PUSHES
from tests.fuzz.mutating import scratched

NOW = datetime(2026, 11, 26, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
ENVELOPE = Envelope(ACCOUNT.token, ACCOUNT.key, ACCOUNT.app)
REFUSALS = {400, 403}
WORDS = st.text(max_size=40)
QUERY = st.dictionaries(
    st.sampled_from(["signature", "msg_signature", "timestamp", "nonce", "echostr", "encrypt_type", "x"]), WORDS, max_size=6
)


def changed_push(seed: int) -> bytes:
    chance = Random(seed)
    return scratched(chance, chance.choice(PUSHES), PUSHES)


BODIES = st.one_of(st.binary(max_size=300), st.integers(0, 2**32).map(changed_push))
LOOK = settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


class Doors:
    """Both addresses, and what was kept."""

    def __init__(self, envelope: Envelope | None = ENVELOPE) -> None:
        self.kept: list[Raw] = []
        guard, app = Guard(ACCOUNT.token, lambda: NOW, envelope), FastAPI()
        app.include_router(account_routes(guard, Answering(Replies(), 0), self.keep))
        app.include_router(service_routes(guard, self.keep))
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://posbot")

    async def keep(self, update: Raw) -> None:
        self.kept.append(update)

    def post(self, path: str, query: Mapping[str, str], body: bytes) -> int:
        async def ask() -> httpx.Response:
            return await self.http.post(path, params=dict(query), content=body)

        return asyncio.run(ask()).status_code

    def get(self, path: str, query: Mapping[str, str]) -> int:
        async def ask() -> httpx.Response:
            return await self.http.get(path, params=dict(query))

        return asyncio.run(ask()).status_code


def signed(body: bytes) -> tuple[dict[str, str], bytes]:
    """As WeChat sends it in safe mode, whatever is inside."""
    sealed = ENVELOPE.sealed(body.decode("utf-8", "replace"))
    query = {"timestamp": STAMP, "nonce": "n", "msg_signature": ENVELOPE.signed(sealed, STAMP, "n")}
    return query, f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode()


@LOOK
@given(st.sampled_from(["/wechat/oa", "/wechat/kf"]), QUERY, BODIES)
def test_what_nobody_signed_is_refused_and_not_kept(path: str, query: dict[str, str], body: bytes) -> None:
    doors = Doors()
    assert doors.post(path, query, body) in REFUSALS
    assert doors.get(path, query) in REFUSALS
    assert doors.kept == []


@LOOK
@given(st.sampled_from(["/wechat/oa", "/wechat/kf"]), BODIES)
def test_what_is_signed_is_kept_once_or_refused_as_no_message(path: str, body: bytes) -> None:
    doors = Doors()
    status = doors.post(path, *signed(body))
    assert (status == 200) == (len(doors.kept) == 1)
    assert status == 200 or (status in REFUSALS and doors.kept == [])
    for update in doors.kept:
        assert isinstance(update["update_id"], str)


@LOOK
@given(BODIES)
def test_in_plain_mode_as_well(body: bytes) -> None:
    doors = Doors(None)
    query: dict[str, Any] = {"timestamp": STAMP, "nonce": "n", "signature": signature(ACCOUNT.token, STAMP, "n")}
    status = doors.post("/wechat/oa", query, body)
    assert status in {200, *REFUSALS}
    assert (status == 200) == (len(doors.kept) == 1)


@LOOK
@given(st.binary(min_size=1, max_size=4), st.integers(0, 10_000))
def test_a_push_that_was_changed_on_its_way_is_refused(noise: bytes, place: int) -> None:
    query, body = signed(PUSHES[0])
    at = place % len(body)
    changed = body[:at] + noise + body[at + len(noise) :]
    doors = Doors()
    status = doors.post("/wechat/oa", query, changed)
    same = hashlib.sha256(changed).digest() == hashlib.sha256(body).digest()
    assert status == 200 if same else status in {200, *REFUSALS}
    assert all(update.get("Content") == "卡纸" for update in doors.kept)


def test_an_endless_push_is_refused() -> None:
    doors = Doors()
    assert doors.post("/wechat/oa", {}, b"<xml>" + b"x" * 2_000_000) in {400, 403, 413}
    assert doors.kept == []
