"""What is remembered of words may be forgotten by one thread while another looks it up."""

from __future__ import annotations

from typing import Any

import pytest

from bot.understanding.text import remembering
from bot.understanding.text.sounds import Sounds
from bot.understanding.words.meanings import Meanings
from bot.understanding.words.spelling import Spelling


class Forgetful(dict[Any, Any]):
    """Cleared by another thread right after something was written down."""

    def __setitem__(self, key: object, value: object) -> None:
        super().__setitem__(key, value)
        self.clear()


def test_a_slip_is_mended() -> None:
    spelling = Spelling(["machine"])
    spelling._remembered = Forgetful()
    assert spelling.mended(["machne"], Meanings(Sounds(""))) == ["machine"]


def test_chinese_spelled_out_is_heard() -> None:
    sounds = Sounds("kai\nji")
    sounds._spelled = Forgetful()
    assert sounds.spelled("kaiji") == ["kai", "ji"]


def test_what_the_same_words_said_is_said_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "_kept", Forgetful())
    monkeypatch.setattr(remembering, "_is_on", [True])
    assert remembering.by_words(lambda text, table: f"{text} {table}")("words", "table") == "words table"
