"""How far it goes that something works is read in one place: of another thing, by a way round, in part, by hearsay, or not yet."""

from __future__ import annotations

import pytest

from bot.core.state import State
from bot.understanding.answers.limits import Limit, is_partly, limits, of_itself

WIFI, CHIP, BLUETOOTH, SIM, DEAD = (
    "network.wifi",
    "hardware.card_reader_chip",
    "network.bluetooth",
    "network.sim",
    "power.no_power",
)


def _limits(trouble: str, text: str) -> frozenset[Limit]:
    return limits(text, State("1042", trouble=trouble))


@pytest.mark.parametrize(
    ("limit", "trouble", "zh", "en"),
    [
        (Limit.ANOTHER, WIFI, "手机能上网", "my phone works on it"),
        (Limit.ANOTHER, WIFI, "电脑有网", "the laptop is online"),
        (Limit.ANOTHER, DEAD, "水壶在那儿能用", "the kettle works there"),
        (Limit.ANOTHER, DEAD, "台灯能亮", "the lamp lights up"),
        (Limit.ANOTHER, CHIP, "另外一台能用", "the other terminal works"),
        (Limit.ANOTHER, CHIP, "隔壁那台好的", "the bar reader is fine"),
        (Limit.ELSEWHERE, WIFI, "路由器正常", "the router is fine"),
        (Limit.ROUND, WIFI, "用热点可以收", "it goes on my hotspot"),
        (Limit.ROUND, CHIP, "挥卡能刷", "it works with contactless"),
        (Limit.ROUND, "hardware.scanner", "手动输可以", "it works if typed"),
        (Limit.PART, "hardware.screen", "左半边亮了", "the left half came back"),
        (Limit.PART, WIFI, "连上了又断了", "connected, then dropped"),
        (Limit.LESS, WIFI, "好了一半", "it sort of works"),
        (Limit.LESS, WIFI, "能用就是慢了点", "works but slow"),
        (Limit.HEARSAY, WIFI, "店员说好了", "my colleague says it works"),
        (Limit.NOT_YET, WIFI, "快好了", "it will work now i guess"),
    ],
)
def test_what_takes_from_that_it_works(limit: Limit, trouble: str, zh: str, en: str) -> None:
    assert limit in _limits(trouble, zh)
    assert limit in _limits(trouble, en)


@pytest.mark.parametrize(("trouble", "zh", "en"), [(WIFI, "现在好了", "it works now"), (CHIP, "能刷了", "it reads the card")])
def test_a_plain_word_is_taken_nothing_from(trouble: str, zh: str, en: str) -> None:
    assert not _limits(trouble, zh)
    assert not _limits(trouble, en)


def test_a_phone_is_no_other_thing_where_it_is_part_of_the_matter() -> None:
    assert not _limits(BLUETOOTH, "手机能连了")
    assert not _limits(BLUETOOTH, "the phone is connected")


def test_data_is_no_way_round_where_it_is_what_was_missing() -> None:
    assert Limit.ROUND in _limits(WIFI, "用流量能收")
    assert Limit.ROUND not in _limits(SIM, "流量充上 能收了")


@pytest.mark.parametrize(("text", "rest"), [("手机连上了 机器没连上", ["机器没连上"]), ("my phone works, it does not", ["it does not"])])
def test_what_is_told_of_the_terminal_beside_another_thing(text: str, rest: list[str]) -> None:
    assert of_itself(text, State("1042", trouble=WIFI)) == rest


@pytest.mark.parametrize("text", ["早上是好的", "有时候能用", "works until lunch", "fine sometimes"])
def test_what_is_well_at_some_times(text: str) -> None:
    assert is_partly(text)
