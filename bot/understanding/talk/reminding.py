"""What is asked to be reminded of, and when, once or again and again, in a merchant's words. Decides nothing.

"remind me tomorrow at 5 to call the bank" is a wish of its own, and so is "remind me every Monday to bank the cash"; how often a
chore of his plan comes is one of the plan, and "remind me tomorrow", where something is due, an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.knowledge import Knowledge
from bot.core.messages import Inbound
from bot.core.state import State
from bot.core.understanding import Field
from bot.core.upkeep.calendar import known_zone, local
from bot.understanding.facts.beyond import beyond
from bot.understanding.facts.moments import moment_in
from bot.understanding.facts.rhythms import Again
from bot.understanding.facts.zones import by_clock, own
from bot.understanding.talk.bared import KEPT, subject
from bot.understanding.talk.chores import PACE, TASK, chore_in, chores_named, is_upkeep
from bot.understanding.talk.repeating import (
    Spans,
    how_often,
    is_repeated,
    often_told,
    others_denied,
    said_often,
    until,
    without_place,
)
from bot.understanding.text.normalising import has_han, levelled

PLAN, REMINDER, DUE = "maintenance.plan", "maintenance.reminder", "maintenance.due"
REMIND, OTHER, NOT, SKIP, ONLY, LIST, STOP = "remind", "remind_other", "remind_not", "remind_skip", "remind_only", "reminders", "stop"
"""What is wished, as the branches of `PLAN` name it."""
OF, WHEN, WHICH, SKIPPED, UNTIL = "reminder_of", "remind_at", "reminder", "turn_skipped", "remind_until"
LONGEST = 160  # characters; what is longer tells a story

_KIND = r"(?:(?:weekly|daily|monthly|yearly|quarterly|fortnightly|recurring|repeating|regular|standing|new|single|simple|quick) ){0,2}"
ASKS = re.compile(
    r"再?提醒(?:一?下)?(?:我们?|咱们?|俺)(?:一[下声]|下)?|再?提醒一?下|给?(?:我们?|咱们?)?(?:提个醒|提醒一声)|收到(?:一?[个条])?提醒|(?:(?<=[点半号晨早午晚天末底周月])|(?<=[周期拜][一二三四五六日天])|(?<=[班烊门工]前))(?:[叫喊催]|通知)(?:我们?|咱们?)(?:一声|一下)?(?=[^做换插拔打把])"
    r"|\b(?:remind|ping|nudge|buzz|poke|prod|bug|prompt) (?:me|us)(?: again)?\b|(?:^|(?<=please )|(?<=pls )|(?<=(?:can|may) you )|(?<=could you ))(?:text|message) (?:me|us)(?: again)?\b"
    rf"|(?<=day )tell (?:me|us) to\b|\b(?:set|add|make|create|give|get|put|need|want|like|have|send)(?: me| us)?(?: up)? (?:just )?(?:a|an|another|one) {_KIND}(?:reminder|nudge|shout|heads[- ]up|prod)\b(?: for (?:me|us)\b)?|\bjust (?:a|one) {_KIND}reminder\b(?: please)?",
    re.IGNORECASE,
)
_SETS = re.compile(r"(?:设置?|定|订|加|建|弄|来|要)(?:一?[个条](?=[^,，。]{0,40}提醒(?!我))|(?=提醒(?!我)))")
_NOUN = re.compile(r"的?提醒[:：]?")
"""设个周五换纸的提醒: what stands between."""
_NOTED = re.compile(r"reminder(?: for)?\b[:,]?", re.IGNORECASE)
"""How a note to oneself begins: "reminder for thursday 2pm: technician"."""
_BEFORE = re.compile(r"提前|\b(?:minutes?|mins?|hours?|hrs?|days?) before\b", re.IGNORECASE)
"""So long before something that has no time here: when that is has to be asked."""
_FORGETS = re.compile(
    r"(?:千万|可)?(?:别|甭|不要|不能|不可|莫|勿)忘(?:了|记)?(?:要|得)?(?=[^,，。]{0,12}提醒)"
    r"|\b(?:please )?(?:don'?t|do not|never) (?:you )?forget to\b(?=[^,.;]{0,20} remind)|\b(?:remember|be sure|make sure) to\b(?=[^,.;]{0,20} remind)",
    re.IGNORECASE,
)
"""Who is not to forget it is asked to do it: nothing is denied."""
_NOT_ASKED = re.compile(
    r"提醒(?:我们?)?(?:过|怎么|什么|哪|了(?!解))|提醒我[^,，。]{0,12}(?:错误|失败|不足|异常|超时|无效|过期|拒绝)[了啊呢吧]*[。!！]*$"
    r"|\bremind (?:me|us)(?: again)? (?:what|how|where|which|who|why|when|if|whether)\b",
    re.IGNORECASE,
)
"""It was reminded of, or something is to be told again. Who else reminds, or does not, stands before it."""
_ELSEWHERE = re.compile(
    r"(?:机器?|机子|屏幕?|终端|系统|软件|短信|消息|pos|app|手机|微信|支付宝|银行|平台|页面|老板娘?|店长|经理|会计|客服|师傅|同事|他|她|它|人家|别人|谁|们)$"
    r"|(?:会|别|甭|莫|勿|不|不要|不用|不必|没有?|一直|老是?|总是?|突然|又|就|才|刚才?|帮)$"
    r"|\b(?:will|would|not|don'?t|didn'?t|never|to|they|you|he|she|it|who|did|does|says?|said)$",
    re.IGNORECASE,
)
"""Somebody or something else reminds, or nobody shall: what stands before the words that ask."""
_LEADS_UP = re.compile(
    r"(?:记得|的时候|到时候?|请|麻烦|要|您|你|给我|能不能|可不可以|可以|能|得|就|再| (?:please|pls|plz|and|then|so|just))+$", re.IGNORECASE
)
"""What leads up to the words that ask, where they come last."""
_TOLD = re.compile(
    r"^(?:(?!问|查|看|确认|了解|对一下).){0,20}(?:什么|怎么|哪[里儿个台天了]|多少|几[号点时天个]|谁|吗[?？。]*$)"
    r"|^[^改换设问查记抄找输重修更填报发给打联]{0,8}(?:密码|单号|号码|编号|序列号|验证码|取件码|账号|电话|地址)[是吧呢啊吗?？。]*$"
    r"|^(?:(?:of|about|that)\b ?)?(?:how|what|where|which|who|why|when|whose)\b"
    r"|^(?:of|about|the|my|our|your)\b[^,.;]{0,40}\b(?:pins?|passwords?|passcodes?|codes?|numbers?|serial|logins?|usernames?|address)\W*$",
    re.IGNORECASE,
)
"""A question, or what is only to be told again: "of my PIN", 工单号. Such a wish names a time."""
_SIGNALS = re.compile(
    r"语音(?:的)?提醒|(?:收款|到账|刷卡|扫码|付款|支付)(?:的?时候?|后)?(?:不要|不用|别|不必|的|有)?提醒(?!我)|提醒(?:的|用的)?(?:声|音|铃|顾客|客人|客户|店员|员工|别人|人家)"
    r"|\breminders?'? (?:sounds?|volume|tones?|beeps?|lights?|messages?)\b|\breminders? (?:\w+ )?(?:on|from) (?:the |my |our |a )?(?:terminal|screen|machine|reader|pos|display)\b"
    r"|\bremind(?:ing)? (?:the |my |our )?(?:customers?|clients?|guests?|staff|employees|cashiers?|people)\b",
    re.IGNORECASE,
)
"""What a terminal sounds and shows, and what others are told: no reminder of this desk."""
_NAMED = re.compile(
    r"(?:取消|删掉?|删除|去掉|撤掉?)[^,，。]{1,20}的提醒|\b(?:cancel|delete|remove|drop|scrap) (?:the|my|that) (?:\w+ ){1,4}reminder\b",
    re.IGNORECASE,
)
"""One that is called by what it is of, whether it is there or not."""
_CLAUSE = re.compile(
    r"[,，。;；:：!！?？\n]|(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])|\b(?:so|and|but|then) (?=(?:please |pls |just |also |can you |could you |would you |will you )*(?:remind|set|add|make|create|give|put)\b)|\.\s",
    re.IGNORECASE,
)
"""Where the words begin that ask: what stands before tells of what, or why."""
_OF_THE_PLAN = re.compile(
    r"保养|维护|到期|到时间|到了时间|计划|\b(?:maintenance|upkeep|servic(?:e|ing)|due|look after|looking after|taking care|take care)\b",
    re.IGNORECASE,
)
"""What a plan is for: without a day that is what is wanted."""


@dataclass(frozen=True, slots=True)
class Wished:
    """What is wished of reminders, and the facts that the words hold for it."""

    act: str
    fields: tuple[Field, ...] = ()


def now_there(at: datetime, flat: str, state: State, knowledge: Knowledge) -> datetime:
    """On the shop's clock, or that of the place that the words name."""
    return local(
        at,
        (named[2] if (named := own(flat)) else "")
        or (state.plan and state.plan.zone)
        or known_zone(state.slots.get("shop_zone", ""))
        or knowledge.upkeep.zone,
    )


