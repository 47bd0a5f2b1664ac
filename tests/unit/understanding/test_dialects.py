"""English of one region, or typed in haste, is read in the words of all; the same letters in other words stay."""

from __future__ import annotations

import pytest

from bot.understanding.normalising import plain


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("it does nowt", "it does nothing"),
        ("wont do owt", "wont do anything"),
        ("sod all happens", "nothing happens"),
        ("the printer is knackered", "the printer is not working"),
        ("broadband on the blink", "broadband not working"),
        ("contactless has packed in", "contactless has stopped working"),
        ("it conked out", "it died"),
        ("keeps conking out", "keeps cutting out"),
        ("it has given up the ghost", "it has died"),
        ("me card machine is slow", "my card machine is slow"),
        ("the yoke is frozen", "the machine is frozen"),
        ("paper wont come thru", "paper wont come through"),
        ("kindly do the needful", "kindly please help"),
        ("txn failed coz of u", "transaction failed because of you"),
    ],
)
def test_words_of_one_region_are_read_as_those_of_all(said: str, meant: str) -> None:
    assert plain(said) == meant
    assert plain(meant) == meant


@pytest.mark.parametrize(
    "said", ["send me money", "we packed up the shop", "a turkey for christmas", "menu key", "the blinking light", "owtput", "a purse"]
)
def test_the_same_letters_in_other_words_stay(said: str) -> None:
    assert plain(said) == said
