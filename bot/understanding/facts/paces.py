"""How often something is wanted, in words: every two weeks, 每月一次, less often, by the rule, never.

Values: a duration such as ``P2W``, or ``less``, ``more``, ``rule``, ``never`` as in `bot.core.reminders.pacing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.facts.counting import WORDS, count_in
from bot.understanding.facts.seeking import Found

_HALF = {"半": 0.5}
_WORDS: dict[str, float] = {word: value for word, value in WORDS.items() if value}
_WORDS |= {"other": 2, "second": 2, "third": 3, "couple of": 2, "few": 3, "single": 1, "half": 0.5, "half a": 0.5}
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_UNITS = {"天": "D", "日": "D", "周": "W", "星期": "W", "礼拜": "W", "月": "M", "季度": "Q", "季": "Q", "年": "Y"}
_UNITS |= {
    "day": "D",
    "night": "D",
    "evening": "D",
    "morning": "D",
    "week": "W",
    "fortnight": "F",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}
_WHOLE = {"Q": (3, "M"), "F": (2, "W")}
_LONGEST = 999
_N = r"(?:\d{1,3}|[一两二俩三四五六七八九十半]{1,2})"
_UNIT = r"(?:天|日|周|星期|礼拜|月|季度|季|年)"
_EN = r"(?:\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_PER = r"(?:days?|nights?|evenings?|mornings?|weeks?|fortnights?|months?|quarters?|years?)"

_TIMES = re.compile(
    rf"(?:每|一)个?(?P<unit>{_UNIT})(?:里)?(?:提醒我?|擦|清|查|做|弄)?(?P<n>{_N})(?:次|回|趟|遍)"
    rf"|\b(?P<en_n>once|twice|thrice|{_EN} times?)(?: (?:in )?(?:a|an|per|each|every)) (?P<en_unit>{_PER})\b",
    re.IGNORECASE,
)
"""So many times in a span."""
_EVERY = re.compile(
    rf"(?:每(?:隔)?|隔|(?:改成|改为|换成)(?!个?(?:周|星期|礼拜)[一二三四五六日天]))(?P<n>{_N})?个?(?P<unit>{_UNIT})(?!几|[一二三四五六日天]点|[以之]?后)|(?P<n2>{_N})个?(?P<unit2>{_UNIT})(?=做?一?[次回趟遍]|(?:提醒|擦|清|查|做|弄|保养)一?[次回下遍])|(?P<half>半)个?(?P<half_unit>月|年)"
    rf"|\b(?:every|each)(?: (?P<en_n>{_EN}))? (?P<en_unit>{_PER})\b|\bonce (?:in )?(?P<en_n2>{_EN}) (?P<en_unit2>{_PER})\b",
    re.IGNORECASE,
)
"""Once in so long."""
_ALL = re.compile(r"保养|提醒|计划|\b(?:maintenance|upkeep|reminders?|plan|everything)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"[一二三四五六日天]|\b(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_WEEKDAYS = re.compile(
    r"每个?(?:周|星期|礼拜)[一二三四五六日天](?:(?:[和跟及、,，]|还有)?每?个?(?:周|星期|礼拜)[一二三四五六日天]|[和跟及、][一二三四五六日天](?![点号个台天\d])){1,5}"
    r"|\bevery (?:mon|tues|wednes|thurs|fri|satur|sun)day(?:(?:,? and |, ?| & )(?:every )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b){1,5}",
    re.IGNORECASE,
)
"""Days of the week on which something is to be done, more than one."""
_BARE = re.compile(
    rf"(?<![下上这本改个])(?P<n>{_N})?个?(?P<unit>{_UNIT})(?![以之]?[后前内]|再)|(?<!in )\b(?P<en_n>{_EN}) (?P<en_unit>{_PER})\b(?! (?:from now|later|ago))",
    re.IGNORECASE,
)
"""A span alone, where it was asked for."""
_NOT_SO = re.compile(
    r"(?:不用|不要|不必|不想|不是|别|甭)[^,，。;；]{0,6}$|\b(?:don'?t|do not|not|stop|instead of|rather than)\b[^,.;]{0,40}$", re.IGNORECASE
)
_TOO_MUCH = re.compile(
    r"[^,，。;；]{0,3}(?:太|都很|都忙)|(?: is| it'?s)? (?:way |far |a bit )?too (?:often|much|many|frequent)", re.IGNORECASE
)
"""What stands before and after a span that is not wanted, or is not one of reminders."""
_ADVERBS = {
    "P1D": r"天天|日日|\bdaily\b|\bnightly\b",
    "P2W": r"双周|\bfortnightly\b|\bbi-?weekly\b",
    "P1W": r"\bweekly\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|\bevery (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    "P2M": r"\bbi-?monthly\b",
    "P1M": r"\bmonthly\b",
    "P3M": r"按季度|\bquarterly\b",
    "P6M": r"\b(?:half|semi)[- ]?(?:yearly|annual(?:ly)?)\b|\bbi-?annual(?:ly)?\b",
    "P1Y": r"\byearly\b|\bannual(?:ly)?\b",
}
_WISHES = {
    "less": r"(?:别|不要|不用|不必|甭)[^,，。;；]{0,4}(?:每(?:天|日|周|个?星期|个?月)|天天)|\b(?:don'?t|do not|not|stop)\b[^,.;]{0,40}\b(?:every|each|daily|weekly)\b|(?:太|别(?:那么|这么)?|不(?:要|用)(?:那么|这么)?|没必要(?:那么|这么)?)(?:勤|密|频繁|多次|常)|(?:少|疏)(?:一?[点些]|几次|几回|提醒)|(?:别|不要|不用|不想|甭)(?:老是?|总是?|天天|一直)(?:提醒|叫|催|通知)|(?:提醒|催|叫|通知)(?:得|我)?(?:那么|这么|太)(?:多|勤|密|频繁)|隔(?:得)?(?:久|长|远|疏)|拉长|间隔(?:大|长)"
    r"|\bless (?:often|frequent(?:ly)?)\b|\bfewer\b|\b(?:not|don\'?t|do not|stop)\b[^,.;]{0,30}\b(?:so|that|as|quite so|too) (?:often|much|many)\b|\btoo (?:often|frequent(?:ly)?|many|much)\b|\bfurther apart\b|\bmore seldom\b|\brarer\b|\bcut (?:it |them )?down\b",
    "never": r"(?:别|不要|不用|不必|甭|莫|不想|停)再?(?:提醒|叫我|通知|催|提)|(?:这[个项]|那[个项])(?:就)?(?:不要了|停了|停掉|取消)|(?:那|这)?[个条项种](?:提醒)?(?:就|先|也)?(?:不要了?|不用了?|别要|停了?|停掉|取消|去掉|删掉?)(?:吧|了|啊)*$|(?:^|先|就|把)(?:停(?:一下|掉|了)?|取消|去掉|删掉?)(?=[^,，。]{1,8}(?:那|这)[个条项])|永远不|^(?:不要了|停掉|停了|停)$"
    r"|\bnever\b|\bnot at all\b|\b(?:don'?t|do not|stop|quit|no need to|needn'?t) (?:remind|tell|ask|nag|bother)|\bno (?:more )?reminders?\b|\bleave (?:it|that|this) out\b|\b(?:stop|skip|drop|leave out|no need for|without|don\'?t (?:want|need)|no) (?:the |that |this |my |any )?(?:\w+ ){1,2}(?:one|bit|part|reminder)s?\b|^(?:stop(?: it| that| this)?|drop it|none)[.!]*$",
    "rule": r"(?:恢复|按照?|照|回到|改回|还是|用回)(?:原来|规则|默认|推荐|建议|以前|规定|标准)|(?:改|换|调)回(?:去|来|原来)|默认的?|原来那样"
    r"|\bby the (?:rules?|book|table)\b|\b(?:as|what(?:'s| is)?) (?:recommended|before|it was|advised|suggested)\b|\bback to (?:normal|the rules?|what it was|the (?:usual|default|standard|recommended))|\b(?:the )?(?:default|standard|recommended|usual)\b|\b(?:restore|reset)\b",
    "more": r"(?:勤|密|频繁|多)(?:一?[点些]|几次|几回)|再勤|更勤|缩短|间隔(?:小|短)"
    r"|\bmore (?:often|frequent(?:ly)?)\b|\bnot often enough\b|\bcloser together\b|\bmore reminders\b",
}
_SPANS, _SAID = ([(value, re.compile(words, re.IGNORECASE)) for value, words in said.items()] for said in (_ADVERBS, _WISHES))


def paces(text: str, *, asked: bool = False) -> Iterator[Found]:
    """Where the words say how often, and how often that is; the most exact first, and one alone. ``asked``: that is what was asked for.

    >>> [value for _, _, value in paces("clean the printer every two weeks instead")], [value for _, _, value in paces("保养改成每月一次")]
    (['P2W'], ['P1M'])
    """
    found = next(_found(text, _EVERY), None) or (next(_found(text, _BARE), None) if asked else None)
    if found:
        yield found


def is_of_all(text: str) -> bool:
    """Whether the words speak of the upkeep as a whole."""
    return bool(_ALL.search(text))


def _found(text: str, spans: re.Pattern[str]) -> Iterator[Found]:
    for times in _TIMES.finditer(text):
        unit, count = times["unit"] or times["en_unit"], times["n"] or times["en_n"].lower().removesuffix("s").removesuffix(" time")
        yield from _span(times, _number({"once": "1", "twice": "2", "thrice": "3"}.get(count, count)), unit, shared=True)
    yield from (
        (*one.span(), _about(7 / len(_WEEKDAY.findall(one[0])))) for one in _WEEKDAYS.finditer(text) if _is_meant(text, *one.span())
    )
    for every in (one for one in spans.finditer(text) if _is_meant(text, *one.span())):
        said = every.groupdict()
        count, unit = (next((said[name] for name in names if said.get(name)), "1") for names in (_COUNTS, _OF))
        yield from _span(every, _number(count.lower()) if count not in {"1", "一"} or "隔" not in every[0] else 2, unit)
    yield from ((*one.span(), value) for value, words in _SPANS for one in words.finditer(text) if _is_meant(text, *one.span()))
    yield from ((*one.span(), value) for value, words in _SAID for one in words.finditer(text))


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether the span is wanted: neither denied nor complained of."""
    return not (_NOT_SO.search(text, max(0, start - 50), start) or _TOO_MUCH.match(text, end))