def unforgotten(text: str, flat: str) -> tuple[str, str]:
    """Both without "don't forget to"."""
    for start, end in (found.span() for found in _FORGETS.finditer(flat)):
        text, flat = (f"{said[:start]}{' ' * (end - start)}{said[end:]}" for said in (text, flat))
    return text, flat


def is_signal(flat: str) -> bool:
    """Whether it is about what a terminal sounds and shows, or what others are told."""
    return bool(_SIGNALS.search(flat))


def names_one(flat: str) -> bool:
    """Whether one is to go that is called by what it is of."""
    return bool(_NAMED.search(flat))


def new(text: str, flat: str, now: datetime, state: State, knowledge: Knowledge) -> Wished | None:
    """Something is to be told that is not set yet, to him who says so, by this desk."""
    spans = _asked(flat)
    repeats = is_repeated(flat)
    again = how_often(flat, now) if repeats else None
    if not spans or _NOT_ASKED.search(flat) or (repeats and not _is_his_own(flat, again, state, knowledge)):
        return None
    start = spans[0][0]
    begin = max((found.end() for found in _CLAUSE.finditer(flat) if found.end() <= start), default=0)
    meant = _when(flat, again, now, state, begin)
    dated = () if again and again.first else meant[0] if meant else ()
    ends = until(flat) if repeats else ()
    cut = (*spans, *dated, *by_clock(flat), *others_denied(flat), *ends)
    cut = (*cut, *said_often(flat, again, cut)) if repeats else cut
    before = subject(flat[begin:start], _within(cut, begin, start))
    if before and not _comes_last(before, flat, cut, start):
        return None  # somebody else reminds, or nobody shall
    tells = (meant or again) and not (state.place and state.place.flow == PLAN)  # there what stands before is told of the shop
    what = subject(text[begin:], _within(cut, begin, len(text))) or (subject(text[:begin], _within(cut, 0, begin)) if tells else "")
    what = _LEADS_UP.sub("", what) if before else what
    chore = chore_in(what, knowledge)
    is_told = bool(again and again.first) or bool(beyond(flat))
    if repeats and not chore and not (is_told and what) and (not what or is_upkeep(what)) and _may_be_of_plan(what, state):
        return None  # how often, and no more, or upkeep as a whole: it is of the plan
    if _answers(state, what, chore):
        return None
    told = _NOTED.match(flat) or _OF_THE_PLAN.search(flat) or _TOLD.search(flat[spans[0][1] :].strip()) or not (what or _is_set(flat))
    named = own(flat)
    if meant is None and told and not (repeats and what):
        return None
    facts = _facts(what, chore, meant[1] if meant else "")
    facts = (*facts, *((Field(UNTIL, "yes"),) if ends else ()))
    return Wished(REMIND, (*facts, *often_told(flat, again), *((Field("zone", named[2]),) if named else ())))


