"""Every written conversation in tests/dialogs is played against the knowledge that ships."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.dialogs import read_dialog
from bot.service.playing import play

if TYPE_CHECKING:
    from bot.service.turning import Mind

FOLDER = Path(__file__).parents[1] / "dialogs"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_written_conversation_goes_as_written(path: Path, mind: Mind) -> None:
    dialog = read_dialog(path)
    assert play(mind, dialog.locale, dialog.turns) == []
