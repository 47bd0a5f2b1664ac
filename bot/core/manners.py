"""Words that are more manner than matter, answered in one line, and then on where it stood: anger, haste, idle talk,
"it is broken"; or left at that: "never mind". Follows no answer.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import Resolved, Say
from bot.core.again import ask_to_pick
from bot.core.alarms import cautioned, is_safety
from bot.core.asking import menu
from bot.core.beginning import DAY
from bot.core.draft import Draft
from bot.core.ending import asked_still, call, over
from bot.core.noting import UNCERTAIN_MONEY
from bot.core.understanding import Heard
from bot.core.walking import ask_again

SYMPATHY = frozenset({"common.calm", "common.calm_first", "common.sorry", "common.still_no"})
"""Sentences that are kind already."""


def cross(draft: Draft) -> Draft:
    """Haste and anger, and no more than that: one calm line, and on; twice in a row, with a person."""
    if draft.state.misses and not draft.state.is_awaiting:
        return call(draft.say("common.sorry"), "complaint")
    calm, rests = draft.but(misses=1), draft.state.place is None and not draft.state.is_awaiting
    still = asked_still(calm.say("common.calm")) if rests else None
    return still or _friendly(calm, "common.calm" if draft.state.place else "common.calm_first")


def soothed(before: Draft, made: Draft, heard: Heard) -> Draft:
    """What was made of angry words, with a word of sympathy before it: once a day, and never before what is dangerous, or sorted out."""
    state = made.state
    is_well = any(isinstance(action, Resolved) for action in made.actions)
    kind = {action.sentence for action in made.actions if isinstance(action, Say)} & SYMPATHY
    recent = before.state.soothed is not None and made.at - before.state.soothed < DAY
    if not heard.angry or recent or heard.danger or is_safety(made, state.trouble) or is_well or kind:
        return made
    said = made.say("common.hard_on_you").actions[-1]
    return replace(made, actions=(said, *made.actions)).but(soothed=made.at)


def foreign(draft: Draft) -> Draft:
    return _friendly(draft, "common.foreign")


def plea(draft: Draft) -> Draft:
    """Help is called for, and nothing said of what for: amid a trouble one calm line, else what it is about."""
    if draft.state.is_awaiting:
        return draft.say("common.person_waiting")
    return ask_again(draft.say("common.calm")) if draft.state.place else menu(draft, "common.welcome")


def broken(draft: Draft) -> Draft:
    """It does not work, and nothing more: which of its troubles is it?"""
    return ask_to_pick(draft) if draft.state.place else menu(draft)


def chatter(draft: Draft) -> Draft:
    return _friendly(draft, "common.chatter")


def who(draft: Draft) -> Draft:
    return _friendly(draft, "common.who")


def drop(draft: Draft) -> Draft:
    """Left at that. What is dangerous is not left without a word of caution, nor a payment that nobody knows the end of."""
    state = draft.state
    careful = cautioned(draft) if is_safety(draft, state.trouble) else draft
    told = careful.say("common.not_again") if state.trouble in UNCERTAIN_MONEY else careful
    left = told.say("common.person_waiting" if state.is_awaiting else "common.left")
    return over(left) if state.place else left.but(question=None)


def told(draft: Draft, sentence_name: str) -> Draft:
    """A question beside that has one answer, and on where it stood."""
    said = draft.say(sentence_name)
    return ask_again(said) if draft.state.place else said


def _friendly(draft: Draft, sentence_name: str) -> Draft:
    if draft.state.is_awaiting and (draft.state.place is None or sentence_name == "common.calm"):
        return draft.say("common.person_waiting")
    return ask_again(draft.say(sentence_name)) if draft.state.place else menu(draft, sentence_name)


def old_one(draft: Draft) -> Draft:
    """What becomes of the old terminal: it is kept, and settled before it leaves the shop, unless it is dangerous."""
    left = draft if draft.knowledge.is_safety(draft.state.trouble) else draft.say("ticket.settle_first")
    return told(left, "common.old_one")
