"""What the desk calls the flows."""

from __future__ import annotations

import pytest

from bot.knowledge.loading import Loaded
from bot.service.desk.naming import Names


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_flow_has_a_name_in_words(locale: str, shipped: Loaded) -> None:
    names = Names(lambda: shipped.knowledge)
    called = {flow: names.trouble(locale, flow) for flow in shipped.knowledge.flows}
    assert [flow for flow, name in called.items() if name == flow.rpartition(".")[2].replace("_", " ")] == []
