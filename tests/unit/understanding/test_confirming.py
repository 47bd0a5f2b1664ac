"""A nod asked for is given where the step says so, and withheld where a payment has to be looked into first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.state import Place, State
from bot.understanding.talk.confirming import nod_to

if TYPE_CHECKING:
    from bot.service.turning import Mind


@pytest.mark.parametrize(
    ("locale", "flow", "step", "text", "nod"),
    [
        ("zh", "transaction.refund_void", "refund", "商户app里找到那笔了，点退款就行？", "as_step"),
        ("zh", "hardware.printer_blank", "turn_roll", "那我翻个面再放就行了吧", "as_step"),
        ("zh", "transaction.double_charge", "compare", "那就撤掉第二笔是吧", "not_yet"),
        ("zh", "transaction.double_charge", "compare", "两笔都成功对吧", ""),
        ("zh", "hardware.printer_blank", "turn_roll", "能不能上门", ""),
        ("zh", "hardware.printer_blank", "turn_roll", "那我恢复出厂就行了吧", ""),
        ("en", "transaction.refund_void", "refund", "so i select refund and enter the reference, right?", "as_step"),
        ("en", "transaction.double_charge", "compare", "so i just press void on the second one?", "not_yet"),
        ("en", "transaction.double_charge", "compare", "so both of them are approved, right?", ""),
        ("en", "hardware.printer_blank", "turn_roll", "so i do a factory reset, right?", ""),
        ("en", "hardware.printer_blank", "turn_roll", "do i pay for that?", ""),
    ],
)
def test_a_nod_is_given_where_the_step_says_so(mind: Mind, locale: str, flow: str, step: str, text: str, nod: str) -> None:
    state = State("1", locale, locale).but(trouble=flow, place=Place(flow, step))
    assert nod_to(text, state, mind.knowledge) == nod


def test_no_nod_is_asked_with_nothing_at_hand(mind: Mind) -> None:
    assert not nod_to("so i just restart it, right?", State("1", "en", "en"), mind.knowledge)
