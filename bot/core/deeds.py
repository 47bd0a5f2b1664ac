"""What a `do` step can do beyond a ticket. Each deed changes what is remembered and says nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.core import channel
from bot.core.actions import CancelReminder, RecordCheck
from bot.core.draft import SKIPPED, Draft
from bot.core.reminders import making, pacing, reminding, reviewing, single
from bot.core.reminders.watching import REMINDER, ticket_settled, watched
from bot.core.upkeep.calendar import DAY, known_zone
from bot.core.upkeep.plan import Plan
from bot.core.upkeep.turns import rhythm


def _plan_made(draft: Draft) -> Draft:
    """By what is known now: a new plan, with the chore that was told to come otherwise while it was asked for, or the old one changed."""
    slots, knowledge = draft.state.slots, draft.knowledge
    known = {name: slots.get(slot, "").replace(SKIPPED, "") for name, slot in SHOP.items()}
    old = single.on_clock(draft.state.plan, draft.at.date())
    blank = replace(old, usage=making.LIGHT, place=making.CLEAN, made=reminding.today(knowledge, old, draft.at))
    before = old if old.is_made else blank
    usage, place, rush = (known[name] or getattr(before, name) for name in ("usage", "place", "rush"))
    told = replace(before, usage=usage, place=place, rush=rush, zone=known_zone(known["zone"]) or before.zone)
    day = reminding.today(knowledge, told, draft.at)
    plan = making.made(knowledge, making.with_others(making.with_terminal(told, slots), slots.get("machines", "")), day)
    task, every = slots.get("plan_task", ""), slots.get("plan_every", "")
    if task and every and not old.is_made:
        plan, _ = pacing.paced(knowledge, plan, task, every, day)
    return watched(draft.but(plan=plan, offered=True).slot(plan_task="", plan_every="", machines=""))


SHOP: Mapping[str, str] = {"usage": "shop_usage", "place": "shop_place", "rush": "shop_rush", "zone": "shop_zone"}
"""What a plan goes by -> the slot."""


def _plan_stopped(draft: Draft) -> Draft:
    """No plan any more, and no reminder that waits to be taken up again."""
    left = tuple(place for place in draft.state.paused if place.flow != REMINDER)
    return draft.but(plan=None, paused=left).slot(plan_task="", plan_every="").want(CancelReminder(reminding.ALARM))


def _pace_begun(draft: Draft) -> Draft:
    """What the words did not just say is asked anew."""
    return draft.slot(**{slot: "" for slot in ("plan_task", "plan_every", "plan_pace") if slot not in draft.learned})


def _plan_paced(draft: Draft) -> Draft:
    """What was named comes as often as was named, or as near to that as the rule table allows."""
    plan, slots = draft.state.plan, draft.state.slots
    if plan is None:
        return draft
    day = reminding.today(draft.knowledge, plan, draft.at)
    made, came = pacing.paced(draft.knowledge, plan, slots.get("plan_task", pacing.ALL), slots.get("plan_every", pacing.RULE), day)
    return watched(draft.but(plan=made).slot(plan_pace=came))


def _plan_hour(draft: Draft) -> Draft:
    """The reminders of the plan come at the hour that was named, if one was."""
    plan, said = draft.state.plan, draft.learned.get("remind_at", "").partition("T")[2]
    return watched(draft.but(plan=replace(plan, hour=said)).slot(remind_at="")) if plan and said else draft


def _terminal_left(draft: Draft) -> Draft:
    """The terminal that was named is no longer looked after."""
    plan, key = draft.state.plan, draft.state.slots.get("plan_terminal", "")
    return watched(draft.but(plan=making.without_terminal(plan, key))) if plan else draft


def _channel_checked(draft: Draft) -> Draft:
    """The check of a supplier, agent or repair shop is kept with its answers."""
    return draft.want(RecordCheck(channel.result(draft.state.slots), channel.answers(draft.state.slots)))


def _changed(draft: Draft, change: Callable[[Plan, date], Plan | None]) -> Draft:
    plan = draft.state.plan
    if plan is None:
        return draft
    return _kept(draft, plan, change(plan, reminding.today(draft.knowledge, plan, draft.at)))


def _kept(draft: Draft, before: Plan, plan: Plan | None) -> Draft:
    """The plan as it is now, and its alarm."""
    day = reminding.today(draft.knowledge, before, draft.at)
    return watched(draft.but(plan=making.given_back(draft.knowledge, before, plan, day) if plan else None))


def _chores_done(draft: Draft) -> Draft:
    """What was reminded of is done, from now on, whatever comes of a picture of it."""
    return ticket_settled(_changed(draft, reminding.finished))


def _chores_proved(draft: Draft) -> Draft:
    """A picture of what was just done, if one was sent for it."""
    plan, photo = draft.state.plan, draft.state.media[-1].ref if draft.state.media else ""
    if plan is None or not photo or draft.state.slots.get("upkeep_photo") != "photo":
        return draft
    day, chores = reminding.today(draft.knowledge, plan, draft.at), draft.knowledge.upkeep.chores
    seen = (duty for duty in plan.duties if duty.done == day and duty.chore in chores and chores[duty.chore].photo)
    return draft.but(plan=plan.having(*(replace(duty, proof=photo) for duty in seen)))


def _chores_later(draft: Draft) -> Draft:
    """At the time that was named; what is no time is tomorrow."""
    plan, said = draft.state.plan, draft.state.slots.get("remind_at", "")
    if plan is None:
        return draft
    until = _day_or_time(draft, plan, said)
    until, shifted = reminding.undisturbed(draft.knowledge, plan, until, draft.at) if "T" in until else (until, False)
    last = draft.state.slots.get("put_off", "")
    put_off = _changed(draft, lambda plan, _: reminding.put_off(plan, until, last))
    return put_off.slot(put_off=until, reminder_shifted=SHIFTED[shifted])


SHIFTED = {True: "yes", False: ""}
"""Whether somebody is reminded at another time than he has named, so as not to be disturbed."""


def _day_or_time(draft: Draft, plan: Plan, said: str) -> str:
    """What was named; what is no time is tomorrow."""
    return said if _is_time(said) else (reminding.today(draft.knowledge, plan, draft.at) + DAY).isoformat()


def _is_time(said: str) -> bool:
    try:
        return bool(datetime.fromisoformat(said))
    except ValueError:
        return False


def _chores_dropped(draft: Draft) -> Draft:
    """What the merchant wanted himself and was reminded of is not told any more, however often it was to come."""
    return _changed(draft, lambda plan, _: reminding.without(plan, {duty.key for duty in plan.open if duty.number}))


def _chores_passed(draft: Draft) -> Draft:
    return _changed(draft, reminding.passed_over)


def _appointment_anew(draft: Draft) -> Draft:
    """Another time is wanted for a visit: the last one is not, unless it was just named."""
    return draft if "appointment" in draft.learned else draft.slot(appointment="")


def _reminder_begun(draft: Draft) -> Draft:
    """What the words did not just say is asked anew; which reminder is meant is known where there is only one."""
    wish = draft.state.slots.get("wish")
    kept = {*draft.learned, *(("reminder_shifted",) if wish == single.OTHER else ())}  # who was told so insists
    asked = draft.slot(**{slot: "" for slot in single.SLOTS if slot not in kept})
    plan, only = draft.state.plan, wish == single.ONLY
    known = () if plan is None else plan.duties if only else plan.own
    is_there = len(known) == 1 and "reminder" not in draft.learned and wish != "remind"
    return asked.slot(reminder=known[0].key) if is_there else asked


def _on_told_clock(draft: Draft) -> Plan:
    return single.on_clock(draft.state.plan, draft.at.date(), known_zone(draft.state.slots.get("shop_zone", "")))


def _reminder_retimed(draft: Draft) -> Draft:
    """A time that was named before the shop's clock was told was read on the supplier's: on another clock it is asked for anew."""
    known = (draft.state.plan and draft.state.plan.zone) or draft.knowledge.upkeep.zone
    return draft if "remind_at" in draft.learned or _on_told_clock(draft).zone == known else draft.slot(remind_at="")


def _reminder_set(draft: Draft) -> Draft:
    """What was named comes then, once or from then on: told beside the plan, or as a chore's next turn."""
    slots, knowledge = draft.state.slots, draft.knowledge
    plan = _on_told_clock(draft)
    until = _day_or_time(draft, plan, slots.get("remind_at", ""))
    when, shifted = reminding.undisturbed(knowledge, plan, until, draft.at)
    every = slots.get("remind_every", "")
    first = _named(until, when) if every else when
    made, keys = single.added(plan, first, slots.get("plan_task", ""), slots.get("reminder_of", ""), every)
    kept = "full" if not keys else "once" if any(duty.number for duty in single.named(made, keys)) else "plan"
    told = draft.but(plan=made if keys else draft.state.plan)
    return watched(told).slot(reminder=" ".join(keys), reminder_kept=kept, reminder_shifted=_told_at(until, when, shifted, every))


