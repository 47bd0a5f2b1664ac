"""How often something is to come again, on which days, and when first, in words: 每周五下午三点, "on the last day of every month".

Values are rhythms as in `bot.core.upkeep.turns`. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from bot.core.upkeep.calendar import DAY
from bot.core.upkeep.turns import LAST, LAST_ONE, rhythm, turn
from bot.understanding.facts.beyond import beyond
from bot.understanding.facts.clocks import EN_DAY, clock_in, number_in, weekday_in
from bot.understanding.facts.paces import paces

_ZH_N = r"(?:\d{1,2}|[一两二俩三四五六七八九十]{1,3})"
_ZH_WEEK = r"(?:周|星期|礼拜|禮拜|週)"
_ZH_DAYS = {sign: number for number, sign in enumerate("一二三四五六日", 1)} | {"天": 7}
_ZH_DAY = r"[一二三四五六日天](?![点點时時刻个個月块元号號笔分次趟遍])"
_ZH_JOIN = r"(?:[、,，和跟及与與]|还有)"
_ZH_LIST = rf"{_ZH_DAY}(?:(?:{_ZH_JOIN}?(?:每?个?{_ZH_WEEK})?|[到至-]{_ZH_WEEK}?){_ZH_DAY}){{0,6}}"
_EN_LIST = (
    rf"{EN_DAY}s?(?:(?:,? (?:and|&|plus|or) (?:(?:on|every|each) )?|, ?(?:and )?| ?(?:to|through|thru|-|till|until) ?|/){EN_DAY}s?){{0,6}}"
)
_COUNTED = r"(?:other|second|alternate|2nd|third|3rd|fourth|4th|two|three|four|five|six|[2-9]|1\d)"
_ZH_NTH = r"(?:3[01]|[12]\d|[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTH_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = rf"(?:(?:{_MONTH_DAY}(?:st|nd|rd|th)(?:(?:,| and| &|,? and) (?:the |on the )?)){{0,3}}{_MONTH_DAY}(?:st|nd|rd|th)|first|second|third|last)"
_AND_SO_ON = re.compile(r"\b(?:every|each|monthly)\b")
_EN_NTHS = {"first": 1, "second": 2, "third": 3, "last": LAST}

_WEEKLY = re.compile(
    rf"(?:每(?P<zn>隔?{_ZH_N}|隔)?个?{_ZH_WEEK}(?:(?:的|里的?)?{_ZH_WEEK}|的|里的?)?|(?:每?逢|隔周的?|双周的?)个?{_ZH_WEEK})(?P<zh>{_ZH_LIST}|末)"
    rf"|(?P<always>{_ZH_WEEK}{_ZH_LIST}|{_ZH_WEEK}末)(?=(?:[早晚上下中]{{0,2}}[上午]?)(?:都|每次|天天|每天|反复|重复))"
    rf"|(?P<working>每个?(?:工作日|上班日)|(?:工作日|上班日)(?:每天|都)?)|(?P<weekend>每个?周末|周末都)"
    rf"|\b(?:every|each|on each) (?P<en_n>{_COUNTED} )?(?P<en>{_EN_LIST}\b)|\b(?:on )?(?P<plural>{_EN_LIST}(?<=days)\b)|\b(?:on )?(?P<short>{_EN_LIST}) (?=(?:every|each) week\b|weekly\b)"
    rf"|\b(?:every|each) (?P<every>{_COUNTED}) weeks?(?: on (?:a )?(?P<on>{_EN_LIST}))?\b|\b(?:every|each) week(?:,? on (?:a )?(?P<once>{_EN_LIST}))\b|\b(?:weekly|fortnightly|bi-?weekly),? on (?:a )?(?P<said>{_EN_LIST})\b"
    rf"|\b(?P<en_working>(?:every |each |on )?(?:week|work(?:ing)? ?)days?\b)|\b(?P<en_weekend>(?:every|each) weekend|on weekends|weekends)\b",
    re.IGNORECASE,
)
"""On days of the week."""
_MONTHLY = re.compile(
    rf"(?:每(?P<zn>隔?{_ZH_N}|隔)?个?月(?:的|份|都|里)?|(?:每逢|逢|每到))(?:第?(?P<zh>{_ZH_NTH}(?:[号號日]?(?:{_ZH_JOIN}){_ZH_NTH}){{0,4}})(?:号|號|日|天)|(?P<edge>月?底|月?末|月?初|月?中旬?|最后一[天日]|第一天|头一天))"
    rf"|每(?P<end>月底|月末|月初|月中)|每[个逢]?(?P<each>(?:3[01]|[12]\d|[1-9]))[号號]|(?P<always>(?<!\d)(?:3[01]|[12]\d|[1-9])[号號日])(?=(?:都|每个?月))"
    rf"|\b(?:on )?(?:the )?(?P<nth>{_NTH})(?: day)?(?: of| in)? (?:every|each|the) (?:(?P<en_n>{_COUNTED}) )?months?\b|\b(?:every|each) (?:(?P<every>{_COUNTED}) )?months?,? (?:on )?(?:the )?(?P<on>{_NTH}|{_MONTH_DAY})\b(?: day)?"
    rf"|\bmonthly,? (?:on )?(?:the )?(?P<said>{_NTH}|{_MONTH_DAY})\b(?: day)?|\b(?:every|each) (?P<alone>{_MONTH_DAY}(?:st|nd|rd|th))\b(?: of (?:the|each|every) month\b)?|\b(?:at )?(?:the )?(?P<en_edge>end|start|beginning|middle) of (?:every|each) month\b|\b(?:every|each) (?:month[- ]?(?P<en_end>end)|(?P<turn>end|start) of (?:the )?month)\b",
    re.IGNORECASE,
)
"""On a day of the month."""
_DAILY = re.compile(
    rf"每(?:[早晚]上?|天|日)|天天|日日|(?:每(?P<zn>隔?{_ZH_N})|(?P<gap>隔{_ZH_N}))天|\b(?:every|each) (?:(?P<en_n>{_COUNTED}) )?(?:days?|mornings?|evenings?|nights?|afternoons?)\b|\b(?:daily|nightly|everyday)\b",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(rf"(?P<to>[到至-]|\b(?:to|through|thru|till|until)\b)|(?P<en>{EN_DAY})|(?P<zh>[一二三四五六日天])")
_NTH_DAY = rf"(?P<nth>first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) (?P<day>{EN_DAY})s?"
_NTH_WEEKDAY = re.compile(
    rf"(?:每(?P<zn>隔?{_ZH_N}|隔)?个?月(?:的|里|都)?|(?:每逢|逢|每到)月?)(?:第(?P<zh>[一二三四1-4])个?|(?P<zh_last>最后一?个?))的?{_ZH_WEEK}(?P<zh_day>[一二三四五六日天])(?![点點时時])"
    rf"|\b(?:on )?(?:the |every |each )?{_NTH_DAY} (?:of|in|each|every) (?:(?:the|every|each|a) )?(?:(?P<en_n>{_COUNTED}) )?months?\b"
    rf"|\b(?:every|each) (?:(?P<every>{_COUNTED}) )?months?,? (?:on )?(?:the )?{_NTH_DAY.replace('<nth>', '<nth2>').replace('<day>', '<day2>')}\b"
    rf"|\bmonthly,? (?:on )?(?:the )?{_NTH_DAY.replace('<nth>', '<nth3>').replace('<day>', '<day3>')}\b"
    rf"|\b(?:every|each) (?P<nth4>first|1st|last) (?P<day4>{EN_DAY})\b",
    re.IGNORECASE,
)
"""The first Monday of each month."""
_ZH_SOME = rf"{_ZH_WEEK}(?:{_ZH_DAY}(?:(?:{_ZH_JOIN}(?:每?个?{_ZH_WEEK})?|{_ZH_WEEK}|[到至-]{_ZH_WEEK}?){_ZH_DAY}){{1,6}}|[一二三四五六日天]{{3,7}}(?![点點时時个個号號]))"
_EN_SOME = rf"{EN_DAY}s?(?:(?:,? (?:and|&|plus) (?:on )?|, ?(?:and )?| ?(?:to|through|thru|-|till|until) ?|/){EN_DAY}s?){{1,6}}"
_SOME_DAYS = rf"{_MONTH_DAY}(?:st|nd|rd|th)(?:(?:,| and| &|,? and) (?:on )?(?:the )?{_MONTH_DAY}(?:st|nd|rd|th)){{1,4}}"
_ZH_DATE = r"(?:3[01]|[12]\d|[1-9])[号號日]?"
_ZH_DATES = rf"(?<![\d月]){_ZH_DATE}(?:{_ZH_JOIN}{_ZH_DATE})"
_ASKED_ON = r"(?:\b(?:remind|ping|nudge|buzz|poke) (?:me|us) |^(?:please |pls )?)(?:on |from )?(?:the )?"
_IS_REMINDED = r"(?=[^,，。 ]{0,8}(?:提醒|[叫喊催]我))"
_SEVERAL = re.compile(
    rf"(?<![下这這本上个個])(?P<zh>{_ZH_SOME}){_IS_REMINDED}|{_ASKED_ON}(?P<en>{_EN_SOME})\b"
    rf"|(?P<zh_days>{_ZH_DATES}{{1,4}}(?<=[号號日])){_IS_REMINDED}|(?P<zh_all_days>{_ZH_DATES}{{0,4}}(?<=[号號日]))(?=.{{1,40}}(?:[,，。 ]每个?月|每个?月都))"
    rf"|{_ASKED_ON}(?P<en_days>{_SOME_DAYS})\b",
    re.IGNORECASE,
)
"""Several days of the week or of the month, on which somebody wants to be reminded: not only once."""
_LEFT_OUT = re.compile(
    rf"(?:除了?|不含|不包括|不算)(?:每个?)?(?P<zh>{_ZH_WEEK}{_ZH_LIST}|周末)(?:以外|之外|外)?|(?P<after>{_ZH_WEEK}{_ZH_LIST}|周末)(?:除外|不算|不含|不用|不要|休息|不开门?|关门|店休)"
    rf"|\b(?:except|but|apart from|excluding|other than|besides)(?: not)?(?: on| for)? (?:the )?(?P<en>{_EN_LIST}|weekends?)\b|\bnot (?:on )?(?P<en_not>{_EN_LIST}|weekends?)\b",
    re.IGNORECASE,
)
"""Days on which it is not to come."""
_PARTS = {"早": "早上", "晚": "晚上", **{word: word for word in ("morning", "afternoon", "evening", "night")}}
"""A part of the day in how often -> as it is named by itself."""
_EN_NUMBERS = {
    "other": 2,
    "second": 2,
    "alternate": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}


@dataclass(frozen=True, slots=True)
class Again:
    """``spans``: where the words say so; ``first``: the moment of the first turn, empty where the words do not tell it."""

    spans: tuple[tuple[int, int], ...]
    every: str
    first: str = ""


def again_in(text: str, now: datetime) -> Again | None:
    """How often something is to come again; ``now`` is on the shop's clock.

    >>> again_in("每周五下午三点提醒我对账", datetime(2026, 11, 23, 10)).first
    '2026-11-27T15:00'
    """
    said = text.casefold()
    if beyond(said):
        return None
    left = next(_LEFT_OUT.finditer(said), None)
    rest = f"{said[: left.start()]}{' ' * len(left[0])}{said[left.end() :]}" if left else said
    found = next((one for kind in (_nth, _weekly, _monthly, _several, _daily, _otherwise) for one in kind(rest)), None)
    if found is None:
        return None
    again = _again(rest, *found, now)
    return _without(again, left, found, rest, now) if left else again


def _again(said: str, span: tuple[int, int], every: str, now: datetime) -> Again:
    """That rhythm, with the time of day that the words name."""
    clock = clock_in(_hidden(said, *span))
    if clock is None:
        return Again((span,), every, _first(every, None, now))
    apart = clock[0][0] >= span[1] or clock[0][1] <= span[0]
    whole = (min(span[0], clock[0][0]), max(span[1], clock[0][1]))
    return Again((span, clock[0]) if apart else (whole,), every, _first(every, clock[1], now))


def _without(again: Again, left: re.Match[str], found: tuple[tuple[int, int], str], said: str, now: datetime) -> Again:
    """The same but on those days of the week, where it comes every day or on days of each week."""
    told = rhythm(again.every)
    days = told.days or tuple(range(1, 8)) if told and (told.unit == "W" or again.every == "P1D") else ()
    named = next(one for one in left.groupdict().values() if one)
    off = "67" if "周末" in named or "weekend" in named else _days(named)
    stays = "".join(str(day) for day in days if str(day) not in off)
    if told is None or not stays:
        return again
    fewer = _again(said, found[0], f"P{told.number}W/{stays}", now)
    return Again((*fewer.spans, left.span()), fewer.every, fewer.first)


def _hidden(said: str, start: int, end: int) -> str:
    """The words with nothing of how often but the part of the day, which tells which seven o'clock it is."""
    part = next((named for word, named in _PARTS.items() if word in said[start:end]), "")
    return f"{said[:start]}{part.rjust(end - start)[: end - start]}{said[end:]}"


