"""What `posbot doctor` asks of Telegram and WeChat. What is not set up is not asked."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.service.ports import Clock
from bot.service.tokens import Lease, StoredToken, TokenShelf
from bot.settings import Settings
from bot.wiring.telegram import address_of

if TYPE_CHECKING:
    from bot.channels.wechat.api import Api


def merchants_bot(settings: Settings) -> str:
    """What is wrong with the merchants' bot; empty if nothing is."""
    if not settings.telegram_token:
        return ""
    from bot.channels.telegram.lightly import lightly  # noqa: PLC0415

    lightly()
    from bot.channels.telegram.account import PATH, merchant_bot  # noqa: PLC0415 -- its import takes a second
    from bot.channels.telegram.inspecting import complaints  # noqa: PLC0415

    async def look() -> list[str]:
        try:
            bot = merchant_bot(settings.telegram_token, settings.telegram_server)
        except ValueError:
            return ["POSBOT_TELEGRAM_TOKEN is not a token: copy it as BotFather shows it"]
        return await complaints(bot, address_of(settings, PATH))

    return "; ".join(asyncio.run(look()))


def service_account(settings: Settings) -> str:
    """What is wrong with WeChat's service account; empty if nothing is."""
    if not settings.wechat_oa_app:
        return ""
    from bot.channels.wechat.oa.account import complaints  # noqa: PLC0415
    from bot.wiring.wechat import account_api, envelope_of, needed  # noqa: PLC0415

    needed(settings, "wechat_oa_secret", "wechat_oa_token")
    if settings.wechat_oa_key:
        envelope_of(settings.wechat_oa_token, settings.wechat_oa_key, settings.wechat_oa_app, "POSBOT_WECHAT_OA_KEY")
    from bot.channels.wechat.oa.hook import PATH  # noqa: PLC0415
    from bot.channels.wechat.proving import plain  # noqa: PLC0415

    question = plain(settings.wechat_oa_token, datetime.now(UTC))
    return "; ".join(filter(None, (_asked(settings, account_api, complaints), _reached(settings, PATH, question))))


def customer_service(settings: Settings) -> str:
    """What is wrong with WeChat Customer Service; empty if nothing is. Raises SettingsProblem."""
    if not settings.wechat_kf_company:
        return ""
    from bot.channels.wechat.kf.account import complaints  # noqa: PLC0415
    from bot.wiring.wechat import envelope_of, needed, service_api  # noqa: PLC0415

    needed(settings, "wechat_kf_secret", "wechat_kf_token", "wechat_kf_key")
    envelope = envelope_of(settings.wechat_kf_token, settings.wechat_kf_key, settings.wechat_kf_company, "POSBOT_WECHAT_KF_KEY")
    from bot.channels.wechat.kf.hook import PATH  # noqa: PLC0415
    from bot.channels.wechat.proving import sealed  # noqa: PLC0415

    question = sealed(envelope, datetime.now(UTC))
    return "; ".join(filter(None, (_asked(settings, service_api, complaints), _reached(settings, PATH, question))))


def _reached(settings: Settings, path: str, question: tuple[dict[str, str], str]) -> str:
    """What is wrong with the address that WeChat pushes to, where it is known."""
    if not settings.wechat_address:
        return ""
    from bot.channels.wechat.proving import complaints  # noqa: PLC0415

    return "; ".join(asyncio.run(complaints(settings.wechat_address.rstrip("/") + path, *question)))


def _asked(
    settings: Settings, api_of: Callable[[Settings, TokenShelf, Clock], Api], complaints: Callable[[Api], Awaitable[list[str]]]
) -> str:
    """With a token of its own, which harms nobody's: both platforms hand out the same one again."""

    async def look() -> list[str]:
        api = api_of(settings, LooseTokens(), lambda: datetime.now(UTC))
        try:
            return await complaints(api)
        finally:
            await api.close()

    told = logging.getLogger("bot.service.tokens")
    told.disabled = True  # what is wrong is said once, below
    try:
        return "; ".join(asyncio.run(look()))
    finally:
        told.disabled = False


class LooseTokens:
    """A shelf for one look: nothing is kept."""

    def __init__(self) -> None:
        """Empty."""
        self._stored: StoredToken | None = None

    async def stored(self, account: str) -> StoredToken | None:  # noqa: ARG002 -- there is one
        """What was fetched just now."""
        return self._stored

    async def lease(self, account: str, failed: str, at: datetime) -> Lease:  # noqa: ARG002 -- as above
        """There is nobody else; one that fails is not renewed, or the running posbot would lose its own."""
        return Lease.BARRED if failed else Lease.OURS

    async def keep(self, account: str, value: str, until: datetime, renewed: datetime | None) -> None:  # noqa: ARG002 -- as above
        """For the next question."""
        self._stored = StoredToken(value, until, datetime.min.replace(tzinfo=UTC), "")

    async def bar(self, account: str, until: datetime, why: str) -> None:
        """There is no later."""


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
    return "; ".join(asyncio.run(complaints(bot, address_of(settings, PATH), settings.telegram_desk_group)))
