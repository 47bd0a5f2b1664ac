"""What the merchant found out himself: with what in its place the terminal works, or what stands in the way. "it works with my mate's
adapter", 换了旧的纸有字了, "nail makes a mark on the inside".

Names the remedy of the step that finds the same out. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.core.causes import Cause
from bot.core.knowledge import Knowledge
from bot.core.state import State
from bot.core.understanding import Found, Heard
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import is_question
from bot.understanding.text.normalising import has_han, levelled
from bot.understanding.text.patterns import normal, spans

_CAUSE, _BECAUSE = "cause", "because"
_LONGEST = {True: 90, False: 240}  # characters (Chinese, English)
_NOT = re.compile(
    r"不[亮行通好能出]|没|还是|仍|也不|\b(?:not|no(?! problems?)|never|still|neither|nor|if|unless|will|would|could|should|might)\b|n't\b|\b(?:do|does|did|wo|is|are|was|ca|could|ai|has|have)nt\b"
)
"""What denies it, or only supposes it."""
_BY_ANOTHER = re.compile(
    r"(?:师傅|他|她|人家|业务员|供应商|修的人).{0,6}(?:自己)?(?:翻|装|放|换)|\b(?:he|she|they|man|guy|technician|engineer|supplier|bloke)(?: has| had|'s)? (?:turned|flipped|reversed|put|changed|loaded)\b"
)
_LOADED = frozenset({"turn_roll", "reload_roll"})


def with_found(heard: Heard, text: str, state: State, knowledge: Knowledge) -> Heard:
    """With what the merchant found out: what stands in the way was not tried yet, and what was wrong is not asked any more."""
    found = found_in(text, state, knowledge)
    if found is None:
        return heard
    if found.works:
        of_cause = heard.asks == _CAUSE or (heard.aside or "").startswith(_BECAUSE)
        return replace(heard, found=found, asks="", aside=None, apart=False) if of_cause else replace(heard, found=found)
    return replace(heard, found=found, tried=tuple(one for one in heard.tried if one != found.remedy))


def found_in(text: str, state: State, knowledge: Knowledge) -> Found | None:
    """What the words find out of the trouble at hand, if a step of it finds out the same."""
    flow = knowledge.flows.get(state.trouble)
    said = levelled(text).strip().casefold()
    if flow is None or knowledge.is_safety(state.trouble) or len(said) > _LONGEST[has_han(said)]:
        return None
    remedies = {step.remedy for step in flow.steps.values()}
    parts = [part for part in parted(said) if part]
    known = [cause for of in knowledge.causes.values() for cause in of if cause.remedy in remedies]
    mended = next((cause.remedy for cause in known if _works(parts, cause)), "")
    told = mended or next((cause.remedy for cause in known if any(_has(part, cause.phrases) for part in parts)), "")
    return Found(told, works=bool(mended)) if told else None


def _works(parts: list[str], cause: Cause) -> bool:
    """Whether it works with the thing: told in the same part of the words, or in one of the next two."""
    things = (place for place, part in enumerate(parts) if _has(part, cause.things) and not _has(part, cause.unless))
    named = next((place for place in things if not is_question(parts[place])), None)
    if named is None:
        return False
    after = parts[named : named + 3]
    return any(_has(part, cause.works) for part in after) and not any(_NOT.search(part) for part in after if not is_question(part))


def _has(part: str, phrases: Sequence[str]) -> bool:
    return any(spans(part, normal(phrase)) for phrase in phrases)


def of_another(done: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The remedies tried but for how a roll was put in by another: that may be just what is wrong."""
    return tuple(one for one in done if one not in _LOADED) if _BY_ANOTHER.search(levelled(text).casefold()) else done
