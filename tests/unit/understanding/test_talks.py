"""How a shopkeeper asks for a moment, comes back, scorns, slips and names a code in passing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.state import Move, Offer, Place, Question, State
from bot.core.understanding import Heard
from bot.service.turning import Mind
from bot.understanding.extracting import extract
from bot.understanding.hearing import understand
from tests.unit.understanding.world import said

AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
RESULTS = Question(3, tuple(Offer(name, f"choice.{name}", Move.ANSWER, name) for name in ("solved", "not_fixed", "cannot")))
TRYING = State(ref="1042", locale="en", turn=3, trouble="power.no_power", place=Place("power.no_power", "outlet"), question=RESULTS)


def hear(mind: Mind, text: str, state: State = TRYING) -> Heard:
    heard = understand(said(text), replace(state, locale="en" if text.isascii() else "zh"), mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    return heard


@pytest.mark.parametrize(
    "text", ["hang on got a queue", "One moment, I shall ask.", "driving bro wait", "gimme a sec", "the card is upstairs, give me a minute"]
)
def test_a_moment_is_asked_for(mind: Mind, text: str) -> None:
    assert hear(mind, text).act == "hold"


@pytest.mark.parametrize("text", ["服务区 等", "等会 排队嘞", "稍等一下", "你等下 有客人"])
def test_a_moment_is_asked_for_in_chinese(mind: Mind, text: str) -> None:
    assert hear(mind, text).act == "hold"


@pytest.mark.parametrize("text", ["wait, the light is green", "hang on, I meant the other one", "等了十分钟还是不行"])
def test_what_is_told_after_it_is_more_than_a_moment(mind: Mind, text: str) -> None:
    assert hear(mind, text).act != "hold"


@pytest.mark.parametrize("text", ["right. where were we", "back. what was it", "刚说到哪了", "刚才问的什么来着"])
def test_where_it_stood_is_asked(mind: Mind, text: str) -> None:
    assert hear(mind, text).act == "resumes"


@pytest.mark.parametrize("text", ["oh great, works brilliantly now, NOT", "真行啊 越修越坏", "越弄越卡"])
def test_scorn_is_not_fixed(mind: Mind, text: str) -> None:
    assert hear(mind, text).act == "not_fixed"


@pytest.mark.parametrize(("text", "act"), [("its stil ded", "not_fixed"), ("tht wrkd fine", "solved")])
def test_a_short_answer_is_read_with_its_slips_put_right(mind: Mind, text: str, act: str) -> None:
    assert hear(mind, text).act == act


def test_words_without_a_slip_are_read_as_they_are(mind: Mind) -> None:
    assert mind.matcher.mended("the light is on") == "the light is on"
    assert mind.matcher.mended("灯亮了") == "灯亮了"


def test_what_is_asked_is_no_report_that_it_works(mind: Mind) -> None:
    assert hear(mind, "is it back?").act not in {"solved", "finished"}


@pytest.mark.parametrize("text", ["91 on every card both machines why", "getting 91 with every card"])
def test_a_code_on_every_card_is_one(text: str) -> None:
    assert [field.value for field in extract(text, AT) if field.name == "code"] == ["91"]


@pytest.mark.parametrize("text", ["spent 50 on the card", "20 cards declined", "£45 on every card"])
def test_a_sum_or_a_count_is_no_code(text: str) -> None:
    assert "code" not in {field.name for field in extract(text, AT)}
