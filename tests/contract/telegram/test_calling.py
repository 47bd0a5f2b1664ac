"""A call made with plain bodies comes to what aiogram's own comes to, whatever is answered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SendMessage
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.account import merchant_bot
from bot.channels.telegram.calling import called
from bot.emulator.telegram.faults import Fault
from tests.contract.telegram.conftest import Stage, listening_on

ANN = 502


@pytest.fixture
async def bot(telegram: Stage) -> AsyncIterator[Bot]:
    found = merchant_bot(telegram.merchant_bot.token, telegram.base)
    yield found
    await found.session.close()


async def wrong(call: Awaitable[object]) -> tuple[type[Exception], str]:
    """What is raised, with its words."""
    with pytest.raises(AiogramError) as raised:
        await call
    return raised.type, str(raised.value).replace(f" in chat {ANN}", "")  # aiogram's flood wait names it


async def test_what_is_sent_arrives(telegram: Stage, bot: Bot) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    sent = await called(bot, SendMessage, chat_id=ANN, text="a <b>bold</b> word", parse_mode="HTML")
    assert telegram.private(telegram.ann).messages[sent["message_id"]].content["text"] == "a bold word"


@pytest.mark.parametrize("kind", ["flood", "broken", "lost"])
async def test_an_accident_is_told_as_aiogram_tells_it(telegram: Stage, bot: Bot, kind: str) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    telegram.world.faults.on.append(Fault(kind, "sendMessage", times=2, seconds=3))
    assert await wrong(called(bot, SendMessage, chat_id=ANN, text="hi")) == await wrong(bot.send_message(ANN, "hi"))


async def test_who_blocked_the_bot_or_never_met_it_is_told_as_aiogram_tells_it(telegram: Stage, bot: Bot) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    telegram.hands.block(telegram.ann, telegram.merchant_bot)
    for chat in (ANN, 999_999):
        assert await wrong(called(bot, SendMessage, chat_id=chat, text="hi")) == await wrong(bot.send_message(chat, "hi"))


ANSWERS: list[tuple[int, str]] = [
    (200, "<html>not the Bot API</html>"),
    (200, "[]"),
    (200, '{"ok": false, "error_code": 400, "description": "Bad Request: message is too long"}'),
    (400, '{"ok": false, "error_code": 400, "description": "Bad Request: chat not found"}'),
    (401, '{"ok": false, "error_code": 401, "description": "Unauthorized"}'),
    (502, "Bad Gateway"),
]


@pytest.mark.parametrize(("status", "body"), ANSWERS)
async def test_a_strange_answer_is_told_as_aiogram_tells_it(status: int, body: str) -> None:
    async def answer(_request: object) -> Response:
        return Response(body, status, media_type="application/json")

    app = Starlette(routes=[Route("/{path:path}", answer, methods=["POST"])])
    async with listening_on(app) as base:
        bot = merchant_bot(f"42:{'A' * 35}", base)
        calls: list[Callable[[], Awaitable[object]]] = [
            lambda: called(bot, SendMessage, chat_id=ANN, text="hi"),
            lambda: bot.send_message(ANN, "hi"),
        ]
        plain, own = [await wrong(call()) for call in calls]
        await bot.session.close()
    assert plain == own
