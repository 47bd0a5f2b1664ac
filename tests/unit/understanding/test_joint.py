"""Two of the answers named in one breath, an answer beside a sum, and what fails beside what is at hand."""

from __future__ import annotations

import pytest

from bot.service.playing import Player
from bot.service.turning import Mind


def slots_after(mind: Mind, *said: str) -> dict[str, str]:
    player = Player(mind, "en" if said[0].isascii() else "zh")
    for text in said:
        player.say(text)
    assert player.state
    return dict(player.state.slots)


@pytest.mark.parametrize(
    ("first", "answer"),
    [
        ("contactless not working", "the phones and also the cards"),
        ("contactless not working", "phones plus cards"),
        ("感应刷不了", "手机跟卡都不行"),
    ],
)
def test_what_names_both_is_the_answer_that_means_both(mind: Mind, first: str, answer: str) -> None:
    assert slots_after(mind, first, answer)["tap_scope"] == "all"


@pytest.mark.parametrize(
    ("first", "answer", "closer"), [("receipts are blank", "blank and faint", "closer"), ("小票打不清楚", "空白和很淡", "更接近")]
)
def test_where_no_answer_means_both_it_is_asked_which_is_closer_and_never_twice(mind: Mind, first: str, answer: str, closer: str) -> None:
    player = Player(mind, "en" if first.isascii() else "zh")
    player.say(first)
    player.say(answer)
    assert closer in player.texts[-1]
    player.say(answer)
    assert player.state
    assert player.state.slots["print_fault"] == "blank"


@pytest.mark.parametrize(
    ("first", "answer"),
    [("i got charged twice", "both for £45"), ("customer charged twice", "both were 12.50"), ("客人被扣了两次", "两笔都是45")],
)
def test_a_sum_beside_the_answer_hides_it_not(mind: Mind, first: str, answer: str) -> None:
    assert slots_after(mind, first, answer)["double_lines"] == "both"


@pytest.mark.parametrize(("first", "answer"), [("刷卡没反应", "感应的也不行"), ("cards not reading", "tap doesnt work either")])
def test_what_fails_as_well_is_no_answer_to_what_is_asked(mind: Mind, first: str, answer: str) -> None:
    player = Player(mind, "en" if first.isascii() else "zh")
    player.say(first)
    player.say(answer)
    assert player.state
    assert "reader_scope" not in player.state.slots
    assert player.state.noted == ("hardware.card_reader_contactless",)


@pytest.mark.parametrize(
    ("first", "answer"), [("got a call asking for my card number", "i only told him my name"), ("接到电话让我报验证码", "我只说了我的名字")]
)
def test_a_name_alone_gives_nothing_away(mind: Mind, first: str, answer: str) -> None:
    assert slots_after(mind, first, answer)["scam_given"] == "nothing"
