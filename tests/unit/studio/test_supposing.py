"""What one sentence more would change is told at once, and is what learning it changes."""

from __future__ import annotations

import pytest

from bot.core.understanding import Decision
from bot.understanding.matcher.comparing import Turned, changes, near
from bot.understanding.matcher.examples import Example, Examples
from bot.understanding.matcher.grouping import Groups
from bot.understanding.matcher.matching import Matcher

PHRASES = {
    "printer.blank": (
        "receipts print blank",
        "nothing on the slip",
        "the paper is white",
        "prints empty receipts",
        "no text on the receipt",
    ),
    "printer.jam": ("paper is stuck", "the roll is jammed", "paper jam in the printer", "it eats the paper", "paper wont come out"),
    "power.dead": ("terminal wont turn on", "it is dead", "no power at all", "screen stays black", "will not start up"),
    "network.wifi": ("wifi wont connect", "no internet on the terminal", "it says offline", "cannot join the network", "lost the wifi"),
}
FRESH = "spits out pale slips"


def taught(*more: tuple[str, str]) -> Matcher:
    phrases = {intent: tuple(map(Example, (*of, *(text for text, meant in more if meant == intent)))) for intent, of in PHRASES.items()}
    return Matcher.build(Examples({"en": phrases}))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return taught()


def test_the_sentence_itself_and_its_like_are_won(matcher: Matcher) -> None:
    supposed = matcher.supposing(FRESH, "printer.blank")
    assert supposed is not None
    match = supposed.match(FRESH)
    assert (match.decision, match.candidates[0].intent) == (Decision.ACCEPT, "printer.blank")
    assert supposed.match("pale slips", recall=False).candidates[0].intent == "printer.blank"
    assert [one.turned for one in changes(matcher, supposed, [(FRESH, "")])] == [Turned.WON]


def test_a_sentence_under_the_wrong_intent_takes_its_neighbours_away(matcher: Matcher) -> None:
    supposed = matcher.supposing("the paper roll is jammed and stuck", "network.wifi")
    assert supposed is not None
    around = near(matcher, "the paper roll is jammed and stuck", ["the paper is jammed and stuck", "hello"])
    assert ("the roll is jammed", "printer.jam") in around
    assert ("hello", "") not in around
    found = {one.text: one.turned for one in changes(matcher, supposed, around)}
    assert found["the paper is jammed and stuck"] in {Turned.STOLEN, Turned.DOUBTED}


def test_supposing_ranks_as_learning_does(matcher: Matcher) -> None:
    supposed, learned = matcher.supposing(FRESH, "printer.blank"), taught((FRESH, "printer.blank"))
    assert supposed is not None
    for text in (FRESH, "pale slips again", "slips are pale", "terminal is dead", "roll is stuck", "wifi is gone"):
        assert supposed.match(text, recall=False).candidates[0].intent == learned.match(text, recall=False).candidates[0].intent, text


def test_an_intent_that_was_never_taught_can_only_be_learned(matcher: Matcher) -> None:
    assert matcher.supposing(FRESH, "nothing.known") is None
    assert matcher.supposing("???", "printer.blank") is None


def test_sentences_that_say_nearly_the_same_are_put_together_and_a_denial_is_not() -> None:
    sound = {"是": "si", "事": "si", "机": "ji", "鸡": "ji"}
    groups = Groups(lambda letter: sound.get(letter, letter))
    groups.add(1, "打印机吐出来都是白纸")
    groups.add(2, "receipt paper comes out blank")
    assert groups.find("打印鸡吐出来都事白纸") == 1
    assert groups.find("打印机吐出来的都是白纸啊") == 1
    assert groups.find("打印机吐出来不是白纸") is None
    assert groups.find("Receipt papers come out blank!!") == 2
    assert groups.find("扫码没反应") is None
