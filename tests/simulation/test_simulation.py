"""Simulated merchants with hidden faults reach the right end, unharmed and hardly ever bored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simulation.run import simulate

if TYPE_CHECKING:
    from bot.service.turning import Mind

RUNS = 100
RIGHT = 0.9  # 500 runs a language give 0.96; a hundred may fall a little short by chance
TIRESOME = 0.08  # share of runs with a question or a remedy that came twice


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_simulated_merchants_reach_the_right_end_without_harm(mind: Mind, locale: str) -> None:
    runs = simulate(mind, locale, RUNS, 1)
    assert not [run.guards for run in runs if run.guards]
    assert sum(run.right for run in runs) >= RIGHT * len(runs)
    assert sum(bool(run.repeated or run.again) for run in runs) <= TIRESOME * len(runs)
