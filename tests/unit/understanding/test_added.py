"""Another trouble that is added amid a step is that trouble, and no word on how the step went."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.messages import Address, Inbound
from bot.core.state import Move, Offer, Place, Question, State
from bot.core.understanding import Heard
from bot.service.turning import Mind
from bot.understanding.hearing import understand

ADDED = """
zh|hardware.printer_blank|turn_roll|network.wifi|等下 还有wifi也老掉
zh|hardware.printer_blank|turn_roll|hardware.scanner|对了 扫码也扫不上
zh|hardware.printer_blank|turn_roll|settlement.delay|还有个事 昨天的钱没到账
zh|network.wifi|rejoin|hardware.printer_paper_jam|还有打印机卡纸
zh|network.wifi|rejoin|power.battery|哦对 电池也不经用
zh|hardware.card_reader_chip|insert|transaction.refund_void|收错钱了 今天的 没结算
en|hardware.printer_blank|turn_roll|hardware.scanner|also it wont scan codes
en|hardware.printer_blank|turn_roll|settlement.delay|oh and yesterdays money hasnt arrived
en|network.wifi|rejoin|power.battery|oh and the battery dies fast
en|hardware.card_reader_chip|insert|transaction.double_charge|a customer just got charged twice
en|hardware.card_reader_chip|insert|transaction.refund_void|i overcharged someone today, not settled yet
"""
NOT_ADDED = """
zh|hardware.printer_blank|turn_roll|对了 还是不行
zh|hardware.printer_blank|turn_roll|还有字也没有
zh|hardware.printer_blank|turn_roll|另外我没有新纸
zh|network.wifi|rejoin|扫码也扫不上
zh|power.no_power|outlet|屏幕也不亮
en|hardware.printer_blank|turn_roll|oh and still blank
en|hardware.printer_blank|turn_roll|also i have no spare roll
en|power.no_power|outlet|it wont charge also
"""


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in text.strip().splitlines()]


def _heard(mind: Mind, locale: str, flow: str, step: str, said: str) -> Heard:
    own = mind.knowledge.sentences[locale]
    named = ((key, f"{flow}.{step}.{key}") for key in ("solved", "not_fixed", "cannot"))
    offers = tuple(Offer(key, name if name in own else f"choice.{key}", Move.ANSWER, key) for key, name in named)
    state = State(ref="1", locale=locale, turn=3, trouble=flow, place=Place(flow, step), question=Question(3, offers))
    sent = Inbound("1", Address("terminal", "1"), datetime(2026, 11, 28, 9, tzinfo=UTC), text=said)
    heard = understand(sent, state, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    return heard


@pytest.mark.parametrize(("locale", "flow", "step", "intent", "said"), _rows(ADDED))
def test_another_trouble_is_heard_as_such(mind: Mind, locale: str, flow: str, step: str, intent: str, said: str) -> None:
    heard = _heard(mind, locale, flow, step, said)
    assert (heard.intent, heard.offer, heard.act, heard.guess) == (intent, None, None, None)


@pytest.mark.parametrize(("locale", "flow", "step", "said"), _rows(NOT_ADDED))
def test_what_tells_how_it_went_does_so_still(mind: Mind, locale: str, flow: str, step: str, said: str) -> None:
    heard = _heard(mind, locale, flow, step, said)
    assert {heard.offer, heard.act, heard.guess} & {"not_fixed", "cannot"}
