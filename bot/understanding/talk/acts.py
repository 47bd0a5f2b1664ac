"""What short words do in a conversation, beyond what they name: still broken, charge it again, the other one first, it is
over, what is that. Reads words and the open question; decides nothing.
"""

from __future__ import annotations

import re

from bot.core.knowledge import Knowledge, group_of
from bot.core.state import State
from bot.core.understanding import Decision
from bot.understanding.answers.calming import asks_where_to_leave, is_calmed, is_unheeded
from bot.understanding.answers.complying import is_so_already
from bot.understanding.answers.gladness import is_glad
from bot.understanding.answers.outcomes import (
    comes_on,
    ends_well,
    goes_on,
    has_helped,
    has_relapsed,
    is_back,
    is_voided,
    weighed,
)
from bot.understanding.answers.seeing_to import is_seen_to
from bot.understanding.matcher.joining import Match
from bot.understanding.talk.beside import asks_of_sales_inside
from bot.understanding.talk.charged_twice import is_charged_twice
from bot.understanding.talk.reminding import is_signal
from bot.understanding.talk.wishes import sought, wanted
from bot.understanding.text.normalising import levelled

_ELSEWHERE_FROM = 0.3  # probability
_CALLS_OFF = "ticket.cancel"  # 不用来了 好了 wants more than to be rejoiced with

_BEFORE = re.compile(
    r"过了?(?:的|啊|呀|啦)?$|(?:好多|好几|很多|无数|几十)[次遍回]|\balready\b|\bbefore\b|\b(?:loads|lots|dozens|hundreds|plenty) of times\b|\b(?:many|several) times\b|\bover and over\b|\bagain and again\b"
)
"""How "I have done that" is told from "I have just done that", where a language tells them apart."""

_STOPS = re.compile(
    r"停|别|甭|不(?:要|用|想|必|再|需)|取消|关|免了|算了|够了|退订"
    r"|\b(?:stop|no more|no longer|cancel|off|quit|don'?t|do not|enough|unsubscribe|drop|end|delete|remove)\b|\bno (?:\w+ )?(?:reminders?|messages?)\b",
    re.IGNORECASE,
)
"""Words without which nobody stops anything, however near an example sounds."""

_AT_LENGTH = 60  # characters; who says that all is well says it shortly


_SINCE = re.compile(
    r"(?:都|也|已经|才|刚)*(?:用|买|装|开)了?(?:好?几|[\d一二两三四五六七八九十半])+个?多?(?:年|月|天|星期|礼拜|周)(?:多|了|的|吧|啊)*|(?:it'?s |it is |about |only |like |nearly |over )*(?:\d{1,2}|a|an|one|two|three|four|five|six) (?:year|month|week)s? old"
    r"|(?:就|大概|好像|应该|是|从|打|自|有|都|已经)*(?:今天|昨天|前天|大前天|今早|今儿|昨儿|昨晚|今晚|早上|上午|中午|下午|晚上|夜里|半夜|凌晨|刚才|刚刚|前几天|这几天|这两天|最近|上周|上个?星期|上个?礼拜|上个?月|去年"
    r"|(?:上|这)?(?:周|星期|礼拜)[一二三四五六日天]|好?(?:几|[\d一二两三四五六七八九十半])+个?多?(?:天|小时|钟头|分钟|礼拜|星期|月|年))+"
    r"(?:早上|一早|上午|中午|下午|晚上|夜里|开门|开店|营业|[\d一二两三四五六七八九十]{1,3}(?:点[半多钟]*|:\d\d))*(?:开始|起|以来|之?前|以前|左右|多|的|了|就|这样|到现在|出现|才|吧|啊)*"
    r"|(?:(?:it'?s|it|has|have|been|since|from|for|about|around|roughly|started|starting|happened|only|just|like|maybe|ever|on|at|in|the|or so|all|a)\s+)*"
    r"(?:(?:this|yesterday|last|today|early|late)\s?)*(?:morning|afternoon|evening|night|lunch(?:time)?|midday|noon|opening|we opened|i opened|yesterday|today|just now|week|month|weekend|ages|a while"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:a|an|one|two|three|four|five|six|couple(?: of)?|few|\d{1,2}) (?:minute|min|hour|hr|day|week|month)s?|\d{1,2}(?::\d\d)? ?(?:am|pm|o'?clock))"
    r"(?:\s(?:morning|afternoon|evening|night|ago|now|or so|back|at \d{1,2}(?::\d\d)?\s?(?:am|pm)?|onwards?|already))*",
    re.IGNORECASE,
)
"""Since when it is so, and no more than that."""


