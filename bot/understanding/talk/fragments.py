"""A trouble told over several short messages, as one types on a phone: what was not understood is read with what comes after it.

Knows only texts and what they match; whether a question is open that the words may answer is for `hearing`.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.core.knowledge import Knowledge
from bot.core.state import State
from bot.core.understanding import Decision
from bot.understanding.matcher.examples import TALK
from bot.understanding.matcher.matching import Match
from bot.understanding.talk.condensing import condensed

AT_MOST = 4
"""So many messages are read together: one who tells a trouble in more has a person by then."""
_JOINTS = (", ", " ")  # the pieces may be clauses, or one clause: "it wont", "turn on"
_TELLS_HOW = frozenset({"not_fixed", "broken", "done"})
"""Acts that answer nothing before a trouble is known: 换过插座了, 按了好久还是黑的 …"""
_ANSWERS = frozenset({"yes", "no", "unsure"})
"""… nor do these where nothing was asked: "it wont"."""
_WORTH_ASKING = 0.3  # probability below which it is not asked whether that is meant


def earlier(state: State, knowledge: Knowledge) -> tuple[str, ...]:
    """What was said last and not understood: before a choice of troubles, after which it is still asked for; or nothing was."""
    if state.place is not None:
        return ()
    if state.question and state.question.said:
        return (state.question.said,)
    missed = state.misses + any(one.mild and one.name == state.refused for one in knowledge.refusals.get(state.locale, ()))
    return state.words[-min(missed, AT_MOST) :] if missed else ()


def whole(text: str, state: State, knowledge: Knowledge, match: Callable[[str], Match]) -> tuple[str, bool]:
    """These words after those that were not understood, or nothing; and whether together they tell of a trouble more surely than
    these do alone.
    """
    before = earlier(state, knowledge)
    alone = match(text) if before else None
    idle = _TELLS_HOW if state.question and state.question.said else _TELLS_HOW | _ANSWERS
    if alone is None or (alone.decision is Decision.ACCEPT and not (_is_talk(alone) and alone.act in idle)):
        return "", False
    together = [condensed(joint.join((*before, text)), knowledge) for joint in _JOINTS]
    best, joined = max(((_surety(match(both)), both) for both in together), key=lambda one: one[0])
    return (joined, True) if best > _surety(alone) else (together[0], False)


def _is_talk(match: Match) -> bool:
    return not match.candidates or match.candidates[0].intent.startswith(TALK)


def _surety(match: Match) -> tuple[int, float]:
    """How surely the words name a trouble: talk about the talk names none."""
    if _is_talk(match) or match.decision is Decision.REJECT or match.candidates[0].score < _WORTH_ASKING:
        return 0, 0.0
    return (2 if match.decision is Decision.ACCEPT else 1), match.candidates[0].score
