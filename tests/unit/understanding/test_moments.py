"""When somebody wants to be reminded: feasts, days written with a slash, mistyped days. What could be two days is asked back."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.understanding.facts.extracting import extract
from bot.understanding.facts.feasts import after_feast
from bot.understanding.facts.moments import moments
from tests.unit.understanding.world import AT

NOW = datetime(2026, 11, 26, 10, 0)  # noqa: DTZ001 -- on the shop's clock


def named(text: str, *, han: bool = False) -> str:
    return next((value for _, _, value in moments(text, NOW, han=han)), "")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("过年后", "2027-02-13"),
        ("春节以后再说", "2027-02-13"),
        ("年后吧", "2027-02-13"),
        ("双十一以后", "2027-11-12"),
        ("过了双11", "2027-11-12"),
        ("双十二过后", "2026-12-13"),
        ("五一后", "2027-05-06"),
        ("十一长假后", "2027-10-08"),
        ("中秋之后", "2027-09-16"),
        ("12/3", "2026-12-03"),
        ("12/3下午", "2026-12-03T15:00"),
        ("明天二十点", "2026-11-27T20:00"),
        ("明天二十一点三十分", "2026-11-27T21:30"),
        ("明天下午三点十五", "2026-11-27T15:15"),
        ("明天三点零五分", "2026-11-27T15:05"),
        ("明天上午十一点二十", "2026-11-27T11:20"),
        ("明天晚上12点", "2026-11-27T23:59"),
        ("明天夜里十点", "2026-11-27T22:00"),
        ("后天半夜两点", "2026-11-28T02:00"),
        ("明天零点", "2026-11-27T00:00"),
        ("明天午夜", "2026-11-27T23:59"),
        ("下周一三点", "2026-11-30T15:00"),
        ("周一和三点", "2026-11-30T15:00"),
        ("周一和周二", ""),
        ("下周一、三", ""),
        ("明天3:30pm", "2026-11-27T15:30"),
        ("明天15:30", "2026-11-27T15:30"),
        ("明天三点十五个人来", "2026-11-27T15:00"),
        ("两年后", ""),
        ("节后", ""),
    ],
)
def test_a_day_that_shops_know_is_read(text: str, when: str) -> None:
    assert named(text, han=True) == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("after chinese new year", "2027-02-13"),
        ("after easter", "2027-03-30"),
        ("after the holidays", "2027-01-02"),
        ("tomorow morning", "2026-11-27T09:00"),
        ("wensday", "2026-12-02"),
        ("next thrusday", "2026-12-03"),
        ("25/12", "2026-12-25"),
        ("12/25", "2026-12-25"),
        ("12/3", ""),
        ("any day, 24/7", ""),
    ],
)
def test_in_english_what_could_be_two_days_is_none(text: str, when: str) -> None:
    assert named(text) == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("tomorrow at 10 pm", "2026-11-27T22:00"),
        ("tomorrow after 8 pm", "2026-11-27T20:00"),
        ("around 11 pm tomorrow", "2026-11-27T23:00"),
        ("tomorrow at 10 p.m.", "2026-11-27T22:00"),
        ("tomorrow at 9 a.m. please", "2026-11-27T09:00"),
        ("tomorrow by 5pm", "2026-11-27T17:00"),
        ("tomorrow at 12 am", "2026-11-27T00:00"),
        ("tomorrow at 10.30 p.m.", "2026-11-27T22:30"),
        ("tomorrow at 10:30", "2026-11-27T10:30"),
        ("tomorrow at 3:30", "2026-11-27T15:30"),
        ("tomorrow at 3:30 pm", "2026-11-27T15:30"),
        ("tomorrow at 12:05 am", "2026-11-27T00:05"),
        ("half past 9 pm tomorrow", "2026-11-27T21:30"),
        ("tomorrow 10ish pm", "2026-11-27T22:00"),
        ("tomorrow 9 in the evening", "2026-11-27T21:00"),
        ("10 tonight", "2026-11-26T22:00"),
        ("tonight at 12", "2026-11-26T23:59"),
        ("tomorrow at midnight", "2026-11-27T23:59"),
        ("tomorrow at 12 midnight", "2026-11-27T23:59"),
        ("at 1700", "2026-11-26T17:00"),
        ("tomorrow at 0830 to open", "2026-11-27T08:30"),
        ("by 6", "2026-11-26T18:00"),
        ("by 6 tomorrow please", "2026-11-27T18:00"),
        ("at 1700 high street", ""),
        ("short by 6 pounds", ""),
        ("monday and tuesday", ""),
        ("monday or tuesday", "2026-11-30"),
        ("tomorrow at 10", "2026-11-27T10:00"),
        ("tomorrow at 3 o'clock", "2026-11-27T15:00"),
    ],
)
def test_the_half_of_the_day_counts_whatever_stands_before_the_hour(text: str, when: str) -> None:
    assert named(text) == when


def test_which_holidays_is_not_certain_in_summer() -> None:
    assert after_feast("after the holidays", date(2026, 7, 1)) is None


def test_of_a_year_that_is_not_listed_nothing_is_said() -> None:
    assert after_feast("春节后", date(2040, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("tomorow morning", "tomorow morning"),
        ("tmrw after 3", "tmrw after 3"),
        ("tmrw after 8 p.m.", "tmrw after 8 p.m"),
        ("friday 8 pm", "friday 8 pm"),
        ("tomorrow 3:30 p.m.", "tomorrow 3:30 p.m"),
        ("明天下午三点十五", "明天下午三点十五"),
        ("明天下午三点四十五分", "明天下午三点四十五分"),
        ("10:30", "10:30"),
        ("明天3:30pm", "明天3:30pm"),
        ("明天半夜十二点", "明天半夜十二点"),
        ("明天下午3点15分到4点", "明天下午3点15分到4点"),
        ("satuday afternoon", "satuday afternoon"),
        ("12/3下午", "12/3下午"),
        ("过年后", "过年后"),
    ],
)
def test_the_day_of_a_visit_is_kept_whole(text: str, window: str) -> None:
    assert [field.value for field in extract(text, AT, "window") if field.name == "window"] == [window]
