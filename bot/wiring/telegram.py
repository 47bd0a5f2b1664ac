"""Puts the merchants' bot together: its door, who works off its updates, and how these come in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.messages import Address, Inbound
from bot.service.fetching import Fetcher, Keep, Raw
from bot.service.fitting import fit
from bot.service.ports import JSON, Blobs, Logged, Store
from bot.service.support import Support
from bot.settings import Settings, SettingsProblem
from bot.wiring.ground import Ground, Part
from bot.wiring.hooks import hook

LOCALES = ("zh", "en")
AGAIN_SECONDS = 60.0
"""Between two tries at most; the first comes after a quarter of a second."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class TelegramFront:
    """The desk as the merchants' bot sees it."""

    support: Support
    blobs: Blobs

    async def receive(self, inbound: Inbound) -> None:
        """Keep and answer."""
        await self.support.receive(inbound)

    async def log(self, address: Address, after: int, limit: int) -> Sequence[Logged]:
        """The chat's log past ``after``."""
        return await self.support.store.log(address, after, limit)

    async def note(self, address: Address, event_id: str, at: datetime, body: Mapping[str, JSON]) -> None:
        """A line for the record."""
        await self.support.note(address, event_id, at, body)


def sentences(support: Support, scope: str = "telegram") -> dict[str, dict[str, str]]:
    """A scope's own sentences, by locale."""
    return {locale: support.mind.phrases.words(locale, scope) for locale in LOCALES}


def keeper(store: Store, account: str, lane_of: Callable[[Raw], str], wake: Callable[[], None]) -> Keep:
    """Takes raw updates into the inbox, secrets masked, and wakes the worker."""

    async def keep(update: Raw) -> None:
        if await store.inbox.take_in(account, str(update["update_id"]), lane_of(update), store.now(), fit(update)):
            wake()

    return keep


def chat_of(update: Raw) -> str:
    """The chat an update belongs to: what stays in order."""
    for body in update.values():
        if isinstance(body, Mapping):
            message = body.get("message")
            around = message if isinstance(message, Mapping) else body
            for name in ("chat", "from"):
                found = around.get(name)
                if isinstance(found, Mapping):
                    return str(found.get("id"))
    return ""


async def until_done(what: str, start: Callable[[], Awaitable[None]]) -> None:
    """Telegram may be away when posbot starts: try until it is there."""
    pause = 0.25
    while True:
        try:
            await start()
        except Exception as wrong:  # noqa: BLE001 -- whatever the library raises, posbot itself goes on
            logger.log(logging.WARNING if pause > 1 else logging.INFO, "%s: %s", what, wrong)
            await asyncio.sleep(pause)
            pause = min(pause * 2, AGAIN_SECONDS)
        else:
            return


def address_of(settings: Settings, path: str) -> str:
    """Where Telegram pushes to; empty: it is asked."""
    return settings.telegram_webhook.rstrip("/") + path if settings.telegram_webhook else ""


def is_alone(settings: Settings) -> bool:
    """Whether no other process can have the store: only PostgreSQL is shared."""
    return not settings.database_url.startswith("postgres")


def telegram(ground: Ground) -> Part:
    """Merchants on Telegram. Nothing of it is imported without a token."""
    settings = ground.settings
    if not settings.telegram_token:
        return Part()
    from bot.channels.telegram.account import PATH, MerchantSource, introduce, listen, merchant_bot, secret_of  # noqa: PLC0415
    from bot.channels.telegram.door import MerchantDoor  # noqa: PLC0415
    from bot.channels.telegram.front import CHANNEL  # noqa: PLC0415
    from bot.channels.telegram.intake import MerchantIntake  # noqa: PLC0415
    from bot.channels.telegram.words import Words  # noqa: PLC0415

    try:
        bot = merchant_bot(settings.telegram_token, settings.telegram_server)
    except ValueError:
        raise SettingsProblem("POSBOT_TELEGRAM_TOKEN is not a token: copy it as BotFather shows it, digits, a colon, letters") from None
    account = f"{CHANNEL}:{bot.id}"
    words = Words(sentences(ground.support), settings.locale)
    keep = keeper(ground.store, account, chat_of, ground.support.work.set)
    address = address_of(settings, PATH)
    fetcher = Fetcher(ground.store, MerchantSource(bot, account), keep, alone=is_alone(settings))

    async def attend() -> None:
        await until_done("Telegram, merchants", lambda: listen(bot, address))
        await until_done("Telegram, menu of the merchants' bot", lambda: introduce(bot, words))
        if not address:
            await fetcher.run()

    return Part(
        routers=(hook(PATH, secret_of(bot.token), keep, "Updates of the merchants' bot"),),
        doors={CHANNEL: MerchantDoor(bot, ground.store, ground.blobs, words(settings.locale, "staff"))},
        intakes={account: MerchantIntake(bot, TelegramFront(ground.support, ground.blobs), words)},
        runs=(attend,),
        stop=fetcher.stop,
        closes=(bot.session.close,),
    )
