"""Words that name a free window of the calendar are that window; what may be two, or none, is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.lookups import VisitHours
from bot.core.machine import step
from bot.core.state import Move, Offer, Place, Question, State, Ticket
from bot.core.understanding import Heard
from bot.service.playing import START
from bot.service.turning import Mind
from bot.understanding.facts.appointments import offered, windows_in
from bot.understanding.hearing import understand
from tests.unit.understanding.world import said

WEEK = {str(day): ("09:00-12:00", "13:00-18:00") for day in range(5)}
FRIDAY = "2026-11-27T09:00/12:00"
TICKET = Ticket("1042-7", "paid", "hardware.keypad", START, facts={"address": "14 Church Street"})


@pytest.fixture(scope="module")
def staffed(mind: Mind) -> Mind:
    """With a calendar."""
    return replace(mind, knowledge=replace(mind.knowledge, visits=VisitHours(week=WEEK, capacity=1, full=("2026-11-26T13:00/18:00",))))


def named(fitting: tuple[str, ...]) -> str:
    return fitting[0] if len(fitting) == 1 else ""


ASKED = State(ref="1042", locale="en", place=Place("repair.appointment", "when"), tickets=(TICKET,))


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("friday morning", FRIDAY),
        ("周五上午", FRIDAY),
        ("this friday at 10", FRIDAY),
        ("tomorrow after 3", "2026-11-24T13:00/18:00"),
        ("后天下午两点", "2026-11-25T13:00/18:00"),
        ("thursday", "2026-11-26T09:00/12:00"),
        ("friday", ""),
        ("saturday", ""),
        ("friday evening", ""),
        ("at 3", ""),
        ("thursday afternoon", ""),
        ("friday morning " + "or so " * 20, ""),
    ],
)
def test_a_day_and_a_time_of_day_are_the_window_that_holds_them(staffed: Mind, text: str, window: str) -> None:
    assert named(windows_in(text, START, ASKED, staffed.knowledge)) == window


def test_only_where_a_visit_is_talked_about_and_there_is_a_calendar(staffed: Mind, mind: Mind) -> None:
    assert named(windows_in("friday morning", START, ASKED, mind.knowledge)) == ""
    idle = State(ref="1042", locale="en", slots={"address": "14 Church Street"})
    assert named(windows_in("friday morning", START, idle, staffed.knowledge)) == ""
    assert named(windows_in("can you come friday morning", START, idle, staffed.knowledge, "ticket.update")) == FRIDAY
    put = replace(idle, question=Question(3, (Offer("w1", f"~{FRIDAY}", Move.CASE, f"book:1042-7:{FRIDAY}"),)))
    assert named(windows_in("friday morning", START, put, staffed.knowledge)) == FRIDAY
    assert offered(FRIDAY, put.question) == "w1"
    assert offered("", put.question) is offered(FRIDAY, None) is None


def talk(mind: Mind, state: State, *texts: str) -> State:
    for text in texts:
        heard = understand(replace(said(text), at=START), state, mind.knowledge, mind.matcher)
        assert isinstance(heard, Heard)
        state, _ = step(state, heard, mind.knowledge)
    return state


def wanted(state: State) -> str:
    return state.tickets[-1].visit.get("wanted", "")


def test_a_window_beyond_those_with_a_button_can_be_named(staffed: Mind) -> None:
    state = talk(staffed, State(ref="1042", locale="en", tickets=(TICKET,)), "i need another time for the visit")
    assert state.question
    assert sum(offer.shown and offer.name.startswith("w") for offer in state.question.offers) == 5
    assert wanted(talk(staffed, state, "friday morning")) == FRIDAY


def test_who_says_at_once_when_he_wants_it_is_not_asked_again(staffed: Mind) -> None:
    state = State(ref="1042", locale="en", tickets=(TICKET,), slots={"appointment": "2026-11-24T09:00/12:00"})
    assert wanted(talk(staffed, state, "can you come on friday morning instead")) == FRIDAY
    zh = replace(state, locale="zh")
    assert wanted(talk(staffed, zh, "上门改到周五上午")) == FRIDAY


def test_another_time_is_wanted_over_what_was_booked_or_asked_after(staffed: Mind) -> None:
    booked = replace(TICKET, status="scheduled", visit={"window": "2026-11-25T09:00/12:00"})
    told = (Offer("fits", "choice.fits", Move.CASE, "fits:1042-7"), Offer("move", "choice.another_time", Move.CASE, "move:1042-7"))
    state = State(ref="1042", tickets=(booked,), turn=5, question=Question(5, told))
    assert wanted(talk(staffed, state, "那天没空，改到周五上午")) == FRIDAY
    asked = talk(staffed, replace(state, question=None), "什么时候来")
    assert wanted(talk(staffed, asked, "那天没空，改到周五上午")) == FRIDAY
    called = replace(state, question=None, called=True)
    assert wanted(talk(staffed, called, "上门改到周五上午")) == FRIDAY, "only the desk has called"


def test_a_free_window_is_wanted_for_the_ticket_that_is_open(staffed: Mind) -> None:
    state = State(ref="1042", locale="en", tickets=(TICKET,), called=True)
    assert wanted(talk(staffed, state, "can someone come on friday morning?")) == FRIDAY


def test_a_new_number_is_taken_as_it_is_told(staffed: Mind) -> None:
    state = talk(staffed, State(ref="1042", locale="zh", tickets=(TICKET,)), "电话改成13912345678")
    assert state.tickets[-1].facts["contact"] == "13912345678"


@pytest.mark.parametrize(("words", "status"), [("just the visit", "open"), ("the whole ticket", "cancelled")])
def test_cancelling_asks_whether_the_visit_or_the_ticket_is_meant(staffed: Mind, words: str, status: str) -> None:
    booked = replace(TICKET, status="scheduled", visit={"window": FRIDAY, "technician": "Zhao Lei", "code": "0427"})
    state = talk(staffed, State(ref="1042", locale="en", tickets=(booked,)), "cancel the visit")
    assert state.place == Place("ticket.cancel", "which_part")
    assert talk(staffed, state, words).tickets[-1].status == status


def test_of_a_day_with_two_free_windows_it_is_asked_which(staffed: Mind) -> None:
    asked = talk(staffed, State(ref="1042", locale="en", tickets=(TICKET,)), "i need another time for the visit")
    which = talk(staffed, asked, "friday")
    assert wanted(which) == ""
    assert which.question
    assert [offer.to for offer in which.question.offers if offer.name.startswith("w")] == [FRIDAY, "2026-11-27T13:00/18:00"]
    assert wanted(talk(staffed, which, "in the morning")) == FRIDAY
    assert wanted(talk(staffed, which, "after 2")) == "2026-11-27T13:00/18:00"
    zh = talk(staffed, replace(asked, locale="zh"), "周五")
    assert wanted(talk(staffed, zh, "上午")) == FRIDAY


@pytest.mark.parametrize(
    "text", ["change the address to 20 high street leeds", "the address is wrong, change it to 20 High Street, Leeds", "地址改成人民路20号"]
)
def test_a_new_address_is_told_for_the_visit_of_an_open_ticket(staffed: Mind, text: str) -> None:
    state = State(ref="1042", locale="en" if text.isascii() else "zh", tickets=(TICKET,))
    assert "20" in talk(staffed, state, text).tickets[-1].facts["address"]


@pytest.mark.parametrize("text", ["change our business address to 20 high street leeds", "营业执照上的地址改成人民路20号"])
def test_the_address_of_the_business_is_not_that_of_the_visit(staffed: Mind, text: str) -> None:
    state = State(ref="1042", locale="en" if text.isascii() else "zh", tickets=(TICKET,))
    assert talk(staffed, state, text).tickets[-1].facts["address"] == "14 Church Street"
