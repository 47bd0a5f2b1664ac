"""Words pick an offer by label, synonym or number, and never by chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import Move, Offer, Place, Question, State
from bot.core.understanding import Heard
from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.answers.answers import likened, picked
from bot.understanding.hearing import understand
from tests.unit.understanding.world import KNOWLEDGE, QUESTION, matcher, said


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("灯亮着", "on"),
        ("灯亮著。", "on"),
        ("嗯亮的", "on"),
        ("没亮啊", "off"),
        ("灯不亮的", "off"),
        ("the light is on", "on"),
        ("The ligth is on", "on"),
        ("it's off", "off"),
        ("1", "on"),
        ("１", "on"),
        ("第一个", "on"),
        ("选2", "off"),
        ("the second one", "off"),
        ("option 3", "unsure"),
        ("最后一个", "unsure"),
        ("not sure", "unsure"),
        ("B", "off"),
        ("fine its off then", "off"),
        ("alright its off i guess", "off"),
        ("sure it's off", "off"),
    ],
)
def test_words_pick_an_offer(text: str, offer: str) -> None:
    assert picked(text, QUESTION, KNOWLEDGE) == offer


@pytest.mark.parametrize("text", ["", "4", "第五个", "灯", "亮不亮", "开不了机", "the light", "no", "两台机器", "1000"])
def test_other_words_pick_nothing(text: str) -> None:
    assert picked(text, QUESTION, KNOWLEDGE) is None


@pytest.mark.parametrize(("text", "offer"), [("插着呢，没亮啊", "off"), ("yes it's plugged in, it's off", "off"), ("嗯 亮的", "on")])
def test_one_part_of_the_words_picks_an_offer(text: str, offer: str) -> None:
    assert picked(text, QUESTION, KNOWLEDGE) == offer


def test_parts_that_pick_different_offers_pick_none() -> None:
    assert picked("刚才有灯，现在没亮", QUESTION, KNOWLEDGE) is None


@pytest.mark.parametrize(("text", "offer"), [("现在灯是灭的", "off"), ("灯现在是亮的呢", "on"), ("there is no light here", "off")])
def test_words_that_come_near_to_one_offer_mean_it(text: str, offer: str) -> None:
    assert likened(text, QUESTION, KNOWLEDGE, matcher().nearest) == offer


@pytest.mark.parametrize("text", ["", "今天天气怎么样", "where is my payout", "灯", "灯亮着" * 60])
def test_words_about_something_else_come_near_to_no_offer(text: str) -> None:
    assert likened(text, QUESTION, KNOWLEDGE, matcher().nearest) is None


def test_a_space_between_chinese_phrases_is_a_pause() -> None:
    assert picked("插着呢 没亮啊", QUESTION, KNOWLEDGE) == "off"


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("this guys chip isnt being read, everyone before was fine", "one_card"),
        ("card wont read, the customers before were ok", "one_card"),
        ("chip cards not reading, everyone has the same problem", "insert"),
        ("这客人的卡读不了，别的都好好的", "one_card"),
        ("这张卡插进去读不出，前面几个人都正常", "one_card"),
        ("读不出卡，大家的都读不出", "insert"),
    ],
)
def test_where_all_others_are_well_it_is_the_one(mind: Mind, text: str, scope: str) -> None:
    player = Player(mind, "en" if text.isascii() else "zh")
    player.say(text)
    assert player.state is not None
    assert player.state.place == Place("hardware.card_reader_chip", scope)


RANGES = {"few": ("..49",), "some": ("50..300",), "many": ("301..", "三百多笔", "about 500 a day")}
HOW_MANY = Question(1, tuple(Offer(name, f"usage.{name}", Move.ANSWER, name) for name in RANGES))


@pytest.mark.parametrize(
    ("text", "offer"),
    [("about 400 a day", "many"), ("一天四百来单", "many"), ("12", "few"), ("一百多笔", "some"), ("five hundred", "many"), ("300", "some")],
)
def test_a_number_picks_the_range_it_is_in_open_ended_ones_too(text: str, offer: str) -> None:
    world = replace(KNOWLEDGE, hears={"en": {f"usage.{name}": phrases for name, phrases in RANGES.items()}})

    assert picked(text, HOW_MANY, world) == offer


def at_step(mind: Mind, step: str, text: str) -> Heard:
    """The words, heard where the question of that step is open."""
    flow, _, name = step.rpartition(".")
    options = mind.knowledge.flows[flow].steps[name].options
    question = Question(3, tuple(Offer(one.key, f"{step}.{one.key}", Move.ANSWER, one.key) for one in options))
    heard = understand(said(text), State("1", trouble=flow, place=Place(flow, name), question=question), mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    return heard


def dropped(mind: Mind, step: str, text: str) -> str | None:
    """The offer that they take, or come near to."""
    heard = at_step(mind, step, text)
    return heard.offer or heard.guess


@pytest.mark.parametrize(("text", "act"), [("look norml", "finished"), ("works now", "solved"), ("its working again thanks", "solved")])
def test_where_nothing_was_proposed_only_plain_words_say_that_it_is_solved(mind: Mind, text: str, act: str) -> None:
    assert at_step(mind, "network.router.light", text).act == act


@pytest.mark.parametrize("step", ["maintenance.reminder.kept", "maintenance.due.own", "repair.visit.confirm", "ticket.update.what"])
@pytest.mark.parametrize(
    "text", ["cancel the payment", "cancel my card", "cancel my order", "delete my account", "取消那笔收款", "取消交易", "客人取消了"]
)
def test_what_would_cancel_something_else_drops_nothing(mind: Mind, step: str, text: str) -> None:
    assert dropped(mind, step, text) not in {"drop", "no", "cancel"}


@pytest.mark.parametrize(
    ("step", "text", "offer"),
    [
        ("maintenance.reminder.kept", "cancel the reminder", "drop"),
        ("maintenance.reminder.kept", "cancel the order paper reminder", "drop"),
        ("maintenance.reminder.kept", "cancel it please", "drop"),
        ("maintenance.reminder.listed", "取消提醒", "drop"),
        ("ticket.update.what", "取消工单", "cancel"),
        ("ticket.cancel.sure", "cancel the visit", "yes"),
        ("account.change_info.what", "cancel my contract", "close"),
        ("transaction.refund_void.what", "cancel the payment", "give_back"),
    ],
)
def test_what_is_named_or_spoken_of_is_dropped(mind: Mind, step: str, text: str, offer: str) -> None:
    assert dropped(mind, step, text) == offer


@pytest.mark.parametrize("text", ["delete my account", "删掉那笔交易"])
def test_an_account_that_is_to_go_does_not_erase_what_is_kept(mind: Mind, text: str) -> None:
    assert dropped(mind, "account.my_data.sure", text) != "yes"
