"""Looks at the desk's bot and its group as Telegram sees them, for `posbot doctor`. Changes nothing."""

from __future__ import annotations

from telegram import Bot, ChatMemberAdministrator, ChatMemberOwner
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

WAITING_AT_MOST = 50
NEEDED = ("can_manage_topics", "can_pin_messages")
NO_GROUP = "the group cannot be seen: add the bot to it, and check POSBOT_TELEGRAM_DESK_GROUP"


async def complaints(bot: Bot, address: str, group: int) -> list[str]:
    """What is wrong with token, webhook, group and rights."""
    try:
        async with bot:
            return [*await _webhook(bot, address), *await _group(bot, group)]
    except InvalidToken:
        return ["Telegram does not know this token: copy it again from BotFather"]
    except ChatMigrated as moved:
        return [f"the group has the number {moved.new_chat_id} now: set POSBOT_TELEGRAM_DESK_GROUP to it"]
    except (BadRequest, Forbidden):
        return [NO_GROUP]
    except TelegramError as wrong:
        return [f"Telegram cannot be reached: {wrong}"]


async def _webhook(bot: Bot, address: str) -> list[str]:
    info = await bot.get_webhook_info()
    found = []
    if info.url != address:
        found.append(f"the webhook is {info.url or 'not set'}, it should be {address or 'not set'}: start posbot, which sets it")
    if info.pending_update_count > WAITING_AT_MOST:
        found.append(f"{info.pending_update_count} updates wait: is posbot running, and is it the only one with this token?")
    return found


async def _group(bot: Bot, group: int) -> list[str]:
    chat = await bot.get_chat(group)
    found = [] if chat.is_forum else ["the group has no topics: switch them on in its settings"]
    member = await bot.get_chat_member(group, bot.id)
    if isinstance(member, ChatMemberOwner):
        return found
    if not isinstance(member, ChatMemberAdministrator):
        return [*found, "the bot is no administrator of the group"]
    lacking = [right for right in NEEDED if not getattr(member, right)]
    return [*found, f"the bot lacks rights in the group: {', '.join(lacking)}"] if lacking else found
