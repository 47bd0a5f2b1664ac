"""A store of every back end, fresh for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.service.ports import Store
from tests.contract.building import BACK_ENDS
from tests.postgres import server


@pytest.fixture(params=sorted(BACK_ENDS))
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """The store under test."""
    opened = BACK_ENDS[request.param](tmp_path)
    yield opened
    await opened.close()
    if request.param == "postgres":
        server().give_back(tmp_path)
