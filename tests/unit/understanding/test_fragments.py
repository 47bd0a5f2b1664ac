"""What was not understood is read together with what comes after it; what was understood is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import Place, Question, State
from bot.core.understanding import Decision, Heard
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from bot.understanding.talk.fragments import earlier
from tests.unit.understanding.world import said

MISSED = State(ref="1042", turn=3, misses=1, words=("the shop one",))


def hear(mind: Mind, state: State, text: str) -> Heard:
    heard = understand(said(text), state, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    return heard


def test_only_what_was_not_understood_counts_as_said_before(mind: Mind) -> None:
    assert earlier(MISSED, mind.knowledge) == ("the shop one",)
    assert earlier(replace(MISSED, misses=0), mind.knowledge) == ()
    assert earlier(replace(MISSED, place=Place("power.no_power", "light")), mind.knowledge) == ()
    assert earlier(replace(MISSED, question=Question(2, said="all of it")), mind.knowledge) == ("all of it",)


@pytest.mark.parametrize(("before", "text"), [("那个小票机", "老是卡"), ("my receipt machine thing", "its getting caught")])
def test_together_they_tell_more_than_alone(mind: Mind, before: str, text: str) -> None:
    locale = "en" if text.isascii() else "zh"
    state = State(ref="1042", locale=locale, turn=3, misses=1, words=(before,))
    heard = hear(mind, state, text)
    assert heard.text == text
    assert heard.whole.startswith(before)
    assert heard.candidates[0].intent == "hardware.printer_paper_jam"


def test_a_trouble_that_is_told_surely_needs_no_words_from_before(mind: Mind) -> None:
    alone = hear(mind, State(ref="1042", locale="en", turn=3), "the battery does not hold its charge any more")
    assert alone.decision is Decision.ACCEPT
    assert hear(mind, replace(MISSED, locale="en"), "the battery does not hold its charge any more") == alone


@pytest.mark.parametrize("piece", ["11天", "就是", "用的是", "its ", "哈", "haha", "急", "工单号", "先不管", "那就", "it's ", "still "])
def test_the_same_over_and_over_amid_a_question_is_read_to_its_end(mind: Mind, piece: str) -> None:
    """Without end where a pattern can read a piece in two ways: every two more pieces took four times as long."""
    asked = State(ref="1042", turn=3, trouble="power.no_power", place=Place("power.no_power", "light"), question=Question(3))
    assert hear(mind, asked, piece * 80 + "喵").text.startswith(piece)
