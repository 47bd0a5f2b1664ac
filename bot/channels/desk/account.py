"""The desk's bot at Telegram: how it is reached and how its updates come."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from urllib.parse import urlencode

from telegram import Bot, BotCommand
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.desk.parsing import ALLOWED, COMMANDS
from bot.service.fetching import Raw, SourceAway

PATH = "/telegram/desk"
AT_ONCE = 100
SPARE_SECONDS = 5
CONNECTIONS = 8


def desk_bot(token: str, server: str) -> Bot:
    """The bot; nothing is asked yet. ValueError for what is no token."""
    request = HTTPXRequest(connection_pool_size=CONNECTIONS, read_timeout=20, media_write_timeout=60, httpx_kwargs={"trust_env": True})
    try:
        return Bot(token, base_url=f"{server}/bot", base_file_url=f"{server}/file/bot", request=request)
    except InvalidToken as wrong:
        raise ValueError(str(wrong)) from None


def secret_of(token: str) -> str:
    """What Telegram shows us with every push: made from the token, so that there is nothing more to set."""
    return hmac.new(token.encode(), b"posbot webhook", hashlib.sha256).hexdigest()


class GroupSource:
    """The bot's updates, fetched raw."""

    def __init__(self, bot: Bot, account: str) -> None:
        """``account`` as in the inbox."""
        self._bot = bot
        self.account = account

    async def fetch(self, offset: int | None, wait: float) -> Sequence[Raw]:
        """See `bot.service.fetching.Source`."""
        asked: dict[str, object] = {"timeout": int(wait), "limit": AT_ONCE, "allowed_updates": json.dumps(ALLOWED)}
        query = urlencode(asked | ({"offset": offset} if offset else {}))
        try:
            # Past `Bot.get_updates`, which reads what it gets: one update it cannot read would hold up the others.
            found = await self._bot.request.post(f"{self._bot.base_url}/getUpdates?{query}", read_timeout=wait + SPARE_SECONDS)
        except RetryAfter as busy:
            seconds = busy.retry_after
            raise SourceAway("flood", seconds if isinstance(seconds, int) else seconds.total_seconds()) from None
        except Conflict as other:
            raise SourceAway(str(other), 15.0) from None
        except TelegramError as wrong:
            raise SourceAway(f"{type(wrong).__name__}: {wrong}") from None
        return found if isinstance(found, list) else ()


async def listen(bot: Bot, address: str, describe: dict[str, str]) -> None:
    """Have updates pushed to that address, or (empty) keep them until they are fetched; set the commands. Raises
    TelegramError.
    """
    await bot.initialize()
    if address:
        await bot.set_webhook(address, secret_token=secret_of(bot.token), allowed_updates=list(ALLOWED))
    else:
        await bot.delete_webhook(drop_pending_updates=False)
    await bot.set_my_commands([BotCommand(name, describe[name]) for name in sorted(COMMANDS)])
