"""Words of hurried merchants that are known by their form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import Move, Offer, Question, State
from bot.understanding.answers.asking import asks, is_statement
from bot.understanding.answers.outcomes import goes_on
from bot.understanding.facts.places import windows
from bot.understanding.talk.acts import tells_since
from bot.understanding.text.normalising import phrased

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
        "2 years old",
        "用了两年了",
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


@pytest.mark.parametrize("text", ["密码换了", "操作员的", "password changed", "the operator one"])
def test_a_few_words_that_tell_something_ask_nothing(text: str) -> None:
    assert is_statement(text)


@pytest.mark.parametrize("text", ["怎么改密码", "保修政策", "要不要换密码了", "warranty terms", "is the screen covered", "what is covered"])
def test_what_asks_is_no_statement(text: str) -> None:
    assert not is_statement(text)


@pytest.mark.parametrize("text", ["shes still here", "he's still waiting", "还在这等着"])
def test_who_is_still_here_says_nothing_of_how_it_went(text: str) -> None:
    assert not goes_on(text)


@pytest.mark.parametrize(
    ("text", "said"), [("文三路88号", []), ("88号", []), ("28号下午", ["28号下午"]), ("明天下午", ["明天下午"]), ("3号线", [])]
)
def test_a_house_number_is_no_day(text: str, said: list[str]) -> None:
    assert [value for _, _, value in windows(text, waiting=True)] == said
