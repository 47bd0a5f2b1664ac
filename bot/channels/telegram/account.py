"""The merchants' bot at Telegram: how it is reached, how its updates come, what it says of itself."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from http import HTTPStatus

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand
from aiogram.utils.token import TokenValidationError, validate_token
from aiohttp import ClientError, ClientTimeout

from bot.channels.telegram.calling import posted
from bot.channels.telegram.parsing import ALLOWED
from bot.channels.telegram.words import COMMANDS, tongues
from bot.rendering.words import Words
from bot.service.fetching import Raw, SourceAway
from bot.service.ports import JSON

AT_ONCE = 100
SPARE_SECONDS = 5
PATH = "/telegram/merchant"


def merchant_bot(token: str, server: str) -> Bot:
    """The bot; nothing is asked yet. ValueError for what is no token."""
    try:
        validate_token(token)
    except TokenValidationError as wrong:
        raise ValueError(str(wrong)) from None
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(server)))


def secret_of(token: str) -> str:
    """What Telegram shows us with every push: made from the token, so that there is nothing more to set."""
    return hmac.new(token.encode(), b"posbot webhook", hashlib.sha256).hexdigest()


class MerchantSource:
    """The bot's updates, fetched raw: one that aiogram cannot read must not hold up the others."""

    def __init__(self, bot: Bot, account: str) -> None:
        """``account`` as in the inbox."""
        self._bot = bot
        self.account = account

    async def fetch(self, offset: int | None, wait: float) -> Sequence[Raw]:
        """See `bot.service.fetching.Source`."""
        asked: dict[str, JSON] = {"timeout": int(wait), "limit": AT_ONCE, "allowed_updates": list(ALLOWED)}
        body = asked | ({"offset": offset} if offset else {})
        try:
            _, text = await posted(self._bot, "getUpdates", body, ClientTimeout(total=wait + SPARE_SECONDS))
            answer = json.loads(text)
        except (TimeoutError, ClientError, ValueError) as wrong:
            raise SourceAway(f"Telegram does not answer ({type(wrong).__name__})") from None
        return _result(answer)


def _result(answer: object) -> Sequence[Raw]:
    if not isinstance(answer, dict):
        raise SourceAway("Telegram answers something else")
    if answer.get("ok"):
        return list(answer["result"])
    seconds = float(answer.get("parameters", {}).get("retry_after", 0))
    if answer.get("error_code") == HTTPStatus.CONFLICT:
        seconds = 15.0  # another program asks with this token, or a webhook is set
    raise SourceAway(str(answer.get("description")), max(seconds, 3.0))


async def introduce(bot: Bot, words: Words) -> None:
    """Set the menu of commands and the descriptions in every language; the one begun with is everybody else's too. Raises AiogramError."""
    others = [BotCommand(command=name, description=words(locale, "language_switch")) for name, locale in tongues(words).items()]
    for locale in words.sentences:
        commands = [*(BotCommand(command=name, description=words(locale, f"command_{name}")) for name in COMMANDS), *others]
        for tag in ("", locale) if locale == words.fallback else (locale,):
            await bot.set_my_commands(commands, language_code=tag or None)
            await bot.set_my_description(words(locale, "description"), language_code=tag or None)
            await bot.set_my_short_description(words(locale, "short_description"), language_code=tag or None)


async def listen(bot: Bot, address: str) -> None:
    """Have updates pushed to that address, or (empty) keep them until they are fetched. Raises AiogramError."""
    if address:
        await bot.set_webhook(address, secret_token=secret_of(bot.token), allowed_updates=list(ALLOWED), max_connections=40)
    else:
        await bot.delete_webhook(drop_pending_updates=False)


__all__ = ["PATH", "AiogramError", "MerchantSource", "introduce", "listen", "merchant_bot", "secret_of"]
