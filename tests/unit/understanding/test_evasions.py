"""Answers of a form that hold no fact."""

from __future__ import annotations

import pytest

from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.answers.evasions import evasion


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("same as last time", "as_before"),
        ("usual place", "as_before"),
        ("you have it on file", "as_before"),
        ("跟上次一样", "as_before"),
        ("老地方", "as_before"),
        ("你们不是有吗", "as_before"),
        ("whatever you like", "vague"),
        ("don't mind", "vague"),
        ("都行", "vague"),
        ("你们看着办", "vague"),
        ("idk ask my boss", "unsure"),
        ("my husband knows", "unsure"),
        ("问我老板", "unsure"),
    ],
)
def test_what_holds_no_fact_is_known_by_its_form(text: str, act: str) -> None:
    assert evasion(text) == act


@pytest.mark.parametrize(
    "text", ["last March", "the invoice", "let me ask my boss", "我问下老板", "之前", "有", "没有", "去年3月", "same day please"]
)
def test_a_fact_or_an_answer_is_no_evasion(text: str) -> None:
    assert evasion(text) == ""


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (("need a repair", "it wont turn on"), ("whatever", "idk ask my boss", "same as last time")),
        (("派人来修", "开不了机"), ("都行", "问我老板", "跟上次一样")),
    ],
)
def test_no_evasion_is_written_down_as_a_fact(mind: Mind, told: tuple[str, ...], words: tuple[str, ...]) -> None:
    player = Player(mind, "en" if told[0].isascii() else "zh")
    for text in (*told, *words):
        player.say(text)
    assert player.state
    assert not set(words) & set(player.state.slots.values())


@pytest.mark.parametrize(("told", "words"), [(("need a repair", "it wont turn on"), "yes"), (("派人来修", "开不了机"), "对")])
def test_who_only_agrees_twice_is_not_told_of_a_button(mind: Mind, told: tuple[str, ...], words: str) -> None:
    player = Player(mind, "en" if told[0].isascii() else "zh")
    for text in (*told, words, words):
        player.say(text)
    assert not any("Skip" in said or "跳过”来" in said for said in player.texts)
