"""Backups of days, weeks and months are kept, the newest always, and nothing of others is touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.thinning import Rotation, name_of, outdated, taken
from bot.wiring.nightly import due_since

START = datetime(2026, 1, 1, 3, 20, tzinfo=UTC)


def nights(count: int) -> list[str]:
    return [name_of(START + timedelta(days=day), sealed=True) for day in range(count)]


def lived(count: int, rotation: Rotation) -> list[str]:
    """What is left after so many nights of taking one and removing what is outdated."""
    there: set[str] = set()
    for name in nights(count):
        there |= {name}
        there -= outdated(there, rotation)
    return sorted(there)


def test_after_a_year_there_are_days_weeks_and_months() -> None:
    left = [at.date() for at in sorted(taken(lived(400, Rotation())).values())]
    assert left[-7:] == [(START + timedelta(days=day)).date() for day in range(393, 400)]
    assert len({(day.year, day.month) for day in left}) == 12
    assert len({day.isocalendar()[:2] for day in left[-12:]}) >= 4
    assert len(left) <= 7 + 4 + 12


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=60), st.integers(1, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_newest_is_never_removed_and_removing_again_removes_no_more(days: list[int], daily: int, weekly: int, monthly: int) -> None:
    names = {name_of(START + timedelta(days=day), sealed=False) for day in days}
    rotation = Rotation(daily, weekly, monthly)
    left = names - outdated(names, rotation)
    assert max(names) in left
    assert not outdated(left, rotation)


def test_files_of_others_are_left_alone() -> None:
    assert not outdated(["posbot.db", "posbot-20260101-032000.zip.part", "notes.txt", *nights(1)], Rotation(1, 0, 0))


@pytest.mark.parametrize("words", ["", "7", "7,4", "0,4,12", "a,b,c", "7,4,-1"])
def test_a_rotation_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever Python says of it, the setting's own pattern stands before it
        Rotation.read(words)


def test_one_is_due_since_the_hour_of_today_or_else_of_yesterday() -> None:
    assert due_since(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "03:20", UTC) == datetime(2026, 3, 2, 3, 20, tzinfo=UTC)
    assert due_since(datetime(2026, 3, 2, 3, 19, tzinfo=UTC), "03:20", UTC) == datetime(2026, 3, 1, 3, 20, tzinfo=UTC)
