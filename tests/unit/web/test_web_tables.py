"""What is read from a table: the icon of a choice, the language of a browser."""

from __future__ import annotations

import pytest

from bot.channels.web.lines import icon
from bot.channels.web.session import preferred


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("0.hardware.printer_paper", "printer"),
        ("0.hardware.scanner", "scan-line"),
        ("0.network.sim", "wifi-off"),
        ("0.x", "circle-help"),
    ],
)
def test_the_icon_follows_from_the_name_of_the_choice(key: str, name: str) -> None:
    assert icon(key) == name


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("", "zh"),
        ("en", "en"),
        ("fr, en;q=0.4, zh;q=0.8", "zh"),
        ("zh;q=0, en", "en"),
        ("en;q=x", "zh"),
        (";;,;q=", "zh"),
    ],
)
def test_the_browser_s_wishes_are_weighed(header: str, locale: str) -> None:
    assert preferred(header) == locale
