"""Figures on the stage, for the looks of the pages of insight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import cast
from zoneinfo import ZoneInfo

from bot.console.insight import Insight
from bot.core.knowledge import Risk
from bot.core.lookups import Reviewed
from bot.rendering.documents import Documents
from bot.service.desk.naming import Names
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Staff
from bot.service.insight.alarm import Key
from bot.service.insight.counting import Span
from bot.service.insight.flows import FlowNumbers, FlowPage, Listed, Stepping, flow_page
from bot.service.insight.incidents import Incident, Incidents, Status
from bot.service.insight.numbers import DAY, Asked, Choices, Counted, Numbers, Ranked, Reminded
from bot.service.insight.reasons import Carried, Entry, Reasons, TakenFact, Weighed, Why
from bot.service.insight.spans import bucket_of
from bot.service.insight.weekly import Weekly
from bot.service.press import Press
from tests.unit.console.stage import NOON, ROOT, ago
from tests.world import KNOWLEDGE

ZONE = ZoneInfo("Asia/Shanghai")
COUNTS = {"begun": 20, "solved": 9, "not_solved": 2, "silent": 4, "person": 5, "again": 1, "rated_solved": 3, "rated_not_yet": 1}


class Figures:
    """A ledger of which every day is the same, but that nobody writes in spring."""

    async def counted(self, asked: Asked) -> Counted:
        days = [day for day in (asked.before + number * DAY for number in range(2 * asked.days)) if day.month not in {3, 4, 5}]
        troubles = ("hardware.printer_blank", "network.wifi", "transaction.response_code")
        return Counted(
            by_day={day: {**COUNTS, "solved": 9 - day.day % 4} for day in days},
            troubles=[Ranked(name, {**COUNTS, "begun": 80 // (rank + 1)}) for rank, name in enumerate(troubles)],
            terminals=[Ranked(troubles[0], COUNTS, "PAX A920", "3.1.4"), Ranked(troubles[1], COUNTS, "PAX S90")],
            spans={day: {Span.RESPONSE: {bucket_of(100 + day.day): 5}, Span.SOLVED: {bucket_of(400): 9}} for day in days},
            reminded=Reminded(40, 31, 5, 2),
            choices=CHOICES,
        )


class Told:
    """Reasons that are the same for every answer there is."""

    async def why(self, me: Staff, number: int, seq: int) -> Why:
        if seq != 4:
            raise NotThere(str(seq))
        carried = (Carried("word", "还是"), Carried("meaning", "不行"), Carried("sound", "hai shi"), Carried("letters", "不"))
        reviewed = Reviewed("domain 3.2", "maintainers", "2026-11-23", "2027-11-23")
        return Why(
            seq=seq,
            at=ago(5),
            text="照片里纸卷方向正确。请按住“走纸”键开机，打印一张自检页。",
            rule="offer",
            said="还是不行",
            pressed=False,
            normal="还是不行",
            pieces=(("还是", True), ("不行", False)),
            decision="accept",
            act="not_fixed",
            offer="没有解决",
            masked=1,
            candidates=(
                Weighed("conversation.not_fixed", "没有解决", 0.97, "还是不行", carried),
                Weighed("hardware.touch", "触摸屏点不动", 0.02, "", ()),
            ),
            facts=(TakenFact("型号", "P20", "words", "P20"), TakenFact("范围", "", "flow")),
            entry=Entry("hardware.printer_blank", "打印机不出纸", "self_test", Risk.SAFE, reviewed),
            trouble="打印机不出纸",
            version="a73047b2f244537d",
            is_current=False,
        )


FIRST = Incident(1, Key("acquirer", "lakala"), ago(40), timedelta(hours=2), 7, 0.42, 3e-7, chats=(1041, 1042, 1043), latest=ago(2))
WORDS = {"zh": "收单机构线路故障", "en": "A fault on the acquirer's lines"}


class Seen:
    """Three incidents, and what was decided about them."""

    open = (FIRST, replace(FIRST, id=2, status=Status.CONFIRMED))

    def __init__(self) -> None:
        self.decided: list[tuple[object, ...]] = []

    async def every(self, me: Staff) -> list[Incident]:
        """One of each kind."""
        known = replace(FIRST, id=2, key=Key("model", "PAX A920", "hardware.printer_blank"), status=Status.CONFIRMED, words=WORDS, told=3)
        over = replace(known, id=3, key=Key("ring", "neighbours"), status=Status.OVER, told_over=3, who="wangmin", changed=ago(90))
        return [FIRST, known, over]

    async def _decide(self, *what: object) -> Outcome:
        if what[1] not in {1, 2, 3}:
            raise NotThere(str(what[1]))
        self.decided.append(what)
        return Done() if what[0] != "confirm" or all(dict(cast("Mapping[str, str]", what[2])).values()) else Refused("notice_when", "zh")

    async def confirm(self, me: Staff, incident: int, words: Mapping[str, str]) -> Outcome:
        return await self._decide("confirm", incident, words)

    async def dismiss(self, me: Staff, incident: int) -> Outcome:
        return await self._decide("dismiss", incident)

    async def end(self, me: Staff, incident: int) -> Outcome:
        return await self._decide("end", incident)


CHOICES = Choices(("telegram", "web"), ("en", "zh"), ("PAX A920", "PAX S90"), ("main",))


class Walked:
    """The printer of the made-up knowledge, tried some hundred times."""

    def asked(self) -> Asked:
        """A month."""
        return Asked(NOON.date() - 29 * DAY, NOON.date())

    async def every(self, me: Staff, given: Mapping[str, str]) -> list[Listed]:
        return [Listed("printer.blank", "打印机不出纸", 120, 30, 40), Listed("power.dead", "开不了机", 0, 0, 0)]

    async def flow(self, me: Staff, flow: str, given: Mapping[str, str]) -> FlowPage:
        if flow not in KNOWLEDGE.flows:
            raise NotThere(flow)
        roll = Stepping(200, {"solved": (20, 2_000), "not_fixed": (170, 90_000)}, 10, 0)
        head = Stepping(170, {"solved": (100, 6_000), "not_fixed": (50, 3_000)}, 20, 40)
        return flow_page(KNOWLEDGE, KNOWLEDGE.flows[flow], self.asked(), {"roll": roll, "head": head}, "en", CHOICES)


def figures() -> Insight:
    """All of it."""
    flows = cast("FlowNumbers", Walked())
    numbers = Numbers(Figures(), ZONE, lambda: NOON)
    weekly = Weekly(numbers, Names(lambda: KNOWLEDGE), Press(Documents(ROOT / "templates")))
    return Insight(numbers, cast("Reasons", Told()), cast("Incidents", Seen()), flows, weekly)
