"""What is only said over and over is read a few times, and kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.playing import Player
from bot.understanding.text.folding import folded

if TYPE_CHECKING:
    from bot.service.turning import Mind


@pytest.mark.parametrize("text", ["", "no no no no no", "打印机不出纸", "哈" * 100, "the printer chews up the paper, it is jammed. " * 2])
def test_what_is_short_or_said_a_few_times_stays(text: str) -> None:
    assert folded(text) == text


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("ok " * 900, "ok ok ok "),
        ("不亮" * 400, "不亮不亮不亮"),
        (", " * 900, ", , , "),
        ("help! " * 90 + "it smokes", "help! help! help! it smokes"),
    ],
)
def test_what_is_said_over_and_over_is_read_three_times(text: str, short: str) -> None:
    assert folded(text) == short


@given(st.text(alphabet="ab,. 不!", max_size=400))
def test_nothing_is_added_and_no_word_is_lost_for_good(text: str) -> None:
    assert len(folded(text)) <= len(text)
    assert {sign for sign in folded(text) if sign.isalnum()} == {sign for sign in text if sign.isalnum()}


@pytest.mark.parametrize("text", [", " * 900, "1" * 30, "its " * 24, "start over " * 300, "刚刚" * 60, "过去" * 60 + "?"])
def test_a_page_of_the_same_gets_an_answer_and_is_kept_whole(mind: Mind, text: str) -> None:
    player = Player(mind, "en")
    player.play({"merchant": "terminal wont turn on"})
    player.play({"merchant": text})

    assert player.texts
