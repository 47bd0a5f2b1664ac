"""A slip of the finger is put right; a word that means something of its own is no slip."""

from __future__ import annotations

import pytest

from bot.core.understanding import Decision
from bot.service.turning import Mind
from bot.understanding.text.sounds import Sounds
from bot.understanding.words.meanings import Meanings
from bot.understanding.words.spelling import Spelling

MEANINGS = Meanings(Sounds(""))


@pytest.mark.parametrize(
    ("known", "said"),
    [("tuesday", "thursday"), ("sell", "swell"), ("shoulder", "smoulder"), ("maximum", "minimum"), ("reactivate", "deactivate")],
)
def test_a_word_that_a_group_of_meanings_has_is_no_slip_for_one_like_it(known: str, said: str) -> None:
    assert Spelling([known]).mended([said], MEANINGS) == [said]


@pytest.mark.parametrize(
    ("known", "said"), [("tuesday", "tusday"), ("swell", "swel"), ("shoulder", "shoudler"), ("maximum", "maxmum"), ("charged", "charges")]
)
def test_a_slip_and_another_ending_are_read_as_the_known_word(known: str, said: str) -> None:
    assert Spelling([known]).mended([said], MEANINGS) == [known]


def test_read_as_chinese_a_word_that_is_spelled_out_is_no_slip() -> None:
    heard = Meanings(Sounds("kai\nji"))
    assert Spelling(["kanji"]).mended(["kaiji"], heard, han=True) == ["kaiji"]
    assert Spelling(["kanji"]).mended(["kaiji"], heard) == ["kanji"]


def test_what_no_example_says_keeps_its_meaning(mind: Mind) -> None:
    assert mind.matcher.mended("it began to smoulder and to swell") == "it began to smoulder and to swell"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("the battery has begun to swell", "power.battery_swollen"),
        ("the paper has a crease", "hardware.printer_paper_jam"),
    ],
)
def test_a_sentence_with_a_word_that_no_example_has_is_accepted_for_its_meaning(mind: Mind, text: str, intent: str) -> None:
    match = mind.matcher.match(text)
    assert (match.decision, match.candidates[0].intent) == (Decision.ACCEPT, intent)
