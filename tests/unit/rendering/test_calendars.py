"""The calendar of a phone shows what posbot reminds of: the same days and times of day, whatever the rhythm and the zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # comes with icalendar, without types
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.core.knowledge import Knowledge
from bot.core.reminders import single
from bot.core.upkeep.calendar import DAY
from bot.core.upkeep.plan import Duty, Plan
from bot.core.upkeep.turns import settled, turn
from bot.knowledge.loading import Loaded
from bot.rendering.calendars import calendar
from bot.rendering.phrases import Phrases

NEW_YEAR = date(2026, 1, 1)
TWO_YEARS = timedelta(days=730)
ZONES = ("Asia/Shanghai", "Europe/London", "America/New_York", "Pacific/Auckland")
RHYTHMS = st.one_of(
    st.builds("P{}D".format, st.integers(1, 40)),
    st.builds("P{}W/{}".format, st.integers(1, 9), st.text("1234567", min_size=1, max_size=7)),
    st.builds("P{}W".format, st.integers(1, 9)),
    st.builds(
        lambda number, days: f"P{number}M/{','.join(map(str, days))}",
        st.integers(1, 14),
        st.lists(st.sampled_from((1, 14, *range(26, 32))), min_size=1, max_size=6, unique=True),
    ),
    st.builds("P{}M/{}:{}".format, st.integers(1, 14), st.sampled_from((-1, 1, 2, 3, 4)), st.integers(1, 7)),
    st.builds("P{}M".format, st.integers(1, 14)),
    st.builds("P{}Y".format, st.integers(1, 2)),
)
FIRST = st.one_of(
    st.dates(date(2023, 1, 1), date(2026, 12, 31)), st.sampled_from((date(2024, 2, 29), date(2025, 1, 31), date(2025, 1, 29)))
)


@pytest.fixture(scope="module")
def knowledge(shipped: Loaded) -> Knowledge:
    return shipped.knowledge


def events(knowledge: Knowledge, plan: Plan) -> list[Event]:
    return list(Calendar.from_ical(calendar(knowledge, Phrases(knowledge), "en", "1001", plan)).events)


def rule(event: Event) -> str:
    unfolded = str(event.to_ical().decode()).replace("\r\n ", "")
    return unfolded.partition("RRULE:")[2].partition("\r")[0]


def expanded(event: Event, until: datetime) -> list[datetime]:
    """The turns that a calendar shows, on the wall clock of the shop."""
    first = event.decoded("dtstart").replace(tzinfo=None)
    found: list[datetime] = list(rrulestr(rule(event), dtstart=first).between(first, until, inc=True))
    return found


def own(every: str, when: str, zone: str) -> Plan:
    plan, _ = single.added(single.on_clock(None, NEW_YEAR, zone), when, "", "bank the cash", every)
    return plan


@settings(max_examples=100, deadline=None)
@given(every=RHYTHMS, first=FIRST, hour=st.integers(0, 23), zone=st.sampled_from(ZONES), after=st.integers(0, 400))
def test_a_calendar_has_the_same_turns(knowledge: Knowledge, every: str, first: date, hour: int, zone: str, after: int) -> None:
    plan = own(every, f"{first}T{hour:02}:00", zone)
    since = plan.own[0].due
    late = turn(plan.own[0].every, since, since + after * DAY)
    (event,) = events(knowledge, plan.having(replace(plan.own[0], due=late)))
    assert event.decoded("dtstart") == datetime.combine(late, time(hour), ZoneInfo(zone))
    until, wanted = late + TWO_YEARS, [late]
    while (following := turn(settled(every, first), since, wanted[-1])) <= until:
        wanted.append(following)
    assert expanded(event, datetime.combine(until, time(23))) == [datetime.combine(day, time(hour)) for day in wanted]


@pytest.mark.parametrize("zone", ZONES)
def test_its_zone_is_told_and_its_alarm_rings_at_each_turn(knowledge: Knowledge, zone: str) -> None:
    plan = own("P1W/5", "2026-03-06T07:00", zone)
    content = calendar(knowledge, Phrases(knowledge), "en", "1001", plan)
    made = Calendar.from_ical(content)
    assert [str(one["tzid"]) for one in made.walk("VTIMEZONE")] == [zone]
    assert f"DTSTART;TZID={zone}:20260306T070000" in content.decode()
    assert [alarm.decoded("trigger") for alarm in made.walk("VALARM")] == [timedelta(0)]
    assert content == calendar(knowledge, Phrases(knowledge), "en", "1001", plan)


def test_a_turn_that_was_put_off_moves_no_other(knowledge: Knowledge) -> None:
    plan = own("P1W/5", "2026-03-06T09:00", "Asia/Shanghai")
    off = plan.having(replace(plan.own[0], due=date(2026, 3, 7), at="17:00"))
    later, weekly = events(knowledge, off)
    assert ("rrule" in later, later.decoded("dtstart").isoformat()) == (False, "2026-03-07T17:00:00+08:00")
    assert expanded(weekly, datetime(2026, 3, 21)) == [datetime(2026, 3, day, 9) for day in (13, 20)]  # noqa: DTZ001 -- the shop's clock
    assert str(later["uid"]) != str(weekly["uid"])


def test_turns_that_are_left_out_are_left_out_there_too(knowledge: Knowledge) -> None:
    plan = own("P1W/15", "2026-03-02T09:00", "Europe/London")
    for days in ("2026-03-09/2026-03-15", "2026-03-27/2026-04-03"):
        plan = single.skipped(plan, "once.1", days) or plan
    (event,) = events(knowledge, plan)
    gone = [one for one in event.exdates if isinstance(one, datetime)]
    assert [f"{one:%m-%d %H:%M}" for one in gone] == ["03-09 09:00", "03-13 09:00", "03-27 09:00", "03-30 09:00", "04-03 09:00"]
    assert all(one.tzinfo for one in gone)


def test_what_has_no_time_of_day_rings_at_the_usual_one_each_time(knowledge: Knowledge) -> None:
    duty = Duty("printer", "", "printer-3", "printer", "P1M", date(2026, 1, 31))
    (event,) = events(knowledge, Plan(NEW_YEAR, "light", "clean", "any", duties=(duty,)))
    assert event.decoded("dtstart") == date(2026, 1, 31)
    assert rule(event) == "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1"
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [timedelta(hours=10)]
