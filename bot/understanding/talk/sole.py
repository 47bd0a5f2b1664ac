"""That one reminder is wanted and nothing else: before a plan is made, amid its questions, or of all that there are. Decides nothing."""

from __future__ import annotations

import re
from datetime import datetime

from bot.core.knowledge import Knowledge
from bot.core.state import State
from bot.core.understanding import Field
from bot.core.upkeep.plan import Duty, Plan
from bot.understanding.facts.moments import moment_in
from bot.understanding.talk.chores import PACE, TASK, chores_named
from bot.understanding.talk.reminding import ASKS, OF, ONLY, PLAN, REMIND, REMINDER, WHEN, WHICH, Wished
from bot.understanding.talk.repeating import EVERY, REPEATS, how_often, is_sole, means_once, others_denied
from bot.understanding.text.normalising import has_han

_OF_ALL = "all"
_TALKS = frozenset({PLAN, PACE, REMINDER})
"""Where reminders are talked about."""
_ABOUT = re.compile(r"提醒|\bremind", re.IGNORECASE)


def sole(flat: str, now: datetime, state: State, knowledge: Knowledge) -> Wished | None:
    """One that there is stays alone; amid the questions of a plan the one that was spoken of is set instead of it. None where it is not
    said that one is all.
    """
    flow, plan = state.place.flow if state.place else "", state.plan
    surely = bool(others_denied(flat))
    if PACE not in knowledge.flows or not is_sole(flat) or means_once(flat) or not (flow in _TALKS or (plan and surely)):
        return None
    chores, told = chores_named(flat, knowledge) - {_OF_ALL}, _told(flat, now)
    if not (surely or chores or _ABOUT.search(flat)):
        return None  # 只有中午忙 tells of the shop
    asked = flow in {PLAN, PACE} and not (plan and plan.is_made)
    return _instead(chores, told, state, knowledge) if asked else _stays(plan, flat, chores, told)


def _told(flat: str, now: datetime) -> tuple[Field, ...]:
    """How often and when, as far as it is said."""
    if again := how_often(flat, now):
        when = again.first or (found[1] if (found := moment_in(flat, now, han=has_han(flat))) else "")
        return (Field(REPEATS, "yes"), Field(EVERY, again.every), *((Field(WHEN, when),) if when else ()))
    found = moment_in(flat, now, han=has_han(flat))
    return (Field(WHEN, found[1]),) if found else ()


def _instead(chores: set[str], told: tuple[Field, ...], state: State, knowledge: Knowledge) -> Wished | None:
    """The chore that is named now, or was as the plan was wished for, as often as was said then."""
    task = next(iter(chores), "") if len(chores) == 1 else "" if chores else state.slots.get(TASK, "").replace(_OF_ALL, "")
    name = f"upkeep.task_{task}"
    what = knowledge.sentences[state.locale].get(name, "") if task else ""
    known = {field.name for field in told}
    pace = state.slots.get("plan_every", "")
    often = (Field(REPEATS, "yes"), Field(EVERY, pace)) if pace.startswith("P") and EVERY not in known else ()
    said = ((OF, what), (TASK, task)) if what else ()
    return Wished(REMIND, (*(Field(slot, value) for slot, value in said), *told, *often)) if what or told else None


def _stays(plan: Plan | None, flat: str, chores: set[str], told: tuple[Field, ...]) -> Wished | None:
    """The one of those there are that is named: by its chore, its words, its day, or because there is no other."""
    there = plan.duties if plan else ()
    if not there:
        return None
    named = [duty for duty in there if duty.chore in chores] or [duty for duty in there if duty.words and _speaks_of(flat, duty)]
    if not named and ASKS.search(flat):
        return None  # a new one, whatever the others are
    of_day = [duty for duty in there if any(field.name == WHEN and duty.due.isoformat() == field.value[:10] for field in told)]
    alike = named or of_day or (list(there) if len(there) == 1 else [])
    keys = " ".join(duty.key for duty in alike) if len({duty.chore or duty.key for duty in alike}) == 1 else ""
    return Wished(ONLY, (Field(WHICH, keys), *(told if named else ())) if keys else ())


def _speaks_of(flat: str, duty: Duty) -> bool:
    """Whether its words are in those."""
    return duty.words.casefold() in flat.casefold()
