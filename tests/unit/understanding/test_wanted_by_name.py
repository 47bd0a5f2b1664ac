"""What is asked for by its name, and what only sounds like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import Place, State
from bot.core.understanding import Decision, Heard
from bot.service.playing import START, Player
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from tests.unit.understanding.world import said


def heard(mind: Mind, text: str) -> Heard:
    found = understand(replace(said(text), at=START), State(ref="1", locale="en" if text.isascii() else "zh"), mind.knowledge, mind.matcher)
    assert isinstance(found, Heard)
    return found


@pytest.mark.parametrize(
    "text",
    ["做一下五分钟安全检查", "安全检查", "五分钟安全检查怎么做", "do the five minute security check", "five minute security check please"],
)
def test_the_security_check_is_begun_by_its_name(mind: Mind, text: str) -> None:
    player = Player(mind, "en" if text.isascii() else "zh")
    player.say(text)
    assert player.state
    assert player.state.place == Place("maintenance.protection", "backup")


@pytest.mark.parametrize("text", ["收款不要提醒", "收款的时候没有提醒声音", "收款没有语音提醒"])
def test_what_a_terminal_sounds_is_no_plan(mind: Mind, text: str) -> None:
    found = heard(mind, text)
    assert found.decision is not Decision.ACCEPT
    assert all(one.intent != "maintenance.plan" for one in found.candidates)


def test_what_a_repair_costs_is_told_where_a_step_is_open(mind: Mind) -> None:
    player = Player(mind, "en")
    player.say("my printer is faint")
    player.say("what does a repair cost")
    assert "can't name one" in player.texts[-1]


def test_what_is_wrong_is_kept_where_somebody_shall_come_to_repair(mind: Mind) -> None:
    player = Player(mind, "en")
    player.say("keypad broken send someone to repair")
    assert player.state
    assert player.state.trouble == "hardware.keypad"
