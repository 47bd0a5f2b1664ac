"""Sums of money as merchants say them, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.understanding.facts.amounts import is_sum
from bot.understanding.facts.counting import count_in
from bot.understanding.facts.extracting import extract

AT = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)


def sums(text: str, waiting: str = "") -> list[str]:
    return [field.value for field in extract(text, AT, waiting) if field.name == "amount"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三块二", "3.20"),
        ("三块二毛五", "3.25"),
        ("三块零五分", "3.05"),
        ("收了12块5没到", "12.50"),
        ("12块50", "12.50"),
        ("一百八十八块八", "188.80"),
        ("五毛", "0.50"),
        ("8毛钱", "0.80"),
        ("一千零五块", "1005.00"),
        ("两百五块", "250.00"),
        ("3万8块", "38000.00"),
        ("3.8万元", "38000.00"),
        ("刷了八百六客人说没收到", "860.00"),
        ("输成三百了应该三十", "300.00"),
        ("一百块一次", "100.00"),
        ("12 pounds 50", "12.50"),
        ("eighty six quid", "86.00"),
        ("twelve fifty dollars", "12.50"),
        ("a grand went missing", "1000.00"),
        ("$3k", "3000.00"),
        ("99p", "0.99"),
        ("两块半", "2.50"),
        ("三块半没到", "3.50"),
        ("5块半", "5.50"),
        ("one pound fifty", "1.50"),
        ("charged two pounds fifty, not three", "2.50"),
        ("三块五一个", "3.50"),
        ("三块五一次", "3.50"),
        ("两块二一笔", "2.20"),
        ("3点5元", "3.50"),
        ("三点五块", "3.50"),
        ("下午3点50块没到", "50.00"),
        ("收到5000没到账", "5000.00"),
        ("转了10000没到", "10000.00"),
        ("sent £500 to 12345678", "500.00"),
        ("SENT £3K TODAY", "3000.00"),
        ("charged two pounds fifty times", "2.00"),
        ("Twelve Pounds", "12.00"),
    ],
)
def test_a_sum_with_its_currency_is_read_wherever_it_stands(text: str, value: str) -> None:
    assert sums(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两百五", "250.00"),
        ("一千二", "1200.00"),
        ("三万八", "38000.00"),
        ("大概八百六吧", "860.00"),
        ("3万8", "38000.00"),
        ("3w", "30000.00"),
        ("twelve fifty", "12.50"),
        ("five ninety nine", "5.99"),
        ("three oh five", "3.05"),
        ("twelve hundred", "1200.00"),
        ("two hundred and fifty", "250.00"),
        ("3k", "3000.00"),
        ("86.40 i think", "86.40"),
        ("9.99", "9.99"),
        ("三百以内", "300.00"),
        ("最多三百", "300.00"),
        ("no more than 300", "300.00"),
        ("up to 200", "200.00"),
    ],
)
def test_a_sum_without_its_currency_is_one_where_it_is_asked_for(text: str, value: str) -> None:
    assert sums(text) == []
    assert sums(text, "amount") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "有毛病",
        "一毛钱都没到",
        "打了两百张",
        "刷了三百多笔",
        "退了三天",
        "一块屏坏了",
        "两三百块",
        "100-200块",
        "100到200元",
        "1,000-2,000元",
        "五百到六百块",
        "三到五百块",
        "300块到500块",
        "收了100-200块",
        "£5-10",
        "five or six pounds",
        "between 10 and 20 pounds",
        "between £10 and £20",
        "between ten pounds and twenty",
        "10和20块之间",
        "20-30p",
        "一块坏了",
        "有一块不亮",
        "两块都碎了",
        "收到95588的短信钱没到",
        "打10086没人接",
        "刷了8888的卡没到账",
        "输错1234",
        "打了400电话",
        "转10086",
        "at 2 p.m.",
        "half a grand",
        "grand total",
    ],
)
def test_what_counts_something_else_is_no_sum(text: str) -> None:
    assert sums(text) == []


def test_sums_that_are_told_one_by_one_are_no_range() -> None:
    assert sums("200元、300元都没到") == ["200.00", "300.00"]


@pytest.mark.parametrize("text", ["两三百", "thirty or forty", "不知道"])
def test_a_range_is_no_sum_even_where_one_is_asked_for(text: str) -> None:
    assert sums(text, "amount") == []


def test_a_sum_stands_where_it_is_written_whatever_letters_come_before() -> None:
    field = next(field for field in extract("İİ £12.50", AT) if field.name == "amount")
    assert (field.start, field.end) == (3, 9)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("860", True),
        ("大概八百六吧", True),
        ("三百多", True),
        ("1,250.50", True),
        ("3k", True),
        ("3万", True),
        ("it was twelve fifty", True),
        ("two hundred", True),
        ("86", False),
        ("三十", False),
        ("twelve", False),
        ("12345678", False),
        ("两三百", False),
        ("灯不亮", False),
    ],
)
def test_by_itself_a_hundred_or_a_price_is_a_sum(text: str, is_one: bool) -> None:
    assert is_sum(text) == is_one


def test_a_nought_in_a_number_leaves_the_places_where_they_are() -> None:
    assert count_in("一千零五单") == 1005
