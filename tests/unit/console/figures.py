"""Figures on the stage, for the looks of the pages of insight."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.console.insight import Insight
from bot.service.insight.counting import Span
from bot.service.insight.numbers import DAY, Asked, Choices, Counted, Numbers, Ranked, Reminded
from bot.service.insight.spans import bucket_of
from tests.unit.console.stage import NOON

ZONE = ZoneInfo("Asia/Shanghai")
COUNTS = {"begun": 20, "solved": 9, "not_solved": 2, "silent": 4, "person": 5, "again": 1, "rated_solved": 3, "rated_not_yet": 1}


class Figures:
    """A ledger of which every day is the same."""

    async def counted(self, asked: Asked) -> Counted:
        days = [asked.before + number * DAY for number in range(2 * asked.days)]
        troubles = ("hardware.printer_blank", "network.wifi", "transaction.response_code")
        return Counted(
            by_day={day: {**COUNTS, "solved": 9 - day.day % 4} for day in days},
            troubles=[Ranked(name, {**COUNTS, "begun": 80 // (rank + 1)}) for rank, name in enumerate(troubles)],
            terminals=[Ranked(troubles[0], COUNTS, "PAX A920", "3.1.4"), Ranked(troubles[1], COUNTS, "PAX S90")],
            spans={day: {Span.RESPONSE: {bucket_of(100 + day.day): 5}, Span.SOLVED: {bucket_of(400): 9}} for day in days},
            reminded=Reminded(40, 31, 5, 2),
            choices=Choices(("telegram", "web"), ("en", "zh"), ("PAX A920", "PAX S90"), ("main",)),
        )


def figures() -> Insight:
    """All of it."""
    return Insight(Numbers(Figures(), ZONE, lambda: NOON))
