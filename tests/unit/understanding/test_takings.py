"""Which day's money is missing, and that the day was closed, is not asked where it is told."""

from __future__ import annotations

from datetime import date

import pytest

from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.answers.answers import parted
from bot.understanding.facts.takings import day_of, of_weekend, was_closed, was_weekend

DAYS = """
overdue|昨天收的钱没到账
overdue|昨天的钱今天还没到
overdue|钱没到账都三天了
overdue|3天没到账了
overdue|上周的钱没打给我
weekend|周末的钱还没到
weekend|周六刷的款没进来
today|今天收的钱没到账
today|昨天的都到了 今天的没到
instant|开的秒到 都两个小时了还没到
overdue|yesterdays money hasnt arrived
overdue|no payout for three days
overdue|the payout from monday isnt here
weekend|saturdays takings havent come in
today|today's takings are not in my account
"""
UNTOLD = """
钱今天还没到
说好三天到账的
几天能到账
周六和周一的钱都没到
昨天换了个wifi，钱没到账
昨晚结算了 钱没到账
does it take three days to arrive
payout usually takes two days
we swapped the router yesterday and the money is not in
"""
CLOSED = """
钱没到账，昨晚结算了
昨天的钱没到账 昨晚结账结过了
每天都日结的
打烊做了结算
天天结账
we closed the batch last night
i did the end of day
settlement was done at 10
"""
NOT_CLOSED = """
忘了结算
昨晚没结算
银行说结算了
客人结账了
结算失败
结算的钱没到
结算卡换了
did not close the batch
forgot to run the z
settlement not arrived
"""


@pytest.mark.parametrize("line", DAYS.split("\n")[1:-1])
def test_the_day_whose_money_is_missing_is_told(line: str) -> None:
    day, text = line.split("|")
    assert day_of(parted(text)) == day


@pytest.mark.parametrize("text", UNTOLD.split("\n")[1:-1])
def test_how_long_it_takes_and_what_else_happened_tell_no_day(text: str) -> None:
    assert day_of(parted(text)) is None


@pytest.mark.parametrize("text", CLOSED.split("\n")[1:-1])
def test_that_the_day_was_closed_is_told(text: str) -> None:
    assert was_closed(parted(text))


@pytest.mark.parametrize("text", NOT_CLOSED.split("\n")[1:-1])
def test_what_was_not_closed_or_is_told_of_others_is_not_taken_for_it(text: str) -> None:
    assert not was_closed(parted(text))


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh", ("上周三收的钱没到账，当天结算过了",)),
        ("zh", ("钱没到账", "上周三的，当天结算过了")),
        ("zh", ("钱没到账，昨晚结算过了", "都超过两天了")),
        ("en", ("wednesday's money hasn't arrived, we closed the batch last night",)),
        ("en", ("the money hasn't arrived", "monday's, i closed the batch that night")),
    ],
)
def test_neither_the_day_nor_the_closing_is_asked_where_both_are_told(mind: Mind, locale: str, said: tuple[str, ...]) -> None:
    player = Player(mind, locale)
    for words in said:
        player.say(words)
    assert player.state is not None
    assert player.state.place is not None
    assert (player.state.place.flow, player.state.place.step) == ("settlement.delay", "account")


SATURDAY, MONDAY, WEDNESDAY = date(2026, 11, 28), date(2026, 11, 30), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("today", "said", "day"),
    [
        (SATURDAY, "昨天的钱没到账", "weekend"),
        (SATURDAY, "前天的钱没到账", "overdue"),
        (MONDAY, "yesterday's money is not in", "weekend"),
        (MONDAY, "前天收的没到账", "weekend"),
        (WEDNESDAY, "昨天的钱没到账", "overdue"),
        (WEDNESDAY, "friday's money is not in", "overdue"),
        (SATURDAY, "the money from friday is not in, now it is tuesday", "overdue"),
        (SATURDAY, "礼拜五的钱还没到 今天都礼拜二了", "overdue"),
        (SATURDAY, "it was yesterday, friday. oh wait no. thursday", "overdue"),
        (SATURDAY, "昨天的 不对 是礼拜三的", "overdue"),
        (WEDNESDAY, "周六周日两天的 都没到", "weekend"),
    ],
)
def test_a_day_is_one_of_the_weekend_by_what_day_it_is_today(today: date, said: str, day: str) -> None:
    assert day_of(parted(of_weekend(said, today)), asked=True) == day


@pytest.mark.parametrize(
    "said", ["对了昨天是礼拜五", "我意思是昨天礼拜五 是不是本来就礼拜一才到", "oh it was friday", "that was a bank holiday"]
)
def test_that_the_day_was_one_before_a_weekend_is_told_beside(said: str) -> None:
    assert was_weekend(said)


@pytest.mark.parametrize("said", ["昨天自动结算的", "it closes by itself on fridays", "明天礼拜一"])
def test_what_names_a_weekday_for_something_else_tells_none(said: str) -> None:
    assert not was_weekend(said)
