"""The language of the talk is that of a message that is clearly in it; a word or two, an address, what stands on a screen are in none."""

from __future__ import annotations

import pytest

from bot.service.playing import Player
from bot.service.turning import Mind

DEAD = {"zh": "开不了机", "en": "terminal won't turn on"}


def _after(mind: Mind, begun: str, *texts: str) -> str:
    player = Player(mind, begun)
    for text in (DEAD[begun], *texts):
        player.play({"merchant": text})
    assert player.state
    return player.state.locale


@pytest.mark.parametrize(
    "text",
    [
        "carried it into the other room, same",
        "whoever sold me this never showed me any light",
        "plugged a kettle there and that boils",
        "my cousin pressed everything twice",
    ],
)
def test_a_clear_message_amid_a_trouble_turns_the_talk_to_english(mind: Mind, text: str) -> None:
    assert _after(mind, "zh", text) == "en"


@pytest.mark.parametrize("text", ["换了个房间还是一样", "灯不亮", "插了水壶能烧开"])
def test_a_message_in_chinese_turns_the_talk_to_chinese(mind: Mind, text: str) -> None:
    assert _after(mind, "en", text) == "zh"


@pytest.mark.parametrize("text", ["ok", "wifi", "done", "no light", "still off", "PAX A920 pro", "not working", "mei you deng a"])
def test_a_word_or_two_in_latin_letters_leave_the_talk_as_it_is(mind: Mind, text: str) -> None:
    assert _after(mind, "zh", text) == "zh"


def test_the_talk_can_be_turned_more_than_once(mind: Mind) -> None:
    assert _after(mind, "zh", "carried it into the other room, same", "还是不亮") == "zh"
