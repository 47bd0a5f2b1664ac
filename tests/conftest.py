"""What many tests share: the knowledge that ships, loaded and trained once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.knowledge.loading import Loaded, load_or_raise
from bot.rendering.phrases import Phrases
from bot.service.turning import Mind
from bot.understanding.matcher.matching import Matcher
from bot.wiring.places import cache_folder

ROOT = Path(__file__).resolve().parents[1]

# The commands speak the language of whoever sits at the machine; the tests read English.
os.environ.pop("LC_ALL", None)
os.environ.pop("LC_MESSAGES", None)
os.environ["LANG"] = "C.UTF-8"

# How long an example takes, to be made or to be tried, says more about the machine than about the code.
settings.register_profile("posbot", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("posbot")


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    """The repository's own knowledge."""
    return load_or_raise(ROOT / "knowledge", ROOT / "templates", cache_folder(os.environ))


@pytest.fixture(scope="session")
def matcher(shipped: Loaded) -> Matcher:
    """The matcher trained on it."""
    return Matcher.build(shipped.examples, cache=cache_folder(os.environ))


@pytest.fixture(scope="session")
def mind(shipped: Loaded, matcher: Matcher) -> Mind:
    """All that a turn needs."""
    return Mind(shipped.knowledge, matcher, Phrases(shipped.knowledge))
