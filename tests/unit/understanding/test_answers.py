"""Words pick an offer by label, synonym or number, and never by chance."""

from __future__ import annotations

import pytest

from bot.understanding.answers import picked
from tests.unit.understanding.world import KNOWLEDGE, QUESTION


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("灯亮着", "on"),
        ("灯亮著。", "on"),
        ("嗯亮的", "on"),
        ("没亮啊", "off"),
        ("灯不亮的", "off"),
        ("the light is on", "on"),
        ("The ligth is on", "on"),
        ("it's off", "off"),
        ("1", "on"),
        ("１", "on"),
        ("第一个", "on"),
        ("选2", "off"),
        ("the second one", "off"),
        ("option 3", "unsure"),
        ("最后一个", "unsure"),
        ("not sure", "unsure"),
        ("B", "off"),
    ],
)
def test_words_pick_an_offer(text: str, offer: str) -> None:
    assert picked(text, QUESTION, KNOWLEDGE) == offer


@pytest.mark.parametrize("text", ["", "4", "第五个", "灯", "亮不亮", "开不了机", "the light", "no", "两台机器", "1000"])
def test_other_words_pick_nothing(text: str) -> None:
    assert picked(text, QUESTION, KNOWLEDGE) is None
