"""What the desk calls the flows."""

from __future__ import annotations

from datetime import date

import pytest

from bot.knowledge.loading import Loaded
from bot.service.desk.naming import Names
from bot.service.insight.flows import Stepping, flow_page
from bot.service.insight.numbers import Choices, asked_of


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_flow_has_a_name_in_words(locale: str, shipped: Loaded) -> None:
    names = Names(lambda: shipped.knowledge)
    called = {flow: names.trouble(locale, flow) for flow in shipped.knowledge.flows}
    assert [flow for flow, name in called.items() if name == flow.rpartition(".")[2].replace("_", " ")] == []


def test_every_way_on_from_a_step_has_a_name_in_words(shipped: Loaded) -> None:
    knowledge = shipped.knowledge
    for flow in knowledge.flows.values():
        ways = {step.id: [*step.branches, *(option.key for option in step.options)] for step in flow.steps.values()}
        counted = {step: Stepping(1, dict.fromkeys(keys, (1, 1))) for step, keys in ways.items()}
        page = flow_page(knowledge, flow, asked_of({}, date(2026, 11, 27)), counted, "zh", Choices())
        labels = [(flow.id, step, way) for step, keys in ways.items() for way in keys if way in dict(page.steps[step].answers)]
        assert labels == []