def _may_be_of_plan(what: str, state: State) -> bool:
    """Whether a plan is there, or asked about, or what is wanted is what plans are made of."""
    return bool(what) or bool(state.plan and state.plan.is_made) or (state.place is not None and state.place.flow in {PLAN, PACE})


def _when(flat: str, again: Again | None, now: datetime, state: State, begin: int) -> tuple[Spans, str] | None:
    """The moment that is named, or that of the first turn."""
    if _BEFORE.search(flat) or (again is None and is_repeated(flat)):
        return None  # before what, or in which rhythm, has to be asked
    if again and again.first:
        return again.spans, again.first
    return _meant(flat, now, state, begin) or _meant(flat, now, state)


def _is_his_own(flat: str, again: Again | None, state: State, knowledge: Knowledge) -> bool:
    """Whether what is to come again and again is his own: how often a chore comes is of the plan that has it, unless he names its day."""
    plan = state.plan
    of_plan = {duty.chore for duty in plan.duties if not duty.number} if plan else set()
    named = chores_named(flat, knowledge) & of_plan if PACE in knowledge.flows else set()
    return not _OF_THE_PLAN.search(flat) and (not named or bool(again and again.first and "/" in again.every))


def _comes_last(before: str, flat: str, cut: Spans, start: int) -> bool:
    """Whether it is told when, what, and last to be reminded of it: 明天交房租提醒我, "tomorrow pay the rent remind me"."""
    dated = any(begin < start for begin, _ in cut)
    return dated and not (_ELSEWHERE.search(before) or subject(flat[start:], _within(cut, start, len(flat))))


