"""What the light commands need of the settings, without reading them when there is nothing to read."""

from __future__ import annotations

import os
from pathlib import Path

from bot.wiring.mind import Sources

FILES = (".env", "posbot.toml")


def sources(knowledge: Path | None) -> Sources:
    """The knowledge named on the command line, or else in the settings, or else the one that came along."""
    if knowledge:
        return Sources(knowledge)
    if not _any_setting():
        return Sources()
    from bot.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    return Sources(settings.knowledge, settings.templates)


def _any_setting() -> bool:
    return any(name.startswith("POSBOT_") for name in os.environ) or any(Path(name).exists() for name in FILES)
