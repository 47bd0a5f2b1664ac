"""Amid the form of a visit the fact that was asked for owns the answer; an hour, a number and where are heard as shops tell them."""

from __future__ import annotations

import pytest

from bot.understanding.facts.extracting import extract
from bot.understanding.facts.landmarks import of_place
from bot.understanding.facts.places import on_its_day
from tests.unit.understanding.world import AT, KNOWLEDGE


def _told(text: str, waiting: str, *, visits: bool = False) -> dict[str, str]:
    return {field.name: field.value for field in extract(text, AT, waiting, KNOWLEDGE, visits=visits)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9822012345", "9822012345"),
        ("98220-12345", "9822012345"),
        ("it is the phone number i gave, 9822012345", "9822012345"),
        ("06 12 34 56 78", "0612345678"),
        ("9123 4567", "91234567"),
        ("+91 98220 12345", "+919822012345"),
        ("我的号码是9822012345", "9822012345"),
        ("88651234 找老李", "88651234"),
        ("找老李88651234", "88651234"),
    ],
)
def test_where_a_number_to_ring_is_asked_for_any_is_one(text: str, number: str) -> None:
    told = _told(text, "phone")
    assert told["phone"] == number
    assert "serial" not in told


@pytest.mark.parametrize("text", ["call me on 9822012345", "my mobile number is 9822012345", "联系电话是9822012345"])
def test_a_number_that_is_said_to_be_one_to_ring_is_no_serial_number(text: str) -> None:
    assert _told(text, "serial") == {"phone": "9822012345"}


@pytest.mark.parametrize("text", ["SN 61200938", "serial should be 61200938", "my order number is 55512345678", "2024-06-12", "62704-1234"])
def test_a_number_of_something_else_is_none_to_ring(text: str) -> None:
    assert "phone" not in _told(text, "phone")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("tomorrow 10 only", "tomorrow 10"),
        ("tomorrow 10 o clock sharp", "tomorrow 10 o clock"),
        ("tuesday at half 9", "tuesday at half 9"),
        ("thursday 10 or 11", "thursday 10 or 11"),
        ("10 tomorrow", "10 tomorrow"),
        ("we are always here", "always here"),
        ("come now", "come now"),
        ("friday 3 of us", "friday"),
        ("明天上午十点整", "明天上午十点整"),
        ("明早10点钟", "明早10点钟"),
        ("说了下午", "下午"),
        ("我店一直有人", "一直有人"),
        ("现在来都行", "现在来都行"),
    ],
)
def test_the_hour_is_kept_and_nothing_beside(text: str, time: str) -> None:
    assert _told(text, "window")["window"] == time


@pytest.mark.parametrize(
    ("text", "waiting", "told"),
    [
        ("奶茶店在学府路3号 18812340000 店里一直有人", "address", {"phone": "18812340000", "window": "一直有人"}),
        ("大排档夜市3排5号 15900001111 晚上五点前来", "purchased", {"address": "大排档夜市3排5号", "window": "晚上五点前"}),
        ("盛大街12号 13655556666 下午", "phone", {"address": "盛大街12号", "window": "下午"}),
        ("shop 4 MG Road Pune, 9822012345", "address", {"address": "shop 4 MG Road Pune", "phone": "9822012345"}),
    ],
)
def test_all_that_is_told_in_one_breath_is_taken(text: str, waiting: str, told: dict[str, str]) -> None:
    assert told.items() <= _told(text, waiting).items()


@pytest.mark.parametrize("text", ["夜市3排5号", "农贸市场2排8号", "3区5号", "菜市场6号档口"])
def test_the_number_of_a_stall_is_no_day(text: str) -> None:
    assert "window" not in _told(text, "address")


def test_a_day_to_come_is_of_the_visit_wherever_it_is_told() -> None:
    assert _told("2024 june. but tomorrow 10 only please", "purchased", visits=True)["window"] == "tomorrow 10"
    assert "window" not in _told("2024 june. can i sell tomorrow", "purchased", visits=True)
    assert "window" not in _told("it broke on monday", "purchased", visits=True)


@pytest.mark.parametrize(
    ("said", "before", "time"),
    [
        ("10 am", "tomorrow morning", "tomorrow 10 am"),
        ("十点", "明天上午", "明天十点"),
        ("friday", "tomorrow", "friday"),
        ("10 am", "", "10 am"),
    ],
)
def test_an_hour_is_on_the_day_that_was_told(said: str, before: str, time: str) -> None:
    assert on_its_day(said, before) == time


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("stall 14 kirkgate market leeds LS2. i need something before 7", "stall 14 kirkgate market leeds LS2"),
        ("12 High St, Leeds, we are open till 9", "12 High St, Leeds"),
        ("万达广场旁边 万达路18号 你们快点", "万达广场旁边 万达路18号"),
    ],
)
def test_an_address_ends_where_another_sentence_begins(said: str, place: str) -> None:
    assert of_place(said) == place
