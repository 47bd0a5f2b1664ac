"""That something which comes again and again is not to come at one time, and when that is: 下周不用, "skip the next one". Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.core.days import months_after
from bot.core.reminders.single import NEXT
from bot.core.upkeep.calendar import DAY
from bot.understanding.facts.clocks import EN_DAY, number_in
from bot.understanding.facts.moments import moment_in
from bot.understanding.text.normalising import has_han

_ZH_WEEK = r"(?:周|星期|礼拜)"
_PASSES = re.compile(
    r"跳过|略过|免了|空(?:一|过)次?|停一?次|歇一?次|除外|\b(?:skip|leave (?:it |that )?out|miss|pass(?: on)?|omit|give (?:it |that )?a miss|except|but not)\b",
    re.IGNORECASE,
)
"""That one is left out, and the others are not."""
_DENIES = re.compile(
    r"别|甭|不用|不要|不必|不需|先不|莫|勿|取消|暂停|停一?[下周天]|\b(?:not|don'?t|no|cancel|drop|pause|stop)\b",
    re.IGNORECASE,
)
"""That it is not wanted: of one time, where one is named."""
_FOR_GOOD = re.compile(
    r"从.{1,8}(?:起|开始)|以后|再也|永远|\b(?:from|as of|starting|after) (?:next|this|tom|mon|tue|wed|thu|fri|sat|sun|the)|\b(?:any ?more|ever again|for good)\b",
    re.IGNORECASE,
)
_ONE_DAY = re.compile(
    rf"(?:这个?|本|下个?){_ZH_WEEK}[一二三四五六日天]|[今明后][天早晚儿]|\b(?:this|next|coming) {EN_DAY}\b|\b(?:today|tonight|tom+or+ow|tmrw?)\b|\d+\s*月\s*\d+|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
"""A day that is no other's: said so, one turn is meant and not all of that weekday."""
_NEXT = re.compile(
    r"(?<!到)(?:这|下|本|当)一?[次回趟遍](?!再|还|照)|\b(?:just |only )?this (?:once|one|time|round|turn)\b|\b(?:the )?(?:next|coming) (?:one|time|turn|reminder|round)\b|\bjust once\b|\bthe one coming\b",
    re.IGNORECASE,
)


def _week(day: date, weeks: int) -> date:
    return day + (7 * weeks - day.weekday()) * DAY


def _of_week(day: date, weeks: int, number: int = 1) -> tuple[date, date]:
    return max(day, _week(day, weeks)), _week(day, weeks + number) - DAY


def _of_month(day: date, months: int) -> tuple[date, date]:
    first = months_after(day.replace(day=1), months)
    return max(day, first), months_after(first, 1) - DAY


def _ahead(day: date, found: re.Match[str]) -> tuple[date, date]:
    number = number_in(found["n"] or found["en_n"])
    weeks = "week" in found[0].casefold() or any(word in found[0] for word in ("周", "星期", "礼拜"))
    return day, day + timedelta(days=number * (7 if weeks else 1) - 1)


_N = r"(?P<n>\d{1,2}|[一两二三四五六七八九十几]{1,2})"
_EN_N = r"(?P<en_n>\d{1,2}|a few|two|three|four|five|six|seven|ten)"
_SPANS: tuple[tuple[re.Pattern[str], Callable[[date, re.Match[str]], tuple[date, date]]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), value)
    for pattern, value in (
        (rf"(?:接下来|后面|未来|这|近)(?:的)?{_N}个?(?:天|周|星期|礼拜)|\b(?:for )?(?:the )?(?:next|coming) {_EN_N} (?:days|weeks)\b", _ahead),
        (rf"下下个?{_ZH_WEEK}(?![一二三四五六日天末])|\bthe week after next\b", lambda day, _: _of_week(day, 2)),
        (rf"下个?{_ZH_WEEK}末|\bnext weekend\b", lambda day, _: (_week(day, 1) + 5 * DAY, _week(day, 2) - DAY)),
        (rf"下个?{_ZH_WEEK}(?![一二三四五六日天])|\bnext week\b", lambda day, _: _of_week(day, 1)),
        (rf"(?:这个?|本)?{_ZH_WEEK}末|\b(?:this |the |at the )?weekend\b", lambda day, _: (max(day, _week(day, 0) + 5 * DAY), _week(day, 1) - DAY)),
        (rf"(?:这个?|本){_ZH_WEEK}(?![一二三四五六日天])|\bthis week\b", lambda day, _: _of_week(day, 0)),
        (r"下个?月(?![\d一二三四五六七八九十底初中])|\bnext month\b", lambda day, _: _of_month(day, 1)),
        (r"(?:这个?|本)月(?![\d一二三四五六七八九十底初中])|\bthis month\b", lambda day, _: _of_month(day, 0)),
    )
)  # fmt: skip


def left_out(flat: str, now: datetime) -> str:
    """The days on which it is not to come, as the slot ``turn_skipped`` has them; empty where it is not said that it comes otherwise.

    >>> left_out("skip next week", datetime(2026, 11, 25)), left_out("下一次跳过", datetime(2026, 11, 25))
    ('2026-11-30/2026-12-06', 'next')
    """
    passes = _PASSES.search(flat)
    if _FOR_GOOD.search(flat) or not (passes or _DENIES.search(flat)):
        return ""
    span = next(((value, found) for pattern, value in _SPANS if (found := pattern.search(flat))), None)
    if span:
        value, found = span
        return "/".join(day.isoformat() for day in value(now.date(), found))
    if _NEXT.search(flat):
        return NEXT
    meant = moment_in(flat, now, han=has_han(flat)) if passes or _ONE_DAY.search(flat) else None
    day = meant[1].partition("T")[0] if meant else ""
    return f"{day}/{day}" if day else NEXT if passes else ""


def without_when(flat: str) -> str:
    """The words without those that say when, and that it is left out."""
    for pattern in (*(pattern for pattern, _ in _SPANS), _ONE_DAY, _NEXT, _PASSES):
        flat = pattern.sub(" ", flat)
    return flat
