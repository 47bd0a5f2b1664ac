"""What merchants really write first, and beside the point: read with the knowledge that ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.service.playing import Player

if TYPE_CHECKING:
    from bot.service.turning import Mind


def told(mind: Mind, locale: str, *words: str) -> Player:
    player = Player(mind, locale)
    for text in words:
        player.play({"merchant": text})
    return player


@pytest.mark.parametrize(
    ("locale", "text", "slot", "value"),
    [
        ("zh", "屏幕黑的但是滴滴响", "screen_fault", "black"),
        ("zh", "主管密码忘了", "login_kind", "manager"),
        ("zh", "我想换张收款卡", "change_kind", "bank"),
        ("zh", "5这个键按不动", "key_fault", "some"),
        ("zh", "每天半夜自己重启一次", "shutdown_when", "daily"),
        ("en", "screen black but it beeps", "screen_fault", "black"),
        ("en", "the 5 key doesnt work", "key_fault", "some"),
        ("en", "typed an extra zero just now on a sale", "refund_need", "wrong_amount"),
    ],
)
def test_the_first_question_is_not_asked_where_the_first_words_answer_it(mind: Mind, locale: str, text: str, slot: str, value: str) -> None:
    player = told(mind, locale, text)
    assert player.state is not None
    assert player.state.slots[slot] == value


@pytest.mark.parametrize(("locale", "text"), [("zh", "屏幕坏了"), ("zh", "屏幕触摸失灵"), ("en", "something is wrong with the screen")])
def test_what_settles_more_than_the_question_is_never_taken_from_a_likeness(mind: Mind, locale: str, text: str) -> None:
    player = told(mind, locale, text)
    assert player.state is not None
    assert "excluded_cause" not in player.state.slots


@pytest.mark.parametrize("text", ["[图片]", "[语音]", "<Media omitted>", "[voice message]", "【照片】"])
def test_what_stands_for_a_picture_is_none_of_the_troubles(mind: Mind, text: str) -> None:
    player = told(mind, "zh", text)
    assert "打几个字" in player.texts[0]


@pytest.mark.parametrize(("first", "wish", "sentence"), [("zh", "english please", "Any light"), ("en", "能不能说中文", "灯亮吗")])
def test_a_language_that_is_asked_for_is_spoken_from_then_on(mind: Mind, first: str, wish: str, sentence: str) -> None:
    player = told(mind, first, "开不了机" if first == "zh" else "terminal won't turn on", wish)
    assert sentence in player.texts[0]


@pytest.mark.parametrize(
    ("locale", "first", "text"),
    [
        ("zh", "刚才那笔不知道成没成", "先不管 再刷一次"),
        ("zh", "刚才那笔不知道成没成", "那我再刷一次?"),
        ("en", "dont know if that last sale went through", "forget it, run it again"),
        ("en", "dont know if that last sale went through", "ill just charge him again"),
    ],
)
def test_nothing_is_charged_again_before_the_first_result_is_known(mind: Mind, locale: str, first: str, text: str) -> None:
    player = told(mind, locale, first, text)
    assert player.texts[0].strip().startswith(mind.knowledge.sentences[locale]["common.not_again"].strip()[:8])
    assert player.state is not None
    assert player.state.place is not None


@pytest.mark.parametrize(
    ("locale", "text"),
    [("zh", "那我先凑合用两天"), ("zh", "能用吹风机吹吗"), ("en", "ill keep using it till friday"), ("en", "can i use a hairdryer")],
)
def test_amid_danger_using_it_on_is_advised_against(mind: Mind, locale: str, text: str) -> None:
    player = told(mind, locale, "奶茶倒上面了" if locale == "zh" else "spilled a latte over the machine", text)
    assert player.texts[0].startswith(mind.knowledge.sentences[locale]["hardware.damage.caution"][:6])
