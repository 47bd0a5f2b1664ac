"""Words pick an offer by label, synonym or number, and never by chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import Move, Offer, Question
from bot.understanding.answers import likened, picked
from tests.unit.understanding.world import KNOWLEDGE, QUESTION, matcher


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


@pytest.mark.parametrize(("text", "offer"), [("插着呢，没亮啊", "off"), ("yes it's plugged in, it's off", "off"), ("嗯 亮的", "on")])
def test_one_part_of_the_words_picks_an_offer(text: str, offer: str) -> None:
    assert picked(text, QUESTION, KNOWLEDGE) == offer


def test_parts_that_pick_different_offers_pick_none() -> None:
    assert picked("刚才有灯，现在没亮", QUESTION, KNOWLEDGE) is None


@pytest.mark.parametrize(("text", "offer"), [("现在灯是灭的", "off"), ("灯现在是亮的呢", "on"), ("there is no light here", "off")])
def test_words_that_come_near_to_one_offer_mean_it(text: str, offer: str) -> None:
    assert likened(text, QUESTION, KNOWLEDGE, matcher().nearest) == offer


@pytest.mark.parametrize("text", ["", "今天天气怎么样", "where is my payout", "灯", "灯亮着" * 60])
def test_words_about_something_else_come_near_to_no_offer(text: str) -> None:
    assert likened(text, QUESTION, KNOWLEDGE, matcher().nearest) is None


def test_a_space_between_chinese_phrases_is_a_pause() -> None:
    assert picked("插着呢 没亮啊", QUESTION, KNOWLEDGE) == "off"


RANGES = {"few": ("..49",), "some": ("50..300",), "many": ("301..", "三百多笔", "about 500 a day")}
HOW_MANY = Question(1, tuple(Offer(name, f"usage.{name}", Move.ANSWER, name) for name in RANGES))


@pytest.mark.parametrize(
    ("text", "offer"),
    [("about 400 a day", "many"), ("一天四百来单", "many"), ("12", "few"), ("一百多笔", "some"), ("five hundred", "many"), ("300", "some")],
)
def test_a_number_picks_the_range_it_is_in_open_ended_ones_too(text: str, offer: str) -> None:
    world = replace(KNOWLEDGE, hears={"en": {f"usage.{name}": phrases for name, phrases in RANGES.items()}})

    assert picked(text, HOW_MANY, world) == offer
