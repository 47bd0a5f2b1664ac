"""What only an emulator with a memory can do: push to a webhook as Telegram does, and check what passes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.emulator.telegram.calls import Call
from bot.emulator.telegram.faults import Fault
from bot.emulator.telegram.spec import Spec
from tests.contract.telegram.conftest import Stage, listening_on


@dataclass
class Receiver:
    """A webhook that answers what the test wants next."""

    answers: list[Response] = field(default_factory=list)
    got: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    base: str = ""
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: Request) -> Response:
        self.got.append(json.loads(await request.body()))
        self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token", ""))
        self.came.set()
        return self.answers.pop(0) if self.answers else Response(status_code=200)

    async def until(self, count: int) -> list[str]:
        async with asyncio.timeout(10):
            while len(self.got) < count:
                self.came.clear()
                await self.came.wait()
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    found = Receiver()
    async with listening_on(Starlette(routes=[Route("/hook", found.take, methods=["POST"])])) as base:
        found.base = f"{base}/hook"
        yield found


async def ask(telegram: Stage, method: str, **parameters: Any) -> dict[str, Any]:
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{telegram.base}/bot{telegram.merchant_bot.token}/{method}", json=parameters)
    body: dict[str, Any] = answer.json()
    return body


async def test_a_push_that_fails_is_repeated_in_order_with_the_secret(telegram: Stage, receiver: Receiver) -> None:
    receiver.answers = [Response(status_code=503), Response(status_code=500)]
    await ask(telegram, "setWebhook", url=receiver.base, secret_token="hush")
    chat = telegram.private(telegram.ann)
    for text in ("one", "two"):
        telegram.hands.say(telegram.ann, chat, {"text": text})

    assert await receiver.until(4) == ["one", "one", "one", "two"]
    assert set(receiver.secrets) == {"hush"}
    info = (await ask(telegram, "getWebhookInfo"))["result"]
    assert "500" in info["last_error_message"]


async def test_one_chat_does_not_wait_for_another(telegram: Stage, receiver: Receiver) -> None:
    receiver.answers = [Response(status_code=500)] * 3
    telegram.emulator.pushing.pace = 1000.0
    await ask(telegram, "setWebhook", url=receiver.base)
    telegram.hands.say(telegram.ann, telegram.private(telegram.ann), {"text": "stuck"})
    await receiver.until(2)
    chen = telegram.world.people[503]
    telegram.hands.say(chen, telegram.private(chen), {"text": "through"})

    assert (await receiver.until(3))[-1] == "through"


async def test_an_answer_that_is_a_call_is_carried_out(telegram: Stage, receiver: Receiver) -> None:
    receiver.answers = [JSONResponse({"method": "sendMessage", "chat_id": 502, "text": "by the way of the answer"})]
    await ask(telegram, "setWebhook", url=receiver.base)
    telegram.hands.say(telegram.ann, telegram.private(telegram.ann), {"text": "hello"})
    await receiver.until(1)
    async with asyncio.timeout(5):
        while telegram.merchant_bot.updates:  # noqa: ASYNC110 -- the emulator counts, it does not signal
            await asyncio.sleep(0.005)

    assert telegram.texts(telegram.private(telegram.ann), telegram.merchant_bot.id) == ["by the way of the answer"]


async def test_an_update_can_come_twice(telegram: Stage, receiver: Receiver) -> None:
    telegram.world.faults.on.append(Fault("duplicate", "webhook"))
    await ask(telegram, "setWebhook", url=receiver.base)
    telegram.hands.say(telegram.ann, telegram.private(telegram.ann), {"text": "once"})

    assert await receiver.until(2) == ["once", "once"]


async def test_a_webhook_needs_https_unless_it_is_on_this_machine(telegram: Stage) -> None:
    refused = await ask(telegram, "setWebhook", url="http://example.org/hook")
    assert (refused["error_code"], refused["description"]) == (400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")


async def test_unknown_methods_and_tokens(telegram: Stage) -> None:
    assert (await ask(telegram, "makeCoffee"))["error_code"] == 404
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{telegram.base}/bot1:none/getMe")).status_code == 401
    telegram.emulator.journal.wrong.clear()  # the method is wrong on purpose


@pytest.mark.parametrize(
    ("method", "parameters", "found"),
    [
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "answerCallbackQuery.text: 201 characters, not 0-200"),
        ("sendMessage", {"chat_id": "5", "txt": "x"}, "sendMessage.txt: not known"),
        ("sendMessage", {"text": "x"}, "sendMessage.chat_id: missing"),
        ("sendMessage", {"chat_id": [], "text": "x"}, "sendMessage.chat_id: list is no Integer"),
        (
            "sendMessage",
            {"chat_id": 5, "text": "x", "reply_markup": json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "键" * 30}]]})},
            "sendMessage.reply_markup.inline_keyboard[0][0].callback_data: 90 bytes, not 1-64",
        ),
        ("createForumTopic", {"chat_id": 5, "name": "n" * 129}, "createForumTopic.name: 129 characters, not 1-128"),
        ("brewTea", {}, "brewTea: no such method"),
    ],
)
def test_a_request_that_is_not_as_described_is_found(spec: Spec, method: str, parameters: dict[str, Any], found: str) -> None:
    assert found in spec.request(Call(method, parameters))


def test_an_update_that_lacks_what_clients_need_is_found(spec: Spec) -> None:
    update = {"update_id": 1, "callback_query": {"id": "1", "from": {"id": 1, "first_name": "x"}, "data": "k"}}
    said = spec.update(update)
    assert "Update.callback_query.chat_instance: missing" in said
    assert "Update.callback_query.from.is_bot: missing" in said
