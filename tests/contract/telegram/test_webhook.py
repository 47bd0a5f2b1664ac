"""Updates that are pushed: only with the secret, kept before they are acknowledged, and never refused for what they hold."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Message

from bot.channels.telegram.account import PATH, listen, merchant_bot, secret_of
from bot.emulator.telegram.faults import Fault
from bot.knowledge.loading import Loaded
from bot.service.fetching import Raw
from bot.service.fitting import fit, unpacked
from bot.service.ports import EntryKind
from bot.service.turning import Mind
from bot.store.memory import MemoryStore
from bot.wiring.ground import Part
from bot.wiring.hooks import SECRET, hook
from bot.wiring.parts import webhooks
from bot.wiring.telegram import telegram as merchants
from tests.contract.telegram.conftest import Stage, listening_on
from tests.contract.telegram.playing import Props, playing


@dataclass
class Kept:
    """What was kept, and whether keeping fails."""

    updates: list[Raw]


@pytest.fixture
async def hooked() -> AsyncIterator[tuple[httpx.AsyncClient, Kept]]:
    kept = Kept([])

    async def keep(update: Raw) -> None:
        kept.updates.append(update)

    app = Starlette(routes=[hook("/hook", "hush", keep)])
    async with listening_on(app) as base, httpx.AsyncClient(base_url=base) as client:
        yield client, kept


@pytest.mark.parametrize("headers", [{}, {SECRET: "wrong"}, {SECRET: "hush!"}])
async def test_without_the_secret_nothing_is_kept(hooked: tuple[httpx.AsyncClient, Kept], headers: dict[str, str]) -> None:
    client, kept = hooked
    assert (await client.post("/hook", json={"update_id": 1}, headers=headers)).status_code == 401
    assert kept.updates == []


@pytest.mark.parametrize("body", [b"not json", b"[1]", b"{}", b'{"update_id": "x"}', b"[" * 2000, b"x" * 1_100_000])
async def test_what_is_no_update_is_acknowledged_and_left_out(hooked: tuple[httpx.AsyncClient, Kept], body: bytes) -> None:
    client, kept = hooked
    assert (await client.post("/hook", content=body, headers={SECRET: "hush"})).status_code == 200
    assert kept.updates == []


async def test_an_update_is_kept(hooked: tuple[httpx.AsyncClient, Kept]) -> None:
    client, kept = hooked
    answer = await client.post("/hook", json={"update_id": 1, "message": {}}, headers={SECRET: "hush"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert kept.updates == [{"update_id": 1, "message": {}}]


async def test_what_breaks_off_amid_an_update_is_neither_kept_nor_answered() -> None:
    kept, told = Kept([]), list[Message]()
    parts: Iterator[Message] = iter([{"type": "http.request", "body": b'{"update_id": 1}', "more_body": True}, {"type": "http.disconnect"}])

    async def keep(update: Raw) -> None:
        kept.updates.append(update)

    async def receive() -> Message:
        return next(parts)

    async def send(message: Message) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": "/hook", "headers": [(SECRET.encode(), b"hush")]}
    await hook("/hook", "hush", keep).handle(scope, receive, send)
    assert (kept.updates, told) == ([], [])


async def test_nothing_but_a_push_is_taken(hooked: tuple[httpx.AsyncClient, Kept]) -> None:
    client, kept = hooked
    assert (await client.get("/hook", headers={SECRET: "hush"})).status_code == 405
    assert kept.updates == []


def test_secrets_are_out_of_what_is_kept_and_counted() -> None:
    said: dict[str, Any] = {"update_id": 1, "message": {"text": "my card number is 6228480012345678", "caption": "pin 123456"}}
    update, masked = unpacked(fit(said))
    assert "6228" not in str(update)
    assert "123456" not in str(update)
    assert masked == 2


def test_secrets_are_out_of_a_shape_that_nobody_knows_and_ids_stay() -> None:
    strange: dict[str, Any] = {
        "update_id": 1,
        "novelty": {"words": "4111111111111111", "file_id": "4111111111111111", "phone_number": "13800138000"},
    }
    update, masked = unpacked(fit(strange))
    assert update["novelty"] == {"words": "‹card›", "file_id": "4111111111111111", "phone_number": "13800138000"}
    assert masked == 1


async def test_pushed_updates_are_answered_and_one_that_comes_twice_is_answered_once(
    telegram: Stage, shipped: Loaded, mind: Mind, tmp_path: Path
) -> None:
    app = Starlette()
    telegram.world.faults.on.append(Fault("duplicate", "webhook"))
    async with (
        listening_on(app) as base,
        playing(telegram, MemoryStore(), Props(shipped, mind), tmp_path, [merchants], telegram_webhook=base) as play,
    ):
        for part in play.parts:
            app.routes.extend(part.hooks)
        await play.until(lambda: telegram.merchant_bot.webhook)
        assert telegram.merchant_bot.webhook
        assert telegram.merchant_bot.webhook.url == base + PATH
        play.say(telegram.ann, "hello")
        play.say(telegram.ann, "no power")
        await play.answered(telegram.ann, 2)
        merchant = [entry.body["text"] for entry in await play.log(telegram.ann) if entry.kind is EntryKind.MERCHANT]
        assert merchant == ["hello", "no power"]


async def test_one_process_acknowledges_what_is_pushed_and_another_answers_it(
    telegram: Stage, shipped: Loaded, mind: Mind, tmp_path: Path
) -> None:
    app = Starlette()
    async with (
        listening_on(app) as base,
        playing(telegram, MemoryStore(), Props(shipped, mind), tmp_path, [merchants, webhooks], telegram_webhook=base) as play,
    ):
        _, acknowledging = play.parts
        assert acknowledging == Part(acknowledging.routers, acknowledging.hooks, closes=acknowledging.closes)
        app.routes.extend(acknowledging.hooks)
        await play.until(lambda: telegram.merchant_bot.webhook)
        play.say(telegram.ann, "hello")
        await play.answered(telegram.ann, 1)


async def test_the_secret_is_made_of_the_token_and_fit_for_telegram(telegram: Stage) -> None:
    bot = merchant_bot(telegram.merchant_bot.token, telegram.base)
    await listen(bot, f"{telegram.base}/nowhere")
    await bot.session.close()
    assert telegram.merchant_bot.webhook
    assert telegram.merchant_bot.webhook.secret == secret_of(bot.token)
    assert telegram.merchant_bot.token not in secret_of(bot.token)
