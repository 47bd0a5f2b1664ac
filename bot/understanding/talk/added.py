"""Another trouble, added amid the one at hand: 还有wifi也老掉, "also it won't scan". It tells nothing of how the step went; what is told before
it does: 换了插座也不行，还有昨天的钱没到账. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.core.knowledge import Knowledge, group_of
from bot.core.state import State
from bot.core.understanding import Decision, Heard
from bot.understanding.answers.gladness import is_apart
from bot.understanding.matcher.second import is_of_its_own
from bot.understanding.text.normalising import has_han

_ALL_HANGS_ON = frozenset({"network", "power"})
"""Where what does not work either may be for the same reason."""
_OF_A_SALE = frozenset({"transaction.refund_void", "transaction.double_charge"})
"""What no step of the terminal comes to, however near its words are to those of a result: "i overcharged someone"."""
_WENT = frozenset({"not_fixed", "cannot"})
_LONGEST = {True: 40, False: 90}  # characters; what is longer tells a story
_ZH_OH = r"(?:等下|等一下|啊|哦|噢|诶|哎|那个)*+[,，。 ]*"
_ZH = rf"{_ZH_OH}(?:(?:对了?[,，。 ]*)?+(?:还有(?:一?[个件]?(?:事|问题|毛病))?|另外|顺便(?:说一?下|问一?下)?|再有|再就是)|对了)[,，:： ]*"
_EN = (
    r"(?:(?:wait|oh|ah|hang on|hold on|ok|and|actually|sorry|yes|no|but)[\s,.]+)*"
    r"(?:also|plus|as well|(?:and )?(?:another|one more|other) (?:thing|problem|issue)(?: is)?|by the way|btw|oh and|wait and|on top of (?:that|it)|besides)[\s,:]+"
)
_ADDS = re.compile(rf"(?:{_ZH}|{_EN})", re.IGNORECASE)
_ADDS_BEHIND = re.compile(
    r"(?<=\S)[,，。.;；!！\s]+(?:对了[,，。 ]*)?(?:还有(?!点|些|一点|两|[格个张]|信号|电|纸|没有?[吗么])(?:一?[个件]?(?:事|问题|毛病))?|另外|顺便(?:说一?下|问一?下)?|再有)[,，:： ]*(?P<zh>.{4,})$"
    r"|(?<=\w)[\s,.;!]+(?:and |but )?(?:also|plus|by the way|btw|(?:and )?another (?:thing|problem|issue)(?: is)?|on top of (?:that|it))[\s,:]+(?P<en>\w.{6,})$",
    re.IGNORECASE,
)
"""What is added behind something else."""
_TOO = re.compile(r"[,\s]+(?:as well|too|also)(?: now)?[\s.!]*$|(?<=.)也(?=[^,，。]{1,10}$)", re.IGNORECASE)
_AFTER_ALL = re.compile(r"^(?:哦|噢|啊)?对了?[,，。 ]*|^(?:oh|ah|wait|hang on|hold on)[\s,.]+(?:and\s+)?", re.IGNORECASE)


def added(heard: Heard, text: str, state: State, knowledge: Knowledge, anew: Callable[[str], Heard]) -> Heard:
    """What is heard; of words that add another trouble, that trouble, and no answer to the open question; or what it is added behind, with it."""
    question, said = state.question, text.strip()
    if state.place is None or question is None or question.slot or heard.danger or heard.refused or knowledge.is_safety(state.trouble):
        return heard
    went = not _WENT.isdisjoint({heard.offer, heard.act, heard.guess})
    if not (went or heard.tried) or len(text) > _LONGEST[has_han(text)]:
        return heard
    if behind := None if _ADDS.match(said) else _ADDS_BEHIND.search(said):
        rest = behind["zh"] or behind["en"]
        other = anew(rest)
        return replace(heard, added=other.intent or "") if _is_told(other, rest, state, knowledge) else heard
    return _led(heard, said, state, knowledge, anew) if went else heard


def _led(heard: Heard, said: str, state: State, knowledge: Knowledge, anew: Callable[[str], Heard]) -> Heard:
    """What is heard, where the words begin with what is added."""
    rest = _added(said, plainly=group_of(state.trouble) in _ALL_HANGS_ON)
    other = anew(rest or said)
    if other.danger or not (rest or other.intent in _OF_A_SALE):
        return heard
    if other.intent in _OF_A_SALE and other.decision is Decision.CLARIFY:
        return replace(heard, guess=None)
    if not _is_told(other, rest or said, state, knowledge):
        return heard
    return replace(heard, decision=Decision.ACCEPT, candidates=other.candidates, offer=None, act=None, guess=None, also=(), tried=())


def _is_told(other: Heard, words: str, state: State, knowledge: Knowledge) -> bool:
    """Whether another trouble is surely told, by words of its own."""
    sure = other.decision is Decision.ACCEPT and not other.danger and is_apart(other.intent or "", state.trouble, knowledge)
    return sure and is_of_its_own(other.intent or "", words)


def _added(said: str, *, plainly: bool) -> str:
    """What is added, without the words that add it; nothing, where nothing is."""
    if led := _ADDS.match(said):
        return _TOO.sub("", said[led.end() :]).strip()
    after = _AFTER_ALL.sub("", said)
    if plainly and after == said:
        return ""
    return after.strip() if after != said or _TOO.search(said) else ""
