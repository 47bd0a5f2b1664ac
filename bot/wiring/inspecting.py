"""What `posbot doctor` asks of Telegram. A bot that is not set up is not asked."""

from __future__ import annotations

import asyncio
import os

from bot.settings import Settings
from bot.wiring.telegram import address_of


def merchants_bot(settings: Settings) -> str:
    """What is wrong with the merchants' bot; empty if nothing is."""
    if not settings.telegram_token:
        return ""
    from bot.channels.telegram.account import PATH, merchant_bot  # noqa: PLC0415 -- its import takes seconds
    from bot.channels.telegram.inspecting import complaints  # noqa: PLC0415

    async def look() -> list[str]:
        try:
            bot = merchant_bot(settings.telegram_token, settings.telegram_server)
        except ValueError:
            return ["POSBOT_TELEGRAM_TOKEN is not a token: copy it as BotFather shows it"]
        return await complaints(bot, address_of(settings, PATH))

    return "; ".join(asyncio.run(look()))


def staff_group(settings: Settings) -> str:
    """What is wrong with the desk's bot and its group; empty if nothing is."""
    if not settings.telegram_desk_token:
        return ""
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    from bot.channels.desk.account import PATH, desk_bot  # noqa: PLC0415
    from bot.channels.desk.inspecting import complaints  # noqa: PLC0415

    try:
        bot = desk_bot(settings.telegram_desk_token, settings.telegram_server)
    except ValueError:
        return "POSBOT_TELEGRAM_DESK_TOKEN is not a token: copy it as BotFather shows it"
    if not settings.telegram_desk_group:
        return "POSBOT_TELEGRAM_DESK_GROUP is missing: the number of the staff's group"
    return "; ".join(asyncio.run(complaints(bot, address_of(settings, PATH), settings.telegram_desk_group)))
