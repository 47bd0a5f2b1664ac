"""A plan in sentences: the lines of a list, and what a step's sentence may use of it. Says nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.actions import Say, Value
from bot.core.draft import SKIPPED
from bot.core.knowledge import Knowledge
from bot.core.reminders import single
from bot.core.reminders.pacing import ALL
from bot.core.reminders.reminding import put_off_to, spoken_at, upcoming
from bot.core.state import State
from bot.core.upkeep.plan import Duty, Plan
from bot.core.upkeep.sheets import Sheet
from bot.core.upkeep.turns import Rhythm, rhythm
from bot.core.variables import PLAN_VARIABLES, SHEET_VARIABLES
from bot.core.vocabulary import GAPS

LINE = "upkeep.line"
"""With the rule that sets it, for papers and the staff."""
TOLD, TASK, HOW, AGAIN, REMINDER, OFTEN = "upkeep.told", "upkeep.task", "upkeep.how", "upkeep.again", "upkeep.reminder", "upkeep.often"
COMING, OFF = "upkeep.coming", "upkeep.off"
NOTHING: dict[str, Value] = dict.fromkeys((*PLAN_VARIABLES, *SHEET_VARIABLES), "")
QUESTIONS = {"purchased": "@upkeep.question_purchased"}
"""What a sheet calls a question whose own name is made for the middle of a sentence."""
OWN = {SKIPPED: "@upkeep.answer_left_open", "photo": "@upkeep.answer_photo"}
FIRST = 6
"""Lines of a list in the chat; the page and the calendar have all."""


def values_of(knowledge: Knowledge, state: State) -> dict[str, Value]:
    """What a step's sentence may use of the plan; empty where there is none."""
    plan = state.plan
    if plan is None and not state.sheets:
        return NOTHING
    return {
        **(_planned(knowledge, plan, state.slots) if plan else dict.fromkeys(PLAN_VARIABLES, "")),
        **_sheet(knowledge, state),
    }


def _planned(knowledge: Knowledge, plan: Plan, slots: Mapping[str, str]) -> dict[str, Value]:
    duties = tuple(upcoming(plan))
    again = put_off_to(plan, slots.get("put_off", "")) or duties
    named = slots.get("plan_task", ALL)
    paced = tuple(duty for duty in duties if named in {ALL, duty.chore} and not duty.number)
    told = single.named(plan, slots.get("reminder", "").split())
    more = len(duties) - FIRST
    return {
        "plan_first": Lines(TOLD, knowledge, plan, duties[:FIRST]),
        "plan_all": Lines(TOLD, knowledge, plan, duties),
        "plan_more": str(more) if more > 0 else "",
        "plan_due": Lines(TASK, knowledge, plan, plan.open),
        "plan_how": Lines(HOW, knowledge, plan, plan.open),
        "plan_again": Lines(AGAIN, knowledge, plan, again[:1]),
        "plan_next": Lines(TOLD, knowledge, plan, duties[:1]),
        "plan_made": "yes" if plan.is_made else "",
        "plan_reminder": Lines(REMINDER, knowledge, plan, told[:1]),
        "plan_coming": Lines(COMING, knowledge, plan, told[:1]),
        "plan_off": tuple(Say(OFF, _off(duty.off[-1])) for duty in told[:1] if duty.off),
        "plan_zone": plan.zone.rpartition("/")[2].replace("_", " "),
        "plan_hour": spoken_at(knowledge, plan),
        "plan_paced": Lines(TOLD, knowledge, plan, paced),
        "plan_left": tuple(Say("upkeep.left", {"task": f"@upkeep.task_{chore}"}) for chore in plan.left),
        "plan_terminals": tuple(Say("upkeep.terminal", {"terminal": one.name}) for one in plan.terminals),
    }


