"""The one door: a sealed message and the state become what happened. Pure, and never raises on words."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.knowledge import Danger, Knowledge
from bot.core.messages import Inbound
from bot.core.state import Question, State
from bot.core.understanding import Candidate, Chose, Decision, Field, Heard, Sent
from bot.understanding.answers import is_label, likened, picked
from bot.understanding.chatting import manner_of
from bot.understanding.clauses import unhurried
from bot.understanding.correcting import correction
from bot.understanding.dangers import danger_in, denied_in, refused_in, undenied
from bot.understanding.emoji import meant
from bot.understanding.extracting import extract, language, tried
from bot.understanding.listing import listed
from bot.understanding.masking import sealed
from bot.understanding.matching import Match, Matcher
from bot.understanding.models import names
from bot.understanding.normalising import visible
from bot.understanding.telling import told, told_ahead
from bot.understanding.trying import clauses

_TALK = ("conversation.", "handoff.")
_GREETING = "conversation.greeting"
_BARE = re.compile(r"[\w\s\-/.#:：]{2,40}")


def understand(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | Chose | Sent:
    """What the message means now. A message that was not sealed is sealed first."""
    inbound = inbound if inbound.masked else sealed(inbound)
    if inbound.choice is not None:
        return Chose(inbound.at, inbound.choice)
    words = visible(inbound.text).strip()
    if not words and inbound.media:
        return Sent(inbound.at, inbound.media)
    if sign := meant(inbound.text):
        return Heard(inbound.at, inbound.text, Decision.ACCEPT, (Candidate(sign[0], 1.0),), sign[1], media=inbound.media)
    return _heard(inbound, state, knowledge, matcher)


def compared(text: str, knowledge: Knowledge) -> str:
    """What is matched of the words of a sealed message: without denied dangers, with any terminal for a named one."""
    return names(knowledge.models).generic(undenied(text, knowledge.dangers))


def _heard(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard:
    match = _undenied(inbound.text, knowledge, matcher.match(compared(inbound.text, knowledge)))
    question = state.question
    answer = unhurried(visible(inbound.text))
    offer = picked(answer, question, knowledge) if question else None
    if offer and _is_other_trouble(match, state):
        offer = None
    pressed = offer is not None and question is not None and is_label(inbound.text, question, knowledge)
    done_before = tried(listed(knowledge.codes.words).cut_from(inbound.text), knowledge)
    facts = _facts(inbound, state, knowledge, match, offer)
    sure = match.decision is Decision.ACCEPT and not _NAMES.issuperset(field.name for field in facts)
    tells = sure or not _only_facts(inbound.text, facts)
    manner = manner_of(inbound.text) if tells and not offer else None
    if manner and (manner == "vague" or _says_little(match)):
        return Heard(inbound.at, inbound.text, Decision.ACCEPT, (Candidate(_GREETING, 1.0),), manner, media=inbound.media)
    return Heard(
        at=inbound.at,
        text=inbound.text,
        decision=match.decision if tells else Decision.REJECT,
        candidates=match.candidates if tells else (),
        act=_act(inbound.text, state, knowledge, match, done_before),
        offer=offer,
        guess=None if offer or done_before else _guess(answer, state, knowledge, matcher, match),
        fields=(*facts, *(() if offer else _told(inbound.text, state, knowledge, match))),
        tried=done_before,
        also=match.also,
        danger=None if pressed else _danger(inbound.text, knowledge, match),
        refused=refused_in(inbound.text, knowledge.refusals),
        media=inbound.media,
        locale=language(inbound.text),
        correction=None if offer else correction(inbound.text, state, knowledge, matcher.nearest),
        corrects=_corrects(inbound.text, state, match),
        masked=inbound.masked,
    )


def _says_little(match: Match) -> bool:
    """Nothing was understood, or at best something about the talk itself."""
    unsure = match.decision is Decision.CLARIFY and match.candidates[0].intent.startswith("conversation.")
    return match.decision is Decision.REJECT or unsure


def _undenied(text: str, knowledge: Knowledge, match: Match) -> Match:
    """Without the dangers that the words deny: what comes after them is doubtful."""
    best = match.candidates[0].intent if match.candidates else ""
    denied = denied_in(text, knowledge.dangers)
    if best not in denied:
        return match
    rest = tuple(candidate for candidate in match.candidates if candidate.intent not in denied)
    return replace(match, decision=Decision.CLARIFY if rest else Decision.REJECT, candidates=rest)


def _danger(text: str, knowledge: Knowledge, match: Match) -> Danger | None:
    """What the words tell of. A single clause that is surely a question ("is water damage covered") tells of nothing."""
    asks = match.decision is Decision.ACCEPT and match.candidates[0].intent in knowledge.answers
    return None if asks and len(clauses(match.normalised)) == 1 else danger_in(text, knowledge.dangers)


_PURCHASE = re.compile(
    r"买|購|购|入手|领的|领到|到手|开通|装的|办的|保修|在保|\b(?:bought|purchased?|got (?:it|the|this|mine|ours)|had it|since|delivered|installed|warranty)\b",
    re.IGNORECASE,
)
"""Words that make a date the date of purchase."""

_STILL = re.compile(
    r"^(?:但|可|不过|可是)?(?:还是|还|仍然|仍|依然|照样|照旧)|[了过完紧好]{1,2}[,，]?(?:也|还|照样|还是|依然)(?:是)?(?:不|没|无|那样|一样|老样)"
    r"|(?:也|还是|照样|依旧)(?:没用|不行|没反应|不管用|白搭|一样)|\bstill\b|\bsame (?:thing|as before|again)\b|\b(?:no|made no|makes no) (?:change|difference)\b",
    re.IGNORECASE,
)
"""How a trouble is said to go on."""

_AGAIN = re.compile(
    r"(?:再|重新|重)(?:刷|扫|收|付|试)(?:一?[次遍笔下])?.{0,6}(?:行不|可以|能不能|成不|好不|吗|不\？)|(?:能不能|可不可以|可以|能|要不要)(?:再|重新|重)(?:刷|扫|收|付)"
    r"|\b(?:can|should|shall|do|could|may) (?:i|we|he|she|they) (?:just )?(?:run|charge|try|swipe|take|put|do|pay|tap)\b.{0,24}\bagain\b",
    re.IGNORECASE,
)
"""Asking whether a payment may be taken once more."""

_THAT_FIRST = re.compile(
    r"先(?:弄|看|说|处理|解决|搞|管|查|帮我弄|帮我看)(?:一下)?(?:那个|这个|后面|后一个|第二个|扣款|扣钱|退款|钱的?|那件|这件)"
    r"|^(?:好的?|那)?[,， ]*那.{1,8}[呢呐][?？]?$|^(?:ok(?:ay)?|so|and|but)?[, ]*(?:what|how) about (?:the|my|that)\b.{1,24}$"
    r"|\b(?:that|this|the other|the second)(?: one| thing| problem)? first\b|\b(?:do|fix|sort|look at) (?:that|this|the other one) (?:one )?(?:first|now)\b",
    re.IGNORECASE,
)
"""Wanting the trouble that was noted for later."""

_CALMED = re.compile(
    r"没事了|好了|正常了?$|不(?:冒烟?|烫|热|响|漏|亮|报警?)了|(?:烟|火)?(?:灭|散|停|凉|冷)(?:了|下来)|没(?:烟|味)了|干了|缓过来"
    r"|(?:还|继续|接着|再|可以|能)(?:能不能|能|可以)?(?:继续|接着|再)?(?:用|充|开机?|插|刷|收款|打开|重启)(?:一下|试试)?(?:吗|么|不|嘛|没|$)"
    r"|\b(?:fine|ok|okay|alright|all right|good|over|out|stopped|gone|cooled|cool|cold|dry|dried|cleared|normal)(?: off| out| down)?(?: now| again| already)?[.!]?$"
    r"|\bno (?:more|longer)\b|\b(?:can|could|should|may|is it (?:ok|okay|safe) to) (?:(?:i|we) )?(?:still |just |now )?(?:use|charge|plug|turn|switch|keep|start|carry|restart|reboot|reset)\b",
    re.IGNORECASE,
)
"""How a danger is said to be over, or to be used again is asked."""

_WRONG = re.compile(
    r"(?:不对|说错了?|我说错了?|搞错了?|弄错了?|不是这个|不好意思[,，]?(?:说错|搞错))[,，。 ]?(?:了|应该)?是?|(?:oh )?(?:sorry|no wait|oops|my mistake|scratch that)[, ]+(?:i meant?|its?|it's|the)\b|i meant?\b",
    re.IGNORECASE,
)
"""That the trouble at hand was told wrongly, and another is meant."""

_WHERE = re.compile(
    r"(?:在|去)?(?:哪里?|哪儿|啥地方|什么地方)|怎么(?:看|找|查)|\bwhere\b|\bhow (?:do|can) (?:i|we) (?:find|see|tell|look)\b|\bwhich (?:label|number|one)\b",
    re.IGNORECASE,
)
"""Asking where a fact that was asked for can be found."""

_WELL = re.compile(
    r"(?:都|很|看着?|看起来|挺|是|全)*(?:正常|好的|没问题|没事|可以)(?:的|啊|呀|了)?"
    r"|(?:it |they |all |that |everything |look[s]? |seem[s]? |is |are |'s |its |it's |theyre |they're )*(?:normal|fine|ok|okay|good|alright)[.!]?",
    re.IGNORECASE,
)
"""That something is well: what was looked at, or all of it."""

_BEFORE = re.compile(r"过了?(?:的|啊|呀|啦)?$|\balready\b|\bbefore\b")
"""How "I have done that" is told from "I have just done that", where a language tells them apart."""


_OF_THE_TERMINAL = ("power.", "hardware.")  # a danger that can cool down; a theft or a caller does not
_STOPS = re.compile(
    r"停|别|甭|不(?:要|用|想|必|再|需)|取消|关|免了|算了|够了|退订"
    r"|\b(?:stop|no more|no longer|cancel|off|quit|don'?t|do not|enough|unsubscribe|drop|end|delete|remove)\b",
    re.IGNORECASE,
)
"""Words without which nobody stops anything, however near an example sounds."""
_AT_LENGTH = 60  # characters; who says that all is well says it shortly


def _act(text: str, state: State, knowledge: Knowledge, match: Match, done_before: tuple[str, ...]) -> str | None:
    """The act of the words: "it still does" after an instruction is not fixed, "I had done that" is not just done."""
    best = match.candidates[0].intent if match.candidates else ""
    goes_on = best == state.trouble and bool(state.question and state.question.offer("not_fixed"))
    if goes_on and _STILL.search(text.strip()):
        return "not_fixed"
    if short := _short_act(text, state, knowledge):
        return short
    if state.trouble and _AGAIN.search(text):
        return "charge_again"
    if state.noted and _THAT_FIRST.search(text):
        return "noted_first"
    if match.act == "solved" and _WELL.fullmatch(text.strip()) and not (state.question and state.question.offer("solved")):
        return "finished"  # of what was looked at, perhaps; not yet that the trouble is gone
    unlike = match.act == "stop" and not _STOPS.search(text)
    return None if unlike or (done_before and _BEFORE.search(text)) else match.act


def _corrects(text: str, state: State, match: Match) -> bool:
    """Whether the words deny the trouble at hand, or one of its kind, and name another."""
    denied = match.denied if match.denied and match.candidates and match.denied != match.candidates[0].intent else ""
    of_its_kind = bool(denied) and denied.partition(".")[0] == state.trouble.partition(".")[0]
    return bool(state.trouble) and (of_its_kind or bool(_WRONG.match(text.strip())))


def _short_act(text: str, state: State, knowledge: Knowledge) -> str | None:
    """Asking where an awaited fact is found, and that a danger of the terminal is over."""
    if len(text) > _AT_LENGTH:
        return None
    if state.question and state.question.slot and _WHERE.search(text):
        return "explain"
    hot = knowledge.is_safety(state.trouble) and state.trouble.startswith(_OF_THE_TERMINAL)
    return "calmed" if hot and _CALMED.search(text.strip()) else None


_BEGUN_FROM = 0.8  # probability from which a trouble is begun without asking


def _told(text: str, state: State, knowledge: Knowledge, match: Match) -> tuple[Field, ...]:
    """What the words that name a new trouble answer of its questions."""
    best = match.candidates[0] if match.candidates else None
    if state.place is not None and state.question is not None:
        return told_ahead(text, state.place, knowledge)
    begins = best is not None and (match.decision is Decision.ACCEPT or best.score >= _BEGUN_FROM)
    return told(text, best.intent, knowledge) if best and begins else ()


def _guess(text: str, state: State, knowledge: Knowledge, matcher: Matcher, match: Match) -> str | None:
    """The offer the words come near to, unless they were understood for certain as something else."""
    if state.question is None:
        return None
    group = state.trouble.partition(".")[0]
    understood = match.decision is Decision.ACCEPT and match.candidates[0].intent.partition(".")[0] != group
    return None if understood else likened(text, state.question, knowledge, matcher.nearest)


_BESIDE_FACTS = re.compile(
    r"(?:\b(?:it'?s?|it is|i'?m|we'?re|we|are|i|use|uses|using|have|got|with|called|one|brand|machine|terminal|is|the|a|an|my|our|is|was|on|at|number|no|serial|sn|s/n|model|make|address|phone|mobile|tel|name|date|time|this|that|here)\b"
    r"|机器|机子|终端|设备|刷卡机|牌子|用的|用|们|序列号|编号|型号|机型|电话|手机号?|号码|地址|联系|时间|名字|我的?|这台?|是|的|叫|在|[\W_])+",
    re.IGNORECASE,
)
"""Words that go with a fact and say nothing by themselves."""


_NAMES = frozenset({"model", "acquirer"})
"""Facts that are names: said alone they name nothing but themselves, whatever the words sound like."""


def _only_facts(text: str, facts: tuple[Field, ...]) -> bool:
    """Whether the words hold facts and nothing beside them: then what they sound like is chance."""
    rest, end = "", 0
    for field in facts:
        rest, end = rest + text[end : field.start] + " ", max(end, field.end)
    return bool(facts) and not _BESIDE_FACTS.sub("", rest + text[end:])


def _is_other_trouble(match: Match, state: State) -> bool:
    """Whether the words name another trouble at length; a short answer is an answer."""
    best = match.candidates[0] if match.candidates else None
    if best is None or match.decision is not Decision.ACCEPT or len(match.normalised) < 8:
        return False
    return not best.intent.startswith(_TALK) and best.intent != state.trouble and best.score > 0.99


def _facts(inbound: Inbound, state: State, knowledge: Knowledge, match: Match, offer: str | None) -> tuple[Field, ...]:
    """The facts in the words; with a slot open, bare words are read as that fact."""
    question = state.question
    slot = knowledge.slots.get(question.slot) if question and question.slot else None
    kind = slot.kind if slot else _taken(question, knowledge)
    waiting = "purchased" if kind == "date" else kind
    found = extract(inbound.text, inbound.at, waiting, knowledge, state.plan.zone if state.plan else "")
    bought = waiting == "purchased" or _PURCHASE.search(inbound.text)
    fields = tuple(field for field in found if field.name != "purchased" or bought)
    others = bool(fields) and kind == "serial"  # a phone number is none
    if slot is None or offer or others or any(field.name in {slot.name, kind, waiting} for field in fields):
        return fields
    free = _free(inbound.text, kind, match)
    return (*fields, Field(slot.name, free, 0, len(inbound.text))) if free else fields


def _taken(question: Question | None, knowledge: Knowledge) -> str:
    """The kind of the fact that an answer of the open question takes."""
    takes = next((offer.takes for offer in question.offers if offer.takes), "") if question else ""
    return knowledge.slots[takes].kind if takes in knowledge.slots else ""


def _free(text: str, kind: str, match: Match) -> str:
    """Words that answer an open slot although no rule knows their shape: a name of a model, an address."""
    said = " ".join(visible(text).split())
    talk = match.decision is Decision.ACCEPT or "‹" in said
    if talk or not said or len(said) > 200:
        return ""
    if kind == "serial" and _BARE.fullmatch(said) and re.search(r"\d{3}", said):
        return re.sub(r"[\s-]", "", said).upper()
    return said if kind == "address" and re.search(r"\d|路|街|村|镇|区|楼|店|street|road|lane|avenue", said, re.IGNORECASE) else ""
