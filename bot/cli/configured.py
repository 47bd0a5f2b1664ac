"""What the light commands need of the settings, without reading them when there is nothing to read."""

from __future__ import annotations

import os
from pathlib import Path

from bot.cli.words import FILES
from bot.understanding.matcher.matching import Precision
from bot.wiring.mind import Sources


def sources(knowledge: Path | None) -> Sources:
    """The knowledge named on the command line, or else in the settings, or else the one that came along."""
    if not _any_setting():
        return Sources(knowledge)
    from bot.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    precision = Precision(settings.wrong_in, settings.lost_in)
    return Sources(knowledge, None, precision) if knowledge else Sources(settings.knowledge, settings.templates, precision)


def _any_setting() -> bool:
    return any(name.startswith("POSBOT_") for name in os.environ) or any(Path(name).exists() for name in FILES)
