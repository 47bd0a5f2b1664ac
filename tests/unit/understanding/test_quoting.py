"""What a merchant asks is quoted, but for what posbot never prints."""

from __future__ import annotations

import pytest

from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.text.unprinted import LEFT_OUT


@pytest.mark.parametrize(
    ("locale", "first", "text", "kept_back"),
    [
        ("zh", "打印没字了", "还是空白。你们那边的POSS机刷ka卡能借我叔叔用吗", "POSS"),
        ("zh", "打印没字了", "还是空白。能不能看一下 http://evil.example/a 这个吗", "evil"),
        ("en", "receipts come out blank", "still blank. could you visit www.evil.example tomorrow", "evil"),
    ],
)
def test_a_question_with_what_is_never_printed_is_admitted_and_not_quoted(
    locale: str, first: str, text: str, kept_back: str, mind: Mind
) -> None:
    player = Player(mind, locale)
    player.say(first)
    player.say(text)
    said = "\n".join(player.texts)
    assert LEFT_OUT in said
    assert kept_back not in said


@pytest.mark.parametrize(
    ("locale", "first", "text", "quoted"),
    [
        ("zh", "打印没字了", "还是空白。你们能借我一辆车吗", "你们能借我一辆车吗"),
        ("en", "receipts come out blank", "still blank. will you send flowers to my shop", "will you send flowers to my shop"),
    ],
)
def test_any_other_question_is_quoted(locale: str, first: str, text: str, quoted: str, mind: Mind) -> None:
    player = Player(mind, locale)
    player.say(first)
    player.say(text)
    assert quoted in "\n".join(player.texts)
