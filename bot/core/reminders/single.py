"""What a merchant wants to be reminded of himself, once or again and again: beside his plan, or without one. Pure.

It is a duty like the others, told and answered like them. Where it names a chore that the plan has, that chore's next turn is then;
where it is to come again and again on days of his own, it comes instead of the plan's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from bot.core.reminders.reminding import coming, regular, without
from bot.core.upkeep.calendar import DAY
from bot.core.upkeep.chores import ONCE, OWN
from bot.core.upkeep.plan import Duty, Plan
from bot.core.upkeep.turns import rhythm, settled, shifted, turn

SLOTS = (
    *("reminder_of", "remind_at", "remind_every", "plan_task", "reminder", "reminder_kept", "reminder_shifted", "reminder_repeats"),
    *("turn_skipped", "remind_until"),
)
"""What is told of such a reminder. None of it is of a trouble."""
ONLY, OTHER = "remind_only", "remind_other"
"""The wishes that nothing but one reminder stays, and that one comes at another time."""
MOST = 20
"""So many of one merchant are kept at once."""


def on_clock(plan: Plan | None, day: date, zone: str = "") -> Plan:
    """The plan, or where there is none, an empty one; on the clock that was told, where it knows none."""
    here = plan or Plan(day, "", "", "")
    return here if here.zone else replace(here, zone=zone)


def added(plan: Plan, when: str, chore: str, words: str, every: str = "") -> tuple[Plan, tuple[str, ...]]:
    """With a reminder then, of the chore or in these words, or again and again from then on; and the keys of what comes then. Nothing,
    where there are too many. The same again and again is had once.
    """
    of_plan = tuple(duty.key for duty in plan.duties if chore and duty.chore == chore and not duty.number)
    if of_plan and not every:
        return moved(plan, of_plan, when), of_plan
    words = "" if chore else words
    same = tuple(duty.key for duty in plan.own if every and duty.every and (duty.chore, duty.words) == (chore, words))
    if same:
        return moved(plan, same, when, every), same
    if len(plan.own) >= MOST:
        return plan, ()
    number = max((duty.number for duty in plan.own), default=0) + 1
    duty = _placed(Duty(chore, "", ONCE, ONCE, "", date.min, number=number, words=words), when, every)
    rest = tuple(duty for duty in plan.duties if duty.key not in of_plan)
    left = (*plan.left, chore) if of_plan else plan.left
    return replace(plan, duties=(*rest, duty), left=left), (duty.key,)


def moved(plan: Plan, keys: Collection[str], when: str, every: str = "", *, exact: bool = False) -> Plan:
    """These come then, and what is the merchant's own as often as that; where only a day is named, at the time of day at which they
    would have come. ``exact``: also where that disturbs.
    """
    there = (replace(_placed(duty, when, every), exact=exact and bool(duty.number)) for duty in plan.duties if duty.key in keys)
    return plan.having(*there)


def hour(duty: Duty) -> str:
    """The time of day at which it comes by itself, whenever one turn was put off to."""
    return duty.since.partition("T")[2] or duty.at


def _placed(duty: Duty, when: str, every: str) -> Duty:
    """It comes then. What comes again and again has its first turn then, or after it on the first of its days; on another day than
    its next turn's it has that day instead.
    """
    day, _, at = when.partition("T")
    here = replace(duty, due=date.fromisoformat(day), at=at or hour(duty), asked=None, missed=0, off=() if every else duty.off)
    if not duty.number or not (every or duty.every):
        return here
    is_its_day = regular(duty).startswith(day)
    every = settled(every, here.due) if every else duty.every if is_its_day else shifted(duty.every, here.due)
    if rhythm(every) is None:  # once, after all
        return replace(here, every="", since="", rule=ONCE, because=ONCE)
    counted = replace(here, due=turn(every, here.due, here.due - DAY), every=every, rule=OWN, because=OWN)
    return replace(counted, since=counted.when)


NEXT = "next"
"""The turn that comes next, where it is said that it is left out, and no day is named."""


def skipped(plan: Plan, key: str, days: str) -> Plan | None:
    """Without the turns of those days (``YYYY-MM-DD/YYYY-MM-DD`` or `NEXT`), or as it was where none would come then; what comes but once
    and would come then is over. None where nothing is left.
    """
    (duty,) = named(plan, (key,))
    first, _, last = (f"{duty.due}/{duty.due}" if days == NEXT else days).partition("/")
    is_due = first <= duty.due.isoformat() <= last
    if not duty.since:
        return without(plan, {key}) if is_due else plan
    found = duty.due if is_due else coming(duty, max(duty.due, date.fromisoformat(first) - DAY))
    if found.isoformat() > last:
        return plan
    ahead = (span for span in duty.off if span.partition("/")[2] >= duty.due.isoformat())
    off = replace(duty, off=(*ahead, f"{first}/{last}"))
    return plan.having(replace(off, due=coming(off, duty.due), at=duty.since.partition("T")[2], asked=None, missed=0) if is_due else off)


def alone(plan: Plan, keys: Collection[str], when: str = "", every: str = "") -> Plan:
    """Nothing but these, as the merchant's own, and no plan; then, and as often as that, where it is said."""
    kept = [duty for duty in plan.duties if duty.key in keys]
    own = {duty.chore: duty for duty in kept if not duty.number}.values()
    last = max((duty.number for duty in kept), default=0)
    made = (replace(duty, terminal="", number=last + place) for place, duty in enumerate(own, 1))
    there = (*(duty for duty in kept if duty.number), *made)
    placed = (_placed(one, when or regular(one), every or (one.every if not one.since else "")) for one in there)
    return replace(plan, usage="", place="", terminals=(), left=(), duties=tuple(placed))


def named(plan: Plan | None, keys: Collection[str]) -> tuple[Duty, ...]:
    """The duties of these keys."""
    return tuple(duty for duty in plan.duties if duty.key in keys) if plan else ()


def together(mine: Plan | None, theirs: Plan | None) -> Plan | None:
    """Of two chats that become one: the plan that comes, or that was made, with what was to come once in either."""
    if mine is None or theirs is None:
        return mine or theirs
    kept, other = (mine, theirs) if mine.is_made and not theirs.is_made else (theirs, mine)
    last = max((duty.number for duty in kept.own), default=0)
    more = (replace(duty, number=last + place) for place, duty in enumerate(other.own, 1))
    return replace(kept, duties=(*kept.duties, *more))
