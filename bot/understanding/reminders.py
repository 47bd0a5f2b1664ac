"""What a merchant wants to be reminded of once, and which of his reminders he wants otherwise, in his words. Decides nothing.

"remind me tomorrow at 5 to call the bank" is a wish of its own; "remind me every Monday" is one of the plan, and "remind me
tomorrow", where something is due, an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from bot.core.knowledge import Knowledge
from bot.core.messages import Inbound
from bot.core.state import State
from bot.core.understanding import Field
from bot.core.upkeep.calendar import known_zone, local
from bot.core.upkeep.plan import Duty
from bot.understanding.moments import moment_in, names_day
from bot.understanding.normalising import has_han, simplified
from bot.understanding.numerals import level
from bot.understanding.telling import spoken_of

PLAN, PACE, REMINDER, DUE = "maintenance.plan", "maintenance.pace", "maintenance.reminder", "maintenance.due"
REMIND, OTHER, NOT, LIST = "remind", "remind_other", "remind_not", "reminders"
"""What is wished, as the branches of `PLAN` name it."""
OF, WHEN, WHICH, _TASK = "reminder_of", "remind_at", "reminder", "plan_task"
_LONGEST = 160  # characters; what is longer tells a story
_KEPT = 80  # characters of the merchant's own words

_ASKS = re.compile(
    r"提醒(?:一?下)?(?:我们?|咱们?|俺)(?:一[下声]|下)?|提醒一?下|\bremind (?:me|us)(?: again)?\b"
    r"|\b(?:set|add|make|create|give|put|need|want|like|have)(?: me| us)?(?: up)? (?:a|an|another|one) reminder\b(?: for (?:me|us)\b)?",
    re.IGNORECASE,
)
_SETS = re.compile(r"(?:设置?|定|订|加|建|弄|来|要)(?:一?[个条](?=.{0,40}提醒)|(?=提醒(?!我)))")
_NOUN = re.compile(r"的?提醒[:：]?")
"""设个周五换纸的提醒: what stands between."""
_NOTED = re.compile(r"reminder(?: for)?\b[:,]?", re.IGNORECASE)
"""How a note to oneself begins: "reminder for thursday 2pm: technician"."""
_BEFORE = re.compile(r"提前|\b(?:minutes?|mins?|hours?|hrs?|days?) before\b", re.IGNORECASE)
"""So long before something that has no time here: when that is has to be asked."""
_NOT_ASKED = re.compile(
    r"(?:别|甭|勿|莫|不[用要必再想是会]|没|怎么|为什么|为啥|谁|昨|前天|上个?(?:周|星期|礼拜|月)|取消|停)[^,，。]{0,8}提醒|提醒(?:我们?)?(?:过|怎么|什么|哪)"
    r"|(?:刷卡|扫码|付款|支付|收款|登录|登陆|一直|老是?|总是?|突然|页面|显示)[^,，。]{0,8}提醒|提醒我[^,，。]{0,12}(?:错误|失败|不足|异常|超时|无效|过期|拒绝)[了啊呢吧]*[。!！]*$"
    r"|(?:机|屏幕|终端|系统|软件|它|短信|pos|app|上面|上头)[^,，。]{0,8}提醒|\b(?:says?|shows?|terminal|screen|machine|app)\b[^,.;]{0,20}\bremind"
    r"|\b(?:don'?t|do not|doesn'?t|didn'?t|did not|never|stop|quit|no need to|without|why|who|cancel|did|does)\b[^,.;]{0,20}\bremind"
    r"|\bremind (?:me|us) (?:what|how|where|which|who|why|when|if|whether)\b",
    re.IGNORECASE,
)
"""Nobody is to be reminded, or it is asked why he was or was not, or something is to be told again."""
_REPEATS = re.compile(
    r"每|隔[一二两三四]?[天周]|天天|定期|经常|[天周月年]一次"
    r"|\b(?:every|each|daily|nightly|weekly|monthly|quarterly|yearly|annually|regularly|regular|always|whenever|once a|twice a|times a|per (?:day|week|month|year))\b",
    re.IGNORECASE,
)
_OF_THE_PLAN = re.compile(
    r"保养|维护|到期|到时间|到了时间|计划|\b(?:maintenance|upkeep|servic(?:e|ing)|due|look after|looking after|taking care|take care)\b",
    re.IGNORECASE,
)
"""What a plan is for: without a day that is what is wanted."""
_PLACE = re.compile(r"\b(?:to|about|of) (?:the |my |our )?(?:open(?:ing)?|clos(?:e|ing)|work|lunch|early)\b", re.IGNORECASE)
"""To open the shop is a thing to do, no time of day."""

_CUT = "\x00"
_AROUND = re.compile(
    r"(?:\b(?:on|at|by|in|for|around|from|till|until|before|the|this|come)[ ]?|[在于到等])?\x00(?:[ ]?(?:o'?clock|sharp|之前|以前|的时候|时候)\b)?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\x00[ ]?(?:in the |at )?(?:morning|afternoon|evening|night|noon)\b|\b(?:in the )?(?:morning|afternoon|evening|night|noon) \x00"
    r"|\x00(?:早上|上午|中午|下午|傍晚|晚上)",
    re.IGNORECASE,
)
_MARKS = " \t\n,，.。;；:：!！?？-–—~、@=~\"“”'"
_LEAD = (
    *("to ", "of ", "about ", "that ", "and ", "then ", "please ", "pls ", "just ", "also ", "so ", "hey ", "hi ", "ok ", "okay ", "thanks ", "u "),
    *("i ", "we ", "you ", "can ", "could ", "would ", "will ", "have to ", "need to ", "must ", "should ", "got to ", "my reminder ", "reminder "),
    *("请", "麻烦", "劳烦", "帮我", "帮忙", "给我", "记得", "一下", "要", "得", "该", "想", "需要", "我", "您", "你", "能不能", "可不可以", "可以", "能", "到时候", "到点", "到时", "再"),
)  # fmt: skip
_TAIL = (
    *(" please", " pls", " plz", " thanks", " thank you", " ok", " okay", " will you", " for me", " on", " at", " by", " in", " for"),
    *("谢谢", "谢了", "好吗", "行吗", "可以吗", "好不好", "行不行", "吧", "哦", "啊", "呀", "哈", "吗", "呗", "哟"),
)  # fmt: skip
_NOTHING = frozenset(
    {
        "it",
        "that",
        "this",
        "me",
        "us",
        "again",
        "later",
        "them",
        "these",
        "do it",
        "do that",
        "to",
        "i",
        "we",
        "you",
        "u",
        "thanks",
        "thank you",
        "thx",
        "这个",
        "那个",
        "它",
        "这事",
        "这件事",
        "弄",
        "做",
        "这些",
    }
)

_CLEANS = (r"清洁|清理|清|擦", r"clean|wipe|dust")
_CHECKS = (r"检查|查|看", r"check|inspect|look at|look over|go through|review")
_DOES = (r"做|查|检查", r"do|make|run|start|begin")
_DEEDS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("printer", "reader", "wipe"), _CLEANS),
    **dict.fromkeys(("cables", "battery", "accounts", "network"), _CHECKS),
    **dict.fromkeys(("protection", "inspection", "yearly"), _DOES),
    "charge": (r"充", r"charge"),
    "update": (r"更新|升级|检查", r"update|check"),
    "backup": (r"备份", r"back ?up|make|do|run|take"),
    "restore": (r"恢复|试", r"restore|try|test"),
}
"""What is done in a chore: without it, words that name a part are not of the chore. Printer paper is bought, not cleaned."""
_ANOTHER_DEED = re.compile(
    r"电话|联系|问|买|叫|约|找|付|交|换|修|\b(?:call|ring|phone|ask|buy|order|pay|replace|change|repair|fix|tell|send)\b", re.IGNORECASE
)
_SHORT = 40  # characters of words that are a chore and nothing beside it

_ABOUT_ONE = re.compile(r"提醒|\breminders?\b|\bremind (?:me|us)\b", re.IGNORECASE)
_TAKES_BACK = re.compile(
    r"取消|撤|删|去掉|不用|不要|不必|不需|别|甭|停|算了|\b(?:cancel|delete|remove|drop|scrap|forget|stop|don'?t|do not|no longer|no need)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"停|别|甭|不要|不用|不必|不需|提醒我|\b(?:stop|don'?t|do not|no longer|no need|reminders|remind (?:me|us))\b", re.IGNORECASE
)
"""Of all of them, where none is named."""
_SINGULAR = re.compile(r"[这那]一?[条个次]|刚才|\b(?:the|that|this|my|a|one) reminder\b", re.IGNORECASE)
_SHIFTS = re.compile(
    r"改|换|挪|推|提前|延|调|移|\b(?:change|move|shift|postpone|push|put off|reschedule|bring forward|make|instead|earlier|later)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"我的提醒|(?:有|设|存)了?(?:哪些|什么|几个|几条|多少)提醒|提醒(?:有|都有|列表|清单)|(?:看|查|列)(?:看|一下|下|出)?(?:我的|所有|全部)?提醒|让你提醒.{0,4}(?:什么|哪些)"
    r"|\b(?:my|which|what|list(?: of)?(?: the)?|show(?: me)?(?: the| all)?|see(?: the)?|all(?: the)?|any) reminders\b|\breminders? (?:do i have|have i|are (?:set|there|on)|list)\b|\b(?:did|have) i ask(?:ed)? you to remind\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"保养|维护|计划|所有|全部|都|\b(?:all|every|any|maintenance|upkeep|plan|them)\b", re.IGNORECASE)
_OFTEN = re.compile(r"频|勤|间隔|多久|次数|\b(?:often|frequen|interval|many)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z]{3,}|\d+")
_COMMON = frozenset(
    {"the", "and", "for", "remind", "reminder", "reminders", "about", "that", "cancel", "change", "move", "please", "from", "with"}
    | {"提醒", "取消", "那个", "这个", "一条", "一个"}
)


_FILLER = re.compile(
    r"提醒|取消|时间|刚才|刚刚|[把的改到换成挪推调移延提前那这条个一下吧了我要想不用别删去掉能请帮给]|\b(?:the|my|that|this|a|reminders?|remind|me|us|of|to|please|can|could|you|i|want|it|one|for|about|from|and|instead|at|on|time"
    r"|cancel|delete|remove|drop|scrap|forget|stop|don'?t|do|not|no|longer|need|change|move|shift|postpone|push|put|off|back|reschedule|bring|forward|make|earlier|later)\b",
    re.IGNORECASE,
)
"""What is said of any reminder: what is left tells which."""


@dataclass(frozen=True, slots=True)
class Wished:
    """What is wished of reminders, and the facts that the words hold for it."""

    act: str
    fields: tuple[Field, ...] = ()


def wished(text: str, at: datetime, state: State, knowledge: Knowledge) -> Wished | None:
    """What the words (sealed) wish of reminders that come once; None where they wish nothing of the kind."""
    if REMINDER not in knowledge.flows or len(text) > _LONGEST or not _ABOUT_ONE.search(flat := level(simplified(text))):
        return None
    now = _now(at, state, knowledge)
    return _listed(flat) or _other(flat, now, state, knowledge) or _new(text, flat, now, state, knowledge)


def told_of(inbound: Inbound, state: State, knowledge: Knowledge) -> tuple[Field, ...]:
    """The same of words that say of what, where that was asked for."""
    text, flat = inbound.text, level(simplified(inbound.text))
    meant = _meant(flat, _now(inbound.at, state, knowledge), state)
    what = _what(text, meant[0] if meant else ()) if len(text) <= _LONGEST else text[:_KEPT]
    chore = chore_in(what, knowledge)
    named = (Field(OF, what), *((Field(_TASK, chore),) if chore else ())) if what else ()
    return (*named, *((Field(WHEN, meant[1]),) if meant else ()))


def timed(inbound: Inbound, value: str, state: State, knowledge: Knowledge) -> str:
    """The moment that was named; where the words name a time of day alone, and one reminder is talked about, on its day."""
    plan, place = state.plan, state.place
    if plan is None or place is None or place.flow != REMINDER or "T" not in value:
        return value
    there = next((duty for duty in plan.duties if duty.key in state.slots.get(WHICH, "").split()), None)
    text, now = level(simplified(inbound.text)), _now(inbound.at, state, knowledge)
    if there is None or there.due <= now.date() or names_day(text, now, han=has_han(text)):
        return value
    return f"{there.due.isoformat()}T{value.partition('T')[2]}"


def _now(at: datetime, state: State, knowledge: Knowledge) -> datetime:
    """On the shop's clock."""
    return local(at, (state.plan and state.plan.zone) or known_zone(state.slots.get("shop_zone", "")) or knowledge.upkeep.zone)


