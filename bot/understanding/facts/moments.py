"""When somebody wants to be reminded, in his words: a day to come, or a day and a time, on his shop's clock.

Values are ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``, and always lie ahead. Weeks begin on Monday: said on a Wednesday,
"next Friday" and 下周五 are the Friday of the week after this one, "Friday" and 周五 the coming one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from bot.core.days import months_after
from bot.understanding.facts.clocks import EN_DAY as _EN_DAY
from bot.understanding.facts.clocks import EN_TOMORROW, FEW, NOT_A_DAY, clock_in, number_in, weekday_in
from bot.understanding.facts.feasts import after_feast

Said: TypeAlias = "date | datetime | None"

_ZH_N = r"((?<!\d)\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两俩三四五六七八九]|几|半|个把)"
_ZH_DAY = r"(3[01]|[12]\d|[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_EN_N = r"(\d{1,3}|a couple(?: of)?|a few|an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|ninety|half an?)"
_ZH_DAYS = {c: i for i, c in enumerate("一二三四五六")} | {"日": 6, "天": 6}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EN_MONTH = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DAY = timedelta(days=1)
_SLASHED = re.compile(r"(?<![\d/.-])(?!24/7)(3[01]|[12]\d|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\d/.-])")
_LONGEST = 400
"""Days that a reminder may be put off."""


def moments(text: str, now: datetime, *, han: bool = False) -> Iterator[tuple[int, int, str]]:
    """The first moment that is named. ``now`` is on the shop's clock; ``han``: in a talk in Chinese."""
    found = moment_in(text, now, han=han)
    if found:
        spans, value = found
        yield min(start for start, _ in spans), max(end for _, end in spans), value


def moment_in(text: str, now: datetime, *, han: bool = False) -> tuple[tuple[tuple[int, int], ...], str] | None:
    """The same, with the places of the words that name the day and of those that name the time of day."""
    said = text.casefold()
    clock = clock_in(said)
    named = _named(said, now, han=han)
    if named is None:
        return ((clock[0],), _written(_ahead(now.date(), clock[1], now))) if clock else None
    start, end, day = named
    if day is None:
        return None
    if isinstance(day, datetime):
        return ((start, end),), _written(day)
    spans = ((start, end), clock[0]) if clock else ((start, end),)
    when = _ahead(day, clock[1], now) if clock else _day_ahead(day, now)
    far = (when.date() if isinstance(when, datetime) else when) - now.date() > _LONGEST * _DAY
    return None if far else (spans, _written(when))


def names_day(text: str, now: datetime, *, han: bool = False) -> bool:
    """Whether a day is named, and not only a time of day."""
    return _named(text.casefold(), now, han=han) is not None


def _named(said: str, now: datetime, *, han: bool) -> tuple[int, int, Said] | None:
    """Where a day is named, and which; the day is None where there is none such, or it is not certain which."""
    feast = after_feast(said, now.date())
    if feast:
        return feast
    rule = next(((value, match) for pattern, value in _RULES if (match := pattern.search(said))), None)
    if rule:
        value, match = rule
        return *match.span(), value(match, now)
    match = _SLASHED.search(said)
    return (*match.span(), _slashed(int(match[1]), int(match[2]), now, han=han)) if match else None


def _slashed(first: int, second: int, now: datetime, *, han: bool) -> Said:
    """12/3: the month comes first in Chinese; elsewhere only one that can be read in but one way is read."""
    if han or second > 12 or first == second:
        return _month_day(now.date(), first, second)
    return _month_day(now.date(), second, first) if first > 12 else None


def _written(when: date | datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M") if isinstance(when, datetime) else when.isoformat()


def _ahead(day: date, at: time, now: datetime) -> datetime:
    """That time of that day; if it is over, of the next."""
    when = datetime.combine(day, at)
    return when if when > now.replace(tzinfo=None) else datetime.combine(max(day, now.date()) + _DAY, at)


def _day_ahead(day: date, now: datetime) -> date | datetime:
    """A day; today is a few hours from now, while it lasts."""
    if day > now.date():
        return day
    soon = now.replace(tzinfo=None) + timedelta(hours=3)
    return soon if soon.date() == now.date() else now.date() + _DAY


# ---- the day -------------------------------------------------------------------------------------


def _month_end(day: date, months: int = 0) -> date:
    """The last day of the month, or, said on that day, of the next."""
    there = months_after(day.replace(day=1), months)
    end = there.replace(day=monthrange(there.year, there.month)[1])
    return end if end > day else _month_end(day, months + 1)


def _on(day: date, number: int) -> date | None:
    """The next day of that number; None if a month has none such."""
    for months in range(13):
        first = months_after(day.replace(day=1), months)
        if 1 <= number <= monthrange(first.year, first.month)[1] and first.replace(day=number) > day:
            return first.replace(day=number)
    return None


def _month_day(day: date, month: int, number: int) -> date | None:
    for year in range(day.year, day.year + 9):
        if 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1] and date(year, month, number) > day:
            return date(year, month, number)
    return None


