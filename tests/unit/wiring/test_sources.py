"""Which folders are meant by the one that is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.wiring.mind import Sources


@pytest.mark.parametrize("named", [".", "knowledge"])
def test_a_knowledge_folder_is_named_itself_or_by_the_folder_around_it(named: str, tmp_path: Path) -> None:
    for name in ("knowledge", "templates"):
        (tmp_path / name).mkdir()
    assert Sources(tmp_path / named).folders == (tmp_path / "knowledge", tmp_path / "templates")


def test_without_templates_beside_it_a_folder_has_none(tmp_path: Path) -> None:
    assert Sources(tmp_path).folders == (tmp_path, None)
