"""Puts the merchants' bot together: its door, who works off its updates, and how these come in."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.telling import told
from bot.service.fetching import Fetcher, Raw
from bot.settings import Settings, SettingsProblem
from bot.wiring.fronts import MerchantFront, is_alone, keeper, sentences, until_done
from bot.wiring.ground import Ground, Part
from bot.wiring.hooks import hook


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


def address_of(settings: Settings, path: str) -> str:
    """Where Telegram pushes to; empty: it is asked."""
    return settings.telegram_webhook.rstrip("/") + path if settings.telegram_webhook else ""


def telegram(ground: Ground) -> Part:
    """Merchants on Telegram. Nothing of it is imported without a token."""
    settings = ground.settings
    if not settings.telegram_token:
        return Part()
    from bot.channels.telegram.front import CHANNEL  # noqa: PLC0415
    from bot.channels.telegram.lightly import lightly  # noqa: PLC0415
    from bot.rendering.words import Words  # noqa: PLC0415

    lightly()
    from bot.channels.telegram.account import PATH, MerchantSource, introduce, listen, merchant_bot, secret_of  # noqa: PLC0415
    from bot.channels.telegram.door import MerchantDoor  # noqa: PLC0415
    from bot.channels.telegram.intake import MerchantIntake  # noqa: PLC0415

    try:
        bot = merchant_bot(settings.telegram_token, settings.telegram_server)
    except ValueError:
        raise SettingsProblem(told("token_form", setting="POSBOT_TELEGRAM_TOKEN")) from None
    account = f"{CHANNEL}:{bot.id}"
    words = Words(sentences(ground.support, CHANNEL), settings.locale)
    keep = keeper(ground.store, account, chat_of, ground.support.work.set, ground.support.watch)
    address = address_of(settings, PATH)
    fetcher = Fetcher(ground.store, MerchantSource(bot, account), keep, alone=is_alone(settings), watch=ground.support.watch)

    async def attend() -> None:
        await until_done("Telegram, merchants", lambda: listen(bot, address))
        await until_done("Telegram, menu of the merchants' bot", lambda: introduce(bot, words))
        if not address:
            await fetcher.run()

    return Part(
        hooks=(hook(PATH, secret_of(bot.token), keep),),
        doors={CHANNEL: MerchantDoor(bot, ground.store, ground.blobs, words(settings.locale, "staff"))},
        intakes={account: MerchantIntake(bot, MerchantFront(ground.support, ground.blobs), words)},
        hears=True,
        runs=(attend,),
        stop=fetcher.stop,
        closes=(bot.session.close,),
    )