def told_of(inbound: Inbound, state: State, knowledge: Knowledge) -> tuple[Field, ...]:
    """The same of words that say of what, where that was asked for; all of them are when, where they say nothing else."""
    text, flat = inbound.text, levelled(inbound.text)
    meant = _meant(flat, now_there(inbound.at, flat, state, knowledge), state)
    cut = (*_asked(flat), *(meant[0] if meant else ()), *by_clock(flat))
    often = said_often(flat, how_often(flat, now_there(inbound.at, flat, state, knowledge)), cut) if is_repeated(flat) else ()
    what = subject(text, (*cut, *often)) if len(text) <= LONGEST else text[:KEPT]
    found = _facts(what, chore_in(what, knowledge), meant[1] if meant else "")
    return found if what else tuple(replace(field, end=len(text)) for field in found)


def _facts(what: str, chore: str, when: str) -> tuple[Field, ...]:
    said = ((OF, what), (TASK, chore), (WHEN, when))
    return tuple(Field(name, value) for name, value in said if value)


def _meant(flat: str, now: datetime, state: State, begin: int = 0) -> tuple[Spans, str] | None:
    """The moment that the words name from there on."""
    hidden = without_place(flat)[begin:]
    found = moment_in(hidden, now, han=state.locale == "zh" or has_han(flat))
    return (tuple((start + begin, end + begin) for start, end in found[0]), found[1]) if found else None


def _asked(flat: str) -> Spans:
    """Where it is asked to be reminded."""
    sets = _SETS.search(flat)
    noun = _NOUN.search(flat, sets.end()) if sets else None
    asks = ASKS.search(flat) or _NOTED.match(flat)
    if sets and noun:
        return (sets.span(), noun.span())
    return (asks.span(),) if asks else ()


def _is_set(flat: str) -> bool:
    """Whether a reminder is wanted, of whatever: "remind me" alone may also be a yes."""
    return bool(_SETS.search(flat) or "reminder" in flat.casefold())


def _answers(state: State, what: str, chore: str) -> bool:
    """Whether it only says when, where that is asked, of what is due, or of what is put off; or where it is asked of what."""
    question = state.question
    if question is not None and question.slot == OF:
        return not what
    asked = question is not None and (question.slot == WHEN or any(offer.takes == WHEN for offer in question.offers))
    due = {duty.chore for duty in state.plan.open} if state.plan and state.place and state.place.flow == DUE else set()
    return asked and (not what or chore in due - {""})


def _within(spans: Spans, begin: int, end: int) -> Spans:
    """Those there, counted from there."""
    return tuple((first - begin, last - begin) for first, last in spans if begin <= first and last <= end)
