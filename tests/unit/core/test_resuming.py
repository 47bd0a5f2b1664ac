"""What a person of the staff had in hand stays what is spoken of once they have left, and is not begun anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.actions import CallStaff
from bot.core.understanding import Candidate, Decision, Heard, StaffJoined, StaffLeft
from tests.unit.core.test_machine import Chat
from tests.world import FRESH, NOW, heard


def left() -> Chat:
    """A dead terminal ended with a person, who has left."""
    return Chat(FRESH.but(trouble="power.dead")).hear(StaffJoined(NOW, "li"), StaffLeft(NOW, "li"))


def test_the_trouble_stays_and_its_facts_are_kept() -> None:
    chat = Chat(FRESH.but(trouble="power.dead", slots={"power_light": "off"})).hear(StaffJoined(NOW, "li"), StaffLeft(NOW, "li"))
    assert chat.sentences == ["common.handed_back", "common.still_of"]
    assert (chat.state.trouble, chat.state.place, dict(chat.state.slots)) == ("power.dead", None, {"power_light": "off"})


def test_handed_back_clean_nothing_stays() -> None:
    chat = Chat(FRESH.but(trouble="power.dead")).hear(StaffJoined(NOW, "li"), StaffLeft(NOW, "li", resume=False))
    assert (chat.sentences, chat.state.trouble) == (["common.handed_back", "common.menu"], "")


@pytest.mark.parametrize(
    "words",
    [
        heard(),
        heard("power.dead"),
        replace(heard("printer.blank"), decision=Decision.CLARIFY, candidates=(Candidate("printer.blank", 0.4),)),
    ],
)
def test_what_is_told_on_is_kept_and_a_person_offered(words: Heard) -> None:
    chat = left().hear(words)
    assert chat.sentences == ["common.left_kept", "common.left_again"]
    assert chat.press("yes").wanted(CallStaff)


def test_how_long_it_takes_is_for_the_colleagues_to_say() -> None:
    assert left().hear(heard("repair.quote", asks="when")).sentences == ["common.left_when", "common.left_again"]


def test_how_it_is_kept_from_coming_back_is_told() -> None:
    chat = left().hear(heard(asks="prevent"))
    assert chat.sentences == ["power.dead.solved"]
    assert chat.hear(heard()).sentences == ["common.left_kept", "common.left_again"]


def test_another_trouble_is_another_trouble() -> None:
    assert left().hear(heard("printer.blank")).state.trouble == "printer.blank"
