"""A yes ends a question of money only where that is all it says, and what speaks against it is a no."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.messages import Address, Inbound
from bot.core.state import Move, Offer, Place, Question, State
from bot.core.understanding import Heard
from bot.service.turning import Mind
from bot.understanding.hearing import understand

ENDS = """
en|yes thats it
en|yes ok makes sense, ill wait
en|yes i'll wait till monday thanks
zh|对 那我等等
zh|嗯 明白了
"""
GOES_ON = """
en|yes it ran every night
en|yes i know that but its tuesday
en|right, so when
en|yes my other shop got paid
zh|是的每天都结算的
zh|对啊 可今天都周二了
zh|嗯 那别家的怎么都到了
"""
AGAINST = """
en|we are normally paid next day
en|its tuesday already
en|other shops got theirs
zh|平时都是第二天到
zh|别家都到了
zh|都周二了
"""
NOT_AGAINST = """
en|is it always like that?
en|hang on
en|my wifi is down too
zh|每天都这样吗
zh|等下
"""


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in text.strip().splitlines()]


def _heard(mind: Mind, locale: str, said: str) -> Heard:
    offers = tuple(Offer(key, f"settlement.delay.clear.{key}", Move.ANSWER, key) for key in ("yes", "no"))
    place = Place("settlement.delay", "clear")
    state = State(ref="1", locale=locale, turn=3, trouble="settlement.delay", place=place, question=Question(3, offers))
    sent = Inbound("1", Address("terminal", "1"), datetime(2026, 11, 28, 9, tzinfo=UTC), text=said)
    heard = understand(sent, state, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    return heard


def _consents(mind: Mind, locale: str, said: str) -> bool:
    heard = _heard(mind, locale, said)
    return heard.offer == "yes" or heard.act in {"yes", "agreed", "acknowledged"}


@pytest.mark.parametrize(("locale", "said"), _rows(ENDS))
def test_consent_alone_ends_it(mind: Mind, locale: str, said: str) -> None:
    assert _consents(mind, locale, said)


@pytest.mark.parametrize(("locale", "said"), _rows(GOES_ON))
def test_a_yes_that_says_something_else_ends_nothing(mind: Mind, locale: str, said: str) -> None:
    assert not _consents(mind, locale, said)


@pytest.mark.parametrize(("locale", "said"), _rows(AGAINST))
def test_what_speaks_against_an_explanation_is_a_no(mind: Mind, locale: str, said: str) -> None:
    assert _heard(mind, locale, said).offer == "no"


@pytest.mark.parametrize(("locale", "said"), _rows(NOT_AGAINST))
def test_what_asks_or_tells_of_something_else_is_none(mind: Mind, locale: str, said: str) -> None:
    assert _heard(mind, locale, said).offer != "no"
