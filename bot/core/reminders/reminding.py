"""Whose turn it is: the one alarm of a plan, what is told when it rings, and what the merchant's answer changes.

A plan has one alarm, set for the first thing that comes next. When it rings, everything that is due by then is told in
one message, however long it was due: after a day of downtime one summary comes, not a flood. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.core.knowledge import Knowledge
from bot.core.upkeep.calendar import DAY, days_of, is_free, later, local, moment, next_free
from bot.core.upkeep.plan import Duty, Plan
from bot.core.upkeep.turns import turn

ALARM = "upkeep"
"""The name of the alarm; setting it again replaces it."""


def zone(knowledge: Knowledge, plan: Plan) -> str:
    """The zone of the merchant's shop."""
    return plan.zone or knowledge.upkeep.zone


def today(knowledge: Knowledge, plan: Plan, at: datetime) -> date:
    """The day in the shop."""
    return local(at, zone(knowledge, plan)).date()


def may_speak(knowledge: Knowledge, plan: Plan, at: datetime) -> bool:
    """Whether the shop is neither asleep nor busy."""
    return is_free(at, zone(knowledge, plan), knowledge.upkeep.closed(plan.rush))


def free_from(knowledge: Knowledge, plan: Plan, at: datetime) -> datetime:
    """The first moment from ``at`` on that does not disturb."""
    return next_free(at, zone(knowledge, plan), knowledge.upkeep.closed(plan.rush))


def rings(knowledge: Knowledge, plan: Plan, at: datetime) -> datetime | None:
    """When the alarm must ring next: when the first thing is due, or an unanswered one is asked again."""
    return min((_rung(knowledge, plan, duty, at) for duty in plan.duties), default=None)


def _rung(knowledge: Knowledge, plan: Plan, duty: Duty, at: datetime) -> datetime:
    """When the alarm rings for it: not where it would disturb, unless that hour was insisted on."""
    wanted = max(_moment(knowledge, plan, duty), at)
    return wanted if duty.exact and duty.asked is None else free_from(knowledge, plan, wanted)


def hour(knowledge: Knowledge, plan: Plan) -> time:
    """At which time of day is told what has none of its own."""
    return time.fromisoformat(plan.hour) if plan.hour else knowledge.upkeep.hours(plan.rush).remind


def spoken_at(knowledge: Knowledge, plan: Plan) -> str:
    """The time of day at which that is told: where the shop is asleep or busy then, the first after it."""
    usual = moment(plan.made, hour(knowledge, plan), zone(knowledge, plan))
    return local(free_from(knowledge, plan, usual), zone(knowledge, plan)).strftime("%H:%M")


def _moment(knowledge: Knowledge, plan: Plan, duty: Duty) -> datetime:
    usual = hour(knowledge, plan)
    here = zone(knowledge, plan)
    if duty.asked is None:
        return moment(duty.due, time.fromisoformat(duty.at) if duty.at else usual, here)
    lapses = moment(duty.asked + knowledge.upkeep.patience * DAY, usual, here)
    return min(lapses, _moment(knowledge, plan, _next(duty, duty.asked))) if duty.since else lapses


def awaits(knowledge: Knowledge, plan: Plan, at: datetime) -> bool:
    """Whether something is due of which nobody could tell the merchant yet."""
    return any(duty.asked is None and _moment(knowledge, plan, duty) <= at for duty in plan.duties)


def rings_unheard(knowledge: Knowledge, plan: Plan, at: datetime) -> datetime | None:
    """When the alarm rings next for a merchant who cannot be written to: when one more thing falls due."""
    moments = [moment for duty in plan.duties if duty.asked is None and (moment := _moment(knowledge, plan, duty)) > at]
    return free_from(knowledge, plan, min(moments)) if moments else None


def heard_now(knowledge: Knowledge, plan: Plan, at: datetime) -> Plan:
    """The merchant is there again, and what waited for him is said now: his patience begins today."""
    day = today(knowledge, plan, at)
    return replace(plan.having(*(replace(_latest(knowledge, plan, duty, at), asked=day) for duty in plan.open)), waiting=False)


def ripe(knowledge: Knowledge, plan: Plan, at: datetime) -> tuple[Duty, ...]:
    """What is told now: what is due, what comes rarely and is due within days, what was asked once in vain. Empty
    where nothing is due yet.
    """
    due = [duty for duty in plan.duties if not (duty.number and duty.asked) and _moment(knowledge, plan, duty) <= at]
    if not due:
        return ()
    soon = at + knowledge.upkeep.together * DAY if any(not duty.number for duty in due) else at
    along = [duty for duty in plan.duties if duty not in due and _comes_along(knowledge, duty) and _moment(knowledge, plan, duty) <= soon]
    return (*due, *along)


def insisted(knowledge: Knowledge, plan: Plan, at: datetime) -> tuple[Duty, ...]:
    """What is told now though it may disturb: what is due, and was wanted at just this hour."""
    return tuple(duty for duty in ripe(knowledge, plan, at) if duty.exact and duty.asked is None)


def _comes_along(knowledge: Knowledge, duty: Duty) -> bool:
    return duty.asked is None and not duty.at and not duty.number and days_of(duty.every) >= knowledge.upkeep.rare


