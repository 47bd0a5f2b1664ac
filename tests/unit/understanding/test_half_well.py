"""What is said at a proposed step of half, of others' words, of what is to come or was not tried yet mends nothing and fails nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.service.playing import Player

if TYPE_CHECKING:
    from bot.service.turning import Mind

OFFLINE = {"zh": "终端连不上wifi了", "en": "wifi is down on the terminal"}
TRIED = ("network.wifi", "rejoin")


def _asked(mind: Mind, text: str) -> Player:
    locale = "en" if text.isascii() else "zh"
    player = Player(mind, locale)
    player.play({"merchant": OFFLINE[locale]})
    player.play({"choose": "one"})
    player.play({"choose": "password"})
    return player


def _place(player: Player) -> tuple[str, str] | None:
    place = player.state.place if player.state else None
    return (place.flow, place.step) if place else None


@pytest.mark.parametrize(
    "text",
    [
        *("同事说好了", "老公说可以了", "听说好了", "机器说好了", "店员说能用了"),
        *("快好了", "马上就好", "重启应该就好了", "可能好了吧", "看着像好了", "呵呵好了", "有一次成功了"),
        *("好了吗", "你觉得好了吗", "现在好了没", "不知道好没好", "不敢保证好了吗"),
        *("还没试", "没客人试不了", "没来得及试", "没人来没法试", "开机了", "擦干净了"),
        *("my colleague says its fine", "my husband says it works now", "he says it's ok now", "apparently it works"),
        *("it should work now i guess", "it will work if i restart it", "hopefully it works", "probably ok", "nearly working"),
        *("does that work?", "is it working now?", "not sure its fixed", "cant tell if it helped", "i wouldnt say it works"),
        *("重启了", "清好了", "restarted it", "charged it", "swapped the cable", "held the button"),
        *("havent tried it", "waiting for next customer", "not tested yet", "it turned on", "it works on my phone", "working? no"),
    ],
)
def test_half_a_success_is_asked_for_once_more(mind: Mind, text: str) -> None:
    player = _asked(mind, text)
    player.play({"merchant": text})
    assert _place(player) == TRIED


@pytest.mark.parametrize(
    "text",
    [
        "好了",
        "可以了",
        "连上了，能用了",
        "弄好了",
        "应该好了",
        "it works now",
        "yes its working",
        "seems ok now",
        "that fixed it",
        "i think that did it",
    ],
)
def test_a_plain_one_ends_the_trouble(mind: Mind, text: str) -> None:
    player = _asked(mind, text)
    player.play({"merchant": text})
    assert _place(player) is None


@pytest.mark.parametrize("text", ["还是不行", "没好", "试了没用", "tried, still nothing", "no luck", "didn't help", "still not working"])
def test_a_plain_failure_goes_on(mind: Mind, text: str) -> None:
    player = _asked(mind, text)
    player.play({"merchant": text})
    assert _place(player) not in {TRIED, None}
