"""What a form says, put into the words that the desk knows."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.console.forms import window_of


@pytest.mark.parametrize(
    ("fields", "window"),
    [
        ({"window": "2026-11-28T09:00/12:00"}, "2026-11-28T09:00/12:00"),
        ({"day": "2026-11-28", "from": "09:00", "till": "11:30"}, "2026-11-28T09:00/11:30"),
        ({}, "T/"),
    ],
)
def test_a_visit_is_picked_from_a_list_or_told_as_a_day_and_two_hours(fields: Mapping[str, str], window: str) -> None:
    assert window_of(fields) == window
