"""A yes that would end a question of money is one only where that is all it says: "yes it ran every night" says something else; and what
speaks against an explanation is a no: 平时都是第二天到. Decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.knowledge import SOLVED, Kind, Knowledge, Step, group_of
from bot.core.state import Question, State
from bot.core.understanding import Decision, Heard
from bot.understanding.answers.asking import is_question
from bot.understanding.answers.labels import phrasings
from bot.understanding.text.normalising import has_han, plain

_MONEY = frozenset({"transaction", "settlement"})
_CONSENTS = frozenset({"yes", "agreed", "acknowledged"})
_CONSENT = re.compile(
    r"^(?:(?:yes|yeah|yep|yup|ya|ok(?:ay)?|sure|right|fine|well|oh|ah|so)\b[\s,.!]*+|(?:是的?|对的?|嗯|好的?|行|哦|噢|没错)[啊呀吧呢,，。 ]*+)++",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:when|why|how|what|but|still|though)\b|什么时候|啥时候|几时|为什么|为啥|怎么|可是?(?!以)|但|不过|还是", re.IGNORECASE
)
_AGAINST = re.compile(
    r"平[时常]|一般都|以前|从来|向来|别[家人]|别的店|隔壁|天天|每[天晚]都|都(?:周|星期|礼拜)[一二三四五六日天]了|不是(?:周末|节假?日)|不可能|不对|哪有|没道理|才怪"
    r"|\b(?:normally|usually|always|never|every (?:day|night|evening)|other shops?|everyone else(?:'s)?|not (?:a |the )?(?:weekend|holiday)|(?:it'?s|its|today is) (?:already )?(?:mon|tues|wednes|thurs|fri)day|no way|makes no sense|doesn'?t make sense|before this)\b",
    re.IGNORECASE,
)
_LONGEST = {True: 40, False: 100}  # characters; what is longer is a story
_SHORTEST = {True: 2, False: 4}  # characters of words that say what the answer says (Chinese, English)


def closed_wholly(heard: Heard, text: str, state: State, knowledge: Knowledge) -> Heard:
    """What is heard, without a consent that ends the matter where more is said that is not of it."""
    place, question = state.place, state.question
    if place is None or question is None or group_of(place.flow) not in _MONEY:
        return heard
    step = knowledge.step(place.flow, place.step)
    key = heard.offer or ("yes" if heard.act in _CONSENTS else "")
    if step is None or step.kind is not Kind.ASK:
        return heard
    option = step.option(key)
    led = _CONSENT.match(text.strip())
    rest = plain(text.strip()[led.end() :]).strip() if led else ""
    if option is None and _speaks_against(heard, text, step, question):
        return replace(heard, offer="no", guess=None, act=None)
    if option is None or option.to != SOLVED or not rest:
        return heard
    called = [_CONSENT.sub("", one).strip() for one in phrasings(question, knowledge).get(key, ())]
    same = any(len(said) >= _SHORTEST[has_han(said)] and said in rest for said in called)
    if _GOES_ON.search(rest) or (heard.decision is Decision.CLARIFY and not heard.offer and not same):
        return replace(heard, offer=None, guess=None, act=None)
    return heard


def _speaks_against(heard: Heard, text: str, step: Step, question: Question) -> bool:
    """Whether it is told why what was explained cannot be so, and nothing is asked."""
    explained = step.option("yes")
    asked = explained is not None and explained.to == SOLVED and question.offer("no") is not None
    said = text.strip()
    return asked and not (heard.danger or is_question(said)) and len(said) <= _LONGEST[has_han(said)] and bool(_AGAINST.search(said))