_IN_PASSING = re.compile(
    r"(?:[他她]|客人|顾客|人家?)(?:还|就|都|正|也)*在(?:这|店|等|旁边|面前)(?:里|儿|边|呢|着|我)*|(?:s?he|they|the customer)(?:'?s|'?re| is| are)? (?:still )?(?:here|waiting|with me|in (?:the|my) shop)"
    r"|(?:都|是|用的?|[他她它]|客人|顾客|刷的|付的|那|就)*(?:微信|支付宝|云闪付|银联|信用卡|储蓄卡|借记卡|银行卡|现金|花呗|[工建农中招交]行|邮储|苹果|手机|扫码|二维码|付款码|收款码|刷卡|插卡|挥卡|闪付)(?:付|支付|扫|刷|收|转)*(?:的|款|卡)*(?:吧|啊|呀)?"
    r"|(?:尾号|后四位|卡尾|last (?:four|4)(?: digits)?|ending)?[是为 ]*\d{4}|(?:就|都|是|那个?|今天|昨天)*(?:中午|早上|上午|下午|晚上|刚才|第一|最后)的?[那这](?:一)?[笔单个](?:的)?"
    r"|(?:(?:it'?s|it was|by|with|a|an|on|the|just|paid|using|customer|he|she|used|was|they) )*(?:visa|mastercard|amex|maestro|debit|credit|apple pay|google pay|wechat(?: pay)?|alipay|contactless|cash|qr(?: code)?|chip|tap|scan|scanned|tapped|swiped)(?: (?:card|payment|one|sale))*"
    r"|(?:(?:its|it'?s|it was|that'?s) )?the (?:lunch|lunchtime|morning|noon|afternoon|evening|first|last|earlier|other) (?:one|sale|payment)",
    re.IGNORECASE,
)
"""With what was paid, and which of the payments it was: what nothing asks for, and who takes over wants to know."""
_THAT_ONE_TOO = re.compile(
    r"(?:.{0,6}(?:那台|另一?台|别的那?台|其他几?台|两台|那边那?台|那个店|另外一?台)(?:机器|机子)?(?:也|都)(?:是|一样|这样|不行|有|坏|同样)(?:的|了|啊|这样|问题|毛病)*"
    r"|(?:(?:and|so|but|the|my|our|other|second|one|terminal|machine|reader|till|shop|both|too)[ ,]+)*(?:the other (?:one|terminal|machine|reader)|both(?: of them)?|the second one)(?:'s| is| are| does| do| has)?(?: (?:the same|doing it|it|that|the same thing|like that))* ?(?:too|as well|also|the same)?)",
    re.IGNORECASE,
)
"""That another terminal has the same."""
_OF_MONEY = frozenset({"transaction", "settlement"})


_SAID_SO = re.compile(
    r"(?:我|都|不是|已经|早)*(?:说了|说过了?|讲了|告诉你了?)[,，]?(?:我|都|已经|早)*(?:试|弄|做)过?了[啊呀。.!！]*"
    r"|(?:i |but )*(?:just |already )?(?:said|told you)(?: that)? (?:i |i've |ive |we )?(?:already |just |have )*(?:tried|did|done)(?: (?:that|it|this|all that))?[.! ]*",
    re.IGNORECASE,
)
"""That it was tried, told once more: it helped nothing."""


