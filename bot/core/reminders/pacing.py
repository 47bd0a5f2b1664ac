"""How often something comes, as the merchant wants it: within what the rule table holds for that chore in any shop. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.core.knowledge import Knowledge
from bot.core.reminders import making
from bot.core.upkeep.calendar import days_of, later
from bot.core.upkeep.chores import OWN, Chore
from bot.core.upkeep.plan import Duty, Plan

ALL = "all"
"""Stands for every chore of the plan."""
LESS, MORE, RULE, NEVER = "less", "more", "rule", "never"
"""What is wanted instead of a duration: the next rarer, the next more frequent, what the rule table says, no reminder."""
LADDER = ("P1D", "P3D", "P1W", "P2W", "P1M", "P3M", "P6M", "P1Y")
SET, CLAMPED, SAME, RULED, LEFT, ABSENT = "set", "clamped", "same", "ruled", "left", "absent"
"""What came of it: as wanted; as near to it as the table allows, at least once; nothing new; by the rules; left out; not there."""


def paced(knowledge: Knowledge, plan: Plan, task: str, pace: str, today: date) -> tuple[Plan, str]:
    """The plan with these chores at that pace, and what came of it."""
    wanted = chores_of(knowledge, plan, task, back=pace == RULE)
    if not wanted:
        return plan, ABSENT
    if pace == NEVER and set(wanted) <= set(plan.left):
        return plan, SAME
    if pace == NEVER:
        left = tuple(dict.fromkeys((*plan.left, *wanted)))
        return making.made(knowledge, replace(plan, left=left), today), LEFT
    back = replace(plan, left=tuple(chore for chore in plan.left if chore not in wanted))
    ruled = making.made(knowledge, replace(back, duties=tuple(_unset(duty, wanted) for duty in back.duties)), today)
    if pace == RULE:
        return ruled, RULED
    whole = making.made(knowledge, back, today)
    meant = [duty for duty in whole.duties if duty.chore in wanted and not duty.number]
    changed = [_at_pace(knowledge.upkeep.chores[duty.chore], duty, pace, today) for duty in meant]
    before = [duty.every for duty in meant]
    exact = all(now.every != was if pace in {LESS, MORE} else now.every == pace for now, was in zip(changed, before, strict=True))
    made = whole.having(*changed)
    return made, SAME if made == plan else SET if exact else CLAMPED


def chores_of(knowledge: Knowledge, plan: Plan, task: str, *, back: bool) -> tuple[str, ...]:
    """The chores that are meant, of those that the plan has; one that was left out where it is named, or all are to be ``back``."""
    back = back or task != ALL or not plan.duties
    here = dict.fromkeys((*(duty.chore for duty in plan.duties if not duty.number), *(plan.left if back else ())))
    return tuple(chore for chore in here if chore in knowledge.upkeep.chores and task in {ALL, chore})


def _unset(duty: Duty, chores: tuple[str, ...]) -> Duty:
    return replace(duty, rule="") if duty.rule == OWN and duty.chore in chores else duty


def _at_pace(chore: Chore, duty: Duty, pace: str, today: date) -> Duty:
    """Counted anew from when it was last done, or from today. What was reminded of and not answered stays open."""
    every = _nearest(chore, duty.every, pace)
    if every == duty.every:
        return duty
    since = later(duty.done, every) if duty.done else later(today, every)
    return replace(duty, rule=OWN, because=OWN, every=every, due=duty.due if duty.asked else max(today, since))


def _nearest(chore: Chore, now: str, pace: str) -> str:
    often, seldom = bounds(chore)
    if pace == LESS:
        return min((one for one in _steps(chore) if days_of(one) > days_of(now)), key=days_of, default=now)
    if pace == MORE:
        return max((one for one in _steps(chore) if days_of(one) < days_of(now)), key=days_of, default=now)
    return often if days_of(pace) < days_of(often) else seldom if days_of(pace) > days_of(seldom) else pace


def _steps(chore: Chore) -> Iterator[str]:
    often, seldom = map(days_of, bounds(chore))
    return (one for one in LADDER if often <= days_of(one) <= seldom)


def bounds(chore: Chore) -> tuple[str, str]:
    """The most often and the least often that a merchant may have it: what the table asks of any shop, or allows beside."""
    asked = [rule.ask or rule.every for rule in chore.rules]
    return min(*asked, *(rule.every for rule in chore.rules), chore.often or asked[0], key=days_of), max(asked, key=days_of)
