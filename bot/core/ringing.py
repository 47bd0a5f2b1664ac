"""What the alarm of a plan does when it rings.

Whoever talks is let finish, whoever sleeps or serves customers is let be, whoever cannot be written to is told when he
writes, and learns that something waits where the messenger has a way for that. Each time the alarm is set anew, so that a
reminder may come later but is never lost.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import Knock, SetReminder
from bot.core.draft import Draft
from bot.core.reminders import reminding
from bot.core.reminders.reminding import ALARM, REST
from bot.core.reminders.watching import REMINDER, alarmed, to_staff, watched
from bot.core.state import Mode
from bot.core.understanding import Elapsed
from bot.core.upkeep.plan import Duty, Plan
from bot.core.walking import enter_flow


def ring(draft: Draft, event: Elapsed, ref: str) -> tuple[str, Draft] | None:  # noqa: ARG001 -- every timer has the same shape
    """The alarm rings. None: there is no plan any more."""
    plan = draft.state.plan
    if plan is None or REMINDER not in draft.knowledge.flows:
        return None
    if _is_talking(draft, plan):
        return ALARM, alarmed(draft.but(plan=replace(plan, rested=draft.state.turn)), draft.at + REST)
    quiet = not reminding.may_speak(draft.knowledge, plan, draft.at)
    insisted = reminding.insisted(draft.knowledge, plan, draft.at) if quiet else ()
    if quiet and not (insisted and event.reached):
        waits = reminding.free_from if insisted else reminding.rings
        return ALARM, alarmed(draft, waits(draft.knowledge, plan, draft.at))
    left = reminding.forgotten(draft.knowledge, plan, draft.at)
    if left is None:
        return ALARM, draft.but(plan=None)
    if not event.reached:
        return ALARM, _unheard(draft, left)
    told = insisted or reminding.ripe(draft.knowledge, left, draft.at)
    return ALARM, _remind(draft, left, told) if told else watched(draft.but(plan=left))


def _unheard(draft: Draft, plan: Plan) -> Draft:
    """It waits for the merchant; each time that one more thing falls due, somebody knocks."""
    waiting = alarmed(draft.but(plan=replace(plan, waiting=True)), reminding.rings_unheard(draft.knowledge, plan, draft.at))
    return waiting.want(Knock()) if reminding.awaits(draft.knowledge, plan, draft.at) else waiting


def _is_talking(draft: Draft, plan: Plan) -> bool:
    """A person speaks or is awaited by the merchant, or something was said since the last look at an open question."""
    state = draft.state
    if state.mode is Mode.STAFF or state.is_awaiting:
        return True
    amid = state.place is not None and state.question is not None and not state.question.is_idle and state.place.flow != REMINDER
    return amid and plan.rested != state.turn - 1


def _remind(draft: Draft, plan: Plan, told: tuple[Duty, ...]) -> Draft:
    lapsed = reminding.given_up(draft.knowledge, told)
    noted = draft.but(plan=reminding.asked(draft.knowledge, plan, told, lapsed, draft.at), mode=Mode.BOT)
    filed = to_staff(noted, lapsed) if lapsed else noted
    rung = watched(filed)
    if len(lapsed) == len(told):
        return rung
    return _without_nudge(enter_flow(_aside(rung).slot(remind_at="", put_off="", upkeep_photo=""), REMINDER))


def _aside(draft: Draft) -> Draft:
    """What stood open comes back after it; an earlier reminder does not."""
    state = draft.state
    waits = (*state.paused, state.place) if state.place and state.question and not state.question.is_idle else state.paused
    return draft.but(paused=tuple(place for place in waits if place.flow != REMINDER), place=None, question=None)


def _without_nudge(draft: Draft) -> Draft:
    """Who is reminded is not also urged."""
    kept = tuple(a for a in draft.actions if not (isinstance(a, SetReminder) and a.name == "nudge"))
    return replace(draft, actions=kept)
