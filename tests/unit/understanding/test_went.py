"""How a step went, told in words that no phrasing has: at any step of the terminal, never where money or danger is at stake."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.state import State
from bot.core.understanding import Heard
from bot.service.turning import Mind
from bot.understanding.answers.went import Went, went
from bot.understanding.hearing import understand
from bot.understanding.matcher.matching import Matcher
from tests.unit.understanding.test_results import at
from tests.unit.understanding.world import examples, matcher, said


def heard(mind: Mind, place: str, text: str) -> Heard:
    flow, _, step = place.rpartition(".")
    found = understand(said(text), at(mind, flow, step), mind.knowledge, mind.matcher)
    assert isinstance(found, Heard)
    return found


@pytest.mark.parametrize(
    ("place", "text", "result"),
    [
        ("network.wifi.rejoin", "删了再加，密码输进去照样弹回来", "not_fixed"),
        ("network.wifi.rejoin", "typed the password three times, the little x is still sat there", "not_fixed"),
        ("hardware.printer_blank.new_roll", "换上新的那卷，出来照样一个字看不见", "not_fixed"),
        ("power.no_power.outlet", "tried the plug by the fridge, nothing at all on the screen", "not_fixed"),
        ("power.adapter.cable", "线塞到底了，那个充电的小灯照旧没反应", "not_fixed"),
        ("hardware.printer_blank.new_roll", "店里就剩装着的这一卷，供货的后天才来", "cannot"),
        ("hardware.printer_blank.new_roll", "the delivery with the paper isn't here till friday", "cannot"),
        ("network.router.power", "路由器锁在房东那间屋，钥匙在他手上", "cannot"),
        ("network.router.power", "router's locked in the landlord's cupboard, he has the key", "cannot"),
    ],
)
def test_that_it_failed_or_cannot_be_done_is_taken_or_said_aloud(mind: Mind, place: str, text: str, result: str) -> None:
    found = heard(mind, place, text)

    assert result in {found.offer, found.guess}


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("hardware.printer_blank.new_roll", "换上以后票上的字黑得发亮"),
        ("hardware.printer_blank.new_roll", "new roll in, the receipt is lovely and dark"),
        ("network.wifi.rejoin", "忘掉重连一遍，一下就通了，付款飞快"),
        ("hardware.keypad.cable", "unplugged it and pushed it back in, all the keys type again"),
    ],
)
def test_that_it_works_is_asked_and_not_taken_from_words_alone(mind: Mind, place: str, text: str) -> None:
    found = heard(mind, place, text)

    assert found.offer == "solved" or found.act in {"comes_on", "solved"}


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("power.no_power.outlet", "the kettle works in that socket"),
        ("power.no_power.outlet", "手机在那个插座上充得进电"),
        ("network.wifi.rejoin", "刷新一下要多久才有网呢"),
        ("hardware.printer_blank.turn_roll", "会不会把纸弄坏了"),
        ("power.no_power.cable", "换了插座也这样"),
    ],
)
def test_what_is_told_of_something_else_is_no_result(mind: Mind, place: str, text: str) -> None:
    found = heard(mind, place, text)

    assert found.offer is None
    assert found.act != "solved"


@pytest.mark.parametrize("result", ["solved", "not_fixed", "cannot"])
@pytest.mark.parametrize(
    "place", ["transaction.unknown_result.reprint", "transaction.refund_void.refund", "network.outage.area", "network.router.light"]
)
def test_of_money_and_of_answers_with_a_name_of_their_own_nothing_is_learned(mind: Mind, place: str, result: str) -> None:
    flow, _, step = place.rpartition(".")

    assert went("就是这样的", None, (), at(mind, flow, step), mind.knowledge, lambda _: (result, 1.0)) == Went()


def test_nothing_is_told_where_nothing_is_asked(mind: Mind) -> None:
    assert went("还是不行", None, (), State("1042"), mind.knowledge, mind.matcher.result) == Went()


def test_without_answers_to_learn_from_nothing_is_told() -> None:
    assert matcher().result("works now") == ("", 0.0)


def test_what_was_learned_of_results_is_kept_and_found_again(tmp_path: Path) -> None:
    told = {"solved": ("works now", "all good again", "it prints"), "not_fixed": ("still nothing", "no change at all", "same again")}
    taught = replace(examples(), results={"en": told}, answers={"en": ("two of them", "the blue one", "since monday")})

    first, again = (Matcher.build(taught, cache=tmp_path) for _ in range(2))

    assert first.result("it is working now")[0] == "solved"
    assert again.result("no change") == first.result("no change")
    assert Matcher.build(examples(), cache=tmp_path).result("no change") == ("", 0.0)
    looking_ahead = again.supposing("the printer is on strike", "hardware.printer_blank")
    assert looking_ahead is not None
    assert looking_ahead.result("no change") == again.result("no change")
