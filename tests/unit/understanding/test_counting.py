"""How many, as merchants put it."""

from __future__ import annotations

import pytest

from bot.understanding.facts.counting import count_in


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("每天一百单左右", 100),
        ("一天二三十笔", 25),
        ("两百笔一天", 200),
        ("两三百笔", 250),
        ("五六十", 55),
        ("三百五", 350),
        ("1千", 1000),
        ("十来单", 10),
        ("about 60 a day", 60),
        ("50 to 60", 55),
        ("a couple of hundred", 200),
        ("two hundred and fifty", 250),
        ("fifty or sixty", 55),
        ("twenty five", 25),
        ("a few dozen", 36),
    ],
)
def test_a_number_is_read_as_it_is_meant(words: str, number: float) -> None:
    assert count_in(words) == number


def test_more_than_a_number_is_more_than_it() -> None:
    assert 300 < (count_in("三百多笔") or 0) < 310


@pytest.mark.parametrize("words", ["no idea", "it depends", "一天", "a lot", "平时 100 笔，周末 500 笔", "a day", ""])
def test_no_number_or_several_are_none(words: str) -> None:
    assert count_in(words) is None


def test_a_day_of_every_week_counts_nothing() -> None:
    assert count_in("每周一早上") is None
    assert count_in("每周一百单") == 100
