"""A plan as a calendar file (RFC 5545), for the calendar of a phone. Pure: the same plan gives the same text.

Days and times of day stand as the shop's clock shows them, with its zone: "every Friday at 7" is another day in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from html import unescape

from icalendar import Alarm, Calendar, Event

from bot.core.knowledge import Knowledge
from bot.core.reminders.reminding import regular, upcoming, zone
from bot.core.reminders.telling import facts
from bot.core.upkeep.calendar import DAY, moment, zone_of
from bot.core.upkeep.plan import Duty, Plan
from bot.core.upkeep.turns import LAST, Rhythm, rhythm, turn
from bot.rendering.phrases import Phrases

FREQUENCIES = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SHORTEST = 28
"""Days that every month has."""
LEAP = (2, 29)
YEAR = timedelta(days=366)


def calendar(knowledge: Knowledge, phrases: Phrases, locale: str, ref: str, plan: Plan) -> bytes:
    """Every duty as a day that comes again as often as its rule says, or once, at its time of day if it has one; ``ref`` is
    the conversation's.
    """
    made = Calendar()
    made.add("prodid", "-//posbot//maintenance plan//")
    made.add("version", "2.0")
    made.add("x-wr-timezone", zone(knowledge, plan))
    for duty in upcoming(plan):
        for event in _events(knowledge, phrases, locale, plan, duty):
            event.add("uid", f"{ref}-{duty.key}{'' if 'RRULE' in event or not duty.since else '-later'}@posbot")
            made.add_component(event)
    made.add_missing_timezones(first_date=plan.made - YEAR)
    content: bytes = made.to_ical()
    return content


def _events(knowledge: Knowledge, phrases: Phrases, locale: str, plan: Plan, duty: Duty) -> Iterator[Event]:
    """The duty with its rule; a turn that was put off stands beside the others, which stay where they are."""
    comes = regular(duty)
    if comes != duty.when:
        yield _event(knowledge, phrases, locale, plan, replace(duty, every=""))
    day, _, at = comes.partition("T")
    yield _event(knowledge, phrases, locale, plan, replace(duty, due=date.fromisoformat(day), at=at))


def _event(knowledge: Knowledge, phrases: Phrases, locale: str, plan: Plan, duty: Duty) -> Event:
    said = facts(knowledge, plan, duty)
    is_timed = bool(duty.number and duty.at)
    event = Event()
    event.add("dtstamp", moment(plan.made, time(0), "UTC"))
    event.add("dtstart", _clock(knowledge, plan, duty) if is_timed else duty.due)
    if found := rhythm(duty.every):
        event.add("exdate", list(_off(knowledge, plan, duty))) if duty.off else None
        event.add("rrule", {"freq": FREQUENCIES[found.unit], "interval": found.number, **_days(found, duty)})
    event.add("summary", unescape(phrases.sentence(locale, "upkeep.task", said)).removeprefix("· "))
    told = ("upkeep.how", "upkeep.line") if said["how"] else ("upkeep.line",)
    event.add("description", "\n".join(phrases.sentence(locale, name, said) for name in told))
    event.add("transp", "TRANSPARENT")
    hour = _clock(knowledge, plan, duty).time()
    event.add_component(_alarm(duty, timedelta(0) if is_timed else timedelta(hours=hour.hour, minutes=hour.minute)))
    return event


def _off(knowledge: Knowledge, plan: Plan, duty: Duty) -> Iterator[datetime]:
    """The turns that do not come."""
    for first, _, last in (span.partition("/") for span in duty.off):
        day = max(duty.due, date.fromisoformat(first) - DAY)
        while (day := turn(duty.every, date.fromisoformat(duty.since[:10]), day)).isoformat() <= last:
            yield _clock(knowledge, plan, replace(duty, due=day))


def _days(found: Rhythm, duty: Duty) -> dict[str, object]:
    """On which days; what comes on the 29th or later comes on the last day of a month that has none such."""
    first = date.fromisoformat(duty.since[:10]) if duty.since else duty.due
    if found.unit == "W" and found.days:
        return {"byday": [WEEKDAYS[day - 1] for day in found.days]}
    if found.nth:
        return {"byday": f"{found.nth}{WEEKDAYS[found.days[0] - 1]}"}
    if found.unit == "Y" and (first.month, first.day) == LEAP:
        return {"bymonth": 2, "bymonthday": -1}
    days = (found.days or (first.day,)) if found.unit == "M" else ()
    if not days or days[-1] <= SHORTEST:
        return {"bymonthday": list(days)} if days else {}
    some = [*(day for day in days if day < LAST), -1]
    return {"bymonthday": some} if days[-1] == LAST else {"bymonthday": some, "bysetpos": list(range(1, len(some)))}


def _clock(knowledge: Knowledge, plan: Plan, duty: Duty) -> datetime:
    """When posbot reminds as well: at that time of day in the shop, or at the usual one."""
    hour = time.fromisoformat(duty.at) if duty.at else knowledge.upkeep.hours(plan.rush).remind
    return datetime.combine(duty.due, hour, zone_of(zone(knowledge, plan)))


def _alarm(duty: Duty, after: timedelta) -> Alarm:
    """Counted from the beginning, so that it rings at each turn."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", duty.rule)
    alarm.add("trigger", after)
    return alarm
