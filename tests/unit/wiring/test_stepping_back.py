"""Who takes what messengers push comes first; whoever shares its machine steps back where that is set."""

from __future__ import annotations

import os

import pytest

from bot.cli.run import step_back
from bot.wiring.parts import APART, PARTS


@pytest.mark.parametrize(("nice", "roles", "stepped"), [(15, tuple(PARTS), [15]), (15, ("webhooks",), []), (0, ("worker",), [])])
def test_a_process_without_the_role_steps_back_where_that_is_set(
    nice: int, roles: tuple[str, ...], stepped: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []
    monkeypatch.setattr(os, "nice", found.append)
    step_back(nice, roles)
    assert found == stepped
    assert "webhooks" in APART
