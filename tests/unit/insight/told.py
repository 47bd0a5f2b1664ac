"""A chat's log, told in short words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.service.insight.following import follow
from bot.service.insight.talks import Chronicle, Talk
from bot.service.ports import EntryKind, Logged

NINE = datetime(2026, 11, 2, 1, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
TRY = ("solved", "not_fixed", "cannot")


class Told:
    """Says line after line; each a minute after the one before, unless time passes."""

    def __init__(self) -> None:
        self.at = NINE
        self.lines: list[Logged] = []
        self.turn = 0
        self.offers: tuple[str, ...] = ()

    def _line(self, kind: EntryKind, **body: Any) -> Told:
        self.at += timedelta(minutes=1)
        self.lines.append(Logged(len(self.lines) + 1, kind, self.at, body))
        return self

    def later(self, **gone: int) -> Told:
        self.at += timedelta(**gone)
        return self

    def writes(self, intent: str = "", **heard: Any) -> Told:
        return self._line(EntryKind.MERCHANT, text="…", choice=None, heard={"decision": "accept", "intent": intent, **heard})

    def presses(self, name: str, turn: int | None = None) -> Told:
        asked = self.turn if turn is None else turn
        return self._line(EntryKind.MERCHANT, text="", choice=f"{asked}.{name}", heard={"decision": "chose", "intent": None})

    def asks(self, flow: str, step: str, *offers: str, trouble: str = "", **more: Any) -> Told:
        self.turn += 1
        choices = [{"key": f"{self.turn}.{name}", "label": name} for name in offers or TRY]
        took = {name: {"value": value, "from": "words"} for name, value in more.items()}
        why = {"flow": flow, "step": step, "trouble": trouble or flow, "rule": "offer", "knowledge": "1", "took": took}
        return self._line(EntryKind.BOT, text="…", choices=choices, turn=self.turn, locale="zh", why=why)

    def says(self, trouble: str = "", **more: Any) -> Told:
        why = {"flow": None, "step": None, "trouble": trouble or None, "rule": "act", "knowledge": "1"}
        return self._line(EntryKind.BOT, text="…", choices=[], turn=self.turn + 1, locale="zh", why=why, **more)

    def did(self, did: str, **facts: Any) -> Told:
        return self._line(EntryKind.SYSTEM, did=did, **facts)

    def staff(self) -> Told:
        return self._line(EntryKind.STAFF, who="li", by="li", text="…")

    @property
    def chronicle(self) -> Chronicle:
        found = Chronicle()
        for line in self.lines:
            found = follow(found, line)
        return found

    @property
    def talks(self) -> list[Talk]:
        """All of them, in order."""
        return list(self.chronicle.talks())

    @property
    def outcomes(self) -> list[str]:
        return [talk.outcome.value for talk in self.talks]
