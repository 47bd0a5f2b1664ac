"""Words of hurried merchants that are known by their form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import Move, Offer, Question, State
from bot.understanding.acts import tells_since
from bot.understanding.normalising import phrased
from bot.understanding.outcomes import goes_on
from bot.understanding.wishes import asks

AT_STEP = State(ref="1", trouble="power.no_power", question=Question(1, (Offer("not_fixed", "choice.not_fixed", Move.ANSWER),)))


@pytest.mark.parametrize(
    "text",
    [
        "今天早上开始的",
        "昨天晚上七点多",
        "好几天了",
        "从上周三",
        "since this morning",
        "it started yesterday",
        "about two hours ago",
        "for a week now",
    ],
)
def test_since_when_it_is_so(text: str) -> None:
    assert tells_since(text, AT_STEP)


@pytest.mark.parametrize("text", ["昨天好的今天不行", "换了也一样", "this morning it worked", "no", "一直亮着"])
def test_more_than_since_when(text: str) -> None:
    assert not tells_since(text, AT_STEP)


def test_where_a_fact_is_asked_for_a_time_is_that_fact() -> None:
    assert AT_STEP.question is not None
    assert not tells_since("since this morning", replace(AT_STEP, question=replace(AT_STEP.question, slot="purchased")))


@pytest.mark.parametrize("text", ["没反应", "没用", "没动静", "no luck", "nothing happens", "no response"])
def test_nothing_came_of_it(text: str) -> None:
    assert goes_on(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("怎么装上去", "how"),
        ("how do i put it in", "how"),
        ("什么时候能到", "when"),
        ("要什么材料", "question"),
        ("那多少钱", "question"),
        ("装上了", ""),
    ],
)
def test_what_kind_of_question_it_is(text: str, kind: str) -> None:
    assert asks(text) == kind


def test_words_without_a_pause_are_parted_where_one_goes_on_telling() -> None:
    told = "我这个机子去年办的当时那个业务员说不收押金然后用了没多久就开始老是自动关机现在电话也打不通了你说咋整"
    assert "就开始老是自动关机" in phrased(told).replace("，老是", "老是").split("，")
    assert phrased("打印空白怎么办") == "打印空白怎么办"
