"""Examples that another intent would win, and sentences that stand for two, are named."""

from __future__ import annotations

from bot.understanding.matcher.examples import Example, Examples
from bot.understanding.matcher.rivals import Rival, rivalry
from tests.unit.understanding.world import examples

PHONES = ("phone will not ring", "my phone is silent", "no ring tone on the phone", "phone lost its sound", "phone rings too softly")
DOORS = ("door will not open", "the door is stuck", "no key for the door", "door lost its handle", "the front door is jammed shut")


def _rivals(**phrases: tuple[str, ...]) -> list[Rival]:
    found = rivalry(Examples({"en": {intent: tuple(map(Example, texts)) for intent, texts in phrases.items()}}))
    return [rival for language in found for rival in language.rivals]


def test_a_sentence_among_those_of_another_intent_is_lost_to_it() -> None:
    lost = [rival for rival in _rivals(phone=(*PHONES, "the door is stuck again"), door=DOORS) if rival.is_lost]

    assert [(rival.text, rival.taken_for, rival.near) for rival in lost if rival.intent == "phone"] == [
        ("the door is stuck again", "door", "the door is stuck")
    ]


def test_nearly_the_same_sentence_in_two_intents_is_a_twin() -> None:
    twins = [rival for rival in _rivals(phone=(*PHONES, "the door is stuck!"), door=DOORS) if rival.is_twin]

    assert {(rival.intent, rival.text) for rival in twins} == {("phone", "the door is stuck!"), ("door", "the door is stuck")}


def test_every_example_is_left_out_once() -> None:
    found = {language.locale: language.examples for language in rivalry(examples())}

    assert found == {locale: sum(map(len, phrases.values())) for locale, phrases in examples().phrases.items()}