_COUNTS, _OF = ("n", "n2", "half", "en_n", "en_n2"), ("unit", "unit2", "half_unit", "en_unit", "en_unit2")


def _number(word: str) -> float:
    return float(word) if word.isdecimal() else _WORDS.get(word) or _HALF.get(word) or count_in(word) or 1


def _span(found: re.Match[str], count: float, unit: str, *, shared: bool = False) -> Iterator[Found]:
    """``shared``: so many times in one of these, rather than once in so many."""
    if count <= 0:
        return
    key = _UNITS[unit.lower() if unit.lower() in _UNITS else unit.lower().removesuffix("s")]
    times, plain = _WHOLE.get(key, (1, key))
    days = _DAYS[plain] * times / count if shared else _DAYS[plain] * times * count
    exact = times if shared and count == 1 else times * count
    value = f"P{int(exact)}{plain}" if exact == int(exact) and (not shared or count == 1) else _about(days)
    if days >= 1 and exact <= _LONGEST:
        yield *found.span(), value


def _about(days: float) -> str:
    """The duration that is nearest, of those that people use."""
    usual = {"P1D": 1, "P2D": 2, "P3D": 3, "P1W": 7, "P2W": 14, "P1M": 30, "P2M": 60, "P3M": 90, "P4M": 120, "P6M": 180, "P1Y": 365}
    return min(usual, key=lambda one: (abs(usual[one] - days), usual[one]))
