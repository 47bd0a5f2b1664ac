"""What is written where a form asks for a fact, and is none: a day that shall not be, a question back, a secret, a wish for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.service.playing import Player

if TYPE_CHECKING:
    from bot.service.turning import Mind

REPAIR = {"zh": "帮我报修，键盘有个键按不动", "en": "book a repair, one of the keys is dead"}
SKIPPED = {"purchased": 0, "serial": 2, "contact": 4, "window": 5}
"""How often the form is left open before it asks for each."""


def _asked(mind: Mind, slot: str, locale: str) -> Player:
    player = Player(mind, locale)
    player.play({"merchant": REPAIR[locale]})
    for _ in range(SKIPPED[slot]):
        player.play({"choose": "skip"})
    assert player.state is not None
    assert player.state.question is not None
    assert player.state.question.slot == slot
    return player


def _after(mind: Mind, slot: str, text: str) -> tuple[str | None, str]:
    """What is known of the slot then, and for what it is asked."""
    player = _asked(mind, slot, "en" if text.isascii() else "zh")
    player.play({"merchant": text})
    assert player.state is not None
    return player.state.slots.get(slot), player.state.question.slot if player.state.question else ""


@pytest.mark.parametrize(
    "text",
    [
        *("another day", "some other time please", "not tomorrow", "tomorrow is no good", "yesterday", "never", "can't do monday"),
        *("换一天", "别的时间", "不要明天", "明天不行", "昨天", "什么时候都不行", "别那天", "周三没空"),
        *("my card number is 4111 1111 1111 1111", "卡号6222021234567890128"),
    ],
)
def test_what_names_no_time_for_a_visit_is_none(mind: Mind, text: str) -> None:
    assert _after(mind, "window", text) == (None, "window")


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("not tomorrow, friday morning", "friday morning"),
        ("明天不行，后天下午吧", "后天下午"),
        ("any day except monday", "any day except monday"),
        ("除了周一都行", "除了周一都行"),
        ("tomorrow if it is not raining", "tomorrow if it is not raining"),
        ("tomorrow afternoon", "tomorrow afternoon"),
    ],
)
def test_a_time_is_kept_with_what_is_excepted(mind: Mind, text: str, window: str) -> None:
    assert _after(mind, "window", text)[0] == window


@pytest.mark.parametrize("text", ["2031", "2031年", "march 2031"])
def test_nothing_was_bought_on_a_day_to_come(mind: Mind, text: str) -> None:
    assert _after(mind, "purchased", text) == (None, "purchased")


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        *(("serial", text) for text in ("do i open the back?", "does it matter", "is it important", "重要吗", "要拆后盖看吗")),
        *(("serial", text) for text in ("is it 1234", "是1234吗", "试试 1234 行不行")),
        ("purchased", "is that necessary"),
        ("window", "do i have to be here?"),
        ("window", "要我在场吗"),
    ],
)
def test_a_question_back_leaves_nothing_out_and_starts_nothing_over(mind: Mind, slot: str, text: str) -> None:
    assert _after(mind, slot, text) == (None, slot)


@pytest.mark.parametrize("text", ["dont call me", "no calls please", "别打我电话", "不要打电话给我"])
def test_who_wants_no_call_leaves_no_number_and_gets_no_person(mind: Mind, text: str) -> None:
    player = _asked(mind, "contact", "en" if text.isascii() else "zh")
    player.play({"merchant": text})
    assert player.state is not None
    assert not player.state.called
    assert player.state.slots["contact"] == "-"


@pytest.mark.parametrize("text", ["i dont need a person", "please do not get me a human", "不用转人工", "别转人工", "我不想跟人说话"])
def test_who_wants_no_person_gets_none(mind: Mind, text: str) -> None:
    player = _asked(mind, "window", "en" if text.isascii() else "zh")
    player.play({"merchant": text})
    assert player.state is not None
    assert not player.state.called


@pytest.mark.parametrize(
    "text", ["i dont want a bot, get me a person", "不要机器人，转人工", "别废话，转人工", "dont you have a person there"]
)
def test_who_wants_one_does(mind: Mind, text: str) -> None:
    player = _asked(mind, "window", "en" if text.isascii() else "zh")
    player.play({"merchant": text})
    assert player.state is not None
    assert player.state.called