def _reminder_moved(draft: Draft) -> Draft:
    """What was named comes at another time."""
    plan, slots = draft.state.plan, draft.state.slots
    keys = slots.get("reminder", "").split()
    there = single.named(plan, keys)
    if plan is None or not there:
        return draft.slot(reminder="", reminder_shifted="")
    every, hour = slots.get("remind_every", ""), single.hour(there[0])
    turn = reminding.regular(there[0]) if rhythm(every) else there[0].when
    until = _day_or_time(draft, plan, slots.get("remind_at", "") or (turn if every else ""))
    until = until if "T" in until or not hour else f"{until}T{hour}"
    when, shifted = reminding.undisturbed(draft.knowledge, plan, until, draft.at)
    again, exact = every or there[0].since, shifted and bool(slots.get("reminder_shifted")) and all(duty.number for duty in there)
    moved = single.moved(plan, keys, _named(until, when) if again and not exact else until if exact else when, every, exact=exact)
    told = INSISTED if exact else _told_at(until, when, shifted, again)
    return _kept(draft, plan, moved).slot(reminder_shifted=told)


INSISTED = "exact"
"""He was told that it would come later so as not to disturb, and names such an hour again: then it comes at that hour."""


def _told_at(until: str, undisturbed: str, shifted: bool, again: str) -> str:  # noqa: FBT001 -- as it comes beside the moment
    """Whether it is told later than was named; of what comes again and again, at which time of day, after a plus on the next day."""
    if not shifted or not again:
        return SHIFTED[shifted]
    day, _, at = undisturbed.partition("T")
    return at if until.startswith(day) else f"+{at}"


