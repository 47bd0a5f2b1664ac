"""A message as long as a door lets in is heard like a story: how it begins and ends, and what must never be missed between."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.core.messages import Address, Inbound
from bot.core.state import State
from bot.core.understanding import Decision, Heard
from bot.understanding.hearing import understand
from bot.understanding.talk.condensing import condensed
from bot.understanding.text.masking import sealed
from bot.understanding.text.normalising import LONGEST, visible
from bot.understanding.text.telling import chosen

if TYPE_CHECKING:
    from bot.service.turning import Mind

AT = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)
IDLE = {
    "zh": "我们店开在老街口好多年了，平时客人不少，早上卖包子，中午卖面条，隔壁是一家理发店，老板人挺好的，孩子今年上学了，",
    "en": "We have run this little shop on the corner for years, mornings are busy, the barber next door is a nice man, my son began school, ",
}
TOLD = {
    "zh": {"power.battery_swollen": "。机器冒烟了。", "transaction.double_charge": "。同一笔扣了客人两次钱。"},
    "en": {"power.battery_swollen": ". The terminal is smoking. ", "transaction.double_charge": ". The customer was charged twice. "},
}
MOST = 4096
"""Characters that the doors let in."""


def idle(locale: str, characters: int) -> str:
    """So much talk that tells nothing, and says nothing over and over in a row."""
    chance = random.Random(characters)
    signs = "，" if locale == "zh" else ", "
    clauses = [clause for clause in IDLE[locale].split(signs) if clause]
    return signs.join(f"{chance.choice(clauses)}{number}" for number in range(characters))[:characters]


def different(characters: int, seed: int) -> str:
    """Chinese, Latin, digits and signs without any sense."""
    chance = random.Random(seed)
    kinds = ("".join(map(chr, range(0x4E00, 0x9FA5))), "etaoinshrdlucmfwygpbvk", "0123456789", ",.，。;!?、 \n")
    return "".join(chance.choice(chance.choices(kinds, (5, 6, 1, 1))[0]) for _ in range(characters))


def hear(mind: Mind, text: str, locale: str) -> Heard:
    """What is understood with nothing told before."""
    inbound = sealed(Inbound("1", Address("terminal", "c"), AT, text=text, locale=locale))
    heard = understand(inbound, State(ref="1042", locale=locale), mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    return heard


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_story_is_read_whole(mind: Mind, locale: str) -> None:
    story = idle(locale, LONGEST)

    assert condensed(story, mind.knowledge) == story


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_of_what_is_longer_the_beginning_and_the_end_are_read(mind: Mind, locale: str) -> None:
    text = visible(idle(locale, MOST))
    read = condensed(text, mind.knowledge)

    assert len(read) <= LONGEST
    assert read.startswith(text[:150])
    assert read.endswith(text[-80:].strip())


@pytest.mark.parametrize("characters", [200, 450, 560, 1500, 3900])
@pytest.mark.parametrize("share", [0.5, 1.0])
@pytest.mark.parametrize(("locale", "intent"), [(locale, intent) for locale, told in TOLD.items() for intent in told])
def test_danger_and_money_are_heard_wherever_they_stand(mind: Mind, locale: str, intent: str, share: float, characters: int) -> None:
    text = idle(locale, characters)
    at = int(share * characters)
    heard = hear(mind, f"{text[:at]}{TOLD[locale][intent]}{text[at:]}", locale)

    if intent.startswith("transaction"):
        assert (heard.decision, heard.intent) == (Decision.ACCEPT, intent)
    else:
        assert heard.danger is not None
        assert heard.danger.intent == intent


@pytest.mark.parametrize("place", [100, 2000, 3900])
def test_a_card_number_is_masked_wherever_it_stands_and_the_whole_is_kept(mind: Mind, place: int) -> None:
    text = idle("en", 4000)
    heard = hear(mind, f"{text[:place]} 4111 1111 1111 1111 {text[place:-30]}", "en")

    assert "1111" not in heard.text
    assert "‹card›" in heard.text
    assert len(heard.text) > 3900


def test_parts_of_money_are_chosen_before_others_between_the_first_and_the_last() -> None:
    pieces = [f"part {number}" for number in range(40)]
    pieces[20] = "the customer was charged twice"

    assert chosen(pieces, 8) == [*pieces[:5], pieces[20], *pieces[38:]]
    assert chosen(pieces[:8], 8) == pieces[:8]


def calls(mind: Mind, text: str, locale: str) -> int:
    """How many functions are called to understand it: work that no other work on the machine slows."""
    made = 0

    def count(_frame: object, event: str, _about: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        hear(mind, text, locale)
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_pages_take_hardly_more_work_than_a_story(mind: Mind, locale: str) -> None:
    hear(mind, different(300, 1), locale)
    story = max(calls(mind, different(LONGEST, seed), locale) for seed in (2, 3, 4))
    pages = max(calls(mind, different(MOST, seed), locale) for seed in (5, 6, 7))

    assert pages < 3 * story
