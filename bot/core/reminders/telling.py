"""A plan in sentences: the lines of a list, and what a step's sentence may use of it. Says nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.actions import Say, Value
from bot.core.knowledge import Knowledge
from bot.core.reminders.reminding import upcoming
from bot.core.state import State
from bot.core.upkeep.plan import Duty, Plan

LINE, TASK, HOW = "upkeep.line", "upkeep.task", "upkeep.how"
PLAN_VARIABLES = ("plan_first", "plan_all", "plan_more", "plan_due", "plan_how", "plan_next", "plan_terminals")
FIRST = 6
"""Lines of a list in the chat; the page and the calendar have all."""


def values_of(knowledge: Knowledge, state: State) -> dict[str, Value]:
    """What a step's sentence may use of the plan; empty where there is none."""
    plan = state.plan
    if plan is None:
        return dict.fromkeys(PLAN_VARIABLES, "")
    duties = tuple(upcoming(plan))
    more = len(duties) - FIRST
    return {
        "plan_first": Lines(LINE, knowledge, plan, duties[:FIRST]),
        "plan_all": Lines(LINE, knowledge, plan, duties),
        "plan_more": str(more) if more > 0 else "",
        "plan_due": Lines(TASK, knowledge, plan, plan.open),
        "plan_how": Lines(HOW, knowledge, plan, plan.open),
        "plan_next": Lines(LINE, knowledge, plan, duties[:1]),
        "plan_terminals": tuple(Say("upkeep.terminal", {"terminal": one.name}) for one in plan.terminals),
    }


@dataclass(frozen=True, slots=True)
class Lines:
    """One line a duty, put together when it is said: the day, what is to be done, how often, the rule that says so."""

    sentence: str
    knowledge: Knowledge
    plan: Plan
    duties: tuple[Duty, ...]

    def __iter__(self) -> Iterator[Say]:
        """The lines."""
        return (Say(self.sentence, facts(self.knowledge, self.plan, duty)) for duty in self.duties)


def facts(knowledge: Knowledge, plan: Plan, duty: Duty) -> Mapping[str, Value]:
    """What a line may use. ``count`` and ``unit`` (D, W, M, Y) are how often it is to be done."""
    chore = knowledge.upkeep.chores.get(duty.chore)
    rule = chore.named(duty.rule) if chore else None
    every = rule.every if rule else duty.every
    terminal = plan.terminal(duty.terminal)
    return {
        "task": f"@upkeep.task_{duty.chore}",
        "how": f"@upkeep.how_{duty.chore}",
        "terminal": terminal.name if terminal and len(plan.terminals) > 1 else "",
        "day": str(duty.due.day),
        "month": str(duty.due.month),
        "month_name": f"@upkeep.month_{duty.due.month}",
        "year": str(duty.due.year),
        "at": duty.at,
        "count": every[1:-1],
        "unit": every[-1],
        "rule": duty.rule,
        "because": f"@upkeep.because_{duty.because}",
    }
