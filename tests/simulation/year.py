"""A year of many merchants in seconds: the clock jumps from alarm to alarm, and what each is told is held against the table.

python -m tests.simulation.year [--merchants 1000] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.core.actions import Action, OpenTicket, Say, SetReminder
from bot.core.knowledge import Knowledge
from bot.core.machine import step
from bot.core.reminders import making, reminding
from bot.core.state import State
from bot.core.understanding import Chose, Elapsed
from bot.core.upkeep.calendar import is_free, later, local
from bot.core.upkeep.plan import Duty, Plan, Terminal
from bot.knowledge.loading import load_or_raise
from bot.wiring.places import cache_folder

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
END = START + timedelta(days=365)
ZONES = ("Asia/Shanghai", "Europe/London", "America/New_York", "Australia/Sydney")
ANSWERS = ("done",) * 7 + ("later", "nothing", "nothing")
LATE = timedelta(days=1)
"""A reminder may wait so long for the quiet and the busy hours to pass."""


@dataclass
class Merchant:
    """One shop. ``expected``: what is to be told, and on which day, by our own reckoning; ``down``: the days on which
    nothing rings, because posbot is away.
    """

    state: State
    down: tuple[datetime, datetime]
    expected: dict[str, date] = field(default_factory=dict)
    misses: dict[str, int] = field(default_factory=dict)
    told: int = 0
    tickets: int = 0
    messages: int = 0

    @property
    def plan(self) -> Plan:
        assert self.state.plan is not None
        return self.state.plan


def opened(knowledge: Knowledge, number: int, chance: random.Random) -> Merchant:
    """A shop with a plan."""
    usage, place = chance.choice(("light", "middle", "heavy", "idle")), chance.choice(("clean", "dusty", "greasy", "cold", "outdoor"))
    rush = chance.choice((*knowledge.upkeep.rush, ""))
    terminals = tuple(Terminal(str(key)) for key in range(1, chance.choice((2, 2, 3))))
    plan = Plan(START.date(), usage, place, rush, terminals, zone=chance.choice(ZONES))
    plan = making.made(knowledge, plan, reminding.today(knowledge, plan, START))
    away = START + timedelta(days=chance.randint(10, 300))
    merchant = Merchant(State(ref=str(number), plan=plan), (away, away + timedelta(days=chance.choice((0, 1, 1, 9)))))
    merchant.expected = {duty.key: duty.due for duty in plan.duties}
    return merchant


def lived(knowledge: Knowledge, merchant: Merchant, chance: random.Random) -> Iterator[str]:
    """The year of one merchant; yields everything that went wrong."""
    rings = reminding.rings(knowledge, merchant.plan, START)
    while rings and rings < END:
        at = merchant.down[1] if merchant.down[0] <= rings < merchant.down[1] else rings
        before = {duty.key: duty for duty in merchant.plan.duties}
        merchant.state, actions = step(merchant.state, Elapsed(at, reminding.ALARM, 0), knowledge)
        yield from _told(knowledge, merchant, before, at, actions)
        actions = _answered(knowledge, merchant, chance.choice(ANSWERS), at, chance) or actions
        rings = next((a.at for a in reversed(actions) if isinstance(a, SetReminder) and a.name == reminding.ALARM), None)
    for key, due in merchant.expected.items():
        if due < (END - 4 * LATE).date() and not merchant.misses.get(key):
            yield f"{key} was due on {due} and never told"


def _told(knowledge: Knowledge, merchant: Merchant, before: dict[str, Duty], at: datetime, actions: tuple[Action, ...]) -> Iterator[str]:
    plan, zone = merchant.plan, merchant.plan.zone
    merchant.messages += any(isinstance(action, Say) for action in actions)
    merchant.tickets += sum(isinstance(action, OpenTicket) for action in actions)
    if any(isinstance(action, Say) for action in actions) and not is_free(at, zone, knowledge.upkeep.closed(plan.rush)):
        yield f"told at {local(at, zone)}, in a quiet or a busy hour"
    today, was_away = local(at, zone).date(), merchant.down[0] <= at <= merchant.down[1] + LATE
    for duty in plan.duties:
        if duty.asked == today and before[duty.key].asked != today:
            merchant.told += 1
            yield from _in_time(knowledge, merchant, before[duty.key], today, was_away=was_away)
        elif before[duty.key].asked and not duty.asked:  # given up: the staff were told
            merchant.expected[duty.key], merchant.misses[duty.key] = later(today, duty.every), 0


def _in_time(knowledge: Knowledge, merchant: Merchant, duty: Duty, today: date, *, was_away: bool) -> Iterator[str]:
    due = merchant.expected[duty.key]
    early, late = due - knowledge.upkeep.together * LATE, due + LATE
    missed = merchant.misses.get(duty.key, 0)
    if not (early <= today <= late or was_away):
        yield f"{duty.key} was due on {due} and told on {today}"
    if missed > 1:
        yield f"{duty.key} was told {missed + 1} times"
    merchant.misses[duty.key] = missed + 1
    merchant.expected[duty.key] = today + knowledge.upkeep.patience * LATE


def _answered(knowledge: Knowledge, merchant: Merchant, how: str, at: datetime, chance: random.Random) -> tuple[Action, ...]:
    """What the merchant does about it; all that was wanted then."""
    if how == "nothing" or merchant.state.question is None or not merchant.plan.open:
        return ()
    done = {duty.key: duty for duty in merchant.plan.open}
    at += timedelta(minutes=20)
    picks = ("done", "skip") if how == "done" else ("later", chance.choice(("tomorrow", "in_a_week")))
    actions: tuple[Action, ...] = ()
    for pick in picks:
        merchant.state, more = _pressed(knowledge, merchant.state, pick, at) or (merchant.state, ())
        actions = (*actions, *more)
    for duty in merchant.plan.duties:
        if duty.key in done:
            merchant.misses[duty.key] = 0
            merchant.expected[duty.key] = later(local(at, merchant.plan.zone).date(), duty.every) if how == "done" else duty.due
    return actions


def _pressed(knowledge: Knowledge, state: State, pick: str, at: datetime) -> tuple[State, tuple[Action, ...]] | None:
    offer = state.question.offer(pick) if state.question else None
    return step(state, Chose(at, state.question.key(offer)), knowledge) if state.question and offer else None


def year(knowledge: Knowledge, merchants: int, seed: int) -> tuple[list[Merchant], list[str]]:
    """All of them, and everything that went wrong."""
    chance = random.Random(seed)
    shops = [opened(knowledge, number, chance) for number in range(merchants)]
    return shops, [f"shop {shop.state.ref}: {wrong}" for shop in shops for wrong in lived(knowledge, shop, chance)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--merchants", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    knowledge = load_or_raise(ROOT / "knowledge", ROOT / "templates", cache_folder(os.environ)).knowledge
    began = time.process_time()
    shops, wrong = year(knowledge, wanted.merchants, wanted.seed)
    print(f"{len(shops)} shops, {sum(shop.messages for shop in shops):,} messages, {sum(shop.told for shop in shops):,} chores told,")  # noqa: T201
    print(f"{sum(shop.tickets for shop in shops):,} tickets; {time.process_time() - began:.1f} s; wrong: {wrong[:10] or 'nothing'}")  # noqa: T201


if __name__ == "__main__":
    main()
