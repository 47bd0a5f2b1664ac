"""The day on which work goes on after a feast that shops know: 过年后, 双十一以后, "after the holidays". Knows no other dates.

Days of the Chinese lunar calendar are listed (Hong Kong Observatory, Gregorian-Lunar Calendar Conversion Tables); of a year
that is not, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.understanding.facts.dates import easter

_SPRING = {2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11), 2033: (1, 31)}
_DRAGON = {2026: (6, 19), 2027: (6, 9), 2028: (5, 28), 2029: (6, 16), 2030: (6, 5)}
_MOON = {2026: (9, 25), 2027: (9, 15), 2028: (10, 3), 2029: (9, 22), 2030: (9, 12)}
_SPRING_CLOSED = 7  # days from new year's day to the eighth of the first month, when shops open

_AFTER = r"(?:假期|长假|黄金周|节)?(?:过?[后完]|之后|以后|过了|结束)"
_OVER = r"(?:等|过完?了?|忙完)"


def _yearly(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: date(year, month, day)


def _listed(days: dict[int, tuple[int, int]], later: int) -> Callable[[int], date | None]:
    return lambda year: date(year, *days[year]) + timedelta(days=later) if year in days else None


def _named(name: str) -> str:
    return rf"(?:{name}){_AFTER}|{_OVER}(?:{name})"


_FEASTS: tuple[tuple[re.Pattern[str], Callable[[int], date | None]], ...] = tuple(
    (re.compile(pattern), day)
    for pattern, day in (
        (rf"{_named('春节|新春|大年')}|过完年|过了年|过年(?:之后|以后|后)|(?<![一二两三四五六七八九十半几多\d])年(?:后|过完)|\bafter (?:the )?(?:chinese new year|lunar new year|spring festival|cny)\b", _listed(_SPRING, _SPRING_CLOSED)),
        (rf"{_named('端午')}", _listed(_DRAGON, 1)),
        (rf"{_named('中秋')}", _listed(_MOON, 1)),
        (rf"{_named('双十一|双11')}", _yearly(11, 12)),
        (rf"{_named('双十二|双12')}", _yearly(12, 13)),
        (rf"(?<!\d)618{_AFTER}", _yearly(6, 19)),
        (rf"{_named('五一|劳动节')}", _yearly(5, 6)),
        (rf"{_named('清明')}", _yearly(4, 6)),
        (rf"(?<![双二三四五六七八九])十一{_AFTER}", _yearly(10, 8)),
        (r"\bafter easter\b", lambda year: easter(year) + timedelta(days=2)),
    )
)  # fmt: skip

_HOLIDAYS = re.compile(r"\bafter the holidays?\b")
_WINTER = (11, 12)  # months in which "the holidays" are those of the turn of the year


def after_feast(text: str, today: date) -> tuple[int, int, date] | None:
    """Where a feast is named that something shall wait for, and the next day after one. None too where it is not certain which."""
    return next(_found(text, today), None)


def _found(text: str, today: date) -> Iterator[tuple[int, int, date]]:
    for pattern, day in _FEASTS:
        match = pattern.search(text)
        ahead = (there for year in (today.year, today.year + 1) if (there := day(year)) and there > today)
        if match and (there := next(ahead, None)):
            yield *match.span(), there
    if (match := _HOLIDAYS.search(text)) and today.month in _WINTER:
        yield *match.span(), date(today.year + 1, 1, 2)
