"""What is told before it is asked: kept until its question comes, passed over there, said aloud, and put right by going back."""

from __future__ import annotations

from dataclasses import replace

from bot.core.codec import decode_state, encode_state
from bot.core.understanding import Decision, Heard
from tests.unit.core.test_machine import Chat, unclear
from tests.world import fact, heard, said


def telling(**facts: str) -> Heard:
    return replace(heard("power.dead"), fields=tuple(fact(name, value) for name, value in facts.items()))


def test_an_answer_told_with_the_trouble_is_said_aloud_where_its_question_would_come() -> None:
    chat = Chat().hear(telling(light="off"))
    assert chat.sentences == ["common.taken_as", "power.dead.socket"]
    assert chat.hear(said("back")).place == ("power.dead", "light")


def test_it_is_said_aloud_once() -> None:
    chat = Chat().hear(telling(light="off"))
    assert chat.state.ahead == {}


def test_what_is_hinted_at_before_the_trouble_is_sure_is_kept_for_it() -> None:
    chat = Chat().hear(replace(unclear("power.dead", "printer.blank"), hinted=(fact("light", "off"),)))
    assert chat.state.ahead == {"light": "off"}
    assert chat.press("power.dead").sentences == ["common.taken_as", "power.dead.socket"]


def test_what_was_told_of_one_trouble_is_not_kept_for_the_next() -> None:
    chat = Chat().hear(replace(heard("printer.blank"), hinted=(fact("light", "off"),)))
    assert chat.state.ahead == {"light": "off"}
    assert chat.hear(replace(heard("power.dead"), corrects=True)).place == ("power.dead", "light")


def test_the_answer_of_the_open_question_is_not_told_ahead() -> None:
    chat = Chat().hear(heard("power.dead"))
    chat.hear(replace(heard(text="hm", decision=Decision.REJECT), hinted=(fact("light", "off"),)))
    assert chat.state.ahead == {}


def test_what_was_told_ahead_outlives_a_restart() -> None:
    kept = replace(Chat().state, ahead={"light": "off"})
    assert decode_state(encode_state(kept)).ahead == {"light": "off"}
