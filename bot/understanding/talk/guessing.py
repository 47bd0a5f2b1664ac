"""Which offer of the open question the words only come near to, and where they are near to none."""

from __future__ import annotations

import re

from bot.core.knowledge import OF_THE_TERMINAL, Knowledge, group_of, kind_of
from bot.core.state import Question, State
from bot.core.understanding import Decision, Field
from bot.understanding.answers.answers import likened, parted
from bot.understanding.answers.asking import asks
from bot.understanding.answers.carried import carried
from bot.understanding.answers.denying import asked_after, is_well
from bot.understanding.answers.evasions import only_asks
from bot.understanding.answers.labels import phrasings
from bot.understanding.facts.extents import tells_of_more
from bot.understanding.facts.zones import own
from bot.understanding.matcher.matching import Match, Matcher
from bot.understanding.talk.facts import only_facts
from bot.understanding.text.clauses import DENIAL
from bot.understanding.text.normalising import has_han

ONLY_NAMES = re.compile(
    r"(?:it'?s )?(?:the|my|our) \w+[.!]*|(?:就|是|那个|我说的?)*(?:打印机?|流量卡|扫码|屏幕?|触屏|网络?|按键|键盘|刷卡|充电|电池)(?:的|那块|方面|问题|机)*[。.!！]*",
    re.IGNORECASE,
)  # which part it is, not how it is: "the keypad"
NAMED_FROM = 0.3  # probability from which a word or two name what shall come first
_YES, _UNSURE = "yes", "unsure"
_MONEY = frozenset({"transaction", "settlement"})
_CANCELS = re.compile(r"(?:please )?cancel(?: it| that| this)?[.!]*|取消(?:吧|了|掉)?", re.IGNORECASE)
_NUMBERS = frozenset({"phone", "serial"})
_EITHER_WAY = re.compile(r"怎么.{0,8}[都也]")
_READS = ("hardware.scanner", "hardware.card_reader")
_AS_WELL = re.compile(r"也|\b(?:either|also|too|as well)\b", re.IGNORECASE)
"""What fails beside what is at hand."""
_KNOWS_NOT = re.compile(
    r"看不懂|听不懂|不懂|不会看|不认识|分不清|看不出|\b(?:can'?t (?:tell|make (?:it|them) out)|don'?t (?:understand|get (?:it|them))|no (?:idea|clue)|dunno)\b",
    re.IGNORECASE,
)
"""That it is not known which: no guess, where not knowing is an answer."""
_NO_ANSWER = re.compile(
    r"多少|几(?:瓦|伏|安|寸|米|厘米|克|斤)|^(?:那|要|需要|是|有|得)?(?:什么|哪些|哪里|谁|怎么)(?!都|也)|^(?:我)?(?:打开|开|关|换|擦|试|弄|清|拔|插|按|装|重放)过.{0,4}了$"
    r"|^那?我们?(?:该|要)?怎么(?!.{0,4}[都也])|\bhow (?:many|much|big|long|heavy)\b|^(?:so |and |ok )?(?:what|which|where|who)\b(?!ever)",
    re.IGNORECASE,
)
"""A question, or a deed that is told, is no answer, whatever it comes near to: 要什么材料, 开过盖子了."""
_REQUEST = re.compile(r"^(?:can|could|would|will) (?:you|i|we)\b|能不能|可不可以|^能.{0,8}[吗么]", re.IGNORECASE)
_LIKELY_FROM = 0.4  # probability from which another trouble may be what is told
_HELP, _WANTED_FROM = frozenset({"repair.visit", "handoff.human"}), 0.6
"""Who most likely wants somebody to come answers nothing."""
_ELSEWHERE, _GRAVE, _MONEYED, _FREE = 1.25, 1.05, 0.7, 0.5
"""How near an answer has to come. Of unseen ones 98, 97 and 94 in 100 were right, of sentences about something else 4, 10 and 40 in
1,000 come as near: these are mostly understood as that (`benchmarks/answers.py`).
"""
_OUTCOMES = frozenset({"cannot", "unsure", "not_fixed"})
"""Acts beside which an answer of the question's own may be nearer: 密码我真没有, where one is "no manager code"."""
_COMMON = "choice."
_HAS_IT = re.compile(r"我有(?![没不])(?:的|了|啊)?|(?<!没)有的[。.!！]*$|\b(?:i|we)(?:'ve got| have| got) (?:it|one|that)\b", re.IGNORECASE)
"""That what an answer lacks is there."""
_CAN = re.compile(r"(\w)得(\w)")  # 都扫得出 就是少一位 is not 都扫不出
_FOUND = re.compile(
    r"找到了|找着了|翻出来了|还在|\bfound (?:it|the \w+|her \w+|his \w+)\b|\bgot (?:it|the \w+|her \w+|his \w+) (?:here|yes)\b"
)
_TOLD_AGAIN = 1.7
"""How near words have to come that are the name of the trouble at hand."""
_NAME = {True: 8, False: 20}  # characters (has Chinese, has not) of words that only name it
_GUARD = "guard"


