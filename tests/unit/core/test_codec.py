"""States and tickets survive being written down."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.core.codec import VERSION, decode_state, encode_state
from bot.core.retaking import remembering, taken_back
from bot.core.understanding import Decision
from tests.unit.core.test_machine import Chat, filed, in_socket
from tests.world import FRESH, heard


def test_a_state_in_the_middle_of_everything_survives() -> None:
    two = in_socket().hear(heard("printer.blank"))
    asked = Chat().hear(replace(heard("printer.blank"), decision=Decision.CLARIFY, also=("power.dead",)))
    for chat in (two, asked, two.press("solved"), in_socket().press("not_fixed"), filed()):
        assert decode_state(json.loads(json.dumps(encode_state(chat.state)))) == chat.state


def test_a_state_survives_with_the_one_before_the_last_message() -> None:
    chat = in_socket()
    remembered = remembering(chat.press("not_fixed").state, chat.state, "77", "answer")
    read = decode_state(json.loads(json.dumps(encode_state(remembered))))
    assert read == remembered
    assert taken_back(read, "77") == replace(chat.state, turn=read.turn)
    assert taken_back(read, "76") is None


def test_a_state_of_a_newer_program_is_refused() -> None:
    with pytest.raises(ValueError, match="newer posbot"):
        decode_state(encode_state(FRESH) | {"version": VERSION + 1})
