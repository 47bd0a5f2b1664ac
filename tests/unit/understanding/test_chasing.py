"""A ticket is chased, or its address told otherwise, in words that hold more than that; that there is one is for a person who can look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.actions import CallStaff
from bot.core.machine import step
from bot.core.state import Move, Offer, Place, Question, State, Ticket
from bot.service.playing import START
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from bot.understanding.talk.chasing import Chased, chased
from tests.unit.understanding.world import said

OPEN = Ticket("1042-7", "other", "hardware.screen", START)
SHOP = State(ref="1042", tickets=(OPEN,))
NONE = ("yes", "no", "person")


def _said(mind: Mind, text: str, state: State) -> tuple[State, bool, list[str]]:
    here = replace(state, locale="en" if text.isascii() else "zh")
    after, actions = step(here, understand(replace(said(text), at=START), here, mind.knowledge, mind.matcher), mind.knowledge)
    return after, any(isinstance(action, CallStaff) for action in actions), [getattr(action, "sentence", "") for action in actions]


def _at_none(flow: str) -> State:
    offers = tuple(Offer(key, f"{flow}.none.{key}", Move.ANSWER, key) for key in NONE)
    return State(ref="1042", turn=3, place=Place(flow, "none"), question=Question(3, offers))


@pytest.mark.parametrize(
    "text", ["put priority on it", "get him here tomorrow or I cancel the contract", "给我加急", "帮我催一下，再不来我要投诉了"]
)
def test_it_is_chased_by_a_person(mind: Mind, text: str) -> None:
    assert _said(mind, text, SHOP)[1]


@pytest.mark.parametrize("text", ["how do i chase this later", "how do I chase the replacement", "那我怎么催"])
def test_how_it_is_chased_shows_how_it_stands(mind: Mind, text: str) -> None:
    assert _said(mind, text, SHOP)[0].place == Place("ticket.status", "told")


@pytest.mark.parametrize(
    "text", ["你帮我把地址也改一下，店搬了，师傅别跑错", "不是取消！是改地址", "we moved, please change the address for the engineer"]
)
def test_the_new_address_is_asked(mind: Mind, text: str) -> None:
    after, _, told = _said(mind, text, SHOP)
    assert after.place == Place("ticket.update", "address"), told


def test_the_new_address_is_taken(mind: Mind) -> None:
    after, *_ = _said(mind, "店搬了，师傅上门的地址改成胜利路8号老王超市", SHOP)
    assert after.tickets[0].facts["address"] == "胜利路8号老王超市"


@pytest.mark.parametrize("flow", ["ticket.cancel", "ticket.status"])
@pytest.mark.parametrize(
    "text", ["对，就是前天那个，我不记得单号", "不是报修", "the one from the day before yesterday, dont have the number"]
)
def test_that_there_is_one_is_looked_up_by_a_person(mind: Mind, text: str, flow: str) -> None:
    assert _said(mind, text, _at_none(flow))[1]


@pytest.mark.parametrize(
    "text", ["机器打不出票了", "my card machine wont print", "退款什么时候到", "催收电话骚扰我", "address of the bank"]
)
def test_other_words_chase_nothing(mind: Mind, text: str) -> None:
    assert chased(text, SHOP, mind.knowledge) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("yes ok but he still coming today or not?? I have to shut at 4", Chased()),
        ("get him here tomorrow morning first thing or I cancel the contract", Chased()),
        ("那你让师傅别去老地方", Chased()),
        ("要等多久？我这边排队的客人一堆", Chased(part="要等多久")),
        ("不是报修", Chased()),
        ("how do i print again", None),
    ],
)
def test_while_a_person_is_awaited_it_is_kept_for_him(mind: Mind, text: str, wanted: Chased | None) -> None:
    waiting = replace(State(ref="1042"), called=True, since=START)
    assert waiting.is_awaiting
    assert chased(text, waiting, mind.knowledge) == wanted