def _meant(flat: str, now: datetime, state: State) -> tuple[tuple[tuple[int, int], ...], str] | None:
    hidden = _PLACE.sub(lambda found: "_" * len(found[0]), flat)
    return moment_in(hidden, now, han=state.locale == "zh" or has_han(flat))


def _listed(flat: str) -> Wished | None:
    quiet = not (_TAKES_BACK.search(flat) or _SHIFTS.search(flat) or _OFTEN.search(flat))
    return Wished(LIST) if quiet and _LISTS.search(flat) else None


def _other(flat: str, now: datetime, state: State, knowledge: Knowledge) -> Wished | None:
    """One of those that there are, or the chore that is named, is to come otherwise, or not at all."""
    singles = state.plan.once if state.plan else ()
    shifts, drops = _SHIFTS.search(flat), _TAKES_BACK.search(flat)
    if not singles or _ALL.search(flat) or _OFTEN.search(flat) or _REPEATS.search(flat) or not (shifts or drops):
        return None
    asks = _ASKS.search(flat)
    if asks and not drops and moment_in(flat[asks.end() :], now, han=has_han(flat)) and flat[asks.end() :].strip(_MARKS):
        return None  # a new one, of changing or moving something
    meant = moment_in(flat, now, han=has_han(flat))
    named = _cut(flat, meant[0] if meant else ())
    of_one = not drops or _is_of_one(flat, is_alone=not (state.plan and state.plan.is_made))
    which = _which(named, singles, knowledge, meant[1] if meant and drops else "", of_one=of_one)
    if not which and not of_one:
        return None  # of all of them
    when = (Field(WHEN, meant[1]),) if meant and not drops else ()
    return Wished(NOT if drops else OTHER, (*(Field(WHICH, one.key) for one in which), *when))


