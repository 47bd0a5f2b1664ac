"""The one door: a sealed message and the state become what happened. Pure, and never raises on words."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.knowledge import Danger, Knowledge
from bot.core.messages import Inbound
from bot.core.state import Question, State
from bot.core.understanding import Candidate, Chose, Decision, Field, Heard, Sent
from bot.understanding.about import named_in
from bot.understanding.acts import act_of
from bot.understanding.amid import first_of, guessed, hinted_in, told_in
from bot.understanding.answers import is_label, is_pick, picked
from bot.understanding.chatting import bare_of, manner_of, tongue_of
from bot.understanding.clauses import is_fine, unhurried
from bot.understanding.correcting import correction
from bot.understanding.dangers import danger_in, denied_in, refused_in, undenied
from bot.understanding.emoji import meant, stands_for_media
from bot.understanding.extracting import extract, language, tried
from bot.understanding.listing import listed
from bot.understanding.masking import sealed
from bot.understanding.matching import Match, Matcher
from bot.understanding.models import names
from bot.understanding.normalising import plain, visible
from bot.understanding.trying import clauses
from bot.understanding.wishes import asks, corrects
from bot.understanding.wishes import meant as meant_now

_TALK = ("conversation.", "handoff.")
_GREETING, _DONE, _NOT_FIXED = "conversation.greeting", "conversation.done", "conversation.not_fixed"
_PLAIN = frozenset({"calmed", "insists", "unheeded", "enough", "visit"})  # acts that words of mere manner may be as well
_WISHES = frozenset({"enough", "visit"})  # acts that answer no question, whatever they come near to
_WORTH_NAMING = 0.1  # probability below which what is left, once the likeliest is denied, says nothing at all
_LITTLE = 0.5  # probability up to which an unsure match says hardly anything
_NUMBER = re.compile(r"[#(（]?\d[.)）]?")  # one digit picks nothing where nothing is offered
_BARE = re.compile(r"[\w\s\-/.#:：]{2,40}")


def understand(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | Chose | Sent:
    """What the message means now. A message that was not sealed is sealed first."""
    inbound = inbound if inbound.masked else sealed(inbound)
    if inbound.choice is not None:
        return Chose(inbound.at, inbound.choice)
    words = visible(inbound.text).strip()
    if (not words and inbound.media) or stands_for_media(words):
        return Sent(inbound.at, inbound.media)
    if sign := meant(inbound.text):
        return Heard(inbound.at, inbound.text, Decision.ACCEPT, (Candidate(sign[0], 1.0),), sign[1], media=inbound.media)
    if tongue := tongue_of(words):
        asked = (Candidate("conversation.help", 1.0),)
        return Heard(inbound.at, inbound.text, Decision.ACCEPT, asked, "repeat", media=inbound.media, locale=tongue)
    return _told_more(inbound, state, knowledge, matcher) or _heard(inbound, state, knowledge, matcher)


def _told_more(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | None:
    """Words that pick none of the troubles a merchant was asked to choose from, but together with what he said before name one."""
    question = state.question
    if question is None or not question.said or state.place or picked(inbound.text, question, knowledge):
        return None
    alone = matcher.match(compared(inbound.text, knowledge))
    if alone.decision is Decision.ACCEPT and alone.act != "not_fixed":
        return None
    both = f"{question.said}, {inbound.text}"
    together = matcher.match(compared(both, knowledge))
    offered = {offer.to for offer in question.offers}
    if together.decision is not Decision.ACCEPT or together.candidates[0].intent not in offered:
        return None
    return replace(_heard(replace(inbound, text=both), replace(state, question=None), knowledge, matcher), text=inbound.text)


def compared(text: str, knowledge: Knowledge) -> str:
    """What is matched of the words of a sealed message: without denied dangers and "sorry, I meant", with any terminal
    for a named one.
    """
    return names(knowledge.models).generic(undenied(meant_now(text), knowledge.dangers))


def _heard(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard:
    answer = unhurried(visible(inbound.text))
    match = _calm(
        answer, inbound.text, state, matcher, _undenied(inbound.text, knowledge, matcher.match(compared(inbound.text, knowledge)))
    )
    if state.place and match.decision is Decision.ACCEPT and not match.candidates[0].intent.startswith(_TALK) and is_fine(match.normalised):
        match = replace(match, decision=Decision.CLARIFY)  # 挥卡可以 names no trouble amid another
    question = state.question
    offer = picked(answer, question, knowledge) if question else None
    if offer and _is_other_trouble(match, state):
        offer = None
    bare_pick = offer is not None and question is not None and is_pick(inbound.text, question, knowledge)
    pressed = offer is not None and question is not None and is_label(inbound.text, question, knowledge)
    done_before = tried(listed(knowledge.codes.words).cut_from(inbound.text), knowledge)
    facts = () if bare_pick else _facts(inbound, state, knowledge, match, offer)
    sure = match.decision is Decision.ACCEPT and not _NAMES.issuperset(field.name for field in facts)
    tells = sure or not _only_facts(inbound.text, facts)
    danger = None if pressed else _danger(inbound.text, knowledge, match)
    refused = refused_in(inbound.text, knowledge.refusals, mild=match.decision is not Decision.ACCEPT)
    told = () if offer else told_in(inbound.text, state, knowledge, match)
    first = () if offer else first_of(answer, state, knowledge, matcher)
    act = "noted_first" if first else act_of(answer, state, knowledge, match, done_before)
    if tells and act not in _PLAIN and not (offer or danger or refused) and (manner := _manner(plain(inbound.text), question, match)):
        return _bare(inbound, *manner)
    return Heard(
        at=inbound.at,
        text=inbound.text,
        decision=match.decision if tells else Decision.REJECT,
        candidates=first or (match.candidates if tells else ()),
        act=act,
        offer=offer,
        guess=None
        if offer or done_before or act in _WISHES or (told and not _is_result(question))
        else guessed(answer, state, knowledge, matcher, match),
        fields=(*facts, *told),
        hinted=() if offer else hinted_in(inbound.text, state, knowledge, matcher, match),
        tried=done_before,
        also=match.also or named_in(inbound.text, match, matcher, knowledge),
        danger=danger,
        refused=refused,
        media=inbound.media,
        locale=language(inbound.text),
        correction=None if offer else correction(inbound.text, state, knowledge, matcher.nearest),
        corrects=corrects(inbound.text, state, match),
        asks=asks(inbound.text),
        masked=inbound.masked,
    )


def _calm(answer: str, text: str, state: State, matcher: Matcher, match: Match) -> Match:
    """With the act of what is said beside haste and anger: "im losing customers here, no difference"."""
    if state.question is None or match.decision is Decision.ACCEPT or answer == visible(text):
        return match
    calm = matcher.match(answer)
    return calm if calm.decision is Decision.ACCEPT and calm.act else match


def _bare(inbound: Inbound, intent: str, act: str) -> Heard:
    """What is heard of words that are manner and no matter."""
    sure, said = (Candidate(intent, 1.0),), inbound.text
    return Heard(inbound.at, said, Decision.ACCEPT, sure, act, media=inbound.media, locale=language(said), masked=inbound.masked)


def _manner(text: str, question: Question | None, match: Match) -> tuple[str, str] | None:
    """The intent and act of words that are manner and no matter. Where a fact is asked for, only of vague and cross ones."""
    bare = bare_of(text) or ("plea" if question is None and _NUMBER.fullmatch(text.strip()) else None)
    if question is not None and question.slot and bare != "vague":
        bare = None
    if bare == "broken":
        again = question is not None and question.offer("not_fixed") is not None
        return _NOT_FIXED, "not_fixed" if again else "broken"
    if bare == "solved":
        return _DONE, bare
    manner = bare or (manner_of(text) if _says_little(match) else None)
    return (_GREETING, manner) if manner else None


def _says_little(match: Match) -> bool:
    """Nothing was understood, or at best something about the talk itself, or hardly anything."""
    if match.decision is not Decision.CLARIFY:
        return match.decision is Decision.REJECT
    return match.candidates[0].intent.startswith("conversation.") or match.candidates[0].score < _LITTLE


def _undenied(text: str, knowledge: Knowledge, match: Match) -> Match:
    """Without the dangers that the words deny: what comes after them is doubtful."""
    best = match.candidates[0].intent if match.candidates else ""
    denied = denied_in(text, knowledge.dangers)
    if best not in denied:
        return match
    rest = tuple(candidate for candidate in match.candidates if candidate.intent not in denied and candidate.score >= _WORTH_NAMING)
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


def _is_result(question: Question | None) -> bool:
    """Whether it is asked how a step went: then the words tell that, whatever else they hold."""
    return question is not None and question.offer("not_fixed") is not None


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
    found = extract(inbound.text, inbound.at, waiting, knowledge, state.plan.zone if state.plan else "", state.locale)
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