def _next_month(day: date, number: int) -> date:
    """That day of the next month, or its last one."""
    end = _month_end(day.replace(day=1), 1)
    return end.replace(day=min(max(number, 1), end.day))


def _weekday(day: date, weekday: int, weeks: int | None) -> date:
    """The coming one; with ``weeks``, of the week that many after this."""
    if weeks is None:
        return day + ((weekday - day.weekday() - 1) % 7 + 1) * _DAY
    return day + (7 * weeks + weekday - day.weekday()) * _DAY


def _zh_weekday(found: re.Match[str], now: datetime) -> Said:
    prefix = found[1] or ""
    return _weekday(now.date(), _ZH_DAYS[found[2]], prefix.count("下") or None)


def _en_weekday(found: re.Match[str], now: datetime) -> Said:
    weekday = weekday_in(found[2])
    return _weekday(now.date(), weekday, 1 if found[1] == "next" else None)


def _span(found: re.Match[str], now: datetime) -> Said:
    """So many days, weeks, months, hours or minutes from now."""
    half = found[1].startswith(("半", "half"))
    number, unit = (1 if half else number_in(found[1])), found[2]
    if unit.startswith(("小时", "个小时", "钟头", "个钟头", "hour", "分钟", "min")):
        minutes = number * (1 if unit.startswith(("分钟", "min")) else 60)
        return now.replace(tzinfo=None) + timedelta(minutes=30 if half else max(minutes, 1))
    if "月" in unit or unit.startswith("month"):
        return now.date() + 15 * _DAY if half else months_after(now.date(), number)
    days = 7 if unit.startswith("week") or any(word in unit for word in ("周", "星期", "礼拜")) else 1
    return now.date() + number * days * _DAY


