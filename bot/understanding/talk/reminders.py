"""Which of his reminders a merchant wants otherwise, in his words; and the door to all that is wished of those that come once.
Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise

from bot.core.knowledge import Knowledge
from bot.core.messages import Inbound
from bot.core.state import State
from bot.core.understanding import Field
from bot.core.upkeep.plan import Duty
from bot.understanding.facts.moments import moment_in, names_day
from bot.understanding.talk.chores import PACE, chores_named
from bot.understanding.talk.reminding import (
    ASKS,
    LIST,
    LONGEST,
    NOT,
    OF,
    OTHER,
    REMINDER,
    WHEN,
    WHICH,
    Wished,
    cut_out,
    is_signal,
    names_one,
    new,
    now_there,
    unforgotten,
)
from bot.understanding.talk.repeating import how_often, is_repeated, often_told, others_denied, said_often
from bot.understanding.talk.sole import sole
from bot.understanding.talk.wishes import CALLS_OFF
from bot.understanding.text.normalising import has_han, levelled

_ABOUT_ONE = re.compile(
    r"提醒|提个醒|[叫喊催](?:我|咱)|通知我|\breminders?\b|\b(?:remind|ping|nudge|buzz|poke|prod|bug|text|message|prompt) (?:me|us)\b|\b(?:nudge|shout|heads[- ]up|prod)\b|day tell (?:me|us) to\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"那[个条件项]|\b(?:the|that|my) (?:\w+ ){1,3}one\b", re.IGNORECASE)
"""One of those that there are, where it is not said what they are."""
_TAKES_BACK = re.compile(
    r"取消|撤|删|去掉|不用|不要|不必|不需|别|甭|停|算了|\b(?:cancel|delete|remove|drop|scrap|forget|stop|don'?t|do not|no longer|no need)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"停|别|甭|不要|不用|不必|不需|提醒我|\b(?:stop|don'?t|do not|no longer|no need|reminders|remind (?:me|us))\b", re.IGNORECASE
)
"""Of all of them, where none is named."""
_SINGULAR = re.compile(
    r"[这那]一?(?:[条次]|个(?!月|星期|礼拜|季))|刚[才刚](?:的|那|设|定)|\b(?:the|that|this|my|a|one) reminder\b", re.IGNORECASE
)
_SAYS = re.compile(
    r"(?:机器?|机子|屏幕|终端|系统|软件|短信|pos|app|上面|一直|老是?|总是?|突然|页面|显示)[^,，。的]{0,4}提醒"
    r"|提醒[^,，。]{0,8}(?:错误|失败|不足|异常|超时|无效|过期|拒绝)",
    re.IGNORECASE,
)
"""A terminal says so, or it says too much."""
_SHIFTS = re.compile(
    r"改|换|挪|推|提前|延|调|移|[弄变设]成|\b(?:change|move|shift|postpone|push|put off|reschedule|bring forward|make|instead|earlier|later)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[,，.。;；]")
_SHIFTED = re.compile(r"[改换挪推延调移](?:到|成|至|为)|提前到", re.IGNORECASE)
_LISTS = re.compile(
    r"我的提醒|(?:有|设|存)了?(?:哪些|什么|几个|几条|多少)提醒|提醒(?:有|都有|列表|清单)|(?:看|查|列)(?:看|一下|下|出)?(?:我的|所有|全部)?提醒|让你提醒.{0,4}(?:什么|哪些)"
    r"|\b(?:my|which|what|list(?: of)?(?: the)?|show(?: me)?(?: the| all)?|see(?: the)?|all(?: the)?|any) reminders\b|\breminders? (?:do i have|have i|are (?:set|there|on)|list)\b|还有(?:别的|其他|什么|哪些|几个|几条)?提醒(?:吗|没|么|不|[?？])|有没有(?:别的|其他|设过?)?提醒|\breminders? (?:left|remaining)\b|\b(?:did|have) i ask(?:ed)? you to remind\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"保养|维护|计划|所有|全部|都|\b(?:all|every|any(?! ?more\b)|maintenance|upkeep|plan|them)\b", re.IGNORECASE)
_OFTEN = re.compile(r"频|勤|间隔|多久|次数|\b(?:often|frequen|interval|many)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z]{3,}|\d+")
_COMMON = frozenset(
    {"the", "and", "for", "remind", "reminder", "reminders", "about", "that", "cancel", "change", "move", "please", "from", "with"}
    | {"提醒", "取消", "那个", "这个", "一条", "一个"}
)


_FILLER = re.compile(
    r"提醒|取消|时间|刚才|刚刚|[把的改到换成挪推调移延提前那这条个一下吧了我要想不用别删去掉能请帮给停就算再先撤]|\b(?:the|my|that|this|a|reminders?|remind|me|us|of|to|please|can|could|you|i|want|it|one|for|about|from|and|instead|at|on|time"
    r"|cancel|delete|remove|drop|scrap|forget|stop|don'?t|do|not|no|longer|any ?more|now|need|want|ok|okay|thanks|thank you|thx|pls|instead|just|actually|change|move|shift|postpone|push|put|off|back|reschedule|bring|forward|make|earlier|later)\b",
    re.IGNORECASE,
)
"""What is said of any reminder: what is left tells which."""


def wished(text: str, at: datetime, state: State, knowledge: Knowledge) -> Wished | None:
    """What the words (sealed) wish of reminders that come once; None where they wish nothing of the kind."""
    if REMINDER in knowledge.flows and (of := _talked_about(state)) and CALLS_OFF.fullmatch(text):
        return Wished(NOT, (Field(WHICH, of),))
    if REMINDER not in knowledge.flows or len(text) > LONGEST or is_signal(flat := levelled(text)):
        return None
    now, (text, flat) = now_there(at, flat, state, knowledge), unforgotten(text, flat)
    if alone := sole(flat, now, state, knowledge):
        return alone
    if not _ABOUT_ONE.search(flat):
        told = _other(flat, now, state, knowledge) if _POINTS.search(flat) else None
        return told if told and len(told.fields) > 1 and told.fields[0].value else None
    return _listed(flat) or _other(cut_out(flat, others_denied(flat)), now, state, knowledge) or new(text, flat, now, state, knowledge)


def _talked_about(state: State) -> str:
    """The key of the one reminder that is to be moved."""
    amid = state.place is not None and state.place.flow == REMINDER and state.question is not None and state.question.slot == WHEN
    key = state.slots.get(WHICH, "")
    return key if amid and any(duty.key == key for duty in (state.plan.own if state.plan else ())) else ""


def timed(inbound: Inbound, value: str, state: State, knowledge: Knowledge) -> str:
    """The moment that was named; where the words name a time of day alone, on the day of the one reminder that is talked about, or on
    the day that was told before.
    """
    if state.place is None or state.place.flow != REMINDER:
        return value
    of_what = state.question is not None and state.question.slot == OF
    told = state.slots.get(WHEN, "").partition("T")[0] if of_what else ""
    there = (duty.due for duty in (state.plan.duties if state.plan else ()) if duty.key in state.slots.get(WHICH, "").split())
    day, flat = date.fromisoformat(told) if told else next(there, None), levelled(inbound.text)
    return _on_its_day(value, flat, now_there(inbound.at, flat, state, knowledge), day) or value


def _on_its_day(value: str, flat: str, now: datetime, day: date | None) -> str:
    """The moment, on that day where the words name none; empty where the day is not known."""
    if "T" not in value or names_day(flat, now, han=has_han(flat)):
        return value
    if day is None:
        return ""
    return value if day <= now.date() else f"{day.isoformat()}T{value.partition('T')[2]}"


def _listed(flat: str) -> Wished | None:
    quiet = not (_TAKES_BACK.search(flat.replace("别的", "")) or _SHIFTS.search(flat) or _OFTEN.search(flat))
    return Wished(LIST) if quiet and _LISTS.search(flat) else None


def _other(flat: str, now: datetime, state: State, knowledge: Knowledge) -> Wished | None:
    """One of those that there are, or the chore that is named, is to come otherwise, or not at all."""
    singles = state.plan.own if state.plan else ()
    shifts, drops = _SHIFTS.search(flat), _TAKES_BACK.search(flat)
    repeats = is_repeated(flat)
    again = how_often(flat, now) if repeats else None
    bare = cut_out(flat, said_often(flat, again, ())) if repeats else flat
    if not singles or _ALL.search(bare) or _OFTEN.search(flat) or not (shifts or drops):
        return None
    asks, meant = ASKS.search(flat), (again.spans, again.first) if again and again.first else moment_in(flat, now, han=has_han(flat))
    anew = None if drops or _SHIFTED.search(flat) else asks
    if anew and _names_some(cut_out(flat, ((0, anew.end()), *(meant[0] if meant else ())))):
        return None  # a new one, of changing or moving something
    dated = meant[0] if meant else ()
    named = cut_out(flat, (*dated, *(said_often(flat, again, dated) if repeats else ())))
    is_named = names_one(flat) and not (PACE in knowledge.flows and chores_named(flat, knowledge))
    of_one = not drops or is_named or _is_of_one(flat, is_alone=not (state.plan and state.plan.is_made))
    which = _which(named, singles, knowledge, meant[1] if meant and drops else "", of_one=of_one)
    if not which and (repeats or not of_one or _SAYS.search(flat)):
        return None  # of all of them, of the plan, or of what the terminal says
    if not which and anew and meant and _names_some(named) and not _PARTED.search(flat):
        return None  # a new one, with the words that ask last
    when = _on_its_day(meant[1], flat, now, which[0].due if which else None) if meant and not drops else ""
    told = () if drops else (*((Field(WHEN, when),) if when else ()), *often_told(flat, again))
    return Wished(NOT if drops else OTHER, (Field(WHICH, which[0].key if which else ""), *told))


def _is_of_one(flat: str, *, is_alone: bool) -> bool:
    """Whether one reminder is to go, which is not named: "stop the reminders" and 停掉提醒 are of all there are, and of a plan."""
    return bool(_SINGULAR.search(flat)) or (is_alone and not _STOPS.search(flat))


def _which(flat: str, singles: tuple[Duty, ...], knowledge: Knowledge, when: str, *, of_one: bool) -> tuple[Duty, ...]:
    """The one that the words are about: by its words, by its day, or, where it is of one, because there is no other."""
    said = set(_pieces(flat))
    alike = {one.key: len(said & {piece for of in _texts(one, knowledge) for piece in _pieces(of)}) for one in singles}
    best = max(alike.values())
    named = [one for one in singles if best and alike[one.key] == best]
    dated = [one for one in (named or singles) if when and one.due.isoformat() == when[:10]]
    of_none = when or not of_one or _names_some(flat)
    return next((tuple(found) for found in (named, dated, () if of_none else singles) if len(found) == 1), ())


def _names_some(flat: str) -> bool:
    """Whether anything is named beside what is said of any reminder."""
    return any(sign.isalnum() for sign in _FILLER.sub("", flat))


def _texts(duty: Duty, knowledge: Knowledge) -> Iterable[str]:
    return (duty.words,) if duty.words else (of.get(f"upkeep.task_{duty.chore}", "") for of in knowledge.sentences.values())


def _pieces(text: str) -> Iterator[str]:
    """Words of a language with spaces, pairs of characters of one without."""
    said = levelled(text).casefold()
    yield from (word for word in _TOKEN.findall(said) if word not in _COMMON)
    han = [sign if has_han(sign) else " " for sign in said]
    yield from (both for pair in pairwise(han) if " " not in (both := "".join(pair)) and both not in _COMMON)