def _first(every: str, at: time | None, now: datetime) -> str:
    """The first turn that lies ahead, where the rhythm itself tells the day."""
    told = rhythm(every)
    if told is None or (told.unit != "D" and not told.days):
        return ""
    today = now.date()
    is_over = at is None or datetime.combine(today, at) <= now.replace(tzinfo=None)
    soonest = every if told.unit == "D" and is_over else f"P1{told.unit}{''.join(every.partition('/')[1:])}"
    day = turn(soonest, today, today if is_over else today - DAY)
    return f"{day.isoformat()}T{at:%H:%M}" if at else day.isoformat()


def _nth(said: str) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _NTH_WEEKDAY.finditer(said):
        told = found.groupdict()
        of = next((told[name] for name in ("zh", "nth", "nth2", "nth3", "nth4") if told[name]), "last")
        which = LAST_ONE if of == "last" else _ORDINALS.get(of[:3]) or (int(of) if of.isdigit() else number_in(of))
        day = next(told[name] for name in ("zh_day", "day", "day2", "day3", "day4") if told[name])
        yield found.span(), f"P{_number(told['zn'], told['en_n'] or told['every'])}M/{which}:{_ZH_DAYS.get(day) or weekday_in(day) + 1}"


_ORDINALS = {"fir": 1, "1st": 1, "sec": 2, "2nd": 2, "thi": 3, "3rd": 3, "fou": 4, "4th": 4}


