"""What the merchant found out, where there is nothing that it could be found out for."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.draft import Draft
from bot.core.finding import found_out
from bot.core.state import Place, State
from bot.core.understanding import Found, Heard
from bot.knowledge.loading import Loaded

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_remedy_that_no_step_of_the_trouble_at_hand_tries_leads_nowhere(shipped: Loaded) -> None:
    state = State(ref="1", trouble="hardware.screen", place=Place("hardware.screen", shipped.knowledge.flows["hardware.screen"].start))
    heard = Heard(NOON, "turned the roll", found=Found("turn_roll"))
    assert found_out(Draft(shipped.knowledge, NOON, state), heard) is None
    assert found_out(Draft(shipped.knowledge, NOON, State(ref="1")), heard) is None
