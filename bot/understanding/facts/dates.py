"""Days and months in a merchant's words, counted from the day of the message.

Values are ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``, as exact as the words are: whole years ago name a year and no month.
English dates in figures are read day first unless that is impossible.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.understanding.facts.counting import WORDS

_Found = tuple[int, int, str]

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0, "十一": 11, "十二": 12, "俩": 2}
_N = r"(\d{1,2}|十[一二]|[一二两俩三四五六七八九十])"
_EN_N = r"(\d{1,2}|a couple(?: of)?|a few|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_SHORT, _FIRST = r"(?<![\d用了满〇零一二三四五六七八九十百])([12]\d|[一二][〇零一二三四五六七八九])", 16
"""A year by its last two figures, and from which on it is one: of 十二年 and 12年 it is not known."""
_OF_SEASONS = {"春": 4, "夏": 7, "秋": 10, "冬": 1}
_PARTS = {"年初": "01", "年头": "01", "年底": "12", "年末": "12", "年尾": "12", "年中": "06"}
_FEASTS = {
    "春节": (2,),
    "过年": (2,),
    "五一": (5,),
    "劳动节": (5,),
    "国庆": (10,),
    "十一": (10,),
    "双十一": (11,),
    "双11": (11,),
    "元旦": (1,),
    "618": (6,),
    "中秋": (9,),
    "双十二": (12,),
    "双12": (12,),
    "圣诞": (12,),
}
_SEASONS = {
    "spring": 4,
    "summer": 7,
    "autumn": 10,
    "fall": 10,
    "winter": 1,
    "christmas": 12,
    "xmas": 12,
    "new year": 1,
    "black friday": 11,
    "halloween": 10,
    "thanksgiving": 11,
}


def count(word: str) -> int:
    """A small number in figures or words."""
    if word.isdigit():
        return int(word)
    return _HAN.get(word) or next((WORDS[part] for part in word.replace("of", "").split()[::-1] if part in WORDS), 1)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature, 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


_MAY_NAME_ONE = re.compile(r"\d|[年月天周昨]|星期|礼拜|[A-Za-z]")


def dates(text: str, today: date) -> Iterator[_Found]:
    """Every day, month or year named, in the order of the rules; what overlaps an earlier one is left out."""
    taken: list[tuple[int, int]] = []
    if not _MAY_NAME_ONE.search(text):
        return
    for rule, value in _RULES:
        for found in rule.finditer(text):
            if any(a < found.end() and found.start() < b for a, b in taken):
                continue
            said = value(found, today)
            if said:
                taken.append(found.span())
                yield *found.span(), said


def _day(year: int, month: int, day: int = 0) -> str:
    year += 2000 if year < 100 else 0
    if not (1990 <= year <= 2100 and 1 <= month <= 12):
        return ""
    if not day:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}" if day <= monthrange(year, month)[1] else ""


def _back(today: date, months: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return f"{year}-{month + 1:02d}"


def _relative(word: str, today: date) -> int:
    return today.year - {"今": 0, "本": 0, "去": 1, "前": 2, "大前": 3, "上一": 1}[word.removesuffix("年")]


def _figures(found: re.Match[str], today: date) -> str:  # noqa: ARG001 -- every rule has the same shape
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    day, month = (first, second) if second <= 12 else (second, first)
    return _day(year, month, day)


def _zh_month(found: re.Match[str], today: date) -> str:
    return _day(_relative(found[1], today), count(found[2]), int(found[3] or 0))


def _last_named(month: int, today: date, *, past: bool = False) -> str:
    year = today.year if month < today.month or (month == today.month and not past) else today.year - 1
    return f"{year}-{month:02d}"


def _month(name: str) -> int:
    return next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name.casefold().rstrip(".")[:3]))


def _en_day(found: re.Match[str], today: date) -> str:
    year = int(found["year"]) if found["year"] else int(_last_named(_month(found["month"]), today)[:4])
    return _day(year, _month(found["month"]), int(found["day"]))


def _zh_season(found: re.Match[str], today: date) -> str:
    year = int(found[1][:4]) if found[1][0].isdigit() else _relative(found[1], today)
    return _day(year, _OF_SEASONS[found[2]])


def _short(found: re.Match[str], today: date) -> str:
    """The year that is told by its last two figures, 23 or 二三; empty where it is still to come, or is so many years and no year."""
    two = "".join(one if one.isdigit() else str(_HAN[one]) for one in found[1])
    return f"20{two}" if _FIRST <= int(two) <= today.year % 100 else ""


def _season(found: re.Match[str], today: date) -> str:
    when, name = found[1].casefold(), found[2].casefold()
    if name == "easter":
        this = easter(today.year)
        held = this if this < today and not when.startswith("the year") else easter(today.year - 1)
        return f"{held.year}-{held.month:02d}"
    return _last_named(_SEASONS[name], today, past=True)


def _season_of(found: re.Match[str], today: date) -> str:  # noqa: ARG001 -- as above
    name, year = found[1].casefold(), int(found[2])
    return _day(year, easter(year).month if name == "easter" else _SEASONS[name])


def _years_ago(found: re.Match[str], today: date) -> str:
    return str(today.year - count(found[1].casefold()))


def _weeks_ago(found: re.Match[str], today: date) -> str:
    days = {"day": 1, "week": 7, "天": 1, "周": 7, "星期": 7, "个星期": 7, "礼拜": 7, "个礼拜": 7}[found[2].casefold()]
    return (today - timedelta(days=days * count(found[1].casefold()))).isoformat()


_SEASON = "|".join([*_SEASONS, "easter"])
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), value)
    for pattern, value in (
        (r"(?<!\d)((?:19|20)\d\d|\d\d)\s*年\s*(\d{1,2})\s*月(?:份|\s*(\d{1,2})\s*[日号])?", lambda m, t: _day(int(m[1]), int(m[2]), int(m[3] or 0))),
        (r"(?<![\d-])((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])", lambda m, t: _day(int(m[1]), int(m[2]), int(m[3]))),
        (r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:20)?\d\d)(?![\d/.-])", _figures),
        (r"(?<![\d-])((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])(?![\d/.-])", lambda m, t: _day(int(m[1]), int(m[2]))),
        (r"(?<![\d/.-])(0?[1-9]|1[0-2])/(20\d\d)(?![\d/.-])", lambda m, t: _day(int(m[2]), int(m[1]))),
        (rf"(大前年|前年|去年|今年|本年|上一年){_N}\s*月(?:份|\s*(\d{{1,2}})\s*[日号])?", _zh_month),
        (r"(大前|前|去|今)年?(年[初头底末尾中])", lambda m, t: f"{_relative(m[1], t)}-{_PARTS[m[2]]}"),
        (r"(?<!\d)(20\d\d|[12]\d)年?(年[初头底末尾中])", lambda m, t: f"{_day(int(m[1]), 1)[:4]}-{_PARTS[m[2]]}"),
        (rf"{_SHORT}(年[初头底末尾中])", lambda m, t: f"{_short(m, t)}-{_PARTS[m[2]]}" if _short(m, t) else ""),
        (rf"{_SHORT}年\s*{_N}\s*月(?:份|\s*(\d{{1,2}})\s*[日号])?", lambda m, t: _day(int(_short(m, t) or 0), count(m[2]), int(m[3] or 0))),
        (rf"{_SHORT}年的?([春夏秋冬])[天季]?", lambda m, t: _day(int(_short(m, t) or 0), _OF_SEASONS[m[2]])),
        (r"(大前年|前年|去年|今年|(?<!\d)20\d\d年)的?(春|夏|秋|冬)[天季]?", _zh_season),
        (rf"(大前年|前年|去年|今年)({'|'.join(sorted(_FEASTS, key=len, reverse=True))})", lambda m, t: _day(_relative(m[1], t), _FEASTS[m[2]][0])),
        (r"(大前年|前年|去年)", lambda m, t: str(_relative(m[1], t))),
        (rf"上{_N}?个?月(?!球)", lambda m, t: _back(t, 1)),
        (rf"{_N}\s*年半(?:之?前|以前|了)", lambda m, t: _back(t, 12 * count(m[1]) + 6)),
        (rf"{_N}\s*年多?(?:之?前|以前)", _years_ago),
        (r"半年多?(?:之?前|以前)", lambda m, t: _back(t, 6)),
        (rf"{_N}\s*个?多?月多?(?:之?前|以前)", lambda m, t: _back(t, count(m[1]))),
        (rf"{_N}\s*(天|周|个星期|星期|个礼拜|礼拜)(?:之?前|以前)", _weeks_ago),
        (r"大前天", lambda m, t: (t - timedelta(days=3)).isoformat()),
        (r"前天", lambda m, t: (t - timedelta(days=2)).isoformat()),
        (r"昨[天日晚]|\byesterday\b", lambda m, t: (t - timedelta(days=1)).isoformat()),
        (r"上(?:个?星期|周|个?礼拜)|\blast week\b", lambda m, t: (t - timedelta(days=7)).isoformat()),
        (r"(?<!\d)((?:19|20)\d\d)\s*年(?!月|\s*\d)", lambda m, t: m[1]),
        (rf"{_SHORT}\s*年(?=那|左右|前后|吧|的|[,，。!！;；]|$|的?时?候?(?:就|才|初|底)?(?:买|购|入|办|装|领))", _short),
        (r"(?<![\d年个])(\d{1,2}|十[一二]|[一二三四五六七八九十])\s*月(?:份|\s*(\d{1,2})\s*[日号])?(?!前|后|内)", lambda m, t: _day(int(_last_named(min(12, max(1, count(m[1]))), t)[:4]), count(m[1]), int(m[2] or 0))),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH[1:-4]})\b\.?,?(?: (?P<year>(?:19|20)\d\d))?", _en_day),
        (rf"\b(?P<month>{_MONTH[1:-4]})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d),?(?: (?P<year>(?:19|20)\d\d))?", _en_day),
        (rf"\b{_MONTH},? (?:of )?((?:19|20)\d\d)\b", lambda m, t: _day(int(m[2]), _month(m[1]))),
        (rf"\blast year,? (?:in |around |about )?{_MONTH}(?![a-z])", lambda m, t: _day(t.year - 1, _month(m[1]))),
        (rf"\b{_MONTH} last year\b", lambda m, t: _day(t.year - 1, _month(m[1]))),
        (rf"\b{_MONTH} this year\b", lambda m, t: _day(t.year, _month(m[1]))),
        (rf"\b(last|this past|back in|in|since|around|about|from|early|late|mid) {_MONTH}(?![a-z])(?! \d)", lambda m, t: _last_named(_month(m[2]), t, past=m[1].casefold() in {"last", "this past"})),
        (rf"^\W*(?:(?:maybe|about|around|probably|i think|it was)\s+)*{_MONTH}(?:\s+(?:i think|sometime|maybe|time))*\W*$", lambda m, t: _last_named(_month(m[1]), t)),
        (rf"\bthis {_MONTH}(?![a-z])(?! \d)", lambda m, t: _day(t.year, _month(m[1]))),
        (rf"\b({_SEASON})(?: of| in)? ((?:19|20)\d\d)\b", _season_of),
        (rf"\b({_SEASON})(?: of| in)? ['’]?((?:1[6-9]|2\d))\b(?![:.%/-]\d| ?(?:am|pm|st|nd|rd|th|days?|weeks?))", lambda m, t: _day(int(m[2]), easter(2000 + int(m[2])).month if m[1].casefold() == "easter" else _SEASONS[m[1].casefold()]) if int(m[2]) <= t.year % 100 else ""),
        (r"(?<![\w’'])['’](1[6-9]|2\d)(?![\w’'])", lambda m, t: f"20{m[1]}" if int(m[1]) <= t.year % 100 else ""),
        (rf"\b(last|this past|the year before last|around|at|over|since|before|after|for) ({_SEASON})\b", _season),
        (r"\bthe year before last\b", lambda m, t: str(t.year - 2)),
        (r"\blast year\b", lambda m, t: str(t.year - 1)),
        (r"\blast month\b", lambda m, t: _back(t, 1)),
        (r"\bhalf a year ago\b", lambda m, t: _back(t, 6)),
        (rf"\b{_EN_N} years? and a half (?:ago|back)\b|\b{_EN_N} and a half years? (?:ago|back)\b", lambda m, t: _back(t, 12 * count((m[1] or m[2]).casefold()) + 6)),
        (rf"\b{_EN_N} years? (?:ago|back)\b", _years_ago),
        (rf"\b{_EN_N} months? (?:ago|back)\b", lambda m, t: _back(t, count(m[1].casefold()))),
        (rf"\b{_EN_N} (week|day)s? (?:ago|back)\b", _weeks_ago),
        (r"\b(?:in|since|from|back in|of|around|bought|early|late|mid) (20[0-3]\d)\b", lambda m, t: m[1]),
        (r"(?<![\d.-])(20[0-3]\d)(?![\d.年-])", lambda m, t: m[1]),
    )
)  # fmt: skip
