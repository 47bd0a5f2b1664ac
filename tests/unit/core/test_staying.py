"""The open step is not said three times in a row: its answers are put in short, and then a person is called."""

from __future__ import annotations

import pytest

from bot.core.actions import CallStaff
from bot.core.codec import decode_state, encode_state
from tests.unit.core.test_machine import Chat, in_socket
from tests.world import heard, said

SOCKET = "power.dead.socket"
LONG = "it has been like that since this morning, all day"


def told(chat: Chat, intent: str = "printer.blank", asks: str = "") -> list[str]:
    """What is said to words that name another trouble and answer nothing of the step."""
    return chat.hear(heard(intent, text=LONG, asks=asks)).sentences


def test_a_step_is_said_once_more_then_put_in_short_then_for_a_person() -> None:
    chat = in_socket()
    assert SOCKET in told(chat)
    assert told(chat, "network.unwritten")[-1] == "common.pick_again"
    assert SOCKET not in told(chat, "transaction.response_code")
    assert chat.wanted(CallStaff) == [CallStaff("stuck")]


def test_what_is_not_understood_after_a_step_was_said_twice_is_told_once() -> None:
    chat = in_socket()
    told(chat)
    assert chat.hear(heard(text="zzz")).sentences == ["common.pick_again"]


def test_who_asks_is_not_passed_on_and_the_step_is_named_in_short() -> None:
    chat = in_socket()
    told(chat, asks="question")
    for intent in ("network.unwritten", "transaction.response_code"):
        assert told(chat, intent, asks="question")[-1] == "common.and_above"
    assert chat.wanted(CallStaff) == []


@pytest.mark.parametrize("act", ["repeat"])
def test_who_asks_to_hear_it_again_hears_it(act: str) -> None:
    chat = in_socket()
    for _ in range(4):
        assert SOCKET in chat.hear(said(act)).sentences


def test_a_step_that_is_answered_begins_anew() -> None:
    chat = in_socket()
    told(chat)
    chat.hear(heard(offer="not_fixed", text="no"))
    assert chat.state.stays == 0


def test_how_often_a_step_was_put_again_is_kept() -> None:
    chat = in_socket()
    told(chat)
    assert decode_state(encode_state(chat.state)).stays == 1
