"""Cutting the power while an update runs is asked about, or about to be done, in many words; what was done, or happens by itself, is neither."""

from __future__ import annotations

import pytest

from bot.core.messages import Address, Inbound
from bot.core.state import Place
from bot.core.understanding import Heard
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from bot.understanding.talk.cutting import cuts_power
from tests.world import FRESH, NOW

UPDATES = "software.driver_update"
ASKED = [
    "on its own!! can i just pull the plug",
    "its updating for an hour, can I turn it off and on",
    "updating... frozen. should i restart it",
    "the update wont finish, ok to switch it off?",
    "firmware update hanging. can I take the battery out",
    "it says installing for 2 hours, shall i kill it",
    "update going round and round, cant i just reboot",
    "stuck on updating, i'll just pull the plug",
    "update at 43%, do I yank it out",
    "still updating. would it help to unplug it",
    "升级转圈转了一上午，能不能关了重来",
    "更新卡住了能不能拔电源",
    "系统更新到一半不动，我重启一下行不",
    "一直在升级，可以强制关机吗",
    "更新转圈，拔了算了",
    "升级卡在43%，关机重来可以吗",
    "固件升级不动了，抠电池行吗",
    "正在升级，我先关掉",
    "更新半天了，能关机吗",
    "还在更新，不如直接断电",
]
TOLD = [
    "i restarted it twice",
    "it keeps restarting",
    "it turns off by itself",
    "don't switch it off you said",
    "stopped updating at 43%",
    "重启过了还是一样",
    "它自己重启",
    "没敢关机",
    "关不掉",
    "一直重启",
]


@pytest.mark.parametrize("text", ASKED)
def test_asking_to_cut_the_power_amid_an_update_is_answered_no(text: str, mind: Mind) -> None:
    amid = FRESH.but(trouble=UPDATES, place=Place(UPDATES, "state"))
    heard = understand(Inbound("1", Address("web", "1"), NOW, text), amid, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert cuts_power(text)
    assert heard.refused == "pull_power"


@pytest.mark.parametrize("text", [text for text in ASKED if "update" in text or "updating" in text or "更新" in text or "升级" in text])
def test_an_update_that_is_told_with_it_is_enough(text: str, mind: Mind) -> None:
    heard = understand(Inbound("1", Address("web", "1"), NOW, text), FRESH, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.refused == "pull_power"


@pytest.mark.parametrize("text", TOLD)
def test_what_was_done_or_happens_by_itself_asks_nothing(text: str) -> None:
    assert not cuts_power(text)


@pytest.mark.parametrize("text", ["更新完了能不能重启", "can i restart it after the update finished"])
def test_an_update_that_is_over_may_be_followed_by_a_restart(text: str, mind: Mind) -> None:
    heard = understand(Inbound("1", Address("web", "1"), NOW, text), FRESH, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.refused != "pull_power"
