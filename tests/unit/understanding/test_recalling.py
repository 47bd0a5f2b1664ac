"""An example is met again word for word, whole before trimmed."""

from __future__ import annotations

import pytest

from bot.understanding.matcher.matching import Matcher
from bot.understanding.matcher.recalling import Recall


def test_what_stands_whole_is_not_hidden_by_what_another_is_without_its_particles() -> None:
    recall = Recall.learned([("ok", "yes", ""), ("ok thanks", "thanks", ""), ("ok sir", "yes", "")])
    assert recall.of("OK!") == ("yes", "")
    assert recall.of("ok thanks") == ("thanks", "")


def test_what_stands_whole_under_two_intents_is_left_to_the_matcher() -> None:
    recall = Recall.learned([("right", "yes", ""), ("right", "greeting", ""), ("right mate", "greeting", "")])
    assert recall.of("right") is None


def test_a_phrase_more_is_recalled_and_takes_no_whole_one_away() -> None:
    recall = Recall.learned([("ok", "yes", "")])
    assert recall.with_phrase("ok thanks", "thanks", "").of("ok") == ("yes", "")
    assert recall.with_phrase("cool thanks", "thanks", "").of("cool") == ("thanks", "")
    assert recall.with_phrase("ok", "thanks", "").of("ok") is None


@pytest.mark.parametrize("text", ["好", "ok", "okay", "cool"])
def test_a_word_of_consent_is_consent(text: str, matcher: Matcher) -> None:
    assert matcher.match(text).candidates[0].intent == "conversation.yes"
    assert matcher.match(text).candidates[0].score > 0.95
