"""That a part is well, or not to blame, is that and no more; what may be the cure, or tells more, is left to the other rules."""

from __future__ import annotations

import pytest

from bot.core.machine import step
from bot.core.state import State
from bot.service.turning import Mind
from bot.understanding.answers.parts import part_well
from bot.understanding.hearing import understand
from tests.unit.understanding.world import said


def amid(mind: Mind, opening: str) -> State:
    """The state after that first message."""
    state = State(ref="1042", locale="en" if opening.isascii() else "zh")
    return step(state, understand(said(opening), state, mind.knowledge, mind.matcher), mind.knowledge)[0]


@pytest.mark.parametrize(
    ("opening", "text"),
    [
        ("printer wont print", "the lid's closed"),
        ("printer wont print", "there's plenty of paper"),
        ("printer wont print", "battery is full and the light is green"),
        ("no wifi on terminal", "router is on"),
        ("no wifi on terminal", "the password is right"),
        ("machine wont turn on", "charger is fine"),
        ("machine wont turn on", "nothing wrong with the cable"),
        ("打印不出小票", "纸够"),
        ("打印不出小票", "有纸啊"),
        ("打印不出小票", "屏幕没问题，灯也亮着"),
        ("机器连不上wifi", "密码没输错"),
        ("机器连不上wifi", "路由器开着的"),
        ("开不了机", "充电器是好的"),
        ("开不了机", "跟线没关系"),
    ],
)
def test_a_part_that_is_well_is_told(mind: Mind, opening: str, text: str) -> None:
    assert part_well(text, amid(mind, opening), mind.knowledge) == ""


@pytest.mark.parametrize(
    ("opening", "text"),
    [
        ("no wifi on terminal", "the wifi is fine"),
        ("机器连不上wifi", "网好着呢"),
        ("屏幕花了", "屏幕正常"),
        ("printer wont print", "is the paper ok?"),
        ("printer wont print", "the paper is fine but it comes out blank"),
        ("printer wont print", "the paper is not in"),
        ("打印不出小票", "没有纸"),
        ("打印不出小票", "纸是好的吗"),
        ("打印不出小票", "打印机好了"),
    ],
)
def test_what_may_be_the_cure_asks_or_tells_more_is_not(mind: Mind, opening: str, text: str) -> None:
    assert part_well(text, amid(mind, opening), mind.knowledge) is None


@pytest.mark.parametrize(("opening", "text"), [("刷卡读不出芯片", "不是卡的事"), ("card reader wont read chip", "it's not the card")])
def test_where_it_is_asked_it_is_the_answer(mind: Mind, opening: str, text: str) -> None:
    assert part_well(text, amid(mind, opening), mind.knowledge) == "all"


def test_where_nothing_is_asked_it_is_none(mind: Mind) -> None:
    assert part_well("the light is green", State(ref="1042"), mind.knowledge) is None
