"""That something is to come again and again, how often, and that nothing else is to. Decides nothing."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TypeAlias

from bot.core.understanding import Field
from bot.understanding.facts.beyond import beyond
from bot.understanding.facts.clocks import EN_DAY
from bot.understanding.facts.paces import paces
from bot.understanding.facts.rhythms import Again, again_in

Spans: TypeAlias = tuple[tuple[int, int], ...]

REPEATS, EVERY = "reminder_repeats", "remind_every"
ONCE = "once"
"""How often, where it is not to come again after all."""
_PLACE = re.compile(
    r"\b(?:to|about|of) (?:the |my |our )?(?:open(?:ing)?|clos(?:e|ing)|work|lunch|early)\b"
    r"|\b(?:do|doing|run|running|make|print|finish|for|about) (?:the |my |our |an )?(?:end|close) of (?:the |my )?(?:day|business|trading)\b|\b(?:end|close) of (?:the )?day (?:report|settlement|batch|closing|cash[- ]?up|count|totals?)\b|(?:(?<=[ap]m )|(?<=[ap]m, ))(?:the )?end of (?:the )?day\b"
    r"|\b(?:the|my|our|this|that|a) (?:daily|weekly|monthly|quarterly|yearly|annual)\b(?= [a-z])|(?<=[打交发看写做填报导取对])每[日天周月季年]度?的?(?=[^,，。提叫催喊\d]{2})",
    re.IGNORECASE,
)
"""To open the shop is a thing to do, no time of day; the monthly report is one, and not how often."""
_REPEATS = re.compile(
    rf"每(?:[早晚次回逢到]|隔?.{{0,2}}(?:小时|钟头|分钟))|定期|经常|\b(?:every|each) (?:time|weekday|workday|(?:\w+ )?(?:hours?|minutes?)|(?:(?:first|second|third|fourth|last) )?{EN_DAY}\b)|\b(?:{EN_DAY[1:-1]})s\b|\b(?:weekdays|hourly|regularly|regular|always|whenever)\b",
    re.IGNORECASE,
)
"""What comes again and again, beside how often."""
_EVERY = re.compile(
    rf"(?:每个?月的?)(?:第[一二三四五1-5]个?|最后一?个?)(?:周|星期|礼拜)[一二三四五六日天]|(?<=提醒我)[一两二三四五\d]{{1,2}}[次回遍](?=[^了])|(?<=[天周月年度期拜])做?[一1][次回趟遍]|重复的?|反复|循环|\b(?:on )?(?:the |every |each )?(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) {EN_DAY}(?: of (?:the|every|each) month)?\b|\b(?:recurring|repeating)\b"
    r"|每(?:隔)?.{0,2}(?:小时|钟头|分钟)|每(?:隔)?(?:[一两二三四五六七八九十\d]*个?(?:天|日|周|星期|礼拜|月|年|季度|晚|早|次))?(?:都要|都得|也要)?|天天|\b(?:every|each)\b(?: (?:other|two|three|\d+))?(?: (?:day|week|month|morning|evening|night|weekday|year|quarter|hour|minute)s?\b)?|\b(?:daily|weekly|monthly)\b|\b(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days\b",
    re.IGNORECASE,
)
"""How often: what stands beside it is what is to be told."""
_AGAIN = re.compile(
    r"重复|反复|循环|不(?:是|只|止|光)(?:提醒)?[一1]次|每次都|\b(?:make it|to|should|must|meant|keep) repeat\b|\b(?:repeating|repeated(?:ly)?|recurring|not (?:only|just) (?:the )?once|again and again)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"(?:只|就)(?:要|用|想|是)?(?:提醒|叫|说)?(?:我)?(?:这|那)?[一1]次(?!性)|不(?:用|要|是|必)(?:每[天周月次年]|重复|反复|循环)|\b(?:only|just) (?:the |this )?once\b|\bone[- ]time only\b|\b(?:don'?t|do not|not|no need to) repeat(?:ing)?\b|\bjust the one time\b",
    re.IGNORECASE,
)
_THE_REST = r"(?:别|其他|其它|其余|另外|剩下|剩余)的?(?:提醒|那些|几个|几条|计划|项目|东西)?"
_OTHERS_DENIED = re.compile(
    rf"(?:[,，。;； ]|但是?|然后|而且|把|并且){{0,6}}{_THE_REST}(?:(?:我|就|都|全部?|通通|统统|一概|一律|先|也|给我)*)(?:不要|不用|不需要|不必|不想|不弄|不管|别|甭|莫|勿|删|去|取消|停|撤|清|免)[^,，。;；]{{0,6}}"
    r"|(?:[,.; ]|\b(?:and|but)\b){0,6}\b(?:nothing (?:else|more)|no others|none of the (?:others?|rest)|not the (?:others?|rest)|no other(?: reminder)?s?|(?:drop|delete|remove|cancel|forget|scrap|stop|skip|get rid of|lose|bin|clear)(?: all)? (?:the |everything )?(?:others?|rest|else)(?: ones?)?|(?:i )?(?:don'?t|do not) (?:want|need) (?:the (?:others?|rest)|anything else|any (?:others?|other (?:ones?|reminders?))))\b(?:[ ,]*(?:please|pls|thanks|of them|ones?))*",
    re.IGNORECASE,
)
_SOLE = re.compile(
    r"(?:只|就|光|仅)(?:是|想|需)?(?:要|留|想要|保留|提醒|需要|设|做|弄)(?!不)|(?:留|保留)(?:下)?.{0,10}(?:就行|就好|就够|即可)|\b(?:only|just) (?:want|need|keep|leave|have|the|that|this|one|remind|a reminder)\b|\b(?:want|need|keep|leave)(?: me)? (?:only|just)\b|\bkeep (?:the|that|this|my)\b[^.;]{0,30}\bonly\b",
    re.IGNORECASE,
)
"""That one of them is all that is wanted."""


def how_often(flat: str, now: datetime) -> Again | None:
    """How often something is to come again, and when first."""
    return again_in(without_place(flat), now)


def without_place(flat: str) -> str:
    """The words, as long as they are, without what would be a time of day, or how often, and is a thing to do."""
    return _PLACE.sub(lambda found: "_" * len(found[0]), flat)


def is_repeated(flat: str) -> bool:
    """Whether something is to come again and again."""
    flat = without_place(flat)
    told = bool(_REPEATS.search(flat) or beyond(flat)) or any(value.startswith("P") for _, _, value in paces(flat))
    return told or how_often(flat, datetime(2000, 1, 1)) is not None  # noqa: DTZ001 -- whenever that is


def means_again(flat: str) -> bool:
    """Whether a reminder that is talked about is to come again and again."""
    return (is_repeated(flat) or bool(_AGAIN.search(flat))) and not _ONCE.search(flat)


def means_once(flat: str) -> bool:
    """Whether a reminder that is talked about is to come a single time."""
    return bool(_ONCE.search(flat)) and not _AGAIN.search(flat)


def often_told(flat: str, again: Again | None) -> tuple[Field, ...]:
    """That it comes again and again, as a fact, and how often."""
    if again is None and not is_repeated(flat):
        return ()
    return (Field(REPEATS, "yes"), *((Field(EVERY, again.every),) if again else ()))


def rhythm_told(flat: str, now: datetime, asked: str) -> tuple[Field, ...]:
    """The same of a reminder that is talked about, and when it comes first; where it is ``asked`` how often, a day alone says it."""
    if means_once(flat):
        return (Field(REPEATS, "yes"), Field(EVERY, ONCE))
    forms = ("{}", "每{}", "每月{}", "every {}", "every month on {}") if asked == EVERY else ("{}",)
    told = [found for form in forms if (found := how_often(form.format(flat), now))]
    again = next((found for found in told if found.first), next(iter(told), None))
    if again is None:
        return (Field(REPEATS, "yes"),) if means_again(flat) else ()
    first = (Field("remind_at", again.first),) if again.first else ()
    return (Field(REPEATS, "yes"), Field(EVERY, again.every), *first)


def said_often(flat: str, again: Again | None, cut: Spans) -> Spans:
    """Where it is said how often, beside what is cut out already."""
    found = (*(again.spans if again else beyond(flat)), *(one.span() for one in _EVERY.finditer(without_place(flat))))
    told: list[tuple[int, int]] = list(cut)
    for start, end in found:
        before = min([end, *(first for first, _ in told if start <= first < end)])
        if start < before and not any(first <= start < last for first, last in told):
            told.append((start, before))
    return tuple(told[len(cut) :])


_UNTIL = re.compile(
    r"\b(?:un)?till? (?:the )?(?:(?:start|end|beginning|middle) of (?:the )?\w+|(?:next )?(?:christmas|xmas|new year(?:'?s)?(?: eve| day)?|easter|spring|summer|autumn|winter|week|month|year|holidays?)|\d{1,2}(?:st|nd|rd|th)?(?: of)? \w+|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*(?: \d{1,2}(?:st|nd|rd|th)?)?)"
    r"|(?:一直|直)到(?:[^,，。提叫]{1,6}?)(?:为止|之?前|(?=[,，。提叫]|$))|到(?:过年|春节|圣诞节?|元旦|国庆|年底|月底|下个?月底?|明年|\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号])(?:为止|结束|之?前)",
    re.IGNORECASE,
)
"""Until when something is to come again and again."""


def until(flat: str) -> Spans:
    """Where it is said until when."""
    return tuple(found.span() for found in _UNTIL.finditer(flat))


def others_denied(flat: str) -> Spans:
    """Where it is said that nothing else is wanted."""
    return tuple(found.span() for found in _OTHERS_DENIED.finditer(flat))


def is_sole(flat: str) -> bool:
    """Whether one reminder is all that is wanted, and no other."""
    return bool(_OTHERS_DENIED.search(flat)) or bool(_SOLE.search(flat))
