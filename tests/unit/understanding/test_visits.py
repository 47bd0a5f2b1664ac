"""Who comes, when, and with which code is asked of the visit that is booked, and of nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import Place, State, Ticket
from bot.core.understanding import Heard
from bot.service.playing import START
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from bot.understanding.talk.ticketing import TICKET
from tests.unit.understanding.world import said

BOOKED = Ticket(
    "1042-7", "paid", "hardware.keypad", START, "scheduled", visit={"window": "2026-11-27T09:00/12:00", "technician": "Zhao Lei"}
)
SHOP = State(ref="1042", tickets=(BOOKED,))
ASKED = (
    *("谁来", "来的是谁啊？", "师傅叫什么", "上门码是多少", "什么时候来", "你们几点到", "约的是几点"),
    *(
        "who is coming?",
        "who's coming",
        "what is the visit code",
        "when are they coming",
        "what time is the appointment",
        "when will the technician arrive?",
    ),
)


def intent(mind: Mind, text: str, state: State) -> str | None:
    heard = understand(replace(said(text), at=START), replace(state, locale="en" if text.isascii() else "zh"), mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    return heard.intent


@pytest.mark.parametrize("text", ASKED)
def test_it_is_how_the_ticket_stands(mind: Mind, text: str) -> None:
    assert intent(mind, text, SHOP) == TICKET
    assert intent(mind, text, replace(SHOP, place=Place(TICKET, "told"))) == TICKET


@pytest.mark.parametrize("text", ["验证码收不到", "who is the customer", "when does the money come", "到账什么时候来钱", "扫码是什么问题"])
def test_other_questions_are_not_of_the_visit(mind: Mind, text: str) -> None:
    assert intent(mind, text, SHOP) == intent(mind, text, replace(SHOP, tickets=()))


def test_without_a_visit_there_is_none_to_ask_of(mind: Mind) -> None:
    waiting = replace(SHOP, tickets=(replace(BOOKED, status="open", visit={}),))
    assert intent(mind, "谁来", waiting) == intent(mind, "谁来", replace(SHOP, tickets=()))
