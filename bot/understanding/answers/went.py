"""How a step of the terminal went, by the answers that were learned: told in any words, at any step.

What is sure is taken, what is less sure is said aloud. That it works is asked: who tells that he did it, or that another thing works,
uses the same words. Money, dangers and what guards sales are none of its business: there only plain words count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.core.doubting import DOUBTFUL_FROM
from bot.core.knowledge import OF_THE_TERMINAL, Kind, Knowledge, group_of
from bot.core.state import State
from bot.core.understanding import Decision
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import is_question
from bot.understanding.answers.limits import Limit, limits, of_itself
from bot.understanding.answers.results import is_common
from bot.understanding.matcher.joining import Match
from bot.understanding.text.normalising import has_han, levelled
from bot.understanding.words.chatting import bare_of

_LONGEST = {True: 60, False: 160}  # characters (Chinese, English); what is longer is a story
_SHORTEST = {True: 2, False: 4}
_SURE = 0.95
_NEAR: Mapping[str, float] = {"solved": 0.5, "not_fixed": 0.7, "cannot": 0.75}
"""Probabilities from which a result is taken, and from which it is near enough to be said aloud (`benchmarks/answers.py`)."""
_PLAIN_FROM = 0.9
"""Probability from which who tells a deed tells that it helped as well: 重启之后插卡认了, and not 屏幕擦过了."""
_SOLVED = "solved"
_TELLS = frozenset({None, "finished", "comes_on", "solved", "not_fixed", "cannot"})
_MAY_TELL = frozenset({"acknowledged", "yes", "no", "agreed", "doubted", "thanks", "complaint"})
"""Acts of words that tell how it went, and of words that may: 好的 says nothing of it. All others do more than that."""
_AT_LENGTH = {True: 5, False: 16}  # characters from which words that may tell it do
_LAMP = re.compile(
    r"灯(?:还|是|在|都|也)*(?:亮|绿|红|闪|蓝|黄|橙)|\b(?:light|led|lamp)s?(?: is| are|'s)? (?:on|lit|green|red|blue|amber|orange|flashing|blinking)\b"
)
"""What a lamp shows is seen, and no more: 灯亮着 绿的."""
_LINK = re.compile(
    r"(?:(?:oh|no|yes|well|it'?s|it is|its|the|by|on|over|via|with|through|a|my|our) )*+(?:wi-?fi|wireless|ethernet|lan|cable|sim|sim card|bluetooth|[345]g|mobile data)(?: (?:one|only|though|terminal|machine))*+"
    r"|(?:就|它|这台|机器)*+(?:是|用的?|走的?|连的?)?(?:wi-?fi|无线|网线|流量卡?|蓝牙|[345]g)(?:的|那个|呀|啊)*+",
    re.IGNORECASE,
)
"""How it is connected, and nothing of how it went."""
_ASKED, _DID = "comes_on", "finished"
"""The act after which it is asked whether it works; and that of words that tell a deed."""


@dataclass(frozen=True, slots=True)
class Went:
    """What a result makes of the words: the ``offer`` that is taken, the ``guess`` that is said aloud, the ``act`` that is asked after."""

    offer: str | None = None
    guess: str | None = None
    act: str | None = None


class Told(Protocol):
    """Knows how a step went; see `bot.understanding.matcher.matching.Matcher.result`."""

    def __call__(self, text: str) -> tuple[str, float]:
        """The result and its probability."""


_NOTHING = Went()


def went(text: str, act: str | None, done: tuple[str, ...], state: State, knowledge: Knowledge, told: Told) -> Went:  # noqa: PLR0913, PLR0911 - what a turn knows; a reason a line
    """What the words tell of the open step; nothing, where that is not asked or they are about something else. ``done``: remedies
    that they say were tried.
    """
    place, question = state.place, state.question
    said = levelled(text).strip()
    if place is None or question is None or act not in _TELLS | _MAY_TELL or group_of(place.flow) not in OF_THE_TERMINAL:
        return _NOTHING
    step, han = knowledge.step(place.flow, place.step), has_han(said)
    if step is None or step.kind is not Kind.TRY or knowledge.is_safety(state.trouble):
        return _NOTHING
    bare_deed = act == _DID and len(said) < _AT_LENGTH[han]  # 试了 says nothing of what came of it
    if not _SHORTEST[han] <= len(said) <= _LONGEST[han] or is_question(said) or bare_deed:
        return _NOTHING
    result, chance = _result(said, state, told)
    offer = question.offer(result)
    if offer is None or not is_common(offer, knowledge) or chance < _NEAR.get(result, 1.0):
        return _NOTHING
    deeds = len(parted(text)) if done else 0  # 换了插座,还是不亮: what was done, and then how it went
    if result == _SOLVED:
        plainly = chance >= _PLAIN_FROM and len(said) >= _AT_LENGTH[han]
        asks = act in {None, _ASKED, _DID} and (deeds != 1 or plainly)
        return Went(act=_ASKED) if asks or (act in _MAY_TELL and plainly) else _NOTHING
    if done and step.remedy not in done:
        return Went(guess=result) if deeds > 1 and chance >= _SURE else _NOTHING
    if chance >= _SURE and (act in _TELLS or len(said) >= _AT_LENGTH[han]):
        return Went(offer=result)
    return _NOTHING if done or act not in _TELLS else Went(guess=result)


def _result(said: str, state: State, told: Told) -> tuple[str, float]:
    """How it went, and how surely. Where a lamp or another thing is spoken of, only the rest can say that it failed or cannot be done."""
    bare = said.strip(" .!。！")
    result, chance = ("", 0.0) if _LINK.fullmatch(bare) or bare_of(bare) == "vague" else told(said)
    rest = " ".join(part for part in of_itself(said, state) if not _LAMP.search(part))
    if chance >= _PLAIN_FROM or not (_LAMP.search(said) or Limit.ANOTHER in limits(said, state)):
        return result, chance
    result, chance = told(rest) if rest else ("", 0.0)
    return ("", 0.0) if result == _SOLVED else (result, chance)


def plain_act(act: str | None, done: tuple[str, ...], match: Match) -> str | None:
    """The act, but for one that tells by its form alone that it works and would be doubted: 换了根线立马通了."""
    least = max((one.score for one in match.candidates), default=0.0)
    return None if act == _SOLVED and match.decision is not Decision.ACCEPT and (done or least < DOUBTFUL_FROM) else act