def _several(said: str) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _SEVERAL.finditer(said):
        name = found.lastgroup or ""
        yield found.span(name), f"P1M/{_day(found[name])}" if name.endswith("days") else f"P1W/{_days(found[name])}"


def _weekly(said: str) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _WEEKLY.finditer(said):
        told = found.groupdict()
        number = _number(told["zn"], told["en_n"] or told["every"])
        if found[0].startswith(("隔", "双", "fortnight", "bi")):
            number = 2
        named = next((told[name] for name in ("zh", "always", "en", "plural", "short", "on", "once", "said") if told[name]), "")
        days = (
            "12345"
            if told["working"] or told["en_working"]
            else "67"
            if told["weekend"] or told["en_weekend"] or "末" in named
            else _days(named)
        )
        yield found.span(), f"P{number}W/{days}" if days else f"P{number}W"


def _days(named: str) -> str:
    """The days of the week, as digits in order; 周一到周五 is all between."""
    days: list[int] = []
    through = False
    for found in _NAMED_DAY.finditer(named):
        if found["to"]:
            through = True
            continue
        day = _ZH_DAYS[found["zh"]] if found["zh"] else weekday_in(found["en"]) + 1
        days += range(days[-1] + 1, day) if through and days else ()
        days.append(day)
        through = False
    return "".join(map(str, sorted(set(days))))


