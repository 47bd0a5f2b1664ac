"""Who would rather have another trouble seen to, and how he says it."""

from __future__ import annotations

import pytest

from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.talk.instead import named_instead, named_needless


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("never mind the printer do the wifi please", "wifi"),
        ("forget that, the wifi is more important", "wifi"),
        ("leave the wifi for now. can we do the printer", "printer"),
        ("ok actually do wifi", "wifi"),
        ("wait no, printer", "printer"),
        ("skip this, printer instead", "printer"),
        ("不弄打印机了，弄网", "网"),
        ("算了打印机不管了 网先弄好", "网"),
        ("网先不管，打印机急", "打印机"),
        ("先看打印机吧，网待会", "打印机"),
        ("等等，先弄打印机", "打印机"),
    ],
)
def test_what_shall_be_seen_to_instead_is_named(text: str, named: str) -> None:
    assert named_instead(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "never mind",
        "算了",
        "no, one card",
        "wifi",
        "just the terminal",
        "wait for the receipt to come out and then i tear it off slowly",
        "等一下",
    ],
)
def test_nothing_is_named_where_nothing_else_is_wanted(text: str) -> None:
    assert named_instead(text) == ""


@pytest.mark.parametrize(
    ("locale", "first", "then"),
    [("en", "my printer is jammed", "never mind the printer, do the wifi"), ("zh", "打印机卡纸了", "不弄打印机了，弄wifi")],
)
def test_the_trouble_that_is_left_is_not_lost(mind: Mind, locale: str, first: str, then: str) -> None:
    player = Player(mind, locale)
    player.say(first)
    player.say(then)
    assert player.state
    assert (player.state.trouble, player.state.noted) == ("network.wifi", ("hardware.printer_paper_jam",))


@pytest.mark.parametrize(
    ("locale", "first", "then"),
    [("en", "the battery is bulging", "never mind, do the wifi"), ("zh", "电池鼓包了", "先弄wifi")],
)
def test_danger_is_left_for_nothing_and_what_is_wanted_instead_is_kept(mind: Mind, locale: str, first: str, then: str) -> None:
    player = Player(mind, locale)
    player.say(first)
    player.say(then)
    assert player.state
    assert (player.state.trouble, player.state.noted) == ("power.battery_swollen", ("network.wifi",))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("forget the wifi", "wifi"),
        ("never mind the wifi thing now", "wifi"),
        ("the wifi is fine now", "wifi"),
        ("wifi's back", "wifi"),
        ("wifi好了，不用管了", "wifi"),
        ("网的事不用了", "网"),
        ("打印机不用看了", "打印机"),
    ],
)
def test_what_needs_nothing_any_more_is_named(text: str, named: str) -> None:
    assert named_needless(text) == named


@pytest.mark.parametrize("text", ["it is fine", "好了", "wifi still down", "网没好", "never mind the printer, do the wifi"])
def test_nothing_is_left_out_that_is_not_said_to_be(mind: Mind, text: str) -> None:
    player = Player(mind, "en" if text.isascii() else "zh")
    player.say("printer jammed and wifi down" if text.isascii() else "卡纸了，wifi也断了")
    player.say(text)
    assert player.state
    assert {player.state.trouble, *player.state.noted} == {"hardware.printer_paper_jam", "network.wifi"}
