"""Guided checks: what a sheet keeps of the answers, and the yearly review's numbers with what they come to. Pure.

The verdict: replace what is out of warranty and has had its life or failed too often; plan for what is at the end of its
life, failed often or stood still; keep the rest. What that is, the rule table says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.core import warranty
from bot.core.days import purchased
from bot.core.draft import SKIPPED, Draft
from bot.core.reminders import reminding
from bot.core.upkeep.plan import Plan
from bot.core.upkeep.sheets import Sheet

KEPT = 24
"""Sheets of a chat that are remembered."""
YEAR = timedelta(days=365)


def day_of(draft: Draft) -> date:
    """The day in the shop."""
    plan = draft.state.plan
    return reminding.today(draft.knowledge, plan, draft.at) if plan else draft.at.date()


def flow_of(draft: Draft) -> str:
    """The check that is being made."""
    return draft.state.place.flow if draft.state.place else ""


def began(draft: Draft) -> Draft:
    """A check begins: what was answered last time is asked anew. The terminal is known where there is only one, or
    the reminder was about one.
    """
    flow, plan = draft.knowledge.flows.get(flow_of(draft)), draft.state.plan
    cleared = draft.slot(**dict.fromkeys(flow.asked, "")) if flow else draft
    due = [duty.terminal for duty in plan.open if _is_of(draft, duty.chore)] if plan else []
    terminals = [one.key for one in plan.terminals] if plan else []
    sure = due if len(due) == 1 else terminals
    if not terminals:
        return cleared.slot(plan_terminal=SKIPPED)
    return cleared.slot(plan_terminal=sure[0]) if len(sure) == 1 else cleared


def _is_of(draft: Draft, chore: str) -> bool:
    known = draft.knowledge.upkeep.chores.get(chore)
    return known is not None and known.flow == flow_of(draft)


def kept(draft: Draft) -> Draft:
    """The sheet is kept, and what it was the check of is done."""
    state, flow = draft.state, draft.knowledge.flows.get(flow_of(draft))
    if flow is None:
        return draft
    check, terminal = flow.id.rpartition(".")[2], state.slots.get("plan_terminal", "").replace(SKIPPED, "")
    asked = (slot for step in flow.steps.values() for slot in (*step.slots, step.slot) if slot in flow.asked)
    answers = {slot: state.slots[slot] for slot in dict.fromkeys(asked) if slot in state.slots and slot != "plan_terminal"}
    last = next((one for one in reversed(state.sheets) if (one.check, one.terminal) == (check, terminal)), None)
    photo = state.media[-1].ref if answers.get("upkeep_photo") == "photo" and state.media else ""
    numbers = numbers_of(draft) if check == "yearly" else {}
    sheet = Sheet(state.turn, check, day_of(draft), answers, numbers, terminal, photo)
    whole = replace(sheet, last=last.day, before=last.answers) if last else sheet
    return draft.but(sheets=(*state.sheets, whole)[-KEPT:], plan=_done(draft, terminal))


def _done(draft: Draft, terminal: str) -> Plan | None:
    plan = draft.state.plan
    if plan is None:
        return None
    mine = [duty for duty in plan.duties if _is_of(draft, duty.chore) and duty.terminal in {"", terminal}]
    asked = plan.having(*(replace(duty, asked=duty.asked or duty.due) for duty in mine))
    return reminding.finished(asked, day_of(draft), keys=frozenset(duty.key for duty in mine))


# ---- the yearly review -----------------------------------------------------------------------


def numbers_of(draft: Draft) -> dict[str, str]:
    """Age in months, the years it should last, warranty left in days, tickets of the year, and the verdict."""
    today, slots = day_of(draft), draft.state.slots
    bought, end = purchased(slots.get("purchased", "")), warranty.ends(slots, draft.knowledge.warranty.months)
    age = (today.year - bought.year) * 12 + today.month - bought.month if bought else 0
    since = today - YEAR
    tickets = sum(one.opened.date() >= since and "overdue" not in one.facts for one in draft.state.tickets)
    return {
        "age_months": str(max(age, 0)) if bought else "",
        "life_years": str(draft.knowledge.upkeep.review.life),
        "warranty_days": str(max((end - today).days, 0)) if end else "",
        "incidents": str(tickets),
        "verdict": verdict(draft, age if bought else None, tickets),
    }


def verdict(draft: Draft, age: int | None, tickets: int) -> str:
    """``keep``, ``plan`` or ``replace``."""
    slots, review = draft.state.slots, draft.knowledge.upkeep.review
    life = 12 * review.life
    end = warranty.ends(slots, draft.knowledge.warranty.months)
    covered = end is not None and end >= day_of(draft)
    if not covered and (tickets >= review.replace_tickets or (age is not None and age >= life)):
        return "replace"
    ends = age is not None and age >= life - review.last_months
    return "plan" if slots.get("downtime") in review.stood_still or tickets >= review.plan_tickets or ends else "keep"
