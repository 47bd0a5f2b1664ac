"""The settings of both bots where Telegram is played on this machine."""

from __future__ import annotations

from collections.abc import Mapping

from bot.emulator.telegram.cast import DESK_TOKEN, GROUP, MERCHANT_TOKEN, STAFF
from bot.service.desk.people import Role, Staff
from bot.settings import Settings

HOST = "127.0.0.1"
"""The emulator has no sign-in: nobody but this machine reaches it."""


def guests(settings: Settings) -> Mapping[int, Staff]:
    """The emulator's staff, who have no accounts: they may answer where Telegram is played, and nowhere else."""
    if not settings.emulator:
        return {}
    return {id_: Staff(username, name, Role.LEAD) for id_, name, username, _ in STAFF}


def with_emulator(settings: Settings) -> Settings:
    """The same settings with both bots at the emulator, where it is on: its own bots, so that a real token goes
    nowhere by mistake.
    """
    if not settings.emulator:
        return settings
    usual = {
        "telegram_token": MERCHANT_TOKEN,
        "telegram_desk_token": DESK_TOKEN,
        "telegram_desk_group": GROUP,
        "telegram_staff": ",".join(f"{id_}={name}" for id_, _, name, _ in STAFF),
    }
    own: dict[str, object] = {"telegram_webhook": "", "telegram_server": f"http://{HOST}:{settings.emulator_port}"}
    return settings.model_copy(update=usual | own)
