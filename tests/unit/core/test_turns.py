"""When something that comes again and again comes next: by days, by weeks on some days of them, by months, at their ends, by years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.upkeep.turns import Rhythm, rhythm, settled, shifted, turn

MONDAY = date(2026, 11, 23)


def turns(every: str, since: date, many: int) -> list[str]:
    found, after = [], since - timedelta(days=1)
    for _ in range(many):
        after = turn(every, since, after)
        found.append(after.isoformat())
    return found


@pytest.mark.parametrize(
    ("every", "since", "found"),
    [
        ("P1D", "2026-12-30", ["2026-12-30", "2026-12-31", "2027-01-01"]),
        ("P3D", "2026-12-30", ["2026-12-30", "2027-01-02", "2027-01-05"]),
        ("P1W", "2026-11-27", ["2026-11-27", "2026-12-04"]),
        ("P2W", "2026-11-27", ["2026-11-27", "2026-12-11"]),
        ("P1W/14", "2026-11-24", ["2026-11-26", "2026-11-30", "2026-12-03"]),
        ("P2W/15", "2026-11-25", ["2026-11-27", "2026-12-07", "2026-12-11", "2026-12-21"]),
        ("P1M/31", "2026-11-24", ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]),
        ("P1M/30", "2027-01-30", ["2027-01-30", "2027-02-28", "2027-03-30"]),
        ("P1M", "2027-01-29", ["2027-01-29", "2027-02-28", "2027-03-29"]),
        ("P3M/1", "2026-11-24", ["2027-02-01", "2027-05-01"]),
        ("P1Y", "2024-02-29", ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("P1M/1:1", "2026-11-24", ["2026-12-07", "2027-01-04", "2027-02-01", "2027-03-01"]),
        ("P1M/-1:5", "2026-11-24", ["2026-11-27", "2026-12-25", "2027-01-29", "2027-02-26"]),
        ("P2M/2:7", "2026-11-24", ["2027-01-10", "2027-03-14"]),
        ("whenever", "2026-11-24", ["2026-11-24", "2026-11-25"]),
    ],
)
def test_each_turn_follows_the_last(every: str, since: str, found: list[str]) -> None:
    assert turns(every, date.fromisoformat(since), len(found)) == found


def test_what_is_written_is_read_and_nothing_else() -> None:
    assert rhythm("P2W/31") == Rhythm(2, "W", (1, 3))
    assert rhythm("P1M/31") == Rhythm(1, "M", (31,))
    assert rhythm("P10D") == Rhythm(10, "D")
    assert (rhythm("P1M/2:1"), rhythm("P3M/-1:5")) == (Rhythm(1, "M", (1,), 2), Rhythm(3, "M", (5,), -1))
    nothing = ("", "P0D", "P1D/3", "P1W/8", "P1M/32", "once", "PT5M", "P1M/5:1", "P1M/1:8", "P1W/1:1")
    assert [rhythm(said) for said in nothing] == [None] * len(nothing)


def test_the_day_of_the_month_is_that_of_the_first_turn() -> None:
    assert settled("P1M", date(2026, 12, 31)) == "P1M/31"
    assert [settled(every, MONDAY) for every in ("P1M/5", "P1W", "once")] == ["P1M/5", "P1W", "once"]
    assert [shifted(every, MONDAY) for every in ("P1M/5", "P2W/15", "P3D")] == ["P1M/23", "P2W", "P3D"]
    assert [shifted(every, MONDAY) for every in ("P1M/1:5", "P2M/-1:5")] == ["P1M/4:1", "P2M/4:1"]
    assert shifted("P1M/-1:5", date(2026, 11, 26)) == "P1M/-1:4"
    assert shifted("P1M/1:1", date(2026, 12, 1)) == "P1M/1:2"


RHYTHMS = st.one_of(
    st.builds("P{}D".format, st.integers(1, 40)),
    st.builds("P{}W/{}".format, st.integers(1, 9), st.text("1234567", min_size=1, max_size=7)),
    st.builds("P{}M/{}".format, st.integers(1, 14), st.integers(1, 31)),
    st.builds("P{}M/{}:{}".format, st.integers(1, 14), st.sampled_from((-1, 1, 2, 3, 4)), st.integers(1, 7)),
    st.builds("P{}Y".format, st.integers(1, 3)),
)
DAYS = st.dates(date(2024, 1, 1), date(2032, 1, 1))


@given(every=RHYTHMS, since=DAYS, after=DAYS)
def test_the_next_turn_lies_ahead_and_none_lies_between(every: str, since: date, after: date) -> None:
    found = turn(every, since, after)
    assert found > after
    assert found >= since
    before = turn(every, since, since - timedelta(days=1))
    while before <= after:
        before = turn(every, since, before)
    assert before == found
