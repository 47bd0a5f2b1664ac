"""A day that is not closed yet, told beside a sale: it belongs to that sale and is never told to be closed now. And a sale undone already."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.messages import Address, Inbound
from bot.core.state import Move, Offer, Place, Question, State
from bot.core.understanding import Heard
from bot.service.turning import Mind
from bot.understanding.facts.open_days import besides, is_open
from bot.understanding.hearing import understand

TOLD = """
zh|收错钱了 今天的 没结算
zh|收错了，今天的，还没结算，怎么弄
zh|刷成1280了应该128 今天还没结算
zh|多收了客人钱，今天的没日结
zh|收多了 没结算
en|charged the wrong amount today, not settled
en|keyed 1280 instead of 128. havent done end of day yet
en|took too much off a customer, batch still open
en|want to undo a sale, we haven't batched out
en|overcharged her, today, still in the batch
en|refund 20 to a customer. same day, batch not closed
"""
NOT_TOLD = """
money not settled
the shop is still open
it's still open
客人没结账就走了
还没结果
三天没结算款了
"""
UNDONE = """
zh|transaction.refund_void|batch|退成了
zh|transaction.refund_void|batch|我撤销成功了
zh|transaction.refund_void|what|已经撤了那笔
zh|transaction.double_charge|compare|多的那笔已经撤掉了
zh|transaction.double_charge|compare|多的那笔小票打出来显示撤销成功
en|transaction.refund_void|what|voided and it went thru
en|transaction.refund_void|batch|ok i voided it, thanks
en|transaction.double_charge|compare|voided the extra one already
en|transaction.refund_void|batch|done, it says voided
"""
NOT_UNDONE = """
zh|transaction.refund_void|batch|没退成
zh|transaction.refund_void|batch|退成了吗
zh|transaction.refund_void|batch|撤了 但是客人没收到
zh|power.no_power|light|退成了
zh|transaction.double_charge|compare|我已经退了一笔
en|transaction.refund_void|batch|refund didnt go through
en|transaction.refund_void|batch|did the refund go through
en|transaction.refund_void|batch|refunded it but she hasnt got it
"""


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in text.strip().splitlines()]


def _heard(mind: Mind, locale: str, said: str, place: Place | None = None) -> Heard:
    state = State(ref="1", locale=locale)
    if place is not None:
        step = mind.knowledge.flows[place.flow].steps[place.step]
        offers = tuple(Offer(one.key, f"{place.flow}.{place.step}.{one.key}", Move.ANSWER, one.key) for one in step.options)
        state = state.but(turn=3, trouble=place.flow, place=place, question=Question(3, offers))
    sent = Inbound("1", Address("terminal", "1"), datetime(2026, 11, 28, 9, tzinfo=UTC), text=said)
    heard = understand(sent, state, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    return heard


@pytest.mark.parametrize(("locale", "said"), _rows(TOLD))
def test_an_open_day_belongs_to_the_sale_told_beside_it(mind: Mind, locale: str, said: str) -> None:
    heard = _heard(mind, locale, said)
    assert (heard.intent, heard.also) == ("transaction.refund_void", ())
    assert [one.value for one in heard.fields if one.name == "sale_settled"] == ["open"]
    assert heard.text == said


@pytest.mark.parametrize("said", NOT_TOLD.strip().splitlines())
def test_words_of_something_else_tell_no_open_day(said: str) -> None:
    assert not is_open(said)


def test_an_open_day_alone_leaves_nothing_beside_it() -> None:
    assert (besides("今天的还没结算呢"), besides("not closed yet."), besides("sold one, not closed yet")) == ("", "", "sold one,")


@pytest.mark.parametrize(("locale", "said"), [("zh", "今天忘了结算了还没结"), ("en", "how do i close the batch, not settled today")])
def test_an_open_day_beside_no_sale_is_one_of_the_batch(mind: Mind, locale: str, said: str) -> None:
    assert (_heard(mind, locale, said).intent or "").startswith("settlement.")


@pytest.mark.parametrize(("locale", "flow", "step", "said"), _rows(UNDONE))
def test_a_sale_that_is_undone_already_ends_what_was_to_undo_it(mind: Mind, locale: str, flow: str, step: str, said: str) -> None:
    assert _heard(mind, locale, said, Place(flow, step)).act == "solved"


@pytest.mark.parametrize(("locale", "flow", "step", "said"), _rows(NOT_UNDONE))
def test_what_was_not_undone_ends_nothing(mind: Mind, locale: str, flow: str, step: str, said: str) -> None:
    assert _heard(mind, locale, said, Place(flow, step)).act != "solved"
