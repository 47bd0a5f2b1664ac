"""The order of steps: never worse than today's, never unsafe, never surer than the counts allow."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.knowledge import Kind, Option, Risk, Step
from bot.service.insight.ordering import ENOUGH, ORDER, Tried, best_order, expected, must_precede, proposed, runs, shares, wilson
from tests.world import KNOWLEDGE, _flow, _try


@st.composite
def counted(draw: st.DrawFn) -> list[Tried]:
    """A run of steps as they may have been counted."""
    found = []
    for place in range(draw(st.integers(1, 6))):
        answered = draw(st.integers(0, 400))
        risk = draw(st.sampled_from([Risk.SAFE, Risk.INTERRUPTS_SALES, Risk.LOSES_DATA]))
        found.append(Tried(f"s{place}", answered, draw(st.integers(0, answered)), draw(st.integers(0, 500)) * answered, risk))
    return found


@settings(deadline=None, max_examples=60)
@given(counted())
def test_the_best_order_is_never_worse_than_todays_and_is_the_best_of_all_that_are_allowed(today: list[Tried]) -> None:
    share = shares(today)
    best = best_order(today, share)
    before = must_precede(today)
    allowed = [
        order
        for order in permutations(today)
        if all(before[one.step] <= {earlier.step for earlier in order[:place]} for place, one in enumerate(order))
    ]
    assert expected(best, share) <= expected(today, share) + 1e-9
    assert expected(best, share) == pytest.approx(min(expected(order, share) for order in allowed))
    assert sorted(one.step for one in best) == sorted(one.step for one in today)


@settings(deadline=None, max_examples=60)
@given(counted())
def test_nothing_is_put_before_what_is_safer_and_stands_before_it_today(today: list[Tried]) -> None:
    best = best_order(today, shares(today))
    place = {one.step: number for number, one in enumerate(best)}
    for number, one in enumerate(today):
        for later in today[number + 1 :]:
            if ORDER.index(one.risk) < ORDER.index(later.risk):
                assert place[one.step] < place[later.step]


@settings(deadline=None, max_examples=60)
@given(counted())
def test_what_the_steps_help_together_is_never_more_than_everybody(today: list[Tried]) -> None:
    share = shares(today)
    assert all(0 < one < 1 for one in share.values())
    assert sum(share.values()) < 1


def test_what_helps_often_and_takes_little_comes_first() -> None:
    today = [Tried("slow", 200, 20, 200 * 600), Tried("quick", 180, 90, 180 * 60)]
    found = proposed(today)
    assert [one.step for one in found.best] == ["quick", "slow"]
    assert found.minutes - found.best_minutes > found.saves[0] > 0
    assert found.saves[0] < found.minutes - found.best_minutes < found.saves[1]
    assert found.is_better
    assert proposed(today) == found


def test_a_few_cases_prove_nothing() -> None:
    found = proposed([Tried("slow", 5, 0, 5 * 600), Tried("quick", 4, 3, 4 * 60)])
    assert found.best != found.today
    assert not found.is_better
    assert found.sample < ENOUGH


def test_a_difference_within_chance_is_not_called_better() -> None:
    found = proposed([Tried("one", 60, 20, 60 * 100), Tried("two", 40, 14, 40 * 100)])
    assert not found.is_better


def test_the_steps_of_a_run_lead_to_each_other_and_are_led_to_by_nothing_else() -> None:
    assert [[step.id for step in run] for run in runs(KNOWLEDGE.flows["printer.blank"])] == [["roll", "head"]]
    ask = Step("which", Kind.ASK, options=(Option("a", "one"), Option("b", "two")), slot="light")
    joined = _flow("joined.flow", ask, _try("one", "one", "two"), _try("two", "two", "three"), _try("three", "three", "person"))
    assert [[step.id for step in run] for run in runs(joined)] == [["two", "three"]]
    away = Step("one", Kind.TRY, options=(Option("solved", "solved"), Option("not_fixed", "two"), Option("cannot", "person")))
    assert runs(_flow("away.flow", away, _try("two", "two", "person"))) == []


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 300), st.integers(0, 300))
def test_wilsons_range_holds_the_share(hits: int, more: int) -> None:
    low, high = wilson(hits, hits + more)
    share = hits / (hits + more) if hits + more else 0.5
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1
