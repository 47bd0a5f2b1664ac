"""The card shows what was tried for the troubles at hand, and what was told, not what the machine notes for itself."""

from __future__ import annotations

from dataclasses import replace

from bot.core.messages import Address
from bot.core.state import Attempt, State
from bot.service.desk.casing import Reader, case_of
from bot.service.desk.naming import Names
from bot.service.desk.papers import Case
from bot.service.ports import Chat
from bot.service.turning import Mind
from tests.world import NOW


def card(mind: Mind, state: State) -> Case:
    reader = Reader(Names(lambda: mind.knowledge), "en", NOW.date())
    return case_of(mind, Chat(1, Address("web", "1"), state, 3), "human", reader, NOW)


def tried(mind: Mind, state: State) -> list[str]:
    return [one.remedy for one in card(mind, state).tried]


def test_words_that_name_remedies_of_other_troubles_are_not_shown_as_tried(mind: Mind) -> None:
    flows = mind.knowledge.flows
    own = min(flows["hardware.scanner"].remedies)
    other = min(flows["hardware.keypad"].remedies - flows["hardware.scanner"].remedies)
    state = State("1", trouble="hardware.scanner", attempts=(Attempt(own, "not_fixed"), Attempt(other, "not_fixed")))
    assert tried(mind, state) == [own]
    assert tried(mind, replace(state, noted=("hardware.keypad",))) == [own, other]


def test_keys_that_read_like_no_button_are_not_shown_as_facts(mind: Mind) -> None:
    told = {"power_light": "off", "wish": "remind"}
    assert [fact.slot for fact in card(mind, State("1", trouble="power.no_power", slots=told)).facts] == ["power_light"]


def test_what_a_reminder_is_told_of_is_no_fact_of_the_trouble(mind: Mind) -> None:
    told = {
        "power_light": "off",
        "reminder_of": "clean the printer",
        "remind_at": "2026-11-30",
        "plan_task": "printer",
        "reminder": "once.1",
    }
    assert [fact.slot for fact in card(mind, State("1", trouble="power.no_power", slots=told)).facts] == ["power_light"]
