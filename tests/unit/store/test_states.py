"""States as text: what is remembered never stands above what the database says."""

from __future__ import annotations

from bot.core.state import State
from bot.store.states import REMEMBERED, States


def test_a_state_comes_back_from_its_text() -> None:
    text = States().encoded(1001, State("1001", slots={"model": "A920"}))
    assert States().decoded(1001, text) == State("1001", slots={"model": "A920"})


def test_a_chat_without_a_state_has_none() -> None:
    assert States().decoded(1001, None) is None


def test_a_state_is_not_decoded_again_while_the_text_is_the_same() -> None:
    states, state = States(), State("1001")
    assert states.decoded(1001, states.encoded(1001, state)) is state


def test_a_state_that_a_turn_left_alone_keeps_its_text() -> None:
    states, state = States(), State("1001")
    assert states.encoded(1001, state) is states.encoded(1001, state)
    assert states.encoded(1001, State("1001", turn=1)) == States().encoded(1001, State("1001", turn=1))


def test_what_the_database_says_wins_over_what_is_remembered() -> None:
    states = States()
    earlier = states.encoded(1001, State("1001", turn=1))
    states.encoded(1001, State("1001", turn=2))
    assert states.decoded(1001, earlier) == State("1001", turn=1)


def test_only_so_many_are_remembered_and_the_busiest_longest() -> None:
    states, busy, idle = States(), State("busy"), State("idle")
    states.encoded(0, idle)
    for number in range(1, REMEMBERED):
        states.encoded(number, State(str(number)))
    text = states.encoded(0, busy)
    states.encoded(REMEMBERED, State("one more"))
    assert states.decoded(0, text) is busy
    first = State("1")
    again = states.decoded(1, States().encoded(1, first))
    assert again == first
    assert len(states._known) == REMEMBERED
