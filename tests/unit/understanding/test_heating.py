"""Where it is asked whether a swollen battery smokes or heats up, any sign is a yes, and half a no is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.service.playing import Player

if TYPE_CHECKING:
    from bot.service.turning import Mind

SWOLLEN = {"zh": "电池鼓了", "en": "the battery is swollen"}


def _answered(mind: Mind, text: str) -> str | None:
    locale = "en" if text.isascii() else "zh"
    player = Player(mind, locale)
    player.play({"merchant": SWOLLEN[locale]})
    player.play({"merchant": text})
    assert player.state is not None
    return player.state.slots.get("battery_danger")


@pytest.mark.parametrize(
    "text",
    [
        "没有冒烟，就是越来越烫",
        "没有烟，烫得很",
        "没烟但是有嘶嘶声",
        "只有一点点烟",
        "烟不大",
        "刚才冒过现在没了",
        "开始有点烟后来没了",
        "no smoke, just getting hotter",
        "no smoke but its hissing",
        "it did smoke earlier, not now",
        "not much smoke",
        "only sparks",
    ],
)
def test_any_sign_is_a_yes(mind: Mind, text: str) -> None:
    assert _answered(mind, text) == "burning"


@pytest.mark.parametrize(
    "text",
    [
        "没冒烟才怪",
        "应该没有吧",
        "没烟，有点烫",
        "我已经走开了",
        "现在没有，上午有",
        "没有吧",
        "no smoke? yeah right",
        "i think not",
        "probably not",
        "no smoke, a bit hot",
    ],
)
def test_half_a_no_is_none(mind: Mind, text: str) -> None:
    assert _answered(mind, text) != "calm"


@pytest.mark.parametrize(
    "text",
    [
        "没有",
        "没冒烟不烫",
        "没烟，就是鼓",
        "不烫了",
        "没有烟，也不烫，就是鼓了",
        "没看到烟",
        "2",
        "no smoke, cool",
        "no, its not hot",
        "no smoke just bulging",
        "nothing like that",
        "no smoke at the moment",
    ],
)
def test_a_plain_no_is_one(mind: Mind, text: str) -> None:
    assert _answered(mind, text) == "calm"


@pytest.mark.parametrize("text", ["还有点烫", "烫手", "也发烫", "its hot too", "getting hot", "its hissing"])
def test_heat_is_of_the_terminal_that_is_worked_on(mind: Mind, text: str) -> None:
    locale = "en" if text.isascii() else "zh"
    player = Player(mind, locale)
    player.play({"merchant": {"zh": "屏幕一充电就乱跳", "en": "the touch screen jumps while charging"}[locale]})
    player.play({"merchant": text})
    assert player.state is not None
    assert player.state.trouble == "power.battery_swollen"


@pytest.mark.parametrize("text", ["没事没事", "拜拜", "bye", "ok bye"])
def test_who_takes_leave_is_asked_all_the_same(mind: Mind, text: str) -> None:
    locale = "en" if text.isascii() else "zh"
    player = Player(mind, locale)
    player.play({"merchant": SWOLLEN[locale]})
    player.play({"merchant": text})
    assert player.offers
