"""The bot's own options answered in a merchant's words: all kinds one by one, none of them, the last answer put right, hours for a part of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.service.playing import Player
from bot.understanding.answers.none_fits import fits_none
from bot.understanding.facts.befell import befallen
from bot.understanding.facts.rush import rush_of
from bot.understanding.text.reproaches import unsent

if TYPE_CHECKING:
    from bot.service.turning import Mind

TAPS = {"en": "contactless is not working", "zh": "挥卡没反应"}
SCREEN = {"en": "something is wrong with the screen", "zh": "屏幕有问题"}


def _played(mind: Mind, opening: dict[str, str], *texts: str) -> Player:
    locale = "en" if texts[-1].isascii() else "zh"
    player = Player(mind, locale)
    for text in (opening[locale], *texts):
        player.play({"merchant": text})
    assert player.state is not None
    return player


def _scope(player: Player) -> str | None:
    return player.state.slots.get("tap_scope") if player.state else None


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("everything. cards, phones, watches", "all"),
        ("cards AND phones. everything", "all"),
        ("cards, phones, watches", "all"),
        ("phones, cards, the lot", "all"),
        ("every single one, card or phone", "all"),
        ("卡、手机、手表都不行", "all"),
        ("全部，卡、手机、手表", "all"),
        ("phones. watches. cards are fine", "phones"),
        ("手机、手表不行，卡正常", "phones"),
        ("just the one guy, everything else ok", "one"),
    ],
)
def test_all_kinds_one_by_one_are_all(mind: Mind, text: str, scope: str) -> None:
    assert _scope(_played(mind, TAPS, text)) == scope


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("no, not just phones, both", "all"),
        ("no, both", "all"),
        ("不是手机，都不行", "all"),
        ("不，两个都不行", "all"),
        ("not phones", None),
        ("no luck", "phones"),
        ("还是不行", "phones"),
    ],
)
def test_a_wrong_echo_is_put_right_by_what_is_told(mind: Mind, text: str, scope: str | None) -> None:
    assert _scope(_played(mind, TAPS, "phones" if text.isascii() else "手机不行", text)) == scope


@pytest.mark.parametrize("text", ["none of these", "letters look doubled, none of these", "都不是", "这些都不是，字有重影"])
def test_none_of_these_leaves_the_options(mind: Mind, text: str) -> None:
    player = _played(mind, SCREEN, text)
    assert player.state is not None
    assert player.state.place is not None
    assert player.state.place.step == "what"
    assert player.state.question is not None
    assert player.state.question.offer("person")


@pytest.mark.parametrize("text", ["none of them work", "none of the cards", "都不行", "neither works", "没有", "都不能用", "none", "不是"])
def test_what_fails_is_not_none_of_these(text: str) -> None:
    assert not fits_none(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("早上五点到九点最忙", "mornings"),
        ("晚上六点以后", "evenings"),
        ("中午十一点到一点，晚上五点到七点", "meals"),
        ("早上六点到晚上十点", None),
        ("一天100笔", None),
        ("5 to 9 in the morning is the rush", "mornings"),
        ("7pm till close", "evenings"),
        ("noon till two and again from 7pm", "meals"),
        ("9am to 9pm", None),
        ("about 40 customers", None),
    ],
)
def test_hours_tell_the_part_of_the_day(text: str, part: str | None) -> None:
    assert rush_of(text) == part


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        (["漏了点水在上面"], "wet"),
        (["屋顶漏雨滴上去的"], "wet"),
        (["孩子碰掉过一回"], "fell"),
        (["it rained", "the roof leaked on it"], "wet"),
        (["kid knocked it off the counter"], "fell"),
        (["没进水"], None),
        (["never dropped it"], None),
        (["掉线了"], None),
        (["it dropped the connection"], None),
        (["摔进水里了"], None),
    ],
)
def test_what_befell_it_is_told_in_many_words(parts: list[str], what: str | None) -> None:
    assert befallen(parts) == what


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("漏水啊我不是说了吗", "漏水啊"),
        ("我说没有！", "没有！"),
        ("两张卡都不行我说了", "两张卡都不行"),
        ("pending I said", "pending"),
        ("I told you already, its pending", "its pending"),
        ("我说错了，灯是亮的", "我说错了，灯是亮的"),
        ("我说不清", "我说不清"),
        ("验证码我已经说了", "验证码我已经说了"),
        ("the code, i said", "the code, i said"),
        ("i said the wrong one", "i said the wrong one"),
        ("i already told you", "i already told you"),
        ("我说了试过了", "我说了试过了"),
    ],
)
def test_that_it_was_told_before_stands_beside_the_matter(text: str, rest: str) -> None:
    assert unsent(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "code 05 on one card, others are fine",
        "one customers card gets declined every time, other cards work. it says 05",
        "everyone elses card works, just his declined with 51",
        "就他的卡报51，其他人的都没问题",
        "一个客人的卡报05，别人的都可以",
    ],
)
def test_that_the_other_cards_work_is_no_try_that_failed(mind: Mind, text: str) -> None:
    player = Player(mind, "en" if text.isascii() else "zh")
    player.play({"merchant": text})
    assert player.state is not None
    assert player.state.place is not None
    assert player.state.place.step in {"issuer_says_no", "no_funds"}


@pytest.mark.parametrize("text", ["tried other cards, all declined 05", "换了几张卡都报05"])
def test_other_cards_that_fail_are(mind: Mind, text: str) -> None:
    player = Player(mind, "en" if text.isascii() else "zh")
    player.play({"merchant": text})
    assert player.state is not None
    assert player.state.place is not None
    assert player.state.place.step == "scope"
