"""What merchants say they have tried, in their own words: held apart from the phrases of the knowledge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.understanding.facts.extracting import tried
from bot.understanding.text.patterns import mended

if TYPE_CHECKING:
    from bot.knowledge.loading import Loaded

FOLDER = Path(__file__).parents[2] / "sentences"
NOTHING = "-"


def _rows(locale: str) -> list[tuple[str, str]]:
    lines = (FOLDER / f"tried_{locale}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(text, remedies) for text, _, remedies in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize(("text", "remedies"), [*_rows("zh"), *_rows("en")])
def test_what_was_tried_is_heard_in_any_words_and_what_was_not_is_not(text: str, remedies: str, shipped: Loaded) -> None:
    heard = set(tried(text, shipped.knowledge))

    if remedies == NOTHING:
        assert not heard
    else:
        assert set(remedies.split(",")) <= heard


def test_of_two_words_a_slip_may_stand_for_the_first_by_the_alphabet_is_read() -> None:
    assert mended("we chargee it", frozenset({"charged", "charger"})) == "we charged it"


def test_a_word_that_is_nearly_a_known_one_with_another_ending_is_no_slip() -> None:
    assert mended("it charges slowly", frozenset({"charge", "charged", "charger"})) == "it charges slowly"
