"""The reminders of a plan come at the hour that the merchant names for them, and not while he is busy or asleep."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.core.reminders import reminding
from bot.core.upkeep.calendar import local
from bot.core.upkeep.plan import Duty, Plan, decode_plan, encode_plan
from bot.service.turning import Mind

PLAN = Plan(date(2026, 11, 23), "light", "clean", "mornings", duties=(Duty("wipe", "", "wipe-1", "always", "P1W", date(2026, 11, 30)),))


@pytest.mark.parametrize(("hour", "told"), [("", "14:30"), ("14:00", "14:00"), ("09:00", "11:00"), ("23:00", "11:00")])
def test_it_is_told_at_which_hour_they_come(mind: Mind, hour: str, told: str) -> None:
    plan = replace(PLAN, hour=hour)
    assert reminding.spoken_at(mind.knowledge, plan) == told
    rings = reminding.rings(mind.knowledge, plan, datetime(2026, 11, 24, tzinfo=UTC))
    assert rings is not None
    assert rings.astimezone(local(rings, reminding.zone(mind.knowledge, plan)).tzinfo).strftime("%H:%M") == told


def test_it_is_kept() -> None:
    assert decode_plan(encode_plan(replace(PLAN, hour="14:00"))) == replace(PLAN, hour="14:00")
    assert "hour" not in (encode_plan(PLAN) or {})
