"""The verdict under written terms: which count, from which day, and what they rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.days import day, months_after
from bot.core.lookups import Terms, Warranty
from bot.core.warranty import OUTSIDE_CAUSES, Verdict, judged, terms_for

USUAL = Terms("standard", 12, redo_months=3, wear={"power.battery": 6}, usual=True)
DELIVERED = Terms("delivered", 24, "delivered", suppliers=("远方支付",))
ABROAD = Terms("abroad", 6, countries=("GB",))
WARRANTY = Warranty(12, (USUAL, DELIVERED, ABROAD), "CN")
TODAY = date(2026, 11, 25)
DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))
BOUGHT = {"purchased": "2026-01-05", "proof": "invoice"}


@pytest.mark.parametrize(
    ("facts", "country", "name"),
    [
        ({}, "CN", "standard"),
        ({}, "GB", "abroad"),
        ({"supplier": "远方支付"}, "GB", "delivered"),
        ({"supplier": "远方支付", "terms": "standard"}, "GB", "standard"),
        ({"terms": "unheard of"}, "CN", "standard"),
    ],
)
def test_the_nearest_terms_count(facts: dict[str, str], country: str, name: str) -> None:
    assert terms_for(replace(WARRANTY, country=country), facts).name == name


def test_without_written_terms_the_plain_months_count() -> None:
    assert judged(Warranty(12), BOUGHT, "", TODAY) == Verdict("in", date(2027, 1, 5), date(2026, 1, 5), "purchased", "invoice", "term")


def test_a_verdict_says_date_document_condition_and_what_to_photograph() -> None:
    verdict = judged(WARRANTY, BOUGHT, "hardware.damage", TODAY)
    assert verdict == Verdict("inspect", date(2027, 1, 5), date(2026, 1, 5), "purchased", "invoice", "excluded", "standard")
    assert verdict.photos == ("label", "seal", "damage", "proof")


def test_what_is_rented_is_covered_while_it_is_rented_and_without_a_date() -> None:
    assert judged(WARRANTY, {"ownership": "rented"}, "", TODAY) == Verdict("in", condition="rented", terms="standard")
    as_bought = replace(WARRANTY, terms=(replace(USUAL, rented=False),))
    assert judged(as_bought, {"ownership": "lent"}, "", TODAY).result == "unknown"
    assert judged(WARRANTY, {"ownership": "rented", "excluded_cause": "liquid"}, "", TODAY).result == "inspect"


def test_a_part_that_wears_has_a_term_of_its_own_and_only_a_shorter_one() -> None:
    assert judged(WARRANTY, BOUGHT, "power.battery", TODAY) == Verdict(
        "out", date(2026, 7, 5), date(2026, 1, 5), "purchased", "invoice", "wear", "standard"
    )
    longer = replace(WARRANTY, terms=(replace(USUAL, wear={"power.battery": 36}),))
    assert judged(longer, BOUGHT, "power.battery", TODAY).condition == "term"


def test_a_term_from_delivery_is_not_called_over_by_the_day_of_purchase() -> None:
    facts = {"supplier": "远方支付", "purchased": "2024-10-01"}
    assert judged(WARRANTY, facts, "", TODAY) == Verdict("unknown", None, date(2024, 10, 1), "purchased", "", "start_unknown", "delivered")
    assert judged(WARRANTY, {**facts, "delivered": "2024-12-01"}, "", TODAY).result == "in"
    assert judged(WARRANTY, {**facts, "purchased": "2025-10-01"}, "", TODAY).result == "in"


def test_the_same_trouble_soon_after_its_repair_is_the_repairs_own_business() -> None:
    old = {"purchased": "2020-01-05", "repaired": "2026-10-01", "repaired_trouble": "hardware.screen"}
    assert judged(WARRANTY, old, "hardware.screen", TODAY) == Verdict(
        "in", date(2027, 1, 1), date(2026, 10, 1), "repaired", "", "repaired", "standard"
    )
    assert judged(WARRANTY, old, "hardware.keypad", TODAY).result == "out"
    assert judged(WARRANTY, {**old, "repaired": "2026-08-20"}, "hardware.screen", TODAY).result == "out"


@given(DAYS, st.integers(0, 120), st.integers(0, 4000))
def test_the_term_is_over_on_the_day_after_its_last_and_not_before(start: date, months: int, later: int) -> None:
    today = start + timedelta(days=later)
    end = months_after(start, months)
    verdict = judged(Warranty(months), {"purchased": start.isoformat()}, "", today)
    assert verdict.until == end
    assert (verdict.result == "in") == (today <= end)


@given(DAYS, DAYS, DAYS, st.integers(0, 24), st.sampled_from(["", "hardware.screen", *sorted(OUTSIDE_CAUSES)]))
def test_a_repair_never_shortens_a_term(start: date, repaired: date, today: date, redo: int, trouble: str) -> None:
    terms = Warranty(12, (Terms("standard", 12, redo_months=redo, usual=True),))
    plain = judged(terms, {"purchased": start.isoformat()}, trouble, today)
    redone = judged(terms, {"purchased": start.isoformat(), "repaired": repaired.isoformat()}, trouble, today)
    ranks = {"out": 0, "inspect": 1, "in": 2}
    assert ranks[redone.result] >= ranks[plain.result]
    assert redone.until is not None
    assert plain.until is not None
    assert redone.until >= plain.until


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_more_months_never_end_sooner_and_months_add_up_but_for_short_months(start: date, some: int, more: int) -> None:
    assert months_after(start, some) < months_after(start, some + more)
    apart = months_after(start, some + more) - months_after(months_after(start, some), more)
    assert timedelta() <= apart <= timedelta(days=3)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2080, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 -- the bounds are naive by the library's wish
def test_the_day_is_that_of_where_the_supplier_is(at: datetime) -> None:
    assert day(at, "Asia/Shanghai") == (at + timedelta(hours=8)).date()
    assert abs((day(at, "Europe/London") - at.date()).days) <= 1


def test_no_verdict_is_ever_said_to_cost_nothing() -> None:
    from pathlib import Path  # noqa: PLC0415

    told = [*Path("templates").rglob("warranty*.yaml"), *Path("templates").rglob("repair*.yaml"), *Path("templates").rglob("ticket*.yaml")]
    assert told
    for file in told:
        words = file.read_text(encoding="utf-8").casefold()
        assert "免费" not in words
        assert "for free" not in words
        assert "free of charge" not in words


def test_only_terms_that_stand_in_his_contract_are_more_than_usual() -> None:
    assert judged(WARRANTY, BOUGHT, "hardware.printer_blank", TODAY).usual
    assert not judged(WARRANTY, {**BOUGHT, "terms": "standard"}, "hardware.printer_blank", TODAY).usual