def _is_of_one(flat: str, *, is_alone: bool) -> bool:
    """Whether one reminder is to go, which is not named: "stop the reminders" and 停掉提醒 are of all there are, and of a plan."""
    return not _STOPS.search(flat) and (is_alone or bool(_SINGULAR.search(flat)))


def _which(flat: str, singles: tuple[Duty, ...], knowledge: Knowledge, when: str, *, of_one: bool) -> tuple[Duty, ...]:
    """The one that the words are about: by its words, by its day, or, where it is of one, because there is no other."""
    said = set(_pieces(flat))
    alike = {one.key: len(said & {piece for of in _texts(one, knowledge) for piece in _pieces(of)}) for one in singles}
    best = max(alike.values())
    named = [one for one in singles if best and alike[one.key] == best]
    dated = [one for one in (named or singles) if when and one.due.isoformat() == when[:10]]
    of_none = when or not of_one or any(sign.isalnum() for sign in _FILLER.sub("", flat))
    return next((tuple(found) for found in (named, dated, () if of_none else singles) if len(found) == 1), ())


def _texts(duty: Duty, knowledge: Knowledge) -> Iterable[str]:
    return (duty.words,) if duty.words else (of.get(f"upkeep.task_{duty.chore}", "") for of in knowledge.sentences.values())


