"""A part that is named and said to fail is what fails, in however few words."""

from __future__ import annotations

import pytest

from bot.core.understanding import Decision
from bot.understanding.matcher.matching import Matcher
from bot.understanding.matcher.naming import part_that_fails
from bot.understanding.text.normalising import plain

NAMED = """
network.wifi	wifi not working
network.wifi	Hi, our wifi isn't working again
network.wifi	无线出问题了
network.router	the internet is broken
network.connection_failed	网络出问题了，咋办
network.sim	sim issue
network.bluetooth	蓝牙不好使
network.ethernet	网线出问题了
hardware.printer_	printer issue
hardware.printer_	打印出问题了
hardware.keypad	pin pad problem
hardware.keypad	按键有问题
hardware.scanner	扫码出问题了
hardware.card_reader_chip	插卡出问题了
hardware.card_reader_contactless	tap problem
power.battery	电池出问题了
power.adapter	充电线不行
account.login	login is down
account.login	登录有问题
"""
MORE = [
    "terminal not working",
    "机器坏了",
    "屏幕不行",
    "wifi is fine",
    "the printer is not working since it fell in the sea",
    "不是打印坏了",
    "no battery issue",
]


@pytest.mark.parametrize("row", NAMED.split("\n")[1:-1])
def test_the_part_that_fails_is_begun(row: str, matcher: Matcher) -> None:
    part, text = row.split("\t")
    found = matcher.match(text)
    assert found.decision is Decision.ACCEPT
    assert found.intent.startswith(part)


@pytest.mark.parametrize("text", MORE)
def test_who_says_more_or_names_no_part_is_read_as_ever(text: str) -> None:
    assert not part_that_fails(plain(text))
