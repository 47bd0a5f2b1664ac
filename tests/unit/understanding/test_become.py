"""What has gone odd has become so; what has gone is lost."""

from __future__ import annotations

import pytest

from bot.service.playing import Player
from bot.service.turning import Mind

LOST = "security.incident"


@pytest.mark.parametrize(
    "text",
    [
        *("my gizmo has gone all wibbly", "the thing has gone weird on me", "terminal has gone bonkers", "machine has gone mental on us"),
        *("the reader has gone completely doolally", "the machine's gone all fuzzy", "screen's gone all white", "reader went a bit funny"),
    ],
)
def test_what_has_gone_odd_is_not_lost(text: str, mind: Mind) -> None:
    player = Player(mind, "en")
    player.say(text)
    assert player.state is not None
    assert player.state.trouble != LOST


@pytest.mark.parametrize(
    "text", ["my card machine has gone", "terminal has gone missing", "the reader's gone from the till", "machine went missing last night"]
)
def test_what_has_gone_is_lost(text: str, mind: Mind) -> None:
    player = Player(mind, "en")
    player.say(text)
    assert player.state is not None
    assert player.state.trouble == LOST


def test_a_battery_that_has_gone_round_is_in_danger_still(mind: Mind) -> None:
    player = Player(mind, "en")
    player.say("battery has gone all puffy")
    assert player.state is not None
    assert player.state.trouble == "power.battery_swollen"
