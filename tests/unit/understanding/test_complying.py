"""That something stands as a step wants it tells nothing of how the step went."""

from __future__ import annotations

import pytest

from bot.core.state import Move, Offer, Place, Question, State
from bot.understanding.answers.complying import is_so_already


def _at(flow: str, *answers: str) -> State:
    offers = tuple(Offer(one, f"choice.{one}", Move.ANSWER, one) for one in answers or ("solved", "not_fixed", "cannot"))
    return State(ref="1", turn=3, trouble=flow, place=Place(flow, "step"), question=Question(3, offers))


@pytest.mark.parametrize(
    "said",
    ["插着电呢", "开着呢", "是的一直插着", "对 连着的", "yes plugged in", "yes its switched on", "it's on charge already", "its connected"],
)
def test_what_stands_as_the_step_wants_it_is_only_that(said: str) -> None:
    assert is_so_already(said, _at("software.driver_update"))


@pytest.mark.parametrize(
    "said", ["插着电也不行", "开着没反应", "插上了", "it works plugged in", "not plugged in", "plugged in and nothing", "is it plugged in?"]
)
def test_what_tells_more_is_more(said: str) -> None:
    assert not is_so_already(said, _at("software.driver_update"))


@pytest.mark.parametrize("flow", ["power.battery", "network.ethernet", "hardware.screen"])
def test_where_it_is_what_was_lacking_it_may_be_the_end(flow: str) -> None:
    assert not is_so_already("its connected", _at(flow))


def test_to_another_question_it_may_be_the_answer() -> None:
    assert not is_so_already("插着电呢", _at("software.driver_update", "pc", "alone"))
