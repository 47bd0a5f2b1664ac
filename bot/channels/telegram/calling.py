"""Calls of the Bot API that nearly every message makes, as plain bodies there and plain answers back: aiogram makes a dozen models of
each such call, which costs more than all that is sent. What goes wrong is told by aiogram's own errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods.base import TelegramMethod
from aiohttp import ClientError, ClientTimeout

from bot.service.encoding import decoded, encoded
from bot.service.ports import JSON

TIMEOUT = ClientTimeout(total=30)
HTML: Mapping[str, JSON] = {"parse_mode": "HTML"}
JSON_BODY = {"content-type": "application/json"}
NO_PREVIEW: Mapping[str, JSON] = {"link_preview_options": {"is_disabled": True}}


async def posted(bot: Bot, method: str, body: Mapping[str, JSON], within: ClientTimeout) -> tuple[int, str]:
    """The status and the text of an answer, whatever they say. Raises TimeoutError and aiohttp's ClientError."""
    session = bot.session
    if not isinstance(session, AiohttpSession):  # pragma: no cover -- `merchant_bot` made it
        raise TypeError(session)
    client = await session.create_session()
    async with client.post(
        session.api.api_url(bot.token, method), data=encoded(body).encode(), headers=JSON_BODY, timeout=within
    ) as answer:
        return answer.status, await answer.text()


async def called(bot: Bot, method: type[TelegramMethod[Any]], **given: JSON) -> Any:
    """The result, not made into a model. Raises AiogramError."""
    try:
        status, text = await posted(bot, method.__api_method__, given, TIMEOUT)
    except TimeoutError as wrong:
        raise TelegramNetworkError(method=method.model_construct(), message="Request timeout error") from wrong
    except ClientError as wrong:
        raise TelegramNetworkError(method=method.model_construct(), message=f"{type(wrong).__name__}: {wrong}") from wrong
    if status == HTTPStatus.OK and (answer := _read(text)).get("ok") and "result" in answer:
        return answer["result"]
    return bot.session.check_response(bot, method.model_construct(), status, text).result


def _read(text: str) -> Mapping[str, Any]:
    try:
        answer = decoded(text)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
