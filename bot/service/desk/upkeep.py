"""A shop's maintenance plan and its dated sheets, as the desk shows them beside the merchant. Only looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.core.knowledge import Knowledge
from bot.core.reminders.reminding import upcoming, zone
from bot.core.reminders.telling import LINE, facts
from bot.core.state import State
from bot.core.upkeep.plan import Plan
from bot.rendering.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Upkept:
    """A duty of the plan. ``line`` says the day, what is to be done, how often and why; ``asked`` since when the merchant
    owes an answer, ``missed`` how often he gave none; ``proof`` is a photo's ref.
    """

    line: str
    done: date | None = None
    asked: date | None = None
    missed: int = 0
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A dated sheet of a guided check; ``name`` is the document's."""

    name: str
    check: str
    day: date


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What there is in one chat. ``zone`` is the clock that reminders go by, empty without a plan; ``left``: the tasks that the merchant
    wants no reminder of.
    """

    number: int
    zone: str = ""
    duties: tuple[Upkept, ...] = ()
    sheets: tuple[Checked, ...] = ()
    left: tuple[str, ...] = ()


def upkeep_of(number: int, state: State, knowledge: Knowledge, phrases: Phrases, locale: str) -> Upkeep | None:
    """The plan and the sheets in that language; None where there is neither."""
    if state.plan is None and not state.sheets:
        return None
    sheets = tuple(Checked(f"sheet-{one.number}", one.check, one.day) for one in reversed(state.sheets))
    if state.plan is None:
        return Upkeep(number, sheets=sheets)
    left = tuple(str(phrases.value(locale, f"@upkeep.task_{chore}")) for chore in state.plan.left)
    return Upkeep(number, zone(knowledge, state.plan), tuple(_duties(state.plan, knowledge, phrases, locale)), sheets, left)


def _duties(plan: Plan, knowledge: Knowledge, phrases: Phrases, locale: str) -> Iterator[Upkept]:
    for duty in upcoming(plan):
        line = phrases.sentence(locale, LINE, facts(knowledge, plan, duty))
        yield Upkept(line, duty.done, duty.asked, duty.missed, duty.proof)
