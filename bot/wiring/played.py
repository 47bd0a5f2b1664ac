"""The settings of all doors where Telegram and WeChat are played on this machine."""

from __future__ import annotations

from collections.abc import Mapping

from bot.emulator.telegram.cast import DESK_TOKEN, GROUP, MERCHANT_TOKEN, STAFF
from bot.emulator.wechat.cast import ACCOUNT, CONSENT, SERVICE
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
    """The same settings with bots and accounts at the emulator, where it is on: its own, so that a real token goes
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
    base = f"http://{HOST}:{settings.emulator_port}"
    usual |= {
        "wechat_oa_app": ACCOUNT.app,
        "wechat_oa_secret": ACCOUNT.secret,
        "wechat_oa_token": ACCOUNT.token,
        "wechat_oa_key": ACCOUNT.key,
        "wechat_oa_consent": CONSENT,
        "wechat_address": settings.wechat_address or f"http://{HOST}:{settings.port}",
        "wechat_kf_company": SERVICE.app,
        "wechat_kf_secret": SERVICE.secret,
        "wechat_kf_token": SERVICE.token,
        "wechat_kf_key": SERVICE.key,
    }
    own: dict[str, object] = {
        "telegram_webhook": "",
        "telegram_server": base,
        "wechat_oa_server": f"{base}/wechat",
        "wechat_kf_server": f"{base}/wecom",
    }
    return settings.model_copy(update=usual | own)