def _en_date(month: int, number: int) -> Callable[[re.Match[str], datetime], Said]:
    return lambda found, now: _month_day(now.date(), _MONTHS.index(found[month][:3]) + 1, int(found[number]))


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime], Said]], ...] = tuple(
    (re.compile(pattern), value)
    for pattern, value in (
        (r"(?<!\d)(20\d\d)-(\d{1,2})-(\d{1,2})(?!\d)", lambda m, n: _month_day(n.date(), int(m[2]), int(m[3]))),
        (r"明[天儿].{0,2}(?:这个?时候|这会儿?|同一时间)|\b(?:same|this) time tomorrow\b", lambda m, n: n.replace(tzinfo=None) + _DAY),
        (rf"(?<![\d十])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s*月\s*{_ZH_DAY}\s*[日号]?", lambda m, n: _month_day(n.date(), number_in(m[1]), number_in(m[2]))),
        (rf"\b(3[01]|[12]?\d)(?:st|nd|rd|th)?(?: of)? {_EN_MONTH}\b", _en_date(2, 1)),
        (rf"\b{_EN_MONTH} (3[01]|[12]?\d)(?:st|nd|rd|th)?\b", _en_date(1, 2)),
        (rf"下个?月\s*{_ZH_DAY}\s*[号日]", lambda m, n: _next_month(n.date(), number_in(m[1]))),
        (rf"\b(?:start|beginning) of {_EN_MONTH}\b", lambda m, n: _month_day(n.date(), _MONTHS.index(m[1][:3]) + 1, 1)),
        (r"月中|\bmid-?\s?month\b|\bmiddle of the month\b", lambda m, n: _on(n.date(), 15)),
        (r"年底|年末|\bend of the year\b", lambda m, n: _month_day(n.date(), 12, 31)),
        (r"元旦|\bnew year(?:'?s)?\b", lambda m, n: _month_day(n.date(), 1, 2)),
        (r"国庆", lambda m, n: _month_day(n.date(), 10, 8)),
        (r"圣诞|\bafter (?:christmas|xmas)\b", lambda m, n: _month_day(n.date(), 12, 27)),
        (r"([一二两俩三四]|\d)个半(?:小时|钟头)|\b(an|one|two|three|\d) hours? and a half\b", lambda m, n: n.replace(tzinfo=None) + timedelta(minutes=60 * number_in(m[1] or m[2]) + 30)),
        (rf"\bweek (?:on|from) {_EN_DAY}\b|\b{_EN_DAY} week\b", lambda m, n: _weekday(n.date(), weekday_in(m[1] or m[2]), None) + 7 * _DAY),
        (r"\b(?:a week today|today week|a week from today)\b", lambda m, n: n.date() + 7 * _DAY),
        (r"\ba fortnight\b", lambda m, n: n.date() + 14 * _DAY),
        (r"下个?月底|\bend of next month\b", lambda m, n: _month_end(n.date().replace(day=1), 1)),
        (r"下个?月初|\b(?:start|beginning) of next month\b|月初", lambda m, n: months_after(n.date().replace(day=1), 1)),
        (r"(?:这个?月|本月|月)(?:底|末)|\b(?:end of (?:the |this )?month|month'?s? end)\b", lambda m, n: _month_end(n.date())),
        (rf"(?<![周期拜])(?:再?过|等)?\s*{_ZH_N}\s*(个?小时|个?钟头|分钟|天|日|周|个?星期|个?礼拜|个月)(?:之?后|以后|再|吧|$)", _span),
        (rf"(?:再?过|等)\s*{_ZH_N}\s*(个?小时|个?钟头|分钟|天|日|周|个?星期|个?礼拜|个月)", _span),
        (rf"\b(?:in|after|give me)\s+(?:another )?{_EN_N}\s+(minutes?|mins?|hours?|days?|weeks?|months?)\b", _span),
        (rf"\b{_EN_N}\s+(minutes?|mins?|hours?|days?|weeks?|months?)'?\s+(?:from now|later|time)\b", _span),
        (rf"^\W*(?:another )?{_EN_N}\s+(minutes?|mins?|hours?|days?|weeks?|months?)\W*$", _span),
        (r"大后天", lambda m, n: n.date() + 3 * _DAY),
        (rf"后[天儿]|\bday after {EN_TOMORROW}\b", lambda m, n: n.date() + 2 * _DAY),
        (rf"明[天早晚儿]|隔天|\b{EN_TOMORROW}\b", lambda m, n: n.date() + _DAY),
        (r"下个?周末|\bnext weekend\b", lambda m, n: _weekday(n.date(), 5, 1)),
        (r"下个?(?:周|星期|礼拜)中|\b(?:middle of|mid) next week\b", lambda m, n: _weekday(n.date(), 2, 1)),
        (r"下下个?(?:周|星期|礼拜)(?![一二三四五六日天末])", lambda m, n: _weekday(n.date(), 0, 2)),
        (r"\bend of (?:the|this) week\b", lambda m, n: _weekday(n.date(), 4, None)),
        (r"(?:周|星期|礼拜)[一二三四五六日天](?:[和跟及、,，]|还有)?(?:下?个?(?:周|星期|礼拜)[一二三四五六日天]|(?<=[和跟及、])[一二三四五六日天](?![点号个台天\d]))", lambda m, n: None),
        (rf"\b{_EN_DAY},? ?(?:and|&|plus|,) ?(?:on )?{_EN_DAY}\b", lambda m, n: None),
        (r"(这个?|本|下下个?|下个?)?(?:周|星期|礼拜)([一二三四五六日天])(?![次趟遍])", _zh_weekday),
        (rf"\b(next|this|on|by)? ?{_EN_DAY}s?\b", _en_weekday),
        (r"周末|\b(?:at the |this )?weekend\b", lambda m, n: _weekday(n.date(), 5, None)),
        (r"下个?(?:周|星期|礼拜)|\bnext week\b", lambda m, n: _weekday(n.date(), 0, 1)),
        (r"下个?月|\bnext month\b", lambda m, n: months_after(n.date(), 1)),
        (rf"(?<![\d一二三四五六七八九十周期拜]){_ZH_DAY}\s*[号日]", lambda m, n: _on(n.date(), number_in(m[1]))),
        (rf"\b(?:on )?the (3[01]|[12]?\d)(?:st|nd|rd|th)\b{NOT_A_DAY}", lambda m, n: _on(n.date(), int(m[1]))),
        (r"过(?:一?阵子?|一?段时间)|忙完这阵", lambda m, n: n.date() + 7 * _DAY),
        (r"\bcouple of days\b", lambda m, n: n.date() + 2 * _DAY),
        (r"过几天|改天|几天后|\ba few days\b", lambda m, n: n.date() + FEW * _DAY),
        (r"今[天晚儿]|\b(?:end of (?:the )?day|eod)\b|\btoday\b|\btonight\b|\bthis (?:afternoon|evening|morning)\b", lambda m, n: n.date()),
        (r"(?:晚|等|过)(?:一?会儿?|点儿?|些)|待会儿?|一会儿?|回头|忙完|\b(?:in a bit|later|in a while)\b", lambda m, n: n.date()),
    )
)  # fmt: skip
