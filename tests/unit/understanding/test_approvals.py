"""How many of two payments were approved, and whether a sale was settled since, in the merchant's own words and with more beside them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.messages import Address, Inbound
from bot.core.state import Move, Offer, Place, Question, State
from bot.core.understanding import Heard
from bot.service.turning import Mind
from bot.understanding.answers.answers import parted
from bot.understanding.answers.unfilled import answering
from bot.understanding.facts.approvals import approved, settled_since
from bot.understanding.hearing import understand

APPROVED = """
both|both approved, one at 12:03 one at 12:05
both|I can see two approved ones, 2 minutes apart
both|approved twice, 14:10 and 14:11
both|first one approved, second one also approved
both|两笔都成功 一笔是12点03 一笔12点05
both|都是交易成功 相差两分钟
both|第一笔成功 第二笔也成功
one|one says approved, the other isnt on my list at all
one|only one. the other one says pending in her app
one|my list has it once, her phone has it twice
one|only one went through on my side, the other says declined
one|我这边就一笔 客人说他手机上两笔
one|一笔成功一笔超时
one|成功的就一笔 后面那笔写超时
one|就12点03那笔成功 另一笔查不到
"""
NOT_TOLD = """
his app shows two
客人手机上显示两笔
one is a pre-auth
一笔是预授权
not both
不是两笔都成功
more than one
the customer is shouting
客人要我马上退
"""
SETTLED = """
settled|今天上午收的 中午已经结了
settled|taken this morning, already settled at noon
settled|早上收的，下午三点结过账了
settled|it was taken at 10, we batched out at 2pm
settled|上午刷的，已经结算了
settled|sale was this morning, the batch is already closed
open|中午结过账，这笔是下午收的
open|we settled at noon, the sale was this afternoon
open|today, havent done the end of day yet
open|not settled yet, took it half an hour ago
open|today 20 minutes ago
open|刚刚的 没结算
open|我今天还没结算
settled|that was yesterday, it closes by itself at midnight
settled|we closed the batch already
settled|昨天的 晚上自动结了
settled|已经结过了
"""
NOT_SETTLED = """
结过账了，这笔是今天上午收的
the batch is closed, the sale was this morning
it closes tonight
晚上才结算
没结果
客人要退钱
"""
HALF = """
transaction.double_charge|compare|i think both approved, the customer is waiting
transaction.double_charge|compare|both approved. what about the one that is still pending?
transaction.double_charge|compare|应该两笔都成功吧 客人等着
transaction.double_charge|compare|两笔都成功了吗 怎么退
transaction.double_charge|compare|he says both are approved
transaction.double_charge|compare|两笔 有一笔还在处理中 怎么退
"""


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("key", "said"), _rows(APPROVED))
def test_how_many_were_approved_is_read_from_the_words(key: str, said: str) -> None:
    assert approved(parted(said)) == key


@pytest.mark.parametrize("said", NOT_TOLD.strip().splitlines())
def test_what_the_customer_sees_tells_nothing_of_the_list(said: str) -> None:
    assert approved(parted(said)) is None


@pytest.mark.parametrize(("key", "said"), _rows(SETTLED))
def test_whether_it_was_settled_since_is_read_from_the_words(key: str, said: str) -> None:
    assert settled_since(parted(said)) == key


@pytest.mark.parametrize("said", NOT_SETTLED.strip().splitlines())
def test_the_rule_tells_nothing_of_the_sale(said: str) -> None:
    assert settled_since(parted(said)) is None


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("both approved like i said, how do i give one back", "both approved"),
        ("yes only one. so why does her app show two", "yes only one"),
        ("到底怎么退 两笔都成功我说了两次了", "两笔都成功"),
        ("只有一笔 客人要我退钱", "只有一笔"),
        ("she wants her money now", ""),
        ("both approved. is the second one pending?", "both approved, is the second one pending?"),
    ],
)
def test_what_stands_beside_an_answer_is_left_out(said: str, left: str) -> None:
    assert answering(said).replace(".", "") == left.replace(".", "")


@pytest.mark.parametrize(("flow", "step", "said"), _rows(HALF))
def test_half_an_answer_of_money_is_none_whatever_stands_beside_it(mind: Mind, flow: str, step: str, said: str) -> None:
    known = mind.knowledge
    offers = tuple(Offer(one.key, f"{flow}.{step}.{one.key}", Move.ANSWER, one.key) for one in known.flows[flow].steps[step].options)
    state = State(ref="1", locale="en", turn=3, trouble=flow, place=Place(flow, step), question=Question(3, offers))
    sent = Inbound("1", Address("terminal", "1"), datetime(2026, 11, 27, 9, tzinfo=UTC), text=said)
    heard = understand(sent, state, known, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.offer is None
