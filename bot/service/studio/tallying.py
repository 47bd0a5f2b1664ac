"""What a replay found in all its conversations, gathered as they come. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from bot.service.studio.replaying import Compared

KEPT = 200
"""Conversations, problems and dialogs of a result that are kept to be looked at."""


class Tally:
    """What was found in the conversations so far."""

    def __init__(self) -> None:
        """None yet."""
        self.count = self.turns = self.left_out = 0
        self.kinds: Counter[str] = Counter()
        self.ends: Counter[tuple[str, str]] = Counter()
        self.won = self.lost = 0
        self.different: list[Compared] = []

    def add(self, done: Any) -> None:
        """These finished."""
        for future in done or ():
            for one in future.result():
                self.one(one)

    def one(self, compared: Compared) -> None:
        """One conversation."""
        self.count += 1
        self.turns += compared.turns
        if compared.is_same:
            return
        self.kinds[compared.differences[0].kind] += 1
        self.won, self.lost = self.won + compared.won, self.lost + compared.lost
        if compared.ends[0] != compared.ends[1]:
            self.ends[compared.ends] += 1
        self.different.append(compared)

    def as_json(self) -> dict[str, Any]:
        """For the record: the conversations that differ most first."""
        shown = sorted(self.different, key=lambda one: (-len(one.differences), one.number))[:KEPT]
        return {
            "conversations": self.count,
            "turns": self.turns,
            "left_out": self.left_out,
            "differ": len(self.different),
            "kinds": dict(self.kinds),
            "ends": [[*pair, count] for pair, count in self.ends.most_common()],
            "won": self.won,
            "lost": self.lost,
            "found": [asdict(one) for one in shown],
        }
