"""One merchant at two doors: the conversation goes whole to where he wrote last, and leaves a stub behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.actions import CallStaff, CancelReminder, NoteDevice, Notify, Say, SetReminder
from bot.core.codec import decode_state, encode_state
from bot.core.machine import step
from bot.core.messages import Address
from bot.core.moving import MOVED, stub, together
from bot.core.reminders.reminding import ALARM
from bot.core.state import Mode, Place, State, Ticket
from bot.core.understanding import CodeRefused, MovedAway, MovedHere, Understanding
from bot.core.upkeep.plan import Duty, Plan
from bot.core.upkeep.sheets import Sheet
from tests.world import FRESH, KNOWLEDGE, NOW, heard

PHONE, OTHER = Address("telegram", "7"), Address("wx_oa", "oWang")
MIDWAY, _ = step(FRESH, heard("power.dead"), KNOWLEDGE)
NEW = State(ref="1050", turn=9, client="en")
TICKET = Ticket("1042-3", "other", "power.dead", NOW)
TERMINAL = {"serial": "AB12345678", "model": "A920"}


def said(actions: tuple[object, ...]) -> list[str]:
    return [action.sentence for action in actions if isinstance(action, Say)]


def moved(theirs: State, mine: State = NEW, *, first: bool = False) -> tuple[State, tuple[object, ...]]:
    return step(mine, MovedHere(NOW, theirs, PHONE, first), KNOWLEDGE)


def test_what_is_left_says_where_it_lives_and_waits_for_nobody() -> None:
    left, actions = step(MIDWAY, MovedAway(NOW, OTHER, first=True), KNOWLEDGE)
    assert left.lives_at == OTHER
    assert left.mode is Mode.CLOSED
    assert (left.place, left.question, left.tickets) == (None, None, ())
    assert left.before == replace(MIDWAY, turn=MIDWAY.turn + 1)
    assert said(actions) == ["link.gone"]
    assert CancelReminder(ALARM) in actions


def test_the_second_time_nothing_is_said_where_he_leaves() -> None:
    _, actions = step(MIDWAY, MovedAway(NOW, OTHER), KNOWLEDGE)
    assert said(actions) == []


def test_who_has_left_does_not_leave_again() -> None:
    left, _ = step(MIDWAY, MovedAway(NOW, OTHER), KNOWLEDGE)
    assert step(left, MovedAway(NOW, OTHER), KNOWLEDGE) == (left, ())


def test_the_open_question_is_asked_again_at_the_new_door() -> None:
    state, actions = moved(MIDWAY, first=True)
    assert state.place == MIDWAY.place
    assert state.question is not None
    assert state.question.turn == state.turn > max(MIDWAY.turn, NEW.turn)
    assert (state.ref, state.client, state.slots) == ("1050", "en", MIDWAY.slots)
    assert said(actions) == ["link.came", "power.dead.light"]


def test_where_nothing_was_open_only_the_link_is_told() -> None:
    _, actions = moved(FRESH, first=True)
    assert said(actions) == ["link.came"]


def test_coming_back_is_silent() -> None:
    back, _ = moved(MIDWAY, stub(NEW, PHONE))
    assert back.lives_at is None
    assert back.before is None
    _, actions = moved(MIDWAY)
    assert said(actions) == []


def test_tickets_terminals_sheets_and_the_plan_are_of_both() -> None:
    duty = Duty("clean", "", "r", "b", "1 month", NOW.date())
    plan = Plan(NOW.date(), "light", "dry", "none", duties=(duty,))
    own = Ticket("1050-2", "paid", "printer.blank", NOW)
    older = replace(TICKET, status="done")
    sheet = Sheet(1, "protection", NOW.date())
    other = replace(sheet, check="inspection")
    mine = replace(NEW, tickets=(own, older), plan=plan, sheets=(sheet, other), muted=True)
    state, actions = moved(replace(FRESH, tickets=(TICKET,), terminals=(TERMINAL,), sheets=(sheet,)), mine)
    assert state.tickets == (own, TICKET)
    assert state.terminals == (TERMINAL,)
    assert state.sheets == (sheet, replace(other, number=2))
    assert state.plan == plan
    assert state.muted
    assert NoteDevice(TERMINAL) in actions
    assert any(isinstance(action, SetReminder) and action.name == ALARM for action in actions)


def test_a_person_who_was_called_is_called_at_the_new_door() -> None:
    state, actions = moved(replace(MIDWAY, called=True, since=NOW), first=True)
    assert CallStaff(MOVED) in actions
    assert said(actions) == ["link.came"]
    assert state.called


def test_a_person_who_speaks_goes_along_and_the_bot_is_silent() -> None:
    state, actions = moved(replace(MIDWAY, mode=Mode.STAFF, staff="li"), first=True)
    assert (state.mode, state.staff) == (Mode.STAFF, "li")
    assert said(actions) == []
    assert [action.told.sentence for action in actions if isinstance(action, Notify)] == ["link.came"]


def test_what_was_under_way_here_stays_where_nothing_else_was() -> None:
    mine = replace(MIDWAY, ref="1050")
    state, _ = moved(FRESH, mine)
    assert (state.place, state.trouble) == (mine.place, mine.trouble)


def test_of_two_troubles_under_way_the_other_is_taken_up_later() -> None:
    mine = State("1050", place=Place("printer.blank", "roll"), trouble="printer.blank")
    state = together(mine, MIDWAY)
    assert (state.trouble, state.noted) == ("power.dead", ("printer.blank",))


def test_a_door_without_a_name_is_another_chat() -> None:
    _, actions = step(MIDWAY, MovedAway(NOW, Address("pigeon", "1"), first=True), KNOWLEDGE)
    assert next(a.values["link_to"] for a in actions if isinstance(a, Say)) == "@link.at_other"


@pytest.mark.parametrize("state", [MIDWAY, FRESH])
def test_a_code_that_links_nothing_is_said_to_and_the_question_asked_again(state: State) -> None:
    event: Understanding = CodeRefused(NOW, "wrong")
    _, actions = step(state, event, KNOWLEDGE)
    assert said(actions)[0] == "link.wrong"
    assert said(actions)[1:] == (["power.dead.light"] if state.place else [])


def test_while_a_person_speaks_a_wrong_code_is_left_to_him() -> None:
    state = replace(MIDWAY, mode=Mode.STAFF)
    assert step(state, CodeRefused(NOW, "wrong"), KNOWLEDGE) == (state, ())


def test_a_stub_is_kept_and_read_again() -> None:
    left = stub(replace(MIDWAY, tickets=(TICKET,)), OTHER)
    assert decode_state(encode_state(left)) == left
