"""Made-up talks along the real flows, as lines of a log: how often which trouble, what merchants answer, when they go.

Every figure in it is invented; it is there so that there is something to count. The same seed makes the same talks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from bot.core.knowledge import ENDS, PERSON, SOLVED, Kind, Knowledge, Step
from bot.core.state import Place
from bot.store.times import micros

MODELS = ("PAX A920", "PAX A920", "PAX A920", "PAX S90", "Verifone X990", "Ingenico DX8000", "Newland N910", "")
FIRMWARES = ("3.1.0", "3.1.4", "3.2.0")
CHANNELS = ("web", "web", "telegram", "wx_oa")
SUPPLIERS = ("main", "main", "branch")
FIXES = {"solved": 0.34, "not_fixed": 0.5, "cannot": 0.06}
GOES = 0.1
"""How often somebody goes without a word at a step."""


@dataclass
class Line:
    """A line of the log."""

    number: int
    seq: int
    kind: str
    at: datetime
    body: dict[str, Any]

    def row(self) -> dict[str, Any]:
        """As the table has it."""
        body = json.dumps(self.body, ensure_ascii=False, separators=(",", ":"))
        return {"number": self.number, "seq": self.seq, "kind": self.kind, "at": micros(self.at), "body": body, "status": "sent"}


class Shop:
    """A merchant's chat."""

    def __init__(self, number: int, chance: Random, knowledge: Knowledge) -> None:
        self.number = number
        self.chance = chance
        self.knowledge = knowledge
        self.channel = chance.choice(CHANNELS)
        self.locale = chance.choice(("zh", "zh", "zh", "en"))
        self.took = {"model": chance.choice(MODELS), "firmware": chance.choice(FIRMWARES), "supplier": chance.choice(SUPPLIERS)}
        self.seq = self.turn = 0
        self.at = datetime.now(UTC)

    def _line(self, kind: str, **body: Any) -> Line:
        self.seq += 1
        self.at += timedelta(seconds=self.chance.randrange(2, 40))
        return Line(self.number, self.seq, kind, self.at, body)

    def _writes(self, intent: str, choice: str | None = None) -> Line:
        candidates = [{"intent": intent, "score": 0.9, "phrase": "开不了机", "why": "≈ 开机"}] * 3
        heard = {"decision": "chose" if choice else "accept", "intent": None if choice else intent, "candidates": candidates}
        return self._line("merchant", text="开不了机，充了一个晚上也没反应", choice=choice, heard={**heard, "normal": "开不了机"})

    def _asks(self, place: Place, step: Step, trouble: str) -> Line:
        self.turn += 1
        choices = [{"key": f"{self.turn}.{option.key}", "label": option.key} for option in step.options]
        took = {name: {"value": value, "from": "passport"} for name, value in self.took.items() if value} if self.turn == 1 else {}
        why = {"flow": place.flow, "step": place.step, "trouble": trouble, "rule": "offer", "knowledge": "a73047b2f244537d", "took": took}
        return self._line("bot", text="请换一个插座再试一次。" * 2, choices=choices, turn=self.turn, locale=self.locale, why=why)

    def talk(self, began: datetime, trouble: str) -> Iterator[Line]:
        """One matter from the first word to its end."""
        self.at = began
        yield self._writes(trouble)
        place: Place | None = Place(trouble, self.knowledge.flows[trouble].start)
        for _ in range(14):
            step = self.knowledge.step(place.flow, place.step) if place else None
            if place is None or step is None:
                return
            if not step.options:
                place = self._on(place, step, step.next or step.otherwise)
                if place is None:
                    yield from self._person()
                    return
                continue
            yield self._asks(place, step, trouble)
            if self.chance.random() < GOES:
                return
            answer = self._answer(step)
            self.at += timedelta(seconds=self.chance.randrange(20, 400) if step.kind is Kind.TRY else 8)
            yield self._writes("", f"{self.turn}.{answer}")
            option = step.option(answer)
            target = option.to if option else PERSON
            if target == SOLVED:
                yield self._line("system", did="resolved", intent=trouble, remedy=step.remedy)
                return
            place = self._on(place, step, target)
            if place is None:
                yield from self._person()
                return

    def _answer(self, step: Step) -> str:
        """What is tried later helps a little more often, so that there is an order to be found."""
        if step.kind is not Kind.TRY:
            return self.chance.choice(step.options).key
        known = [option.key for option in step.options if option.key in FIXES] or [step.options[0].key]
        weights = [FIXES.get(key, 0.1) * (1 + (len(step.id) % 4) * 0.5 * (key == "solved")) for key in known]
        return self.chance.choices(known, weights)[0]

    def _on(self, place: Place, step: Step, target: str) -> Place | None:  # noqa: ARG002 -- as a way is followed
        if target in ENDS or not target:
            return None
        if target in self.knowledge.flows:
            return Place(target, self.knowledge.flows[target].start)
        return Place(place.flow, target)

    def _person(self) -> Iterator[Line]:
        yield self._line("system", did="staff_called", reason="flow")
        self.at += timedelta(seconds=self.chance.lognormvariate(4.8, 0.8))
        yield self._line("system", did="staff_joined", who="Li", by="li")
        yield self._line("staff", who="Li", by="li", text="您好，我来看看。", media=[])
        if self.chance.random() < 0.8:
            self.at += timedelta(minutes=self.chance.randrange(3, 90))
            yield self._line("system", did="staff_closed", who="Li", by="li")
            if self.chance.random() < 0.4:
                yield self._line("system", did="rated", rating=self.chance.choice(("solved", "solved", "solved", "not_yet")), word="")


def shops(knowledge: Knowledge, messages: int, days: int, until: datetime, seed: int = 7) -> Iterator[tuple[Shop, list[Line]]]:
    """So many merchants that there are as many lines of merchants, bot and staff, spread over the days."""
    chance = Random(seed)
    troubles = [name for name, intent in knowledge.intents.items() if intent.trouble and name in knowledge.flows]
    weights = [1 / (rank + 1) for rank in range(len(troubles))]
    number = 1_000
    while messages > 0:
        number += 1
        shop = Shop(number, chance, knowledge)
        lines: list[Line] = []
        at = until - timedelta(days=days * chance.random())
        for _ in range(chance.choice((1, 1, 2, 3))):
            lines += shop.talk(at, chance.choices(troubles, weights)[0])
            at = shop.at + timedelta(days=chance.choice((0.2, 2, 5, 11)))
            if at > until:
                break
        messages -= sum(line.kind != "system" for line in lines)
        yield shop, lines