def _pieces(text: str) -> Iterator[str]:
    """Words of a language with spaces, pairs of characters of one without."""
    said = level(simplified(text)).casefold()
    yield from (word for word in _TOKEN.findall(said) if word not in _COMMON)
    han = [sign if has_han(sign) else " " for sign in said]
    yield from (both for pair in pairwise(han) if " " not in (both := "".join(pair)) and both not in _COMMON)


def _new(text: str, flat: str, now: datetime, state: State, knowledge: Knowledge) -> Wished | None:
    spans = _asked(flat)
    if not spans or _NOT_ASKED.search(flat) or _REPEATS.search(flat):
        return None
    meant = None if _BEFORE.search(flat) else _meant(flat, now, state)
    what = _what(text if len(text) == len(flat) else flat, (*spans, *(meant[0] if meant else ())))
    chore = chore_in(what, knowledge)
    if _answers(state, what, chore):
        return None
    if meant is None and (_NOTED.match(flat) or _OF_THE_PLAN.search(flat) or _what(flat[: spans[0][0]], ()) or not (what or _is_set(flat))):
        return None
    named = (Field(OF, what), *((Field(_TASK, chore),) if chore else ())) if what else ()
    return Wished(REMIND, (*named, *((Field(WHEN, meant[1]),) if meant else ())))


