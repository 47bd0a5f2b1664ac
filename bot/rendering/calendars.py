"""A plan as a calendar file (RFC 5545), for the calendar of a phone. Pure: the same plan gives the same text."""

from __future__ import annotations

from datetime import datetime, time
from html import unescape

from icalendar import Alarm, Calendar, Event

from bot.core.knowledge import Knowledge
from bot.core.reminders.reminding import upcoming, zone
from bot.core.reminders.telling import facts
from bot.core.upkeep.calendar import moment
from bot.core.upkeep.plan import Duty, Plan
from bot.core.upkeep.turns import Rhythm, rhythm
from bot.rendering.phrases import Phrases

FREQUENCIES = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SHORTEST = 28
"""Days that every month has."""


def calendar(knowledge: Knowledge, phrases: Phrases, locale: str, ref: str, plan: Plan) -> bytes:
    """Every duty as a day that comes again as often as its rule says, or once, at its time of day if it has one; ``ref`` is
    the conversation's.
    """
    made = Calendar()
    made.add("prodid", "-//posbot//maintenance plan//")
    made.add("version", "2.0")
    made.add("x-wr-timezone", zone(knowledge, plan))
    for duty in upcoming(plan):
        made.add_component(_event(knowledge, phrases, locale, ref, plan, duty))
    content: bytes = made.to_ical()
    return content


def _event(knowledge: Knowledge, phrases: Phrases, locale: str, ref: str, plan: Plan, duty: Duty) -> Event:  # noqa: PLR0913 - what a line is made of
    said = facts(knowledge, plan, duty)
    event = Event()
    event.add("uid", f"{ref}-{duty.key}@posbot")
    event.add("dtstamp", moment(plan.made, time(0), "UTC"))
    event.add("dtstart", _moment(knowledge, plan, duty) if duty.number and duty.at else duty.due)
    if found := rhythm(duty.every):
        event.add("rrule", {"freq": FREQUENCIES[found.unit], "interval": found.number, **_days(found)})
    event.add("summary", unescape(phrases.sentence(locale, "upkeep.task", said)).removeprefix("· "))
    told = ("upkeep.how", "upkeep.line") if said["how"] else ("upkeep.line",)
    event.add("description", "\n".join(phrases.sentence(locale, name, said) for name in told))
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(knowledge, plan, duty))
    return event


def _days(found: Rhythm) -> dict[str, object]:
    """On which days; what comes on the 29th or later comes on the last day of a month that has none such."""
    if not found.days:
        return {}
    if found.unit == "W":
        return {"byday": [WEEKDAYS[day - 1] for day in found.days]}
    day, *more = found.days
    if more or day <= SHORTEST:
        return {"bymonthday": list(found.days)}
    return {"bymonthday": list(range(SHORTEST, day + 1)), "bysetpos": -1}


def _moment(knowledge: Knowledge, plan: Plan, duty: Duty) -> datetime:
    """When posbot reminds as well: at that time of day in the shop, or at the usual one."""
    hour = time.fromisoformat(duty.at) if duty.at else knowledge.upkeep.hours(plan.rush).remind
    return moment(duty.due, hour, zone(knowledge, plan))


def _alarm(knowledge: Knowledge, plan: Plan, duty: Duty) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", duty.rule)
    alarm.add("trigger", _moment(knowledge, plan, duty))
    return alarm
