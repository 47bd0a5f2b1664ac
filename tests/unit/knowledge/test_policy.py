"""What the policy that comes along decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.cases.life import priority
from bot.core.state import State

if TYPE_CHECKING:
    from bot.service.turning import Mind


@pytest.mark.parametrize("link", ["connection_failed", "wifi", "ethernet", "sim", "router"])
def test_the_only_terminal_that_is_offline_goes_ahead_by_whichever_link_it_was(link: str, mind: Mind) -> None:
    alone = State(ref="1001", trouble=f"network.{link}")
    assert priority(mind.knowledge, alone) == 1
    assert priority(mind.knowledge, alone.but(terminals=({"serial": "A"}, {"serial": "B"}))) == 0
