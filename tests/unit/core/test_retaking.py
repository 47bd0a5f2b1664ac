"""A message that is changed is taken back only while nobody else has seen what came of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.retaking import remembering, taken_back, unanswered
from bot.core.state import Mode, Question, State

BEFORE = State("1", turn=3)
AFTER = remembering(State("1", turn=4, trouble="power.dead"), BEFORE, "m7", "a9")


def test_the_last_message_is_taken_back() -> None:
    assert taken_back(AFTER, "m7") == replace(BEFORE, turn=4)


@pytest.mark.parametrize(
    ("state", "message"),
    [
        (AFTER, "m6"),
        (replace(AFTER, mode=Mode.STAFF), "m7"),
        (replace(AFTER, called=True), "m7"),
        (replace(AFTER, before=None), "m7"),
        (remembering(State("1", turn=4), BEFORE, "", ""), ""),
    ],
)
def test_what_others_have_seen_stays(state: State, message: str) -> None:
    assert taken_back(state, message) is None


def test_where_the_answer_is_the_same_it_stays_the_open_one() -> None:
    state = replace(AFTER, question=Question(4))
    anew = unanswered(State("1", turn=9, slots={"model": "A920"}), state)
    assert (anew.turn, anew.question, anew.said, anew.told, anew.slots) == (4, Question(4), "m7", "a9", {"model": "A920"})
    assert taken_back(anew, "m7") == replace(BEFORE, turn=4)
