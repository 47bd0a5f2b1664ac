"""What of posbot is set up wholly, half, or not at all, by the settings alone; nothing is asked of anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings

CHANNELS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "telegram_merchants": (("telegram_token",), ()),
    "telegram_staff": (("telegram_desk_token", "telegram_desk_group"), ("telegram_staff",)),
    "wechat_account": (("wechat_oa_app", "wechat_oa_secret", "wechat_oa_token"), ("wechat_oa_key",)),
    "wechat_service": (("wechat_kf_company", "wechat_kf_secret", "wechat_kf_token", "wechat_kf_key"), ()),
}
"""Channel -> the settings it cannot do without, and others that are its alone."""
OTHERS: Mapping[str, Callable[[Settings], bool]] = {
    "keys": lambda settings: bool(settings.keys or settings.keys_file),
    "signals": lambda settings: settings.database_url.startswith("postgres"),
    "backups": lambda settings: bool(settings.backups),
    "traces": lambda settings: bool(settings.traces),
}
"""What else may be left out, and whether it was not."""


def is_set_up(settings: Settings, what: str) -> bool:
    """Whether there is anything to test."""
    if what in CHANNELS:
        return any(getattr(settings, name) for names in CHANNELS[what] for name in names)
    return OTHERS[what](settings) if what in OTHERS else True


def missing(settings: Settings, what: str) -> tuple[str, ...]:
    """The settings that a channel lacks which was begun to be set up."""
    needed = CHANNELS[what][0] if what in CHANNELS and is_set_up(settings, what) else ()
    return tuple(name for name in needed if not getattr(settings, name))
