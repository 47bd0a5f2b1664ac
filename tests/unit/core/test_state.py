"""A state is a value: what is changed is another one."""

from dataclasses import FrozenInstanceError, replace

import pytest

from bot.core.state import Mode, State


def test_a_changed_state_is_another_and_the_first_stays_as_it_was() -> None:
    state = State("1001", slots={"model": "A920"})

    changed = state.but(turn=2, mode=Mode.CLOSED)

    assert changed == replace(state, turn=2, mode=Mode.CLOSED)
    assert state == State("1001", slots={"model": "A920"})


def test_nothing_but_what_a_state_has_can_be_changed() -> None:
    with pytest.raises(TypeError, match="tunr"):
        State("1001").but(tunr=2)


def test_no_state_is_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        State("1001").but(turn=2).turn = 3  # type: ignore[misc]
