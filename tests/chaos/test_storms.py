"""What must hold whatever breaks: small storms. The full ones are run by `python -m tests.chaos.running`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.desk import STAGES
from tests.chaos.running import Storm, on_postgres, on_sqlite

pytestmark = pytest.mark.slow


def is_fine(found: Storm) -> None:
    """Nothing wrong, although enough was done to break it."""
    assert found.problems == []
    assert set(found.kills) == set(STAGES)
    assert found.acknowledged > found.updates, "some updates came more than once"


async def test_three_desks_killed_again_and_again_over_postgresql_lose_and_repeat_nothing(tmp_path: Path) -> None:
    is_fine(await on_postgres(tmp_path, 3, 150, 30, 0.02))


async def test_the_one_desk_over_the_embedded_database_killed_again_and_again_loses_and_repeats_nothing(tmp_path: Path) -> None:
    is_fine(await on_sqlite(tmp_path, 100, 20, 0.02))
