"""A fact of the terminal that cannot be told is left open, and a word about the label kept; who asks where it is gets an answer."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Slot
from bot.understanding.answers.left_open import left_open

SERIAL, BOUGHT, CONTACT = Slot("serial", "serial"), Slot("purchased", "date"), Slot("contact", "phone")


@pytest.mark.parametrize("text", ["worn off", "too small to read", "the sticker's gone", "字太小看不清", "标签磨掉了", "刮花了"])
def test_a_label_that_cannot_be_read_is_told_to_staff(text: str) -> None:
    assert [field.value for field in left_open(text, SERIAL)] == ["-", "unreadable"]


@pytest.mark.parametrize("text", ["dunno", "no idea mate", "懒得翻", "记不清了", "years ago", "好多年了"])
def test_what_nobody_knows_is_left_open(text: str) -> None:
    assert [field.value for field in left_open(text, BOUGHT)] == ["-"]


@pytest.mark.parametrize(("text", "slot"), [("can you see it anywhere else?", SERIAL), ("在哪儿看不见啊?", SERIAL), ("worn off", CONTACT)])
def test_a_question_and_any_other_fact_are_not(text: str, slot: Slot) -> None:
    assert left_open(text, slot) == ()