def _monthly(said: str) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _MONTHLY.finditer(said):
        told = found.groupdict()
        named = next((told[name] for name in ("zh", "each", "always", "nth", "on", "said", "alone") if told[name]), "")
        edge = next((told[name] for name in ("edge", "end", "en_edge", "en_end", "turn") if told[name]), "")
        if found["nth"] and found[0].endswith("the month") and not _AND_SO_ON.search(said):
            continue  # the 1st of the month may be a single one
        day = _edge(edge) if edge else _day(named)
        yield found.span(), f"P{_number(told['zn'], told['en_n'] or told['every'])}M/{day}"


def _edge(said: str) -> int:
    if any(word in said for word in ("初", "第一", "头", "start", "begin")):
        return 1
    return 15 if "中" in said or "middle" in said else LAST


def _day(said: str) -> str:
    """The days of the month, as they are written."""
    if said in _EN_NTHS:
        return str(_EN_NTHS[said])
    named = re.findall(r"\d+|[一二三四五六七八九十]+", said)
    return ",".join(str(min(int(one) if one.isdigit() else number_in(one), LAST)) for one in named)


def _daily(said: str) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _DAILY.finditer(said):
        told = found.groupdict()
        yield found.span(), f"P{_number(told['zn'] or told['gap'], told['en_n'])}D"


def _otherwise(said: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Once in so long, of which no day is told."""
    yield from (((start, end), every) for start, end, every in paces(said) if rhythm(every))


def _number(zh: str | None, en: str | None) -> int:
    """So many of a span; 每隔一周 and "every other week" are two."""
    if zh:
        told = zh.removeprefix("隔")
        number = int(told) if told.isdigit() else number_in(told) if told else 1
        return number + 1 if zh.startswith("隔") and number == 1 else max(number, 1)
    word = (en or "1").strip()
    return int(word) if word.isdigit() else _EN_NUMBERS.get(word, 1)