_DEED = re.compile(
    r"(?:i|we|have|just|already|yes|ok|[, ])*(?:charged|wiped|cleaned|restarted|rebooted|moved|changed|replaced|swapped|pressed|unplugged|reset)(?: (?:it|them|that|this|the \w+))?(?: (?:already|now|overnight|all night|again))*[.! ]*",
    re.IGNORECASE,
)
"""A deed, with nothing said of how it went."""
_WORDLESS = re.compile(r"(?:‹[a-z]+›|[\W\d_])*")
"""Figures alone, or what a secret left of itself."""
_CONSENTS = frozenset({"yes", "agreed", "acknowledged"})


def act_of(text: str, state: State, knowledge: Knowledge, match: Match, done_before: tuple[str, ...]) -> str | None:
    """The act of the words: "it still does" after an instruction is not fixed, "I had done that" is not just done."""
    best = match.candidates[0].intent if match.candidates else ""
    open_still = best == state.trouble and bool(state.question and state.question.offer("not_fixed"))
    back = is_back(text) or has_relapsed(text) or bool(_SAID_SO.fullmatch(text.strip()))
    twice = is_charged_twice(text, state)
    if not twice and ((open_still and goes_on(text)) or (back and state.question and state.question.offer("not_fixed"))):
        return "not_fixed"
    dangerous = knowledge.is_safety(state.trouble)
    seen_to = "seen_to" if dangerous and is_seen_to(text, state.trouble) else "inside" if dangerous and asks_of_sales_inside(text) else None
    told = (
        "recharged" if twice else seen_to or ("voided" if is_voided(text, state) else "solved" if done_before and ends_well(text) else None)
    )
    stands = "acknowledged" if is_so_already(text, state) else None
    if found := told or stands or _short_act(text, state, knowledge, match) or wanted(text, state):
        return found
    helped = has_helped(text, state, knowledge, done_before, elsewhere=_is_elsewhere(match, state, knowledge))
    if helped or (state.trouble and best != _CALLS_OFF and is_glad(text, state)):
        return "solved"
    if comes_on(text, state, knowledge):
        return "comes_on"
    unlike = match.act == "stop" and (not _STOPS.search(text) or is_signal(levelled(text)))
    found = None if unlike or (done_before and _BEFORE.search(text)) else weighed(text, state, match)
    if found == "solved" and _DEED.fullmatch(text.strip()):
        return "finished"
    is_consent = match.decision is Decision.ACCEPT or not (match.decision is Decision.REJECT or _WORDLESS.fullmatch(text))
    return None if found in _CONSENTS and not is_consent else found  # "i like trains" and "4929" agree to nothing


def tells_since(text: str, state: State) -> bool:
    """Whether the words tell amid a trouble since when it is so, where no fact is asked for; or how long a person is waited for."""
    open_question = bool(state.trouble and state.question and not state.question.slot)
    waits = state.is_awaiting and state.place is None  # "ten minutes already"
    said = text.strip(" .。!！~,，")
    passing = open_question and group_of(state.trouble) in _OF_MONEY and bool(_IN_PASSING.fullmatch(said))
    passing = passing or (open_question and group_of(state.trouble) != "network" and bool(_THAT_ONE_TOO.fullmatch(said)))
    return passing or ((open_question or waits) and bool(_SINCE.fullmatch(said)))


def _is_elsewhere(match: Match, state: State, knowledge: Knowledge) -> bool:
    """Whether the words are rather about something of another kind: "internet is fine" does not close the batch."""
    best = match.candidates[0] if match.candidates else None
    intent = knowledge.intents.get(best.intent) if best and best.score >= _ELSEWHERE_FROM else None
    return intent is not None and intent.trouble and intent.group != group_of(state.trouble)


def _short_act(text: str, state: State, knowledge: Knowledge, match: Match) -> str | None:
    if tells_since(text, state):
        return "since"
    if len(text) > _AT_LENGTH:
        return None
    if is_unheeded(text, state, knowledge):
        return "unheeded"
    if asks_where_to_leave(text) and is_calmed(text, state, knowledge):
        return "calmed"
    return sought(text, state, knowledge, match) or ("calmed" if is_calmed(text, state, knowledge) else None)
