"""What a merchant wants to be reminded of once: beside his plan, or without one. Pure.

It is a duty that comes a single time, told and answered like the others. Where it names a chore that the plan has, that chore's next
turn is then.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from bot.core.upkeep.chores import ONCE
from bot.core.upkeep.plan import Duty, Plan

SLOTS = ("reminder_of", "remind_at", "plan_task", "reminder", "reminder_kept", "reminder_shifted", "reminder_repeats")
"""What is told of such a reminder. None of it is of a trouble."""
MOST = 20
"""So many of one merchant are kept at once."""


def on_clock(plan: Plan | None, day: date, zone: str = "") -> Plan:
    """The plan, or where there is none, an empty one; on the clock that was told, where it knows none."""
    here = plan or Plan(day, "", "", "")
    return here if here.zone else replace(here, zone=zone)


def added(plan: Plan, when: str, chore: str, words: str) -> tuple[Plan, tuple[str, ...]]:
    """With a reminder then, of the chore or in these words; and the keys of what comes then. Nothing, where there are too many."""
    of_plan = tuple(duty.key for duty in plan.duties if chore and duty.chore == chore and not duty.number)
    if of_plan:
        return moved(plan, of_plan, when), of_plan
    if len(plan.once) >= MOST:
        return plan, ()
    day, _, at = when.partition("T")
    number = max((duty.number for duty in plan.once), default=0) + 1
    duty = Duty(chore, "", ONCE, ONCE, "", date.fromisoformat(day), at, number=number, words="" if chore else words)
    return replace(plan, duties=(*plan.duties, duty)), (duty.key,)


def moved(plan: Plan, keys: Collection[str], when: str) -> Plan:
    """These come then; where only a day is named, at the time of day at which they would have come."""
    day, _, at = when.partition("T")
    there = (duty for duty in plan.duties if duty.key in keys)
    return plan.having(*(replace(duty, due=date.fromisoformat(day), at=at or duty.at, asked=None, missed=0) for duty in there))


def named(plan: Plan | None, keys: Collection[str]) -> tuple[Duty, ...]:
    """The duties of these keys."""
    return tuple(duty for duty in plan.duties if duty.key in keys) if plan else ()


def together(mine: Plan | None, theirs: Plan | None) -> Plan | None:
    """Of two chats that become one: the plan that comes, or that was made, with what was to come once in either."""
    if mine is None or theirs is None:
        return mine or theirs
    kept, other = (mine, theirs) if mine.is_made and not theirs.is_made else (theirs, mine)
    last = max((duty.number for duty in kept.once), default=0)
    more = (replace(duty, number=last + place) for place, duty in enumerate(other.once, 1))
    return replace(kept, duties=(*kept.duties, *more))
