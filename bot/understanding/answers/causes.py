"""What the merchant found out himself: with what in its place the terminal works, or what stands in the way. "it works with my mate's
adapter", 换了旧的纸有字了, "nail makes a mark on the inside".

Names the remedy of the step that finds the same out, or the flow that deals with it. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.core.knowledge import OF_THE_TERMINAL, Knowledge, group_of
from bot.core.midway import CODE
from bot.core.spoken import Cause
from bot.core.state import Move, State
from bot.core.understanding import Candidate, Decision, Found, Heard
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import is_question
from bot.understanding.answers.earlier import is_of_before
from bot.understanding.facts.extents import NEIGHBOURS, reach, well_in
from bot.understanding.facts.trying import is_meant
from bot.understanding.text.normalising import has_han, levelled
from bot.understanding.text.patterns import normal, spans

_CHANGED = "changed"
_PASSWORD = re.compile(r"密码|\bpass ?(?:word|code|key)s?\b")
_CAUSE, _BECAUSE = "cause", "because"
_TALK_NO, _NOT_SO = "conversation.no", "not_so"
_SINCE, _SOLVED = "since", "solved"
_WENT = frozenset({_SOLVED, "not_fixed", "cannot"})
_LONGEST = {True: 90, False: 240}  # characters (Chinese, English)
_NOT = re.compile(
    r"不[亮行通好能出]|没|还是|仍|也不|\b(?:not(?! jumping)|no(?! problems?| (?:more )?jumping)|never|still|neither|nor|if|unless|will|would|could|should|might)\b|n't\b|\b(?:do|does|did|wo|is|are|was|ca|could|ai|has|have)nt\b"
)
"""What denies it, or only supposes it."""
_SAME = re.compile(
    r"一样(?!的)|照[样旧]|只[有在]|\bsame (?:thing|again|problem|issue|story|result|as before)\b|\bonly (?:when|while|if|on)\b"
)
"""That nothing has changed, or only at times: "different socket same thing"."""
_BY_ANOTHER = re.compile(
    r"(?:师傅|他|她|人家|业务员|供应商|修的人).{0,6}(?:自己)?(?:翻|装|放|换)|\b(?:he|she|they|man|guy|technician|engineer|supplier|bloke)(?: has| had|'s)? (?:turned|flipped|reversed|put|changed|loaded)\b"
)
_SENTENCES = re.compile(r"[.;!?。；！？\n]+")
_SCOPE, _CODE, _LIKELY_FROM = "scope", "code", 0.1
_LOADED = frozenset({"turn_roll", "reload_roll"})


def with_found(heard: Heard, text: str, state: State, knowledge: Knowledge) -> Heard:
    """With what the merchant found out: what stands in the way was not tried yet, and what was wrong is not asked any more."""
    coded = (CODE,) if any(field.name == _CODE for field in heard.fields) else ()
    likely = (*coded, *(one.intent for one in heard.candidates if one.score >= _LIKELY_FROM))
    apart = heard.danger or heard.refused or heard.act == _SINCE  # "last week's roll printed fine" found nothing
    found = None if apart else found_in(text, state, knowledge, likely)
    if found is None:
        return _told_again(heard, text, state, knowledge)
    answered = {aside for of in knowledge.causes.values() for cause in of if cause.leads == found.leads for aside in cause.answers}
    heard = replace(heard, aside=None) if found.leads and heard.aside in answered else heard
    if found.begun and not _WENT.isdisjoint({heard.offer, heard.act}):
        return heard  # how it went is more than that it was begun
    if not found.leads and (heard.offer == _SOLVED or (heard.act == _SOLVED and heard.decision is Decision.ACCEPT)):
        found = replace(found, works=True)  # it was in the wrong way round, and prints now
    if found.works:
        of_cause = heard.asks == _CAUSE or (heard.aside or "").startswith(_BECAUSE)
        return replace(heard, found=found, asks="", aside=None, apart=False) if of_cause else replace(heard, found=found)
    to_try = _to_try(found, knowledge)
    return replace(heard, found=found, tried=tuple(one for one in heard.tried if one not in to_try))


def _to_try(found: Found, knowledge: Knowledge) -> set[str]:
    """The remedies of the steps that it leads to: that the other cards are fine is no other card tried in vain."""
    flow = knowledge.flows.get(found.leads)
    asked = [step for step in flow.steps.values() if step.slot in found.sets] if flow else []
    options = [option for step in asked if (option := step.option(found.sets[step.slot]))]
    return {found.remedy, *(flow.steps[option.to].remedy for option in options if flow and option.to in flow.steps)}


def found_in(text: str, state: State, knowledge: Knowledge, likely: tuple[str, ...] = ()) -> Found | None:
    """What the words find out of the trouble at hand: if a step of it finds out the same, or if another flow deals with it. With nothing
    at hand, of what they are ``likely`` to begin.
    """
    said = levelled(text).strip().casefold()
    here = {state.trouble, state.place.flow} if state.place else set()
    if any(map(knowledge.is_safety, here)) or len(said) > _LONGEST[has_han(said)]:
        return None
    parts, flow = [part for part in parted(said) if part], knowledge.flows.get(state.trouble)
    remedies = {step.remedy for step in flow.steps.values()} if flow else set()
    causes = [cause for of in knowledge.causes.values() for cause in of]
    tried = [cause for cause in causes if cause.remedy and cause.remedy in remedies]
    mended = next((cause.remedy for cause in tried if _works(parts, cause)), "")
    if mended:
        return Found(mended, works=True)
    told = [cause for cause in causes if cause.leads and not _is_known(cause, state, knowledge) and _is_told(said, parts, cause)]
    begins = (here,) if state.place else (*({one} for one in (*likely, *_offered(state))), set[str]())
    beside = next((of for at_hand in begins if (of := [one for one in told if _is_of(one, at_hand, fresh=not here)])), [])
    if beside:
        sets = {slot: value for cause in reversed(beside) if cause.leads == beside[0].leads for slot, value in cause.sets.items()}
        return Found(leads=beside[0].leads, sets=sets)
    wrong = next((cause for cause in tried if _is_wrong(said, parts, cause)), None)
    return Found(wrong.remedy, begun=wrong.begun) if wrong else None


def _is_wrong(said: str, parts: Sequence[str], cause: Cause) -> bool:
    """Whether a clause says that it is so; what was begun may be told in two: 指甲划了一下，有黑印."""
    clauses = _in_clauses(said, parts) if cause.begun else parts
    return any(_has(clause, cause.phrases) and not _has(clause, cause.unless) for clause in clauses)


def _in_clauses(said: str, parts: Sequence[str]) -> set[str]:
    """The parts, and the sentences that they are of."""
    return {*parts, *filter(None, map(str.strip, _SENTENCES.split(said)))}


def _is_known(cause: Cause, state: State, knowledge: Knowledge) -> bool:
    """Whether the trouble at hand has just begun with what the cause leads to, and all is known that it makes known."""
    begun = knowledge.flows[cause.leads].start if cause.leads in knowledge.flows else ""
    here = state.place is not None and state.place.flow == state.trouble == cause.leads and state.place.step == begun
    return here and cause.sets.items() <= state.slots.items()


def _told_again(heard: Heard, text: str, state: State, knowledge: Knowledge) -> Heard:
    """What is heard of words that tell nothing but the cause which has led to where the talk stands: it is noted."""
    said = levelled(text).strip().casefold()
    parts = [part for part in parted(said) if part]
    tells = heard.offer or heard.guess or heard.act or heard.fields or heard.danger or heard.refused or heard.asks or heard.tried
    known = (cause for of in knowledge.causes.values() for cause in of if cause.leads and _is_known(cause, state, knowledge))
    if tells or state.place is None or not any(_is_told(said, parts, cause) for cause in known):
        return heard
    return replace(heard, decision=Decision.ACCEPT, candidates=(Candidate(_TALK_NO, 1.0),), act=_NOT_SO, also=())


def _offered(state: State) -> tuple[str, ...]:
    """The troubles of which it is asked which it is."""
    return tuple(offer.to for offer in state.question.offers if offer.move is Move.START) if state.question else ()


def _is_of(cause: Cause, at_hand: Collection[str], *, fresh: bool) -> bool:
    """Whether the cause is meant amid what is at hand."""
    groups = set(map(group_of, at_hand))
    return not {*at_hand, *groups}.isdisjoint(cause.of) if cause.of else fresh or not groups.isdisjoint(OF_THE_TERMINAL)


def _is_told(said: str, parts: Sequence[str], cause: Cause) -> bool:
    """Whether a clause tells that it is so; or how far it goes, where that is what the cause is. A password that is wrong is what is
    wrong, whatever was changed before.
    """
    if cause.sets.get(_SCOPE) == NEIGHBOURS and (reach(parts, asked=True) == NEIGHBOURS or NEIGHBOURS in well_in(parts)):
        return NEIGHBOURS not in well_in(parts)
    if (cause.sets.get(_CHANGED) and _PASSWORD.search(said)) or _has(said, cause.not_beside):
        return False
    clauses = _in_clauses(said, parts)
    return any(
        is_meant(clause, where) and not _has(clause, cause.unless)
        for clause in clauses
        for phrase in cause.phrases
        if (where := spans(clause, normal(phrase)))
    )


def _works(parts: list[str], cause: Cause) -> bool:
    """Whether it works with the thing: told in the same part of the words, or in one of the next two."""
    things = (place for place, part in enumerate(parts) if _has(part, cause.things) and not _has(part, cause.unless))
    named = next((place for place in things if not is_question(parts[place])), None)
    if named is None:
        return False
    after = parts[named : named + 3]
    rest = (_without(part, cause.things) for part in after if not is_question(part))
    works = any(_has(part, cause.works) and not is_of_before(part) for part in after)
    return works and not any(map(_NOT.search, rest)) and not any(map(_SAME.search, after))


def _without(part: str, phrases: Sequence[str]) -> str:
    """The part but for what is named: 插排没开 denies nothing of what came of it."""
    named = sorted({span for phrase in phrases for span in spans(part, normal(phrase))}, reverse=True)
    for start, end in named:
        part = f"{part[:start]} {part[end:]}"
    return part


def _has(part: str, phrases: Sequence[str]) -> bool:
    return any(spans(part, normal(phrase)) for phrase in phrases)


def of_another(done: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The remedies tried but for how a roll was put in by another: that may be just what is wrong."""
    return tuple(one for one in done if one not in _LOADED) if _BY_ANOTHER.search(levelled(text).casefold()) else done
