"""The written conversations, said the way each channel says them: the same tickets, the same end everywhere.

A sample runs always; ``POSBOT_DIALOGS=all`` plays all of them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.channels.wechat.bubbles import Fit, bubbles
from bot.core.messages import Media
from bot.knowledge.dialogs import read_dialog
from bot.service import buttons
from bot.service.playing import ADDRESS, Player
from bot.service.ports import EntryKind, Kept, Logged
from bot.service.turning import Mind, outbound
from tests.unit.wechat.test_bubbles import WORDS

FOLDER = Path(__file__).parents[2] / "dialogs"
EVERY = 1 if os.environ.get("POSBOT_DIALOGS") == "all" else 24
SAMPLE = sorted(FOLDER.glob("*.yaml"))[::EVERY]
NUMBERED = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)


@dataclass
class Shown(Player):
    """Remembers the last question as the log has it."""

    question: Logged | None = None
    pressed: int = 0
    translated: int = 0

    def keep(self, kept: Kept) -> None:
        super().keep(kept)
        for entry in kept.entries:
            if entry.kind is EntryKind.BOT:
                self.question = Logged(7, entry.kind, entry.at, entry.body)

    def say(self, text: str = "", choice: str | None = None, media: tuple[Media, ...] = ()) -> None:
        said = self.instead(choice) if choice else None
        self.pressed += bool(choice)
        self.translated += said is not None
        words, key = said or (text, choice)
        super().say(words, key, media)

    def instead(self, choice: str) -> tuple[str, str | None] | None:
        """What the merchant does on this channel: words and a key; None where the button is not the last question's."""
        raise NotImplementedError

    def place(self, choice: str) -> int | None:
        choices = self.question.body.get("choices") if self.question else None
        keys = [one["key"] for one in choices if isinstance(one, dict)] if isinstance(choices, list) else []
        return keys.index(choice) if choice in keys else None


class Web(Shown):
    """The page and the terminal hand the key back."""

    def instead(self, choice: str) -> tuple[str, str | None] | None:
        return "", choice


class Telegram(Shown):
    """A button's own key, looked up in the log."""

    def instead(self, choice: str) -> tuple[str, str | None] | None:
        place = self.place(choice)
        if place is None or self.question is None:
            return None
        found = buttons.meaning(buttons.key("1042-7", place), [self.question])
        return ("", found.key) if found else None


class Account(Shown):
    """The number that stands before the label in the bubble is typed."""

    def instead(self, choice: str) -> tuple[str, str | None] | None:
        place = self.place(choice)
        if place is None or self.question is None:
            return None
        [bubble, *_] = bubbles(outbound(1042, 7, ADDRESS, self.question.body), WORDS, Fit())
        number, label = NUMBERED.findall(bubble.text)[-len(self.choices()) :][place]
        assert label == self.choices()[place]
        return number, None

    def choices(self) -> list[str]:
        found: Any = self.question.body["choices"] if self.question else []
        return [one["label"] for one in found]


class Service(Shown):
    """The menu's item is tapped; where there is no menu, the number is typed."""

    def instead(self, choice: str) -> tuple[str, str | None] | None:
        place = self.place(choice)
        if place is None or self.question is None:
            return None
        [bubble, *_] = bubbles(outbound(1042, 7, ADDRESS, self.question.body), WORDS, Fit(menu=True))
        if bubble.kind != "menu":
            return str(place + 1), None
        found = buttons.meaning(bubble.items[place][0], [self.question])
        return ("", found.key) if found else None


CHANNELS: Mapping[str, type[Shown]] = {"web": Web, "telegram": Telegram, "account": Account, "service": Service}


def played(kind: type[Shown], mind: Mind, path: Path) -> tuple[dict[str, Any], Shown]:
    """Tickets and end."""
    dialog = read_dialog(path)
    player = kind(mind, dialog.locale)
    for turn in dialog.turns:
        player.play(turn)
    state = player.state
    assert state
    tickets = [(ticket.kind, ticket.intent, ticket.status, dict(ticket.facts), ticket.attempts) for ticket in state.tickets]
    return {"tickets": tickets, "place": state.place, "mode": state.mode, "slots": dict(state.slots)}, player


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_every_channel_leads_to_the_same_tickets_and_end(path: Path, mind: Mind) -> None:
    expected, _ = played(Web, mind, path)
    for kind in CHANNELS.values():
        found, player = played(kind, mind, path)
        assert found == expected, kind.__name__
        assert player.translated >= player.pressed - 1  # a dialog may press an old button once; WeChat's numbers have none
