"""A second trouble is told by words that say what is wrong with it, or ask for it by name."""

from __future__ import annotations

import pytest

from bot.understanding.matcher.second import is_a_name, is_of_its_own


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("ticket.status", "been going on since about tuesday"),
        ("ticket.status", "the supplier man came yesterday"),
        ("ticket.status", "两个人昨天来过"),
        ("ticket.cancel", "can i cancel it"),
        ("ticket.cancel", "能不能取消"),
        ("ticket.cancel", "师傅换了新机器"),
        ("power.battery", "only when its charging tho"),
        ("power.battery", "但只有插着充电的时候"),
        ("power.battery", "电还有百分之二十 要不要插上"),
        ("network.wifi", "the new place has only wifi, is it ok"),
        ("network.wifi", "新店那边用wifi"),
        ("network.sim", "phones dont work down here either"),
        ("network.sim", "手机在这里也没信号"),
        ("power.no_power", "no thing on machine"),
        ("transaction.response_code", "the money isnt in my bank"),
        ("account.change_info", "换了个手机"),
    ],
)
def test_what_is_told_of_the_trouble_at_hand_is_no_second_one(intent: str, text: str) -> None:
    assert not is_of_its_own(intent, text)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("ticket.status", "when does the technician come"),
        ("ticket.status", "我的工单到哪一步了"),
        ("ticket.cancel", "cancel the repair please"),
        ("ticket.cancel", "上门取消吧"),
        ("power.battery", "the battery dies in an hour"),
        ("power.battery", "电池也充不进"),
        ("network.wifi", "wifi keeps dropping"),
        ("network.wifi", "wifi也断了"),
        ("network.connection_failed", "交易超时"),
        ("hardware.printer_paper_jam", "need new paper rolls"),
        ("hardware.printer_paper_jam", "打印纸也没了"),
        ("transaction.response_code", "now it says 91"),
        ("account.change_info", "另外换结算银行卡"),
        ("security.scam", "a man asks for a code"),
        ("software.factory_reset", "i want to factory reset it"),
    ],
)
def test_what_says_that_something_is_wrong_or_wanted_is_one(intent: str, text: str) -> None:
    assert is_of_its_own(intent, text)


@pytest.mark.parametrize(
    ("text", "name"), [("the printer", True), ("打印机", True), ("its the screen", True), ("the printer in my shop", False)]
)
def test_a_word_or_two_only_name_something(text: str, *, name: bool) -> None:
    assert is_a_name(text) is name
