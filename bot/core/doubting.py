"""Whether a short answer that was only half understood counts. Never where it would cost an answer that was given, open a guard, or
close what nobody knows the end of.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from bot.core.again import at_guard
from bot.core.draft import Draft
from bot.core.knowledge import OF_MONEY, Kind, group_of
from bot.core.midway import COMES_ON
from bot.core.noting import UNCERTAIN_MONEY
from bot.core.reading import awaited
from bot.core.understanding import Heard

LATER_FROM = 0.3
"""Of the first candidate: whoever asks something else must not be told that there is no hurry."""
DOUBTFUL_FROM = 0.2
"""Of the first candidate: below it a doubtful answer is none."""
SOLVED_FROM = 0.75
"""Of the first candidate, where it was not asked whether it works."""
BACK_FROM = 0.5
"""Of the first candidate, where nothing is worked on."""
FINISHED_FROM = 0.5
"""Of the first candidate, where nothing was proposed that could be done."""
LEAST = {"greeting": 0.5, "later": LATER_FROM, "no": 0.8, "agreed": 0.6, "acknowledged": 0.6, "farewell": 0.6}
"""Of the first candidate, by act: a denial or an "all right" in words that say more may be of anything."""
CONSENTS = frozenset({"yes", "agreed", "acknowledged"})
MANNERS_FROM = 0.6
"""Of the first candidate, where nothing is open: "u there"."""
MANNERS = frozenset({"greeting", "who", "help", "thanks", "farewell", "later", "unsure"})
"""Acts that cost nothing where they were not meant."""
STARTS_OVER = frozenset({"restart", "back"})
"""Acts that throw away what was answered."""
SINCE, DROP, ASKED_BEFORE, HOLD, RESUMES, VOIDED = "since", "drop", "asked_before", "hold", "resumes", "voided"
TOO_HARD = "too_hard"
"""The act of who cannot follow what was said."""
MENDED = "mended"
"""The act of who tells before a guard what was done, and that it works: nothing risky is to be done any more."""
DOUBTED = "doubted"
"""The act of who says nothing plainly where a risky step waits for plain words."""
BY_FORM = frozenset({SINCE, DROP, ASKED_BEFORE, HOLD, RESUMES, VOIDED, COMES_ON, TOO_HARD})
"""Acts of who tells since when it is so, who leaves it at that, that it was asked before, asks to wait a moment or where it stood, that the
money was given back, of what shows life, and of who cannot follow: known by the form of the words alone.
"""


def is_doubted(draft: Draft, heard: Heard, offers: Mapping[str, Container[str]]) -> bool:
    """Whether a doubtful act is left alone. ``offers``: which answers each act picks."""
    act, asked = heard.act or "", draft.state.question
    score = max((one.score for one in heard.candidates), default=0.0)
    if act == DROP or (act == "not_fixed" and _is_back(draft, score)):
        return False
    rests = asked is None and not (act in MANNERS and score >= MANNERS_FROM)
    if rests or act in STARTS_OVER or (act in offers and at_guard(draft)) or (act == "yes" and awaited(draft)):
        return True  # "the 2nd one" is no yes: it may be meant as the fact that is asked for
    if act in BY_FORM:
        return False
    if act == "finished" and score < FINISHED_FROM and not _awaits_deed(draft, offers[act]):
        return True  # "its called homehub 2" tells of no deed
    if act == "not_fixed" and asked is not None and not (asked.offer("not_fixed") or asked.offer("missing")):
        return True  # "same owner" is no "no" to what is asked
    closes = act == "solved" and not heard.tried and _closes_too_much(draft, score, offers[act])
    asks = act == "greeting" and bool(heard.asks)  # "need one for Saturday, how quick" greets nobody
    counts = act in CONSENTS and any(sign.isdecimal() for sign in heard.text)  # "31 percent" agrees to nothing
    return closes or asks or counts or score < LEAST.get(act, DOUBTFUL_FROM)


def _is_back(draft: Draft, score: float) -> bool:
    """Whether it is told, soon after, that what was thought mended is not: 还在."""
    state = draft.state
    asked = state.question
    rests = state.place is None and bool(state.trouble) and not state.is_awaiting and (asked is None or asked.aside)
    return rests and score >= BACK_FROM


def _awaits_deed(draft: Draft, results: Container[str]) -> bool:
    """Whether something was proposed to be done, or it is asked whether it was."""
    asked = draft.state.question
    step = draft.step
    return (step is not None and step.kind is Kind.TRY) or (asked is not None and any(offer.name in results for offer in asked.offers))


def _closes_too_much(draft: Draft, score: float, results: Container[str]) -> bool:
    """Whether a trouble would end where it was not asked how it went, or one with money that nobody knows of."""
    asked = draft.state.question
    told = asked is not None and any(offer.name in results for offer in asked.offers)
    of_money = draft.state.trouble in UNCERTAIN_MONEY or (group_of(draft.state.trouble) in OF_MONEY and score < SOLVED_FROM)
    return of_money or (score < SOLVED_FROM and draft.state.place is not None and not told)