def given_up(knowledge: Knowledge, told: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """What among these has been missed so often that the staff are told instead."""
    return tuple(duty for duty in told if duty.asked and duty.missed + 1 >= knowledge.upkeep.misses)


def asked(knowledge: Knowledge, plan: Plan, told: tuple[Duty, ...], lapsed: tuple[Duty, ...], at: datetime) -> Plan:
    """The plan after these were told, of which the staff are told the ``lapsed``. What is still unanswered from before has
    been missed once more; of what is his own, nothing more is said until its next turn.
    """
    day = today(knowledge, plan, at)
    now = (replace(duty, asked=day, missed=duty.missed + bool(duty.asked)) for duty in told if duty not in lapsed)
    again = (_latest(knowledge, plan, duty, at) for duty in now)
    fresh = _let_go(plan, [duty for duty in plan.own if duty.asked])
    return replace(fresh.having(*again, *(_next(duty, day) for duty in lapsed)), waiting=False)


def forgotten(knowledge: Knowledge, plan: Plan, at: datetime) -> Plan | None:
    """Without what came only once and was not answered for as long as others are waited for; what comes again and again has its
    next turn before it.
    """
    over = [duty for duty in plan.own if duty.asked and _moment(knowledge, plan, duty) <= at]
    return without(_let_go(plan, over), ()) if over else plan


def _let_go(plan: Plan, duties: Collection[Duty]) -> Plan:
    """The merchant's own that was not answered: over, or waiting for its next turn."""
    back = plan.having(*(_next(duty, duty.asked) for duty in duties if duty.since and duty.asked))
    once = {duty.key for duty in duties if not duty.since}
    return replace(back, duties=tuple(duty for duty in back.duties if duty.key not in once))


def without(plan: Plan, keys: Collection[str]) -> Plan | None:
    """The plan without these; None where nothing is left of it, and none was made."""
    left = replace(plan, duties=tuple(duty for duty in plan.duties if duty.key not in keys))
    return left if left.is_made or left.duties else None


def _latest(knowledge: Knowledge, plan: Plan, duty: Duty, at: datetime) -> Duty:
    """Of what comes again and again, the last turn that is not ahead: told late, it is told for those before it as well."""
    found, following = duty, duty
    while duty.since and _moment(knowledge, plan, replace(following, asked=None)) <= at:
        found, following = following, _next(following, following.due)
    return replace(found, asked=duty.asked, missed=duty.missed)


def _next(duty: Duty, day: date) -> Duty:
    """Its next turn, told or done on that day. One of the merchant's own comes on its days however late the last was; of those that
    have passed meanwhile nothing is said.
    """
    since, _, at = duty.since.partition("T")
    due = coming(duty, max(duty.due, day - DAY)) if since else later(day, duty.every)
    return replace(duty, due=due, at=at, asked=None, missed=0)


def coming(duty: Duty, after: date) -> date:
    """The first turn after that day of what comes again and again, on no day on which it is not wanted."""
    since = date.fromisoformat(duty.since[:10])
    due = turn(duty.every, since, after)
    while duty.is_off(due):
        due = turn(duty.every, since, due)
    return due


def regular(duty: Duty) -> str:
    """When its turn comes by itself: the next one, where this one was put off."""
    since, _, at = duty.since.partition("T")
    if not since:
        return duty.when
    is_regular = at == duty.at and coming(duty, duty.due - DAY) == duty.due
    return duty.when if is_regular else _next(duty, duty.due).when


def finished(plan: Plan, day: date, keys: frozenset[str] | None = None) -> Plan | None:
    """What was told is done (or those of it): counted anew from today. What comes only once is over."""
    told = [duty for duty in plan.open if keys is None or duty.key in keys]
    done = (replace(_next(duty, day), done=day) for duty in told if duty.every)
    return without(plan.having(*done), {duty.key for duty in told if not duty.every})


def put_off(plan: Plan, until: str, last: str = "") -> Plan:
    """What was told is wanted at another time: ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``, as the shop's clock shows it. Where
    nothing is open, what was put off to ``last``.
    """
    day, _, at = until.partition("T")
    moved = plan.open or put_off_to(plan, last)
    return plan.having(*(replace(duty, due=date.fromisoformat(day), at=at, asked=None, missed=0) for duty in moved))


def in_due_course(duty: Duty, day: date) -> Duty:
    """Its turn comes as if nobody had said when."""
    return replace(duty, due=max(day, later(duty.done or day, duty.every)), at="", asked=None, missed=0)


def put_off_to(plan: Plan, until: str) -> tuple[Duty, ...]:
    """What is due just then."""
    return tuple(duty for duty in plan.duties if duty.when == until)


def passed_over(plan: Plan, day: date) -> Plan | None:
    """What was told cannot be done this time: its turn comes again in due course, if it has another."""
    rest = plan.having(*(_next(duty, day) for duty in plan.open if duty.every))
    return without(rest, {duty.key for duty in plan.open if not duty.every})


def undisturbed(knowledge: Knowledge, plan: Plan, when: str, at: datetime) -> tuple[str, bool]:
    """That day and time, or the usual time of day; as late as it must be not to disturb. And whether another time was named."""
    day, _, named = when.partition("T")
    usual = knowledge.upkeep.hours(plan.rush).remind
    wanted = moment(date.fromisoformat(day), time.fromisoformat(named) if named else usual, zone(knowledge, plan))
    free = local(free_from(knowledge, plan, max(wanted, at)), zone(knowledge, plan)).strftime("%Y-%m-%dT%H:%M")
    return free, bool(named) and free != when


def upcoming(plan: Plan) -> Iterator[Duty]:
    """Everything, the earliest first."""
    return iter(sorted(plan.duties, key=lambda duty: (duty.due, duty.at, duty.number, duty.chore, duty.terminal)))


REST = timedelta(hours=1)
"""So long a conversation that is going on is not interrupted."""
