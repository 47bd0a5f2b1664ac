"""The warranty verdict: whole months, month ends, leap years, exclusions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.days import months_after, purchased
from bot.core.lookups import Warranty
from bot.core.warranty import ends, judged, verdict


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 11, 23), 12, date(2026, 11, 23)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_whole_months_end_on_the_same_day_or_the_last_of_the_month(start: date, months: int, end: date) -> None:
    assert months_after(start, months) == end


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 240))
def test_a_term_never_skips_a_month(start: date, months: int) -> None:
    end = months_after(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-05", date(2025, 3, 5)),
        ("2025-03", date(2025, 3, 31)),
        ("2025", date(2025, 12, 31)),
        ("", None),
        ("-", None),
        ("photo", None),
        ("25-03", None),
        ("2025-13", None),
        ("2025-02-30", None),
        ("0001-01", None),
    ],
)
def test_a_date_of_purchase_is_the_last_day_it_can_mean(text: str, day: date | None) -> None:
    assert purchased(text) == day


@pytest.mark.parametrize(
    ("slots", "trouble", "expected"),
    [
        ({}, "", "unknown"),
        ({"purchased": "2025-11-23"}, "", "in"),
        ({"purchased": "2025-11-22"}, "", "out"),
        ({"purchased": "2025-11-23"}, "hardware.damage", "inspect"),
        ({"purchased": "2025-11-23", "excluded_cause": "drop"}, "", "inspect"),
        ({"purchased": "2020-01", "excluded_cause": "drop"}, "", "out"),
    ],
)
def test_the_verdict_names_what_it_rests_on(slots: dict[str, str], trouble: str, expected: str) -> None:
    assert verdict(slots, trouble, 12, date(2026, 11, 23)) == expected


def test_without_a_date_there_is_no_end() -> None:
    assert ends({}, 12) is None


STANDARD = Warranty(12)
NOW = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("facts", "result", "about", "condition"),
    [
        ({"purchased": "2026-03"}, "in", "2027-03", "term"),
        ({"purchased": "2023"}, "out", "2024", "term"),
        ({"purchased": "2025"}, "unknown", "", "roughly"),
        ({"purchased": "2026"}, "in", "2027", "term"),
        ({"purchased": "2026-03-05"}, "in", "", "term"),
        ({"purchased": "2026-03-05", "ownership": "second_hand"}, "unknown", "", "other_hands"),
        ({"ownership": "given"}, "unknown", "", "other_hands"),
        ({"purchased": "2020", "ownership": "second_hand"}, "out", "2021", "term"),
    ],
)
def test_an_end_is_no_more_exact_than_what_it_rests_on(facts: dict[str, str], result: str, about: str, condition: str) -> None:
    found = judged(STANDARD, facts, "", NOW)
    assert (found.result, found.about, found.condition) == (result, about, condition)
