"""Simulated merchants with hidden faults reach the right end, unharmed, and nothing is asked or proposed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simulation.run import simulate

if TYPE_CHECKING:
    from bot.service.turning import Mind

RUNS = 300
RIGHT = 0.95


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_simulated_merchants_reach_the_right_end_without_harm(mind: Mind, locale: str) -> None:
    runs = simulate(mind, locale, RUNS, 1)
    assert not [run.guards for run in runs if run.guards]
    assert not [(run.seed, run.repeated, run.again) for run in runs if run.repeated or run.again]
    assert sum(run.right for run in runs) >= RIGHT * len(runs)
