"""Which of his reminders a merchant wants otherwise, in his words; and the door to all that is wished of those that come once.
Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise

from bot.core.beginning import SITTING
from bot.core.knowledge import Knowledge
from bot.core.messages import Inbound
from bot.core.state import State
from bot.core.understanding import Field
from bot.core.upkeep.plan import Duty
from bot.core.walking import WISH
from bot.understanding.facts.clocks import hour_meant, nearer
from bot.understanding.facts.moments import moment_in, names_day
from bot.understanding.talk import amending
from bot.understanding.talk.amending import ends_all, is_more
from bot.understanding.talk.bared import cut_out
from bot.understanding.talk.chores import PACE, chores_named
from bot.understanding.talk.plan_hour import of_hour
from bot.understanding.talk.reminding import (
    ASKS,
    LIST,
    LONGEST,
    NOT,
    OF,
    OTHER,
    REMIND,
    REMINDER,
    SKIP,
    SKIPPED,
    STOP,
    WHEN,
    WHICH,
    Wished,
    is_signal,
    names_one,
    new,
    now_there,
    unforgotten,
)
from bot.understanding.talk.repeating import Spans, how_often, is_repeated, often_told, others_denied, said_often
from bot.understanding.talk.skipping import left_out, without_when
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
_RETHINKS = re.compile(r"还是|算了|\b(?:after all|actually|on second thoughts?|no)\b", re.IGNORECASE)
_RATHER = re.compile(
    r"(?:会|更|比较|还是)?(?:好|合适|方便)(?:一?[点些])?|\b(?:(?:would be|is|works?|suits?(?: me)?|would) )?(?:better|rather|instead|best)\b|\b(?:rather|instead)\b",
    re.IGNORECASE,
)
"""That another time suits more."""
_BARE_HOUR = re.compile(
    r"(?<![\w:.,/-])(?:at )?(1[0-2]|[1-9])(?=(?: (?:would|is|works|instead|rather|please|suits)\b|[.! ]*$))", re.IGNORECASE
)
"""An hour as it is said of what has a time already: "10 would be better", "make it 9"."""
_NOT_TOLD = re.compile(
    r"(?:别|甭|不用|不要|不必|不需要?|先不|莫|勿|停止?|取消|跳过|免了)(?:再|用|要)?$|\b(?:don'?t|do not|not|no need to|needn'?t|stop|skip|never)(?: have)?(?: to)? ?$",
    re.IGNORECASE,
)
"""That it is not told, before the words that ask."""
_REASONS = re.compile(
    r"(?:我们?|店里?|那时候?|那天|因为)*(?:关门|关店|不开门?|休息|放假|歇业|不在|出门|没空|有事)|\b(?:we'?re|we'?ll|i'?m|we|i|are|be|shop'?s?|the shop is|is)\b|\b(?:closed|shut|away|on holiday|off|out|busy|the one after is (?:fine|ok))\b",
    re.IGNORECASE,
)
"""Why it is not to come then."""
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
    r"提醒|取消|时间|刚才|刚刚|可以|[把的改到换成挪推调移延提前那这条个一下吧了我要想不用别删去掉能请帮给停就算再先撤还是吗次]|\b(?:we|could|let'?s|would|the|my|that|this|a|reminders?|remind|me|us|of|to|please|can|could|you|i|want|it|one|for|about|from|and|instead|at|on|time"
    r"|cancel|delete|remove|drop|scrap|forget|stop|don'?t|do|not|no|longer|any ?more|now|need|want|ok|okay|thanks|thank you|thx|pls|instead|just|actually|change|move|shift|postpone|push|put|off|back|reschedule|bring|forward|make|earlier|later)\b",
    re.IGNORECASE,
)
"""What is said of any reminder: what is left tells which."""


def wished(text: str, at: datetime, state: State, knowledge: Knowledge) -> Wished | None:
    """What the words (sealed) wish of reminders that come once; None where they wish nothing of the kind."""
    last = _talked_about(state, at) if REMINDER in knowledge.flows else None
    if last and CALLS_OFF.fullmatch(text):
        return Wished(NOT, (Field(WHICH, last.key),))
    if REMINDER not in knowledge.flows or len(text) > LONGEST or is_signal(flat := levelled(text)):
        return None
    now, (text, flat) = now_there(at, flat, state, knowledge), unforgotten(text, flat)
    at_hand = _amended(flat, now, last, knowledge, state) if last else of_hour(flat, now, state)
    if known := at_hand or _ended(flat, state) or sole(flat, now, state, knowledge):
        return known
    if last and (told := _of_last(flat, now, last, state)):
        return told
    if not _ABOUT_ONE.search(flat):
        told = _other(flat, now, state, knowledge) if _POINTS.search(flat) else None
        return told if told and len(told.fields) > 1 and told.fields[0].value else None
    return _listed(flat) or _other(cut_out(flat, others_denied(flat)), now, state, knowledge) or new(text, flat, now, state, knowledge)


def _talked_about(state: State, at: datetime) -> Duty | None:
    """The one reminder that is talked about, or was last, while nothing else has been taken up since."""
    there = (duty for duty in (state.plan.own if state.plan else ()) if duty.key == state.slots.get(WHICH, ""))
    if state.place is not None or state.question is not None:
        asked = state.question is not None and state.question.slot not in {OF, WHICH}
        return next(there, None) if asked and state.place is not None and state.place.flow == REMINDER else None
    is_recent = state.wrote is not None and at - state.wrote <= SITTING
    return next(there, None) if is_recent and state.slots.get(WISH) in {REMIND, OTHER, SKIP} else None


def _ended(flat: str, state: State) -> Wished | None:
    """Nothing is to be reminded of any more, where something is."""
    there = state.plan is not None and bool(state.plan.duties)
    return Wished(STOP, (Field("plan_every", "never"), Field("plan_task", "all"))) if there and ends_all(flat) else None


def _amended(flat: str, now: datetime, last: Duty, knowledge: Knowledge, state: State) -> Wished | None:
    """The reminder that is talked about is put right in so many words, or is wanted at another time as well."""
    if is_more(flat) and not is_repeated(flat) and (meant := moment_in(flat, now, han=has_han(flat))):
        what = last.words or knowledge.sentences[state.locale].get(f"upkeep.task_{last.chore}", "")
        chore = ((Field("plan_task", last.chore)),) if last.chore else ()
        return Wished(REMIND, (Field(OF, what), *chore, Field(WHEN, _on_its_hour(meant[1], last)))) if what else None
    said = amending.put_right(flat)
    _, told = _otherwise(_BARE_HOUR.sub(r"at \1", said), now, last) if said else ((), ())
    return Wished(OTHER, (Field(WHICH, last.key), *told)) if told else None


def _on_its_hour(value: str, last: Duty) -> str:
    """That day, at the hour of the one there is where none is named."""
    hour = last.at or last.since.partition("T")[2]
    return value if "T" in value or not hour else f"{value}T{hour}"


def _of_last(flat: str, now: datetime, last: Duty, state: State) -> Wished | None:
    """What is wished of the reminder that is talked about and needs no name: some turns are left out, or it comes otherwise."""
    flat = _BARE_HOUR.sub(r"at \1", flat)
    if days := _skipped(flat, now):
        tells_more = state.place is None and not _ABOUT_ONE.search(flat) and _names_some(_REASONS.sub("", without_when(flat)))
        return None if tells_more else Wished(SKIP, (Field(WHICH, last.key), Field(SKIPPED, days)))
    asks = ASKS.search(flat)
    if asks and _RETHINKS.search(flat) and _NOT_TOLD.search(flat[: asks.start()]) and not _ALL.search(_RETHINKS.sub("", flat)):
        return Wished(NOT, (Field(WHICH, last.key),))
    if _TAKES_BACK.search(flat) or not (_SHIFTS.search(flat) or _RATHER.search(flat)):
        return None
    spans, told = _otherwise(flat, now, last)
    named = _names_some(_RATHER.sub("", cut_out(flat, spans)))
    return Wished(OTHER, (Field(WHICH, last.key), *told)) if told and not named else None


def _skipped(flat: str, now: datetime) -> str:
    """The days on which what there is is not to come; "remind me tomorrow not to …" is a new one."""
    asks = ASKS.search(flat)
    return "" if asks and not _NOT_TOLD.search(flat[: asks.start()]) else left_out(flat, now)


def _otherwise(flat: str, now: datetime, duty: Duty | None) -> tuple[Spans, tuple[Field, ...]]:
    """When and how often it is to come instead, and where the words say so; a time of day alone is on its day."""
    repeats, told = is_repeated(flat), hour_meant(flat)
    again = how_often(flat, now) if repeats else None
    meant = (again.spans, again.first) if again and again.first else moment_in(told, now, han=has_han(flat))
    dated = meant[0] if meant else ()
    when = nearer(_on_its_day(meant[1], told, now, duty.due if duty else None), told, duty.at if duty else "") if meant else ""
    spans = (*dated, *(said_often(flat, again, dated) if repeats else ()))
    return spans, (*((Field(WHEN, when),) if when else ()), *often_told(flat, again))


def timed(inbound: Inbound, value: str, state: State, knowledge: Knowledge) -> str:
    """The moment that was named; of a time of day alone, on the day of the one reminder that is talked about, or that was told before."""
    if state.place is None or state.place.flow != REMINDER:
        return value
    flat = hour_meant(levelled(inbound.text))
    there = next((duty for duty in (state.plan.duties if state.plan else ()) if duty.key in state.slots.get(WHICH, "").split()), None)
    later = there and not there.every and state.slots.get("reminder_shifted")  # than was named
    known = later or (state.question and state.question.slot == OF)
    told, _, at = state.slots.get(WHEN, "").partition("T") if known else (there.due.isoformat(), "", there.at) if there else ("", "", "")
    now, day = now_there(inbound.at, flat, state, knowledge), date.fromisoformat(told) if told else None
    return nearer(_on_its_day(value, flat, now, day), flat, at) or value


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
    days = _skipped(flat, now)
    if not singles or _ALL.search(bare) or _OFTEN.search(flat) or not (shifts or drops or days):
        return None
    skips: tuple[Duty, ...] = ()
    if days:
        skips = _which(without_when(flat), singles, knowledge, "", of_one=True)
    if days and not (state.plan and state.plan.is_made and not skips):
        return Wished(SKIP, (Field(WHICH, skips[0].key if skips else ""), Field(SKIPPED, days)))
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
