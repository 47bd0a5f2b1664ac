"""Whatever the zone, the day and the hour: reminders lie ahead and disturb nobody, words of time are understood."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.upkeep.calendar import Span, is_free, later, local, moment, next_free, zone_of
from bot.understanding.facts.moments import moments

ZONES = (
    "Asia/Shanghai",
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Africa/Casablanca",
)
zones = st.sampled_from(ZONES)
instants = st.integers(1_262_304_000, 2_114_380_800).map(lambda second: datetime.fromtimestamp(second, UTC))
days = st.dates(date(2010, 1, 1), date(2037, 1, 1))
times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
NIGHT = Span(time(21, 30), time(8, 30))
RUSHES = (Span(time(11), time(13, 30)), Span(time(17), time(20, 30)))


@given(instants, zones)
def test_the_next_free_moment_is_free_and_no_earlier(at: datetime, zone: str) -> None:
    closed = (NIGHT, *RUSHES)
    found = next_free(at, zone, closed)
    assert found >= at
    assert is_free(found, zone, closed)
    assert found - at < timedelta(hours=13)


@given(instants, zones)
def test_who_is_free_is_not_kept_waiting(at: datetime, zone: str) -> None:
    found = next_free(at, zone, (NIGHT,))
    assert found == at or not is_free(at, zone, (NIGHT,))


@given(instants, zones, times, st.integers(15, 600))
def test_one_span_anywhere_in_the_day_is_left_behind(at: datetime, zone: str, start: time, minutes: int) -> None:
    end = (datetime.combine(date(2026, 1, 1), start) + timedelta(minutes=minutes)).time()
    span = Span(start, end)
    assert is_free(next_free(at, zone, (span,)), zone, (span,))


@given(days, zones, times)
def test_a_moment_is_what_the_clock_shows_unless_the_clock_skips_it(day: date, zone: str, at: time) -> None:
    found = moment(day, at, zone)
    shown = local(found, zone).replace(tzinfo=None)
    skipped = datetime.combine(day, at, zone_of(zone)).utcoffset() != local(found, zone).utcoffset()
    assert shown == datetime.combine(day, at) or skipped


@given(days, st.integers(1, 36))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    found = later(day, f"P{months}M")
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day == monthrange(found.year, found.month)[1] and found.day < day.day)


@given(days, st.integers(1, 60), st.sampled_from("DWMY"))
def test_what_comes_again_comes_later(day: date, count: int, unit: str) -> None:
    assert later(day, f"P{count}{unit}") > day


# ---- words -----------------------------------------------------------------------------------

now = st.integers(1_704_067_200, 1_956_528_000).map(lambda second: datetime.fromtimestamp(second, UTC).replace(tzinfo=None))
WEEKDAYS = tuple(zip("一二三四五六日", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))
SAID = (
    "下周一", "周五", "明天下午三点以后", "后天", "月底", "月初", "下个月5号", "31号", "过两天", "半小时后", "今晚", "晚点", "两周后", "半个月后",
    "三个月后", "周末", "明早", "下午3点半", "15:30", "十五天后", "下下周三", "今天中午",
    "tomorrow after 3", "next Monday", "on friday", "in two weeks", "in half an hour", "end of the month", "on the 31st",
    "5 December at 2pm", "tonight", "later today", "next month", "a few days from now", "this afternoon", "at 9:15", "the day after tomorrow",
)  # fmt: skip


def heard(text: str, at: datetime) -> str:
    found = list(moments(text, at))
    return found[0][2] if found else ""


WEDNESDAY = datetime(2026, 11, 25, 10, 20)  # noqa: DTZ001 -- the shop's clock
MEANT = {
    "2026-11-25T21:00": ("等我打烊", "下班以后", "收工以后", "收市后", "after closing", "once we've closed", "after hours", "after work"),
    "2026-11-26T09:00": ("上班前", "开门的时候", "before we open", "at opening", "first thing tomorrow"),
    "2026-11-25T14:00": ("中午吃完饭", "午饭后", "after lunch", "after the lunch rush"),
    "2026-11-25T13:20": ("晚点", "一会儿", "忙完了再说", "later on", "in a bit"),
    "2026-11-25T10:50": ("半个钟头", "half an hour", "30 mins"),
    "2026-11-25T11:50": ("一个半小时后", "in an hour and a half"),
    "2026-11-25T16:15": ("quarter past four",),
    "2026-11-26T09:30": ("half past nine", "half nine"),
    "2026-11-26T10:20": ("明天这个时候", "明天同一时间", "same time tomorrow"),
    "2026-11-26": ("隔天", "明儿个吧", "2moro", "tmr"),
    "2026-11-27": ("过两天", "后儿", "这周五", "day after tmrw", "couple of days", "end of the week"),
    "2026-11-28": ("周末", "周六日", "at the weekend"),
    "2026-12-02": ("下周中", "过个把星期", "过阵子", "middle of next week", "a week today"),
    "2026-12-05": ("下周末", "next weekend"),
    "2026-12-07": ("下下周", "a week on Monday", "Monday week"),
    "2026-12-09": ("两周后", "in a fortnight", "two weeks' time"),
    "2026-12-03": ("十二月三号", "12月3号", "3号"),
    "2026-12-10": ("下个月十号", "半个月后"),
    "2026-12-15": ("十五号", "月中", "mid-month"),
    "2026-12-31": ("年底", "end of the year"),
    "2026-12-16": ("二十一天后", "in 21 days"),
}


@pytest.mark.parametrize(("meant", "said"), [(day, said) for day, ways in MEANT.items() for said in ways])
def test_words_of_shopkeepers_mean_that_day_or_hour(meant: str, said: str) -> None:
    assert heard(said, WEDNESDAY) == meant


@settings(max_examples=400)
@given(st.sampled_from((*SAID, *(said for ways in MEANT.values() for said in ways))), now)
def test_words_of_time_name_a_moment_that_lies_ahead(said: str, at: datetime) -> None:
    found = datetime.fromisoformat(heard(said, at))
    assert found > at.replace(hour=0, minute=0, second=0, microsecond=0)
    assert found > at.replace(second=0, microsecond=0) or "T" not in heard(said, at)
    assert found - at < timedelta(days=366 * 8)


@given(st.sampled_from(WEEKDAYS), now)
def test_a_weekday_is_the_coming_one_and_of_next_week_where_that_is_said(names: tuple[str, str], at: datetime) -> None:
    han, english = names
    number = "一二三四五六日".index(han)
    coming, following = date.fromisoformat(heard(f"周{han}", at)), date.fromisoformat(heard(f"下周{han}", at))
    assert heard(english, at) == coming.isoformat()
    assert heard(f"next {english}", at) == following.isoformat()
    assert coming.weekday() == following.weekday() == number
    assert 1 <= (coming - at.date()).days <= 7
    assert following.isocalendar()[:2] == (at.date() + timedelta(days=7)).isocalendar()[:2]


@given(st.integers(2, 9), now)
def test_both_languages_count_alike(count: int, at: datetime) -> None:
    han = "零一两三四五六七八九"[count]
    for chinese, english in (("天", "days"), ("个星期", "weeks"), ("个月", "months")):
        assert heard(f"{han}{chinese}后", at) == heard(f"in {count} {english}", at)


@given(now)
def test_the_end_of_the_month_is_its_last_day_and_lies_ahead(at: datetime) -> None:
    found = date.fromisoformat(heard("月底", at))
    assert found == date.fromisoformat(heard("end of the month", at))
    assert found.day == monthrange(found.year, found.month)[1]
    assert 0 < (found - at.date()).days <= 62


@given(st.text(max_size=60), now)
def test_no_words_make_it_stumble(text: str, at: datetime) -> None:
    for start, end, value in moments(text, at):
        assert 0 <= start < end
        assert datetime.fromisoformat(value) > at.replace(hour=0, minute=0, second=0)
