"""A store of every back end, fresh for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.service.ports import Store
from tests.contract.building import BACK_ENDS
from tests.postgres import server


async def _opened(kind: str, folder: Path) -> AsyncIterator[Store]:
    store = BACK_ENDS[kind](folder)
    yield store
    await store.close()
    if kind == "postgres":
        server().give_back(folder)


@pytest.fixture(params=sorted(BACK_ENDS))
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """The store under test."""
    async for opened in _opened(request.param, tmp_path):
        yield opened


@pytest.fixture(params=sorted(BACK_ENDS.keys() - {"memory"}))
async def stored(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """The store under test, of those that have tables."""
    async for opened in _opened(request.param, tmp_path):
        yield opened
