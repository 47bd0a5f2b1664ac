"""Every trouble has, in each language, a written conversation that ends solved and one that ends at the supplier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.dialogs import read_dialogs
from bot.service.playing import Player

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.service.turning import Mind

FOLDER = Path(__file__).parents[1] / "dialogs"
SUPPLIER, HANDED = "repair.visit", {"ticket_opened", "staff_called"}


def _ends(mind: Mind) -> Iterator[tuple[str, str, str]]:
    """What the written conversations come to: (locale, trouble, solved or supplier); first those that are named after a trouble."""
    for dialog in sorted(read_dialogs(FOLDER), key=lambda one: "." not in one.path.stem):
        player = Player(mind, dialog.locale)
        for turn in dialog.turns:
            player.play(turn)
            state = player.state
            if state is None:
                continue
            if "resolved" in player.deeds:
                yield dialog.locale, state.trouble, "solved"
            if HANDED.intersection(player.deeds) or (state.place and state.place.flow == SUPPLIER):
                yield dialog.locale, state.trouble, "supplier"


def test_every_trouble_is_played_to_both_of_its_ends(mind: Mind) -> None:
    """What is dangerous is never solved by a merchant."""
    troubles = [one.id for one in mind.knowledge.intents.values() if one.trouble and one.id in mind.knowledge.flows]
    wanted = {(locale, trouble, "supplier") for trouble in troubles for locale in ("en", "zh")}
    wanted |= {(locale, trouble, "solved") for locale, trouble, _ in wanted if not mind.knowledge.is_safety(trouble)}
    for found in _ends(mind):
        wanted.discard(found)
        if not wanted:
            break
    assert not wanted
