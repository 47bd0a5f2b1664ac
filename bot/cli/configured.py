"""What the light commands need of the settings, without reading them when there is nothing to read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.understanding.matcher.matching import Precision
from bot.wiring.mind import Sources

if TYPE_CHECKING:
    from bot.settings import Settings

FILES = (".env", "posbot.toml")


def sources(knowledge: Path | None) -> Sources:
    """The knowledge named on the command line, or else in the settings, or else the one that came along."""
    if not _any_setting():
        return Sources(knowledge)
    from bot.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    precision = Precision(settings.wrong_in, settings.lost_in)
    return Sources(knowledge, None, precision) if knowledge else Sources(settings.knowledge, settings.templates, precision)


def tongue(settings: Settings) -> str:
    """The language of whoever sits at the terminal: what POSBOT_LOCALE says, and where it says nothing, the system's."""
    if "locale" in settings.model_fields_set:
        return settings.locale
    spoken = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if spoken.lower().startswith("zh") else "en"


def _any_setting() -> bool:
    return any(name.startswith("POSBOT_") for name in os.environ) or any(Path(name).exists() for name in FILES)