def is_no_guess(text: str, facts: tuple[Field, ...], state: State) -> bool:
    """Whether the words are facts, hold a number that was put right, or were said before the question was asked: they are near to no answer."""
    numbers = any(fact.name in _NUMBERS for fact in facts)
    return numbers or only_facts(text, facts) or text.strip() in state.words


_SAYS_YES_OR_NO = frozenset({"yes", "no"})
_SAYS_NEITHER = re.compile(
    r"不(?:知道?|清楚|晓得|确定|好说)|说不(?:好|准|清)|也许|可能吧|大概吧|\b(?:don'?t|dont|do not) know\b|\bnot sure\b|\bno idea\b|\bmaybe\b|\bperhaps\b",
    re.IGNORECASE,
)
_FAR = frozenset({"terminals", "shop", "neighbours"})
"""How far it goes, where that is asked."""


def guessed(  # noqa: PLR0913 - what was read of the message so far
    text: str, state: State, knowledge: Knowledge, matcher: Matcher, match: Match, *, is_read: bool = False
) -> str | None:
    """The offer the words come near to. Nearer, where they say something else as well (``is_read``), were understood for certain as
    something else, or where a wrong guess costs more.
    """
    if state.question is None:
        return None
    group = group_of(state.trouble)
    best = match.candidates[0].intent if match.candidates and match.decision is Decision.ACCEPT else ""
    wants_repair = any(one.intent in _HELP and one.score >= _WANTED_FROM for one in match.candidates[:1])
    if (
        wants_repair
        or (match.is_talk and match.act not in _OUTCOMES)
        or _NO_ANSWER.search(text)
        or only_asks(text, state.question)
        or ONLY_NAMES.fullmatch(text.strip())
        or _CANCELS.fullmatch(text.strip())
        or own(text)
    ):
        return None
    likely = next((one.intent for one in match.candidates[:1] if best or one.score >= NAMED_FROM), "")
    if group in _MONEY and likely.startswith(_READS):
        return None  # 扫不上, where a receipt is printed once more: the card or code, not the receipt
    if best and best != state.trouble and group_of(best) in OF_THE_TERMINAL and _AS_WELL.search(text):
        return None  # 感应的也不行, where it is asked whether it is one card or all: that is told beside
    other = best or next(
        (one.intent for one in match.candidates[:1] if one.score >= _LIKELY_FROM and knowledge.intents[one.intent].trouble), ""
    )
    elsewhere = is_read or (bool(other) and kind_of(other) != kind_of(state.trouble))
    elsewhere = elsewhere or match.is_talk or (asks(text) in {"when", "how"} and not _EITHER_WAY.search(text))
    elsewhere = elsewhere or bool(_REQUEST.search(text))  # "can you turn it off" is not "can you move it"
    elsewhere = elsewhere or (state.place is not None and group_of(state.place.flow) == _GUARD)
    grave = knowledge.is_safety(state.trouble)
    care = _ELSEWHERE if elsewhere else _GRAVE if grave else _MONEYED if group in _MONEY else _FREE
    again = best == state.trouble and state.question.offer("not_fixed")
    if again and len(text.strip()) <= _NAME[has_han(text)]:
        return None  # "forgot password", at the step that says what to press then
    found = likened(text, state.question, knowledge, matcher.nearest, care=_TOLD_AGAIN if again else care)
    is_other = best and best in knowledge.intents and knowledge.intents[best].trouble and kind_of(best) != kind_of(state.trouble)
    if not found and not is_other:
        found = carried(text, state, knowledge, matcher, care=_ELSEWHERE if again else care, results=not (again or is_read))
    says_it = found and not _says_too_little(text, found)
    return found if found and says_it and not _is_taken_back(text, found, state.question, knowledge, match) else None


def _says_too_little(text: str, found: str) -> bool:
    """Whether the words say that it is not known, 也不知道算不算, or speak of no other terminal that it fails: "tried, error"."""
    return (found in _SAYS_YES_OR_NO and bool(_SAYS_NEITHER.search(text))) or (found in _FAR and not tells_of_more(text))


def _is_taken_back(text: str, found: str, question: Question, knowledge: Knowledge, match: Match) -> bool:
    """Whether the words ask after the answer they come near to, tell of what is well, or say themselves that it is not so."""
    known, offer = phrasings(question, knowledge)[found], question.offer(found)
    if match.is_talk and offer and offer.label.startswith(_COMMON):
        return True  # what the act says is said already
    if _HAS_IT.search(text) and DENIAL.search(known[0]):
        return True  # 要主管密码 我有的 is not "no manager code"
    if any(f"{can}不{be}" in known[0] for can, be in _CAN.findall(text)):
        return True
    if (
        _FOUND.search(text)
        and not DENIAL.search(text)
        and any("找不到" in phrase or "丢" in phrase or "没有" in phrase for phrase in known)
    ):
        return True  # 单子找到了 is not 小票没有了
    asked = found == _YES and asks(text)  # 修要钱吗 is not 要修
    knows_not = found != _UNSURE and question.offer(_UNSURE) and _KNOWS_NOT.search(text)
    return bool(asked or knows_not or asked_after(text, found) or is_well(text, found, known, parted(text)))
