"""Working time: by examples, and by what must hold for any hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.hours import Hours, after, is_open, opens, worked

HOUR = timedelta(hours=1)
NINE_TO_SIX = {day: ((time(9), time(12)), (time(13), time(18))) for day in range(5)}
SHOP = Hours("UTC", NINE_TO_SIX)
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def at(day: int, hour: float) -> datetime:
    """That hour of a day of the week that begins on Monday, 2 March 2026."""
    return MONDAY + timedelta(days=day, hours=hour)


@pytest.mark.parametrize(
    ("start", "span", "due"),
    [
        (at(0, 9), HOUR, at(0, 10)),
        (at(0, 11.5), HOUR, at(0, 13.5)),
        (at(0, 17.5), HOUR, at(1, 9.5)),
        (at(0, 3), HOUR, at(0, 10)),
        (at(4, 17), 2 * HOUR, at(7, 10)),
        (at(5, 12), HOUR, at(7, 10)),
        (at(0, 9), 8 * HOUR, at(0, 18)),
    ],
)
def test_a_span_of_working_time_passes_over_what_is_free(start: datetime, span: timedelta, due: datetime) -> None:
    assert after(SHOP, start, span) == due


def test_a_holiday_is_free() -> None:
    hours = Hours("UTC", NINE_TO_SIX, frozenset({date(2026, 3, 3)}))
    assert after(hours, at(0, 17.5), HOUR) == at(2, 9.5)
    assert not is_open(hours, at(1, 10))
    assert opens(hours, at(1, 10)) == at(2, 9)


def test_a_team_without_hours_is_always_there() -> None:
    assert after(Hours(), at(5, 3), HOUR) == at(5, 4)
    assert is_open(Hours(), at(5, 3))
    assert opens(Hours(), at(5, 3)) == at(5, 3)
    assert worked(Hours(), at(5, 3), at(5, 4)) == HOUR


def test_spans_are_local_and_may_last_past_midnight() -> None:
    night = Hours("Asia/Shanghai", {day: ((time(22), time(6)),) for day in range(7)})
    assert is_open(night, datetime(2026, 3, 2, 15, tzinfo=UTC))
    assert not is_open(night, datetime(2026, 3, 2, 23, tzinfo=UTC))
    assert after(night, datetime(2026, 3, 2, 21, tzinfo=UTC), 2 * HOUR) == datetime(2026, 3, 3, 15, tzinfo=UTC)


def test_the_day_on_which_the_clocks_change_is_as_long_as_it_is() -> None:
    through = Hours("Europe/Berlin", {day: ((time(0), time(0)),) for day in range(7)})
    saturday = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert after(through, saturday, 23 * HOUR) == datetime(2026, 3, 29, 22, tzinfo=UTC)
    short = Hours("Europe/Berlin", {6: ((time(1), time(4)),)})
    assert worked(short, saturday, saturday + 24 * HOUR) == 2 * HOUR


def test_a_team_that_never_works_again_counts_as_there() -> None:
    never = Hours("UTC", {0: ((time(9), time(18)),)}, frozenset(date(2026, 3, 2) + timedelta(days=n) for n in range(500)))
    assert after(never, at(0, 9), HOUR) == at(0, 10)


Week = Mapping[int, tuple[tuple[time, time], ...]]
weeks = st.dictionaries(
    st.integers(0, 6), st.sampled_from([((time(9), time(17)),), ((time(8), time(12)), (time(13, 30), time(19)))]), min_size=1
)
zones = st.sampled_from(["UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"])
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once
spans = st.timedeltas(timedelta(seconds=1), timedelta(hours=80))
days_off = st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=6)


@given(weeks, zones, days_off, moments, spans)
def test_as_much_was_worked_until_the_moment_as_was_asked_for(
    week: Week, zone: str, off: frozenset[date], start: datetime, span: timedelta
) -> None:
    hours = Hours(zone, week, off)
    due = after(hours, start, span)
    assert due >= start + span
    assert worked(hours, start, due) == span
    assert is_open(hours, due - timedelta(microseconds=1))


@given(weeks, zones, days_off, moments)
def test_a_team_is_there_when_it_opens_and_not_a_moment_before(week: Week, zone: str, off: frozenset[date], start: datetime) -> None:
    hours = Hours(zone, week, off)
    opening = opens(hours, start)
    assert opening >= start
    assert is_open(hours, opening)
    assert opening == start or not is_open(hours, opening - timedelta(microseconds=1))
    assert worked(hours, start, opening) == timedelta()


@given(weeks, zones, moments, spans, spans)
def test_two_spans_one_after_the_other_are_their_sum(week: Week, zone: str, start: datetime, first: timedelta, second: timedelta) -> None:
    hours = Hours(zone, week)
    assert after(hours, after(hours, start, first), second) == after(hours, start, first + second)