def _named(until: str, undisturbed: str) -> str:
    """When something is counted from that comes again and again: as it was named, for each turn is told when it does not disturb."""
    return until if "T" in until else undisturbed


def _reminder_alone(draft: Draft) -> Draft:
    """Nothing but what was named: no plan, and no other reminder."""
    plan, slots = draft.state.plan, draft.state.slots
    keys = slots.get("reminder", "").split()
    if plan is None or not single.named(plan, keys):
        return draft.slot(reminder="")
    said = slots.get("remind_at", "")
    return watched(draft.but(plan=single.alone(plan, keys, said if _is_time(said) else "", slots.get("remind_every", ""))))


def _reminder_dropped(draft: Draft) -> Draft:
    """It is not told any more; a chore of the plan comes in its due course again."""
    plan, keys = draft.state.plan, draft.state.slots.get("reminder", "").split()
    if plan is None:
        return draft
    day = reminding.today(draft.knowledge, plan, draft.at)
    back = (reminding.in_due_course(duty, day) for duty in single.named(plan, keys) if not duty.number)
    left = reminding.without(plan.having(*back), {duty.key for duty in plan.own if duty.key in keys})
    return _kept(draft, plan, left) if left else draft.but(plan=None).want(CancelReminder(reminding.ALARM))


def _reminder_skipped(draft: Draft) -> Draft:
    """The turns of the days that were named do not come; what would have come only then comes no more."""
    plan, slots = draft.state.plan, draft.state.slots
    there = single.named(plan, slots.get("reminder", "").split())
    if plan is None or not there:
        return draft.slot(reminder="", turn_skipped="")
    left = single.skipped(plan, there[0].key, slots.get("turn_skipped", "") or single.NEXT)
    came = "none" if left == plan else "some" if left and single.named(left, (there[0].key,)) else "over"
    skipped = _kept(draft, plan, left) if left else draft.but(plan=None).want(CancelReminder(reminding.ALARM))
    return skipped.slot(turn_skipped=came)


def _sheet_kept(draft: Draft) -> Draft:
    return ticket_settled(watched(reviewing.kept(draft)))


DEEDS: Mapping[str, Callable[[Draft], Draft]] = {
    "channel_checked": _channel_checked,
    "plan_made": _plan_made,
    "plan_stopped": _plan_stopped,
    "terminal_left": _terminal_left,
    "pace_begun": _pace_begun,
    "plan_paced": _plan_paced,
    "plan_hour": _plan_hour,
    "chores_done": _chores_done,
    "chores_proved": _chores_proved,
    "chores_later": _chores_later,
    "chores_passed": _chores_passed,
    "chores_dropped": _chores_dropped,
    "appointment_anew": _appointment_anew,
    "reminder_begun": _reminder_begun,
    "reminder_retimed": _reminder_retimed,
    "reminder_set": _reminder_set,
    "reminder_moved": _reminder_moved,
    "reminder_dropped": _reminder_dropped,
    "reminder_skipped": _reminder_skipped,
    "reminder_alone": _reminder_alone,
    "check_begun": reviewing.began,
    "sheet_kept": _sheet_kept,
}
