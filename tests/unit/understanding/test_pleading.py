"""What is wrong, told with a plea for somebody to come, is heard as both; a plea for a person to talk to is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import State
from bot.core.understanding import Decision, Heard
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from bot.understanding.talk.pleading import parted
from tests.unit.understanding.world import said

VISIT = "repair.visit"


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("pos机刷卡没反应,叫个师傅来", "hardware.card_reader_chip"),
        ("卡纸了你们来人弄一下", "hardware.printer_paper_jam"),
        ("触摸屏没反应 找人来看下", "hardware.touch"),
        ("打印出来是白纸,过来换一下", "hardware.printer_blank"),
        ("叫个师傅来 机器死机了", "software.frozen"),
        ("printer not printing, get a guy over here", "hardware.printer_blank"),
        ("printer jam. pls send help", "hardware.printer_paper_jam"),
        ("keys dont work, need someone out here", "hardware.keypad"),
        ("machine froze, come fix it", "software.frozen"),
        ("send a technician, the printer is jammed", "hardware.printer_paper_jam"),
    ],
)
def test_the_trouble_and_the_plea_are_both_heard(mind: Mind, text: str, trouble: str) -> None:
    state = replace(State("1"), locale="en" if text.isascii() else "zh")
    heard = understand(said(text), state, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.decision is Decision.ACCEPT
    assert {heard.intent, *heard.also} >= {trouble, VISIT}


@pytest.mark.parametrize(
    "text", ["派人来", "send someone", "打印机卡纸了 转人工", "get me a human", "屏幕花了让人看不清", "he came to fix it last week"]
)
def test_a_plea_alone_or_another_wish_is_not_parted(text: str) -> None:
    assert parted(text) is None
