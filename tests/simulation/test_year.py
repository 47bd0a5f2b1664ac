"""A simulated year: everything due is told once and in time, nobody is disturbed."""

from __future__ import annotations

from bot.knowledge.loading import Loaded
from tests.simulation.year import year


def test_in_a_year_of_many_shops_everything_due_is_told_once_and_nobody_is_disturbed(shipped: Loaded) -> None:
    shops, wrong = year(shipped.knowledge, 50, seed=7)
    assert wrong == []
    assert sum(shop.told for shop in shops) > 50 * 52
    assert sum(shop.tickets for shop in shops) > 0
    assert max(shop.messages for shop in shops) < 260
