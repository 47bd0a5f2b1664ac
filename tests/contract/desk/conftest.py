"""A desk over every back end that has tables, with a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.building import BACK_ENDS
from tests.contract.desk.room import Room
from tests.postgres import server


@pytest.fixture(params=sorted(BACK_ENDS.keys() - {"memory"}))
async def room(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Room]:
    """The desk with Li and Wang, who answer, Zhao, who leads, and Qian, who only looks."""
    opened = Room(BACK_ENDS[request.param](tmp_path))
    await opened.people()
    yield opened
    await opened.store.close()
    if request.param == "postgres":
        server().give_back(tmp_path)
