"""What is read from a table: the icon of a choice, the language of a browser, the network of an address."""

from __future__ import annotations

import pytest

from bot.channels.web.lines import icon
from bot.channels.web.pace import network_of
from bot.channels.web.session import preferred
from bot.channels.web.words import Words


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("0.hardware.printer_paper", "printer"),
        ("0.hardware.scanner", "scan-line"),
        ("0.network.sim", "wifi-off"),
        ("0.x", "circle-help"),
    ],
)
def test_the_icon_follows_from_the_name_of_the_choice(key: str, name: str) -> None:
    assert icon(key) == name


@pytest.mark.parametrize(
    ("header", "usual", "locale"),
    [
        ("", "zh", "zh"),
        ("fr", "en", "en"),
        ("en", "zh", "en"),
        ("fr, en;q=0.4, zh;q=0.8", "en", "zh"),
        ("zh;q=0, en", "zh", "en"),
        ("en;q=x", "zh", "zh"),
        (";;,;q=", "en", "en"),
    ],
)
def test_the_browser_s_wishes_are_weighed(header: str, usual: str, locale: str) -> None:
    assert preferred(header, usual, ("zh", "en")) == locale


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("", "testclient", False),
    ],
)
def test_whoever_has_one_ipv6_address_has_them_all_and_counts_as_one(one: str, other: str, *, alike: bool) -> None:
    assert (network_of(one) == network_of(other)) is alike


@pytest.mark.parametrize(
    ("sentence", "who", "shown"),
    [
        ("客服{who} 已接入", "Sam Lee", "客服 Sam Lee 已接入"),
        ("客服{who} 已接入", "王敏", "客服王敏 已接入"),
        ("与{who}的会话", "Sam", "与 Sam 的会话"),
        ("{who}处理中", "Sam", "Sam 处理中"),
        ("{who}，{who}", "Sam", "Sam，Sam"),
        ("With {who}", "王敏", "With 王敏"),
    ],
)
def test_a_name_in_latin_letters_stands_apart_from_the_chinese_beside_it(sentence: str, who: str, shown: str) -> None:
    assert Words({"web.one": sentence}, "zh")("one", who=who) == shown


def test_a_date_stays_together() -> None:
    assert Words({"web.date": "{month}月{day}日"}, "zh")("date", month=11, day=23) == "11月23日"
