"""The question of a message that nothing known answers, in its own words, and whether it was asked before. Decides nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.doubting import MANNERS
from bot.core.knowledge import group_of
from bot.core.state import State
from bot.core.understanding import Heard
from bot.understanding.answers.asking import is_question
from bot.understanding.answers.wondering import CAUSE, PREVENT, asked_of, parts_of, told_and_asked
from bot.understanding.text.reproaches import unaccused
from bot.understanding.text.unprinted import LEFT_OUT, quoted

_OF_THE_STEP = re.compile(
    r"怎么|咋|如何|(?:在|是|去)?哪|什么|啥|为什么|为啥|是不是|对[吧吗么]|是[吧吗]|好[吧吗]|^[行可]以?[吗不么][?？]*$|谁"
    r"|\b(?:how (?:do|does|can|should|to|am|many|much)|where|which|why|who|what|when|right|correct)\b|^(?:is|was|are|does|did|has|have) (?:it|that|this|there|they)\b",
    re.IGNORECASE,
)
"""Questions that may be of the open step, or that the next one answers; or that ask for no more than a nod."""
_OF_THE_SHOP = re.compile(
    r"\b(?:what (?:about|happens|if)|who (?:pays|will pay)|how (?:much|many|long|early|far))\b|谁(?:出|赔|付|管|负责)|(?:怎么|咋)(?:算|退|赔|补)|多少钱|(?:什么|啥)时候|那.{1,12}呢",
    re.IGNORECASE,
)
"""Of these the step is none."""
_AT_LEAST, _AT_MOST = {True: 5, False: 14}, 120  # characters of a question that is told again, in Chinese or not
_FORMS = frozenset({"repair", "ticket"})
_REPROACH = re.compile(
    r"我(?:问的|是问|就问|问你|刚才问|前面问)|还没(?:回|答)|没(?:有)?回答|答非所问|\b(?:i asked|i ?'?m asking|i am asking|my question (?:is|was)|answer me|you (?:didn'?t|haven'?t|never) answer|you didnt answer|just tell me|yes or no|i mean (?:can|is|do|will))\b",
    re.IGNORECASE,
)
"""Words by which who got no answer asks again."""
_OF_WHAT_WAITS = re.compile(
    r"(?:and |so |but |now )*(?:(?:what|how) about )?(?:the|that|my) [\w ]{2,24}(?: thing| one)?\??|那(?:个)?.{1,8}(?:呢|咋整|怎么办)?[?？]?",
    re.IGNORECASE,
)
"""What only names what was told before: "and the charges thing?"."""
_OF_THE_TICKET = re.compile(r"单号|工单|编号|\b(?:ticket|reference|ref|case) ?(?:no\b|num\w*|id\b)|\bticket\b", re.IGNORECASE)
"""Its number is told where it is filed."""
_WORD, _HAN = re.compile(r"[a-z]{3,}"), re.compile(r"[\u4e00-\u9fff]+")
_ALIKE = 0.5
_SMALL = frozenset(
    "the and but can could does will would should for you what about then that this mean just with have asked question not she him her his they them are was how get still".split()  # noqa: SIM905 -- a list of words
)


def with_question(heard: Heard, state: State) -> Heard:
    """With the question of which nothing is known, where one is asked amid a step or while a person is awaited."""
    manner = heard.act in MANNERS and not heard.offer
    answered = heard.aside or heard.about or heard.danger or heard.refused or heard.correction or manner
    if answered or not (state.place is not None or state.is_awaiting):
        return heard
    told, _ = told_and_asked(heard.text)
    parts = [unaccused(part).strip(" ,，") for part in parts_of(heard.text)]
    files = state.question is not None and state.question.offer("change") is not None
    asking = [part for part in parts if _is_open(part) and not (state.noted and _OF_WHAT_WAITS.fullmatch(part))]
    asking = [part for part in asking if not (files and _OF_THE_TICKET.search(part))]
    books = state.place is not None and group_of(state.place.flow) in _FORMS and any(one.name == "window" for one in heard.fields)
    if not asking or books or (heard.offer is not None and not told):
        return heard
    asked = " ".join(asking).strip("@~= ,，")[:_AT_MOST]
    return replace(
        heard, question=LEFT_OUT if quoted(heard.text) == LEFT_OUT else asked, again=bool(state.asked) and is_again(heard.text, state.asked)
    )


def is_again(text: str, before: str) -> bool:
    """Whether the words ask once more what was asked before: of the same things, or in reproach."""
    return bool(_REPROACH.search(text)) or _alike(text, before)


def _is_open(said: str) -> bool:
    long_enough = len(said) >= _AT_LEAST[bool(_HAN.search(said))]
    if not long_enough or not is_question(said) or asked_of(said) in {CAUSE, PREVENT}:
        return False
    return bool(_OF_THE_SHOP.search(said)) or not _OF_THE_STEP.search(said)


def _alike(one: str, other: str) -> bool:
    first, second = _units(one), _units(other)
    least = min(len(first), len(second))
    return least > 0 and len(first & second) / least >= _ALIKE


def _units(text: str) -> frozenset[str]:
    words = {word for word in _WORD.findall(text.casefold()) if word not in _SMALL}
    pairs = {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}
    return frozenset(words | pairs)
