"""Where two ways of taking a card are named, the one that fails is meant."""

from __future__ import annotations

import pytest

from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.talk.card_ways import CHIP, TAP


def _trouble(player: Player, *texts: str) -> str:
    for text in texts:
        player.say(text)
    assert player.state is not None
    return player.state.trouble


@pytest.mark.parametrize(
    ("locale", "text", "trouble"),
    [
        ("en", 'the terminal keep say "please insert chip" when customer tap. always', TAP),
        ("en", "chip works fine, it's just the contactless", TAP),
        ("en", "tap is ok but the chip is not read", CHIP),
        ("en", "chip error on every card, tap is fine", CHIP),
        ("zh", "刷卡没反应 插卡行 挥卡不行", TAP),
        ("zh", "插卡好的，感应读不出来", TAP),
        ("zh", "插卡读不出来 挥卡可以", CHIP),
    ],
)
def test_the_way_that_fails(locale: str, text: str, trouble: str, mind: Mind) -> None:
    assert _trouble(Player(mind, locale), text) == trouble


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("en", ("card reader not reading chip cards", "several", "you not understand me. tap problem. chip is ok")),
        ("en", ("card not reading", "no no. TAP. contactless. not swipe")),
        ("zh", ("插卡没反应", "不是 插卡没问题 是挥卡不行")),
        ("zh", ("刷卡读不出", "挥卡都不行 插卡能用")),
    ],
)
def test_who_was_taken_for_the_chip_puts_it_right(locale: str, texts: tuple[str, ...], mind: Mind) -> None:
    assert _trouble(Player(mind, locale), *texts) == TAP
