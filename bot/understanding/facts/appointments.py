"""Which free window of the calendar the words name, on the clock of those who come: "friday morning", 周五下午. Decides nothing."""

from __future__ import annotations

import re
from datetime import datetime, time

from bot.core.knowledge import Knowledge
from bot.core.state import Question, State
from bot.core.upkeep.calendar import local
from bot.core.visiting import has_calendar, there, windows
from bot.understanding.facts.moments import moment_in, names_day
from bot.understanding.text.normalising import has_han, levelled

APPOINTMENT, DAY = "appointment", "window_of_day"
"""The window that is named, and each of those that a day leaves open."""
MEANT = "window_day"
"""The day that a time told in words is on."""
_RELATIVE = re.compile(
    r"今[天儿早晚]|明[天儿早晚]|大?后天|(?:这个?|本|下下?个?)?(?:周|星期|礼拜)[一二三四五六日天]"
    r"|\b(?:today|tonight|(?:the )?day after tomorrow|tomorrow|tmrw?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun)\b",
    re.IGNORECASE,
)
"""A day that is another one when it is read again later."""
_BUT = re.compile(r"除|别|不|没|\b(?:not|but|except|apart|no|isn'?t|any)\b", re.IGNORECASE)
_OF = ("repair.", "ticket.")
_LONGEST = 60  # characters; what is longer tells more than a time


def windows_in(text: str, at: datetime, state: State, knowledge: Knowledge, begun: str = "") -> tuple[str, ...]:
    """The free windows that the words fit; none where they name no day, or are not about a visit. Where those of one day are offered, a
    time of day names one of them. ``begun`` is the intent of the words.
    """
    flow = state.place.flow if state.place else ""
    hours = knowledge.visits
    if not has_calendar(hours) or len(text) > _LONGEST or not (flow.startswith(_OF) or begun.startswith(_OF) or _asks(state.question)):
        return ()
    said, now = levelled(text), local(at, hours.zone)
    han = state.locale == "zh" or has_han(said)
    found, there_is = moment_in(said, now, han=han), _day_offered(state.question)
    is_named = names_day(said, now, han=han)
    if found is None or not (is_named or there_is):
        return ()
    day, _, clock = found[1].partition("T")
    day = day if is_named else there_is
    return tuple(one for one in windows(there(hours, _address(state)), at) if one.startswith(day) and (not clock or _holds(one, clock)))


def day_meant(window: str, at: datetime, knowledge: Knowledge, locale: str) -> str:
    """The day of a time that is told in words, ``YYYY-MM-DD``, where it is one day and not named by its date: 明天一早."""
    said, now = levelled(window), local(at, knowledge.visits.zone if has_calendar(knowledge.visits) else knowledge.upkeep.zone)
    if len(_RELATIVE.findall(said)) != 1 or _BUT.search(said):
        return ""
    found = moment_in(_RELATIVE.findall(said)[0], now, han=locale == "zh" or has_han(said))
    return found[1].partition("T")[0] if found else ""


def _day_offered(question: Question | None) -> str:
    """The day of the windows that are offered, if it is one."""
    days = {offer.label[1:].partition("T")[0] for offer in question.offers if offer.label.startswith("~")} if question else set()
    return days.pop() if len(days) == 1 else ""


def _asks(question: Question | None) -> bool:
    """Whether windows are offered, or another than the one that is booked."""
    return question is not None and any(offer.label.startswith("~") or offer.to.startswith("move:") for offer in question.offers)


def _address(state: State) -> str:
    """Where somebody is to come: of the open ticket, or as last told."""
    of_tickets = [one.facts.get("address", "") for one in state.tickets if one.is_open]
    return (of_tickets[-1] if of_tickets else "") or state.slots.get("address", "")


def _holds(window: str, clock: str) -> bool:
    begins, _, ends = window.partition("T")[2].partition("/")
    return time.fromisoformat(begins) <= time.fromisoformat(clock) < time.fromisoformat(ends)


def offered(window: str, question: Question | None) -> str | None:
    """The name of the offer of that window."""
    offers = question.offers if question and window else ()
    return next((offer.name for offer in offers if offer.label == f"~{window}"), None)
