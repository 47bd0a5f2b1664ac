"""A yes that would end a question of money is one only where that is all it says: "yes it ran every night" says something else.

Decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.knowledge import SOLVED, Kind, Knowledge, group_of
from bot.core.state import State
from bot.core.understanding import Decision, Heard
from bot.understanding.answers.labels import phrasings
from bot.understanding.text.normalising import has_han, plain

_MONEY = frozenset({"transaction", "settlement"})
_CONSENTS = frozenset({"yes", "agreed", "acknowledged"})
_CONSENT = re.compile(
    r"^(?:(?:yes|yeah|yep|yup|ya|ok(?:ay)?|sure|right|fine|well|oh|ah|so)[\s,.!]*|(?:是的?|对的?|嗯+|好的?|行|哦|噢|没错)[啊呀吧呢,，。 ]*)+",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:when|why|how|what|but|still|though)\b|什么时候|啥时候|几时|为什么|为啥|怎么|可是?(?!以)|但|不过|还是", re.IGNORECASE
)
_SHORTEST = {True: 2, False: 4}  # characters of words that say what the answer says (Chinese, English)


def closed_wholly(heard: Heard, text: str, state: State, knowledge: Knowledge) -> Heard:
    """What is heard, without a consent that ends the matter where more is said that is not of it."""
    place, question = state.place, state.question
    if place is None or question is None or group_of(place.flow) not in _MONEY:
        return heard
    step = knowledge.step(place.flow, place.step)
    key = heard.offer or ("yes" if heard.act in _CONSENTS else "")
    option = step.option(key) if step is not None and step.kind is Kind.ASK else None
    led = _CONSENT.match(text.strip())
    rest = plain(text.strip()[led.end() :]).strip() if led else ""
    if option is None or option.to != SOLVED or not rest:
        return heard
    called = [_CONSENT.sub("", one).strip() for one in phrasings(question, knowledge).get(key, ())]
    same = any(len(said) >= _SHORTEST[has_han(said)] and said in rest for said in called)
    if _GOES_ON.search(rest) or (heard.decision is Decision.CLARIFY and not heard.offer and not same):
        return replace(heard, offer=None, guess=None, act=None)
    return heard
