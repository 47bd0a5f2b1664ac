"""What is told after a person who had it in hand has left: that a promise was not kept, and what is for that person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.messages import Inbound
from bot.core.state import Mode, Move, Offer, Place, Question, State
from bot.service.playing import ADDRESS, START
from bot.understanding.talk.promised import LET_DOWN, PASS_ON, of_promise

AMID = State(ref="1", locale="en", place=Place("guard.sale_running", "ask"), parted=START)
AFTER = AMID.but(place=None, question=Question(3, (Offer("elsewhere", "menu.other", Move.MENU),)))


def heard(text: str, state: State = AMID, later: timedelta = timedelta(hours=1)) -> str:
    return of_promise(Inbound("1", ADDRESS, START + later, text), state)


@pytest.mark.parametrize(
    "text",
    [
        "nobody called me and its been an hour",
        "the other guy said 10 min call. where is Sam",
        "he never rang",
        "still waiting for the call",
        "没人给我打电话",
        "小李人呢",
        "说好十分钟打来的 到现在没动静",
        "师傅怎么还没来",
    ],
)
def test_a_promise_that_was_not_kept(text: str) -> None:
    assert heard(text) == LET_DOWN


@pytest.mark.parametrize("text", ["tell Sam im only in after 4", "can you make a note of that", "你跟小李说一声", "帮我转告师傅四点来"])
def test_what_is_for_the_person_who_has_left(text: str) -> None:
    assert heard(text) == PASS_ON


@pytest.mark.parametrize(
    "text", ["no", "没有", "where is the serial number", "标签在哪", "still jammed", "done", "还是不行", "the card was not read"]
)
def test_an_answer_to_the_step_is_neither(text: str) -> None:
    assert heard(text) == ""


def test_a_time_where_what_the_person_had_in_hand_is_spoken_of_is_for_that_person() -> None:
    assert heard("3 doesnt work, im only here from 4", AFTER) == PASS_ON
    assert heard("3 doesnt work, im only here from 4") == ""
    assert heard("do you close at 4?", AFTER) == ""


def test_it_is_so_for_a_week_and_not_while_somebody_speaks_or_is_waited_for() -> None:
    assert heard("nobody called me", later=timedelta(days=8)) == ""
    assert heard("nobody called me", AMID.but(mode=Mode.STAFF)) == ""
    assert heard("nobody called me", AMID.but(called=True, since=START)) == ""
    assert heard("nobody called me", AMID.but(parted=None)) == ""
    assert heard("nobody called me " * 12) == ""
