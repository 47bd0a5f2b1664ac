"""Looks at the merchants' bot as Telegram sees it, for `posbot doctor`. Changes nothing."""

from __future__ import annotations

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError

WAITING_AT_MOST = 50
"""Updates that wait without anything being wrong: a minute of a busy shop."""


async def complaints(bot: Bot, address: str) -> list[str]:
    """What is wrong with token and webhook; ``address`` is where updates should be pushed, empty for fetching."""
    try:
        await bot.get_me()
        info = await bot.get_webhook_info()
    except TelegramUnauthorizedError:
        return ["Telegram does not know this token: copy it again from BotFather"]
    except AiogramError as wrong:
        return [f"Telegram cannot be reached: {wrong}"]
    finally:
        await bot.session.close()
    found = []
    if info.url != address:
        found.append(f"the webhook is {info.url or 'not set'}, it should be {address or 'not set'}: start posbot, which sets it")
    if info.last_error_message and info.pending_update_count:
        found.append(f"Telegram's last push failed: {info.last_error_message}")
    if info.pending_update_count > WAITING_AT_MOST:
        found.append(f"{info.pending_update_count} updates wait: is posbot running, and is it the only one with this token?")
    return found
