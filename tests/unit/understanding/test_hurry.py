"""Haste, anger and pauses around a trouble do not change what the trouble is."""

from __future__ import annotations

import pytest

from bot.understanding.text.clauses import parts, unhurried
from bot.understanding.text.normalising import phrased, plain
from tests.unit.understanding.world import matcher


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("打不出票 一个字都没有", "打不出票，一个字都没有"),
        ("机 器 坏 了", "机 器 坏 了"),
        ("card machine 坏了 没反应", "card machine 坏了，没反应"),
        ("no pause here", "no pause here"),
    ],
)
def test_a_space_between_phrases_is_a_comma(text: str, spoken: str) -> None:
    assert phrased(text) == spoken


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("急死了 机器打不开 客人等着呢", ("机器打不开",)),
        ("wifi keeps dropping, customers are waiting, asap", ("wifi keeps dropping",)),
        ("客人排队呢，扫码扫不出来", ("扫码扫不出来",)),
        ("急死了", ("急死了",)),
        ("快点啊，离开底座就断电", ("离开底座就断电",)),
        ("赶紧！刷不了卡", ("刷不了卡",)),
        ("能快点到账吗", ("能快点到账吗",)),
    ],
)
def test_haste_tells_no_trouble(text: str, told: tuple[str, ...]) -> None:
    assert parts(plain(phrased(text))).telling == told


@pytest.mark.parametrize(
    ("hurried", "calm"),
    [("急死了 灯不亮开不了机 客人等着呢", "灯不亮开不了机"), ("customers are waiting!! blank receipts", "blank receipts")],
)
def test_a_hurried_message_means_what_the_calm_one_means(hurried: str, calm: str) -> None:
    assert matcher().match(hurried).candidates[0].intent == matcher().match(calm).candidates[0].intent


def test_an_answer_is_read_without_the_haste_around_it() -> None:
    assert unhurried("im losing customers here, yes it works") == "yes it works"
    assert unhurried("急死了,好了") == "好了"
    assert unhurried("hurry up") == "hurry up"
    assert unhurried("still nothing, no light") == "still nothing, no light"
