"""Words that may mean one of several: the likeliest is begun with a way out, or a question tells which one is meant."""

from __future__ import annotations

from dataclasses import replace

from bot.core.again import ask_to_pick, noted_still
from bot.core.asking import A_PERSON, menu, widened
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.noting import UNCERTAIN_MONEY
from bot.core.reading import awaited, is_short, wants_words, warning
from bot.core.state import Move, Offer
from bot.core.troubles import begun
from bot.core.understanding import Candidate, Decision, Heard
from bot.core.walking import STUCK_AFTER

OFFERED_AT_MOST = 3
HUMAN = "handoff.human"
WORTH_OFFERING = 0.1
"""Part of the likeliest's score that another must have to be named beside it: below it was meant in 3 of 225 unseen sentences."""
DANGER_FROM = 0.5
"""Of a danger amid another trouble: from then on it is asked whether it is one, however short the words."""
LEAST_OFFERED = 0.06
"""Of the whole: what is less likely is not named, however little else there is."""
LIKELY_FROM, BEGUN_FROM = 0.8, 0.7
"""Amid a trouble, and where none is open: then the most likely one is begun, said aloud and easily left, instead of asked for.
Nine in ten of unseen sentences were right from 0.7 on, where nothing was begun yet that a mistake would interrupt."""
OTHER_FROM = 0.5
"""Amid a question, to be asked after: words that are less likely another trouble are an answer that was not understood."""
DOOR_FROM = 0.5
"""What a trouble and those that its first question tells apart have together of the score, and twice any other."""


def with_way_out(draft: Draft) -> Draft:
    """The open question can also be answered with "that is not it"."""
    return widened(draft, Offer("not_this", "choice.not_this", Move.MISTAKEN)) if draft.state.place else draft


def door(draft: Draft, heard: Heard) -> Draft | None:
    """It may be one of several, and the first question of one of them asks just that: then this is the question."""
    if heard.decision is not Decision.CLARIFY or draft.state.place is not None:
        return None
    for candidate in (one for one in heard.candidates[:OFFERED_AT_MOST] if one.intent in draft.knowledge.intents):
        behind = {candidate.intent, *_told_apart(draft, candidate.intent)}
        inside = [one.score for one in heard.candidates if one.intent in behind]
        outside = max((one.score for one in heard.candidates if one.intent not in behind), default=0.0)
        if len(inside) > 1 and sum(inside) >= max(DOOR_FROM, 2 * outside):
            return begun(draft, heard, candidate.intent)
    return None


def _told_apart(draft: Draft, intent: str) -> set[str]:
    """The troubles that answers to the first question of this one lead to."""
    flow, intents = draft.knowledge.flows.get(intent), draft.knowledge.intents
    if flow is None or not intents[intent].trouble:
        return set()
    return {option.to for option in flow.steps[flow.start].options if option.to in intents and intents[option.to].trouble}


def either(draft: Draft, heard: Heard) -> Draft | None:
    """One to three things it may mean: a question, never a guess. What was open can still be answered in words."""
    if heard.decision is not Decision.CLARIFY:
        return None
    if draft.state.is_awaiting and draft.state.place is None:
        return None  # a person is on the way: what is not understood is kept for him
    open_offers = draft.state.question.offers if draft.state.question and draft.state.place else ()
    best = heard.candidates[0] if heard.candidates else None
    unlikely = best is not None and best.score < OTHER_FROM and best.intent not in UNCERTAIN_MONEY
    slight = unlikely or is_short(draft, heard) or bool(warning(draft))
    if open_offers and best and (best.intent == draft.state.trouble or (slight and not _may_be_danger(draft, best))):
        return _not_answered(draft, heard)
    least = WORTH_OFFERING * max((one.score for one in heard.candidates), default=0.0)
    known = [c.intent for c in heard.candidates if c.score >= max(least, LEAST_OFFERED) and draft.has(f"intent.{c.intent}")][
        :OFFERED_AT_MOST
    ]
    if not known:
        return None
    if draft.state.misses >= STUCK_AFTER:
        return call(draft.say("common.missed_twice"), "stuck")
    alone = len(known) == 1
    offers = [Offer("yes" if alone else intent, f"intent.{intent}", Move.START, intent) for intent in known]
    none = Offer("no", "choice.not_this", Move.KEEP) if alone else Offer("none", "choice.none_of_these", Move.KEEP)
    meant = (replace(offer, shown=False) for offer in open_offers if offer.name not in {*(one.name for one in offers), none.name})
    over = draft.state.question.turn if draft.state.question and open_offers else 0
    also = (heard.candidates[0].intent, *heard.also) if heard.also else ()
    asked = replace(draft.question(*offers, none, *meant), said=heard.whole or heard.text, tried=heard.tried, also=also, over=over)
    put = draft.but(misses=draft.state.misses + 1).ask("common.is_it" if alone else "common.which", asked)
    return widened(put, A_PERSON) if draft.state.misses and HUMAN not in known else put


def perhaps_danger(draft: Draft, heard: Heard) -> Draft | None:
    """A danger that is likely, where a fact is asked for that these words are not."""
    best = heard.candidates[0] if heard.candidates else None
    asks = awaited(draft) and not wants_words(draft) and not (heard.fields or heard.offer)
    return either(draft, heard) if asks and best and _may_be_danger(draft, best) else None


def _may_be_danger(draft: Draft, best: Candidate) -> bool:
    """Whether it is likely that a danger is told, amid something that is none: "machine walked", where it is asked which paper."""
    safety = draft.knowledge.is_safety
    return best.score >= DANGER_FROM and safety(best.intent) and not safety(draft.state.trouble)


def _not_answered(draft: Draft, heard: Heard) -> Draft:
    """What is no answer to the open question: a fact, more words on the trouble, or neither."""
    same = heard.candidates[0].intent == draft.state.trouble
    return noted_still(draft) if draft.learned or same else ask_to_pick(draft)


def which_trouble(draft: Draft) -> Draft:
    """Told is how it goes, and nobody knows with what: asked, asked again, then a person is called."""
    if draft.state.is_awaiting:
        return draft.say("common.person_waiting")
    if draft.state.misses >= STUCK_AFTER:
        return call(draft.say("common.missed_twice"), "stuck")
    return menu(draft.but(misses=draft.state.misses + 1), "common.which_trouble")


def which_again(draft: Draft) -> Draft | None:
    """Several troubles are on offer, and the words tell how it goes, not which one it is: they stay on offer."""
    asked = draft.state.question
    if draft.state.place is not None or asked is None or not asked.said:
        return None
    if draft.state.misses >= STUCK_AFTER:
        return call(draft.say("common.missed_twice"), "stuck")
    return draft.but(misses=draft.state.misses + 1).ask("common.which_again", asked)
