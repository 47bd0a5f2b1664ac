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


@pytest.mark.parametrize("text", ["钱没到账两天了！！！你们是不是骗子", "money hasnt arrived for 3 days are you scammers or what"])
def test_a_reproach_of_fraud_at_us_is_no_danger(mind: Mind, text: str) -> None:
    found = heard(mind, text)
    assert (found.intent, found.danger) == ("settlement.delay", None)
    assert "security.scam" not in found.also


@pytest.mark.parametrize("text", ["你们是不是骗子", "有人打电话让我交押金是不是骗子", "someone called and wanted a fee, is it a scam"])
def test_fraud_that_is_asked_after_stays_one(mind: Mind, text: str) -> None:
    assert heard(mind, text).intent == "security.scam"


@pytest.mark.parametrize("text", ["退给他现金行不行", "直接给客人退现金吧", "can i just give her cash back", "shall i refund him in cash"])
def test_what_was_paid_by_card_is_not_given_back_in_cash(mind: Mind, text: str) -> None:
    assert heard(mind, text).refused == "cash_back"


@pytest.mark.parametrize("text", ["客人付的现金能退现金吗", "he paid cash can i give him cash back", "customer wants cashback"])
def test_cash_for_cash_is_nothing_to_refuse(mind: Mind, text: str) -> None:
    assert heard(mind, text).refused is None


@pytest.mark.parametrize("text", ["你刚问过了", "怎么老问一样的", "you already asked me that", "why do you keep asking the same thing"])
def test_that_it_was_asked_before_is_told_from_an_answer(mind: Mind, text: str) -> None:
    player = Player(mind, "en" if text.isascii() else "zh")
    player.say("terminal wont turn on" if text.isascii() else "开不了机")
    player.say(text)
    assert player.heard["act"] == "asked_before"


def test_who_means_another_is_taken_at_his_word(mind: Mind) -> None:
    player = Player(mind, "en")
    player.say("card machine keep restarting on its own every 10 min")
    player.say("actually i meant the printer is jammed")
    assert player.state
    assert player.state.trouble == "hardware.printer_paper_jam"