def _asked(flat: str) -> tuple[tuple[int, int], ...]:
    """Where it is asked to be reminded."""
    sets = _SETS.search(flat)
    noun = _NOUN.search(flat, sets.end()) if sets else None
    asks = _ASKS.search(flat) or _NOTED.match(flat)
    if sets and noun:
        return (sets.span(), noun.span())
    return (asks.span(),) if asks else ()


def _is_set(flat: str) -> bool:
    """Whether a reminder is wanted, of whatever: "remind me" alone may also be a yes."""
    return bool(_SETS.search(flat) or "reminder" in flat.casefold())


def _answers(state: State, what: str, chore: str) -> bool:
    """Whether it only says when, where that is asked: of what is due, or of what is put off."""
    question = state.question
    asked = question is not None and (question.slot == WHEN or any(offer.takes == WHEN for offer in question.offers))
    due = {duty.chore for duty in state.plan.open} if state.plan and state.place and state.place.flow == DUE else set()
    return asked and (not what or chore in due - {""})


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The words without those there, nor what only leads up to them."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = [_CUT, *[""] * (end - start - 1)]
    return _AROUND.sub(" ", _PART.sub(_CUT, "".join(signs)))


def _what(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The words without those that ask and those that say when."""
    rest = _cut(text, spans)
    return _bared(" ".join(rest.split()))[:_KEPT].strip(_MARKS)


def _bared(words: str) -> str:
    words = words.strip(_MARKS)
    while lead := next((one for one in _LEAD if words.casefold().startswith(one)), ""):
        words = words[len(lead) :].strip(_MARKS)
    while tail := next((one for one in _TAIL if words.casefold().endswith(one)), ""):
        words = words[: -len(tail)].strip(_MARKS)
    return "" if words.casefold() in _NOTHING or not any(sign.isalnum() for sign in words) else words


def chore_in(words: str, knowledge: Knowledge) -> str:
    """The chore that the words are and nothing beside it; empty where they are none."""
    said = level(simplified(words)).casefold()
    if not said or len(said) > _SHORT or PACE not in knowledge.flows or _ANOTHER_DEED.search(said):
        return ""
    steps = (step for step in knowledge.flows[PACE].steps.values() if step.slot == _TASK)
    named = {key for step in steps for key in spoken_of(words, PACE, step, knowledge) if key in _DEEDS}
    done = {key for key in named if re.search(_DEEDS[key][0], said) or re.match(rf"(?:{_DEEDS[key][1]})\b", said)}
    return done.pop() if len(done) == 1 else ""