def _sheet(knowledge: Knowledge, state: State) -> dict[str, Value]:
    """The latest sheet: its answers, and the numbers of a review."""
    if not state.sheets:
        return dict.fromkeys(SHEET_VARIABLES, "")
    sheet = state.sheets[-1]
    numbers: dict[str, Value] = {name: sheet.numbers.get(name, "") for name in SHEET_VARIABLES[3:]}
    told: dict[str, Value] = {"sheet_lines": tuple(sheet_lines(knowledge, sheet)), "sheet_mends": tuple(mends(sheet))}
    return {**told, "sheet_last": sheet.last.isoformat() if sheet.last else "", **numbers}


def sheet_lines(knowledge: Knowledge, sheet: Sheet) -> Iterator[Say]:
    """One line an answer, with what it was last time where that is another."""
    for slot, key in sheet.answers.items():
        before = sheet.before.get(slot, "") if slot in sheet.changed else ""
        said = {"question": QUESTIONS.get(slot, f"@slot_name.{slot}"), "answer": _label(knowledge, sheet, slot, key)}
        yield Say("upkeep.sheet_line", {**said, "before": _label(knowledge, sheet, slot, before) if before else ""})


def mends(sheet: Sheet) -> Iterator[Say]:
    """For each gap that the check has found, how to mend it."""
    found = ((slot, f"{slot}_{key}") for slot, key in sheet.answers.items())
    return (Say("upkeep.mend", {"question": f"@slot_name.{slot}", "mend": f"@upkeep.mend_{gap}"}) for slot, gap in found if gap in GAPS)


def _label(knowledge: Knowledge, sheet: Sheet, slot: str, key: str) -> str:
    """The name of the label of that answer; words of the merchant's own stand as they are."""
    flow = knowledge.flows.get(f"maintenance.{sheet.check}")
    steps = flow.steps.values() if flow else ()
    step = next((one for one in steps if one.slot == slot and one.option(key)), None)
    if step is None or flow is None:
        return OWN.get(key, key)
    return f"@{flow.id}.{step.id}.{key}"


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
    every = rule.every if rule else duty.every.partition("/")[0]
    terminal = plan.terminal(duty.terminal)
    return {
        "task": duty.words or f"@upkeep.task_{duty.chore}",
        "how": f"@upkeep.how_{duty.chore}" if duty.chore else "",
        "terminal": terminal.name if terminal and (len(plan.terminals) > 1 or terminal.count > 1) else "",
        "day": str(duty.due.day),
        "month": str(duty.due.month),
        "month_name": f"@upkeep.month_{duty.due.month}",
        "year": str(duty.due.year),
        "weekday": str(duty.due.weekday()),
        "at": duty.at,
        "count": every[1:-1],
        "unit": every[-1:],
        "rule": duty.rule,
        "because": f"@upkeep.because_{duty.because}",
        "often": (Say(OFTEN, _often(duty)),) if duty.since else "",
    }


def _off(span: str) -> Mapping[str, Value]:
    """The days on which something does not come, or the one."""
    first, last = (date.fromisoformat(day) for day in span.split("/"))
    until = last if last != first else None
    return {
        "day": str(first.day),
        "month": str(first.month),
        "month_name": f"@upkeep.month_{first.month}",
        "last_day": str(until.day) if until else "",
        "last_month": str(until.month) if until else "",
        "last_month_name": f"@upkeep.month_{until.month}" if until else "",
    }


def _often(duty: Duty) -> Mapping[str, Value]:
    """How often, and on which days: of the week as digits, Monday is 1, or of the month; ``nth``, that one among those of the month."""
    found = rhythm(duty.every) or Rhythm(1, "D")
    first = date.fromisoformat(duty.since[:10])
    days = found.days or ((first.isoweekday(),) if found.unit == "W" else ())
    said = {
        "count": str(found.number),
        "unit": found.unit,
        "at": duty.since.partition("T")[2],
        "nth": str(found.nth or ""),
        "days": ("," if found.unit == "M" else "").join(map(str, days)),
    }
    return {**said, "day": str(first.day), "month": str(first.month), "month_name": f"@upkeep.month_{first.month}"}
