"""When several shops with the same trouble are more than chance."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.service.insight.alarm import WINDOWS, Key, Sighting, Usual, keys_of, learned, suspects, tail, threshold
from tests.unit.insight.told import NINE, SHANGHAI

HOUR = timedelta(hours=1)


def weeks(a_day: int = 20, seed: int = 1) -> list[Sighting]:
    """Four quiet weeks before nine o'clock, of ten troubles."""
    chance = Random(seed)
    return [
        Sighting(chance.randrange(5000), NINE - timedelta(days=28 * chance.random()), f"trouble.{chance.randrange(10)}")
        for _ in range(28 * a_day)
    ]


USUAL = learned(weeks(), NINE, SHANGHAI)


def hit(shops: int, minutes: int = 5, **traits: str) -> list[Sighting]:
    """So many shops, one every few minutes up to nine."""
    return [Sighting(9000 + n, NINE - timedelta(minutes=minutes * n), **{"trouble": "trouble.3", **traits}) for n in range(shops)]


def test_many_shops_with_one_trouble_within_an_hour_are_suspected_with_all_that_they_share() -> None:
    found = suspects(hit(6, acquirer="north", code="91"), USUAL, NINE)
    assert {one.key for one in found} == {Key("trouble", "trouble.3"), Key("acquirer", "north"), Key("code", "91")}
    first = found[0]
    assert len(first.shops) == 6
    assert first.chance <= found[-1].chance < threshold(12, 1.0, WINDOWS[0])
    assert first.expected < 1


def test_a_shop_that_writes_ten_times_is_one_shop() -> None:
    assert suspects([replace(one, number=9000) for one in hit(10)], USUAL, NINE) == []


def test_two_shops_are_no_pattern_however_rare_it_is() -> None:
    assert suspects(hit(2, code="never seen"), USUAL, NINE) == []


def test_what_comes_every_day_is_no_alarm() -> None:
    often = [Sighting(n, NINE - timedelta(days=28) + n * timedelta(minutes=10), "trouble.3") for n in range(28 * 144)]
    assert suspects(hit(6), learned(often, NINE, SHANGHAI), NINE) == []


def test_without_a_few_days_to_learn_from_nothing_is_called_unusual() -> None:
    young = learned(weeks(), NINE, SHANGHAI, since=NINE - timedelta(days=2))
    assert suspects(hit(20), young, NINE) == []


def test_what_goes_wrong_today_does_not_become_usual_today() -> None:
    flood = [Sighting(n, NINE - n * timedelta(minutes=10), "trouble.3") for n in range(100)]
    assert learned([*weeks(), *flood], NINE, SHANGHAI).seen == USUAL.seen


def test_a_model_is_only_a_pattern_with_its_trouble_and_one_terminal_is_no_ring() -> None:
    one = Sighting(1, NINE, "power.dead", model="P20", ring="one")
    assert set(keys_of(one)) == {Key("trouble", "power.dead"), Key("model", "P20", "power.dead")}
    assert set(keys_of(replace(one, trouble="", ring="neighbours"))) == {Key("ring", "neighbours")}


def test_noon_is_not_an_alarm_every_day() -> None:
    busy = Usual(SHANGHAI, tuple(4.0 if hour == 9 else 20 / 23 for hour in range(24)))
    assert busy.weight(NINE, NINE + HOUR) == pytest.approx(4.0)
    assert busy.weight(NINE - HOUR / 2, NINE + HOUR / 2) == pytest.approx(2.0 + 10 / 23)
    assert busy.weight(NINE, NINE + 24 * HOUR) == pytest.approx(24.0)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 60), st.floats(0.001, 30), st.floats(0.3, 12))
def test_the_tail_is_exact(count: int, mean: float, size: float) -> None:
    share = mean / (mean + size)
    terms = [
        math.exp(math.lgamma(k + size) - math.lgamma(size) - math.lgamma(k + 1) + size * math.log1p(-share) + k * math.log(share))
        for k in range(4000)
    ]
    assert tail(count, mean, size) == pytest.approx(math.fsum(terms[count:]), rel=1e-6, abs=1e-12)
    assert tail(count + 1, mean, size) <= tail(count, mean, size)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 500), st.floats(0.1, 10))
def test_more_keys_or_a_smaller_budget_ask_for_rarer_counts(keys: int, budget: float) -> None:
    least = threshold(keys, budget, WINDOWS[1])
    assert threshold(keys + 1, budget, WINDOWS[1]) < least
    assert threshold(keys, budget / 2, WINDOWS[1]) == pytest.approx(least / 2)
    assert threshold(keys, budget, WINDOWS[2]) > least


def test_a_quiet_month_is_quiet() -> None:
    rung = 0
    for seed in range(40):
        chance = Random(seed)
        here = [Sighting(n, NINE - 6 * HOUR * chance.random(), f"trouble.{chance.randrange(10)}") for n in range(chance.randrange(3, 9))]
        rung += bool(suspects(here, USUAL, NINE))
    assert rung == 0
