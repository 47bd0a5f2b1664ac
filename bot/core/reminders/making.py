"""Making a plan by the rule table, and making it anew when the shop or its terminals have changed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from bot.core.knowledge import Knowledge
from bot.core.upkeep.calendar import later
from bot.core.upkeep.chores import OWN, Chore
from bot.core.upkeep.plan import Duty, Plan, Terminal

LIGHT, CLEAN = "light", "clean"


def with_terminal(plan: Plan, slots: Mapping[str, str]) -> Plan:
    """The plan with the terminal that is talked about; one that was there is known better now."""
    known = {name: slots.get(name, "").strip("-") for name in ("model", "serial", "purchased")}
    same = next((one for one in plan.terminals if _is_same(one, known)), None)
    if same:
        model, serial, bought = (known[name] or getattr(same, name) for name in ("model", "serial", "purchased"))
        better = replace(same, model=model, serial=serial, purchased=bought)
        return replace(plan, terminals=tuple(better if one is same else one for one in plan.terminals))
    return replace(plan, terminals=(*plan.terminals, Terminal(_free_key(plan), known["model"], known["serial"], known["purchased"])))


def with_others(plan: Plan, said: str) -> Plan:
    """The plan with the terminals that were spoken of (6 in all, or +5 beside those there are) looked after together with the last."""
    if not (plan.terminals and said.removeprefix("+").isdigit()):
        return plan
    *rest, last = plan.terminals
    more = int(said) if said.startswith("+") else max(int(said) - sum(one.count for one in plan.terminals), 0)
    return replace(plan, terminals=(*rest, replace(last, count=last.count + more)))


def _is_same(one: Terminal, known: Mapping[str, str]) -> bool:
    if one.serial and known["serial"]:
        return one.serial == known["serial"]
    return not known["model"] or not one.model or one.model == known["model"]


def _free_key(plan: Plan) -> str:
    taken = {one.key for one in plan.terminals}
    return next(str(number) for number in range(1, len(taken) + 2) if str(number) not in taken)


def without_terminal(plan: Plan, key: str) -> Plan:
    """The plan without that terminal and what was to be done to it."""
    left = tuple(one for one in plan.terminals if one.key != key)
    return replace(plan, terminals=left, duties=tuple(duty for duty in plan.duties if duty.terminal != key))


def made(knowledge: Knowledge, plan: Plan, today: date) -> Plan:
    """The plan with every duty that the table asks for now. What was done, asked or put off stays, and so does what the
    merchant has set; where its rule is another one now, it is counted anew from when it was last done, or from today.
    """
    before = {duty.key: duty for duty in plan.duties}
    duties = tuple(_kept(before.get(duty.key), duty, today) for duty in _wanted(knowledge, plan, today))
    return replace(plan, duties=(*duties, *plan.own))


def given_back(knowledge: Knowledge, before: Plan, plan: Plan, today: date) -> Plan:
    """The plan with the chores that came in the merchant's own rhythm before, and do no longer."""
    came, comes = ({duty.chore for duty in one.own if duty.since} for one in (before, plan))
    back = (came - comes) & set(plan.left)
    return made(knowledge, replace(plan, left=tuple(chore for chore in plan.left if chore not in back)), today) if back else plan


def _wanted(knowledge: Knowledge, plan: Plan, today: date) -> Iterator[Duty]:
    for chore in knowledge.upkeep.chores.values():
        keys = [""] if chore.per == "shop" else [one.key for one in plan.terminals if _is_for(knowledge, chore, one)]
        rule = chore.rule(plan.usage, plan.place)
        if rule is None or chore.id in plan.left:
            continue
        because, first = rule.because(plan.usage, plan.place), later(today, rule.ask or rule.every)
        yield from (Duty(chore.id, key, rule.id, because, rule.ask or rule.every, first) for key in keys)


def _is_for(knowledge: Knowledge, chore: Chore, terminal: Terminal) -> bool:
    model = knowledge.models.get(terminal.model)
    return model is None or not (set(chore.needs) & set(model.lacks) or set(chore.unless) & set(model.has))


def _kept(before: Duty | None, now: Duty, today: date) -> Duty:
    if before is None:
        return now
    if before.rule in {now.rule, OWN}:
        return before
    return replace(now, due=max(today, later(before.done, now.every)) if before.done else now.due, done=before.done, proof=before.proof)
