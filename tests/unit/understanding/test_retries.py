"""How it went when another card was tried, or a sale was taken back, refunded or closed."""

from __future__ import annotations

import pytest

from bot.service.turning import Mind
from bot.understanding.answers.outcomes import has_helped
from bot.understanding.answers.retries import OTHER_CARD, outcome
from tests.unit.understanding.test_results import at, told


@pytest.mark.parametrize(
    "text",
    [
        "另一张行",
        "换了一张就过了",
        "他老婆的卡付了",
        "改用微信付了",
        "别的卡没问题",
        "wife paid with hers",
        "he paid in cash",
        "his other card went through",
        "the next lady's card was fine",
    ],
)
def test_another_card_went(text: str) -> None:
    assert outcome(text, OTHER_CARD) == "solved"


@pytest.mark.parametrize(
    "text",
    [
        "第二张也拒",
        "他的卡全刷不过",
        "换了张也一样",
        "谁的都不行",
        "second one refused too",
        "none of his cards work",
        "also won't take hers",
        "both cards declined",
    ],
)
def test_no_card_goes(text: str) -> None:
    assert outcome(text, OTHER_CARD) == "not_fixed"


@pytest.mark.parametrize(
    "text",
    [
        "就这一张",
        "他只带了一张，也没现金",
        "没别的了",
        "没有第二张卡",
        "he has just the one card and no cash",
        "no more cards",
        "hasn't got any other card",
    ],
)
def test_there_is_no_other_card(text: str) -> None:
    assert outcome(text, OTHER_CARD) == "cannot"


@pytest.mark.parametrize(
    "text", ["换张卡试试", "客人走了", "他付不付", "another customer is waiting", "he went in another shop", "the first card"]
)
def test_what_tells_of_no_other_card_is_no_result(text: str) -> None:
    assert outcome(text, OTHER_CARD) is None


@pytest.mark.parametrize(
    "text",
    [
        "又拒了",
        "没成",
        "撤销失败",
        "提示已结算不能撤",
        "结不了",
        "wont close",
        "void refused",
        "it says not allowed, already settled",
        "the refund was declined again",
    ],
)
def test_it_was_refused_again(text: str) -> None:
    assert outcome(text, "void_sale") == "not_fixed"


@pytest.mark.parametrize("text", ["撤销成功", "退了", "void approved", "没拒", "钱扣了", "he was not charged"])
def test_what_became_of_money_is_not_told_by_form(text: str) -> None:
    assert outcome(text, "void_sale") is None


@pytest.mark.parametrize("text", ["失败", "declined", "没成功"])
def test_where_one_only_looks_or_waits_a_refusal_is_what_is_written_there(text: str) -> None:
    assert outcome(text, "look_up_sale") is None


def test_at_its_step_it_is_the_answer(mind: Mind) -> None:
    assert told(mind, "transaction.response_code.pin_locked", "第二张也拒") == "not_fixed"
    assert told(mind, "transaction.unknown_result.journal", "declined") is None


@pytest.mark.parametrize(
    ("flow", "step", "text"),
    [
        ("hardware.printer_blank", "new_roll", "new paper did it, nice and dark"),
        ("hardware.screen", "unplug", "as soon as i pulled the charger the flicker stopped"),
    ],
)
def test_a_deed_that_did_it_is_no_failure(mind: Mind, flow: str, step: str, text: str) -> None:
    remedy = mind.knowledge.flows[flow].steps[step].remedy
    assert has_helped(text, at(mind, flow, step), mind.knowledge, (remedy,), elsewhere=False)
