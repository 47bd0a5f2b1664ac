"""A conversation under way finishes on the version it was begun with, whatever is put in force meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from bot.core.messages import Address
from bot.core.state import Place, State
from bot.core.understanding import StaffJoined
from bot.rendering.phrases import Phrases
from bot.service.minds import IDLE, Minds, NotAtHand
from bot.service.ports import Chat
from bot.service.turning import Mind
from bot.understanding.matcher.matching import Matcher
from tests.world import KNOWLEDGE, NOW, heard

POWER = heard("power.dead")


def mind(version: str) -> Mind:
    knowledge = replace(KNOWLEDGE, version=version)
    return Mind(knowledge, cast("Matcher", None), Phrases(knowledge), "en")


def chat(state: State | None = None) -> Chat:
    return Chat(1042, Address("web", "shop"), state)


async def gone(_version: str) -> Mind | None:
    return None


def minds(version: str = "one") -> Minds:
    made = Minds(mind(version))
    made.fetch = gone
    return made


def test_what_is_begun_keeps_its_version_until_it_is_over() -> None:
    held = minds()
    begun = held.happen(chat(), POWER).state
    assert begun.knowledge == "one"
    held.take(mind("two"))
    on = held.happen(chat(begun), POWER)
    assert on.state.knowledge == "one"
    over = replace(on.state, place=None, question=None, paused=())
    assert held.happen(chat(over), POWER).state.knowledge == "two"


def test_another_merchant_is_answered_by_what_is_in_force() -> None:
    held = minds()
    held.take(mind("two"))
    assert held.happen(chat(), POWER).state.knowledge == "two"


def test_hours_and_language_are_those_of_the_house() -> None:
    held = minds()
    calendar = held.current.calendar
    held.take(replace(mind("two"), locale="zh"))
    assert held.current.calendar is calendar
    assert held.current.locale == "en"


async def test_an_older_version_is_fetched_when_it_is_met_and_let_go_when_it_is_not() -> None:
    held = minds("two")
    held.fetch = fetched
    begun = State("1042", "en", place=Place("power.dead", "light"), knowledge="one")
    with pytest.raises(NotAtHand):
        held.happen(chat(begun), StaffJoined(NOW, "li"))
    await held.bring("one")
    assert held.happen(chat(begun), StaffJoined(NOW, "li")).state.knowledge == "one"
    held.tidy(NOW)
    assert list(held.versions) == ["two", "one"]
    held.tidy(NOW + IDLE + timedelta(seconds=1))
    assert list(held.versions) == ["two"]


async def fetched(version: str) -> Mind | None:
    return mind(version)


async def test_a_version_that_nobody_has_any_more_gives_way_to_the_one_in_force() -> None:
    held = minds("two")
    await held.bring("one")
    begun = State("1042", "en", place=Place("power.dead", "light"), knowledge="one")
    assert held.happen(chat(begun), StaffJoined(NOW, "li")).state.knowledge == "two"
