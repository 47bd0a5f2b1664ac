"""Doing what a picked offer does, whether it was pressed, named or meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core.actions import Say
from bot.core.beginning import ABOUT, begin
from bot.core.cases.tables import answered
from bot.core.cases.telling import beside as put_beside
from bot.core.draft import Draft
from bot.core.ending import call, solved
from bot.core.knowledge import SOLVED, Answer, group_of
from bot.core.noting import beside, note
from bot.core.rating import not_yet, rated
from bot.core.reading import awaited
from bot.core.state import Move, Offer, Question
from bot.core.walking import answer, ask_again, fill

ASKED_AT_MOST = 2
"""How often a fact is asked for that nobody can look up, while something else is told."""


def pick(draft: Draft, chosen: Offer) -> Draft:
    """Do what the offer does."""
    return PICK[chosen.move](draft, chosen)


def give_answer(draft: Draft, found: Answer, about: str = "", then: str = "") -> Draft:
    """Say it, then ask again what was open, or offer what may follow: ``then``, which was told or asked as well, if anything was.
    ``about`` is a trouble that the question named.
    """
    known = draft.state.answered == found.id and not draft.switched
    said = draft.say("common.answered" if known else f"answer.{found.id}").but(answered=found.id)
    if draft.state.place is not None:
        return ask_again(said)
    then = then or found.then
    if not then:
        return said
    yes, no = Offer("yes", "choice.yes_please", Move.START, then), Offer("no", "choice.no_thanks", Move.LEAVE)
    named = (Offer(ABOUT, f"intent.{about}", Move.START, about, shown=False),) if about else ()
    asked, before = draft.question(yes, no, *named), draft.state.question
    put = before is not None and any(offer.move is Move.CASE for offer in before.offers)
    return said.ask("common.then", put_beside(before, asked) if put else asked, other=f"@intent.{then}")


def left_open(draft: Draft, said: Draft) -> Draft:
    """What is ``said`` where a fact was asked for and something else was told. The second time it is left open, if it is one of
    the terminal's, which a colleague can look up; any other the third time: no form asks for ever.
    """
    slot, question = draft.knowledge.slots.get(awaited(draft)), draft.state.question
    skip = question.offer("skip") if question and slot else None
    if slot and skip and draft.state.misses >= (1 if slot.lasts == "device" else ASKED_AT_MOST):
        return pick(draft if draft.actions else draft.say("common.no_problem"), skip)
    return said.but(misses=draft.state.misses + 1) if skip else said


def _pick_answer(draft: Draft, chosen: Offer) -> Draft:
    slot = awaited(draft)
    return fill(draft, slot, chosen.to) if slot else answer(draft, chosen.to)


def _pick_start(draft: Draft, chosen: Offer) -> Draft:
    found = draft.knowledge.answers.get(chosen.to)
    if found:
        return give_answer(draft, found)
    asked = draft.state.question
    said, tried, also = (asked.said, asked.tried, asked.also) if asked and asked.offer(chosen.name) else ("", (), ())
    if chosen.to not in draft.knowledge.intents:
        return ask_again(draft)
    for other in beside(draft, chosen.to, also):
        draft = note(draft, other)
    begun = begin(draft, chosen.to, said, tried)
    return begun.but(noted=(*begun.state.noted, draft.state.trouble)) if _is_left_for(draft, chosen.to) else begun


def _is_left_for(draft: Draft, intent: str) -> bool:
    """Whether a trouble that is worked on gives way to another, which was asked about, and is to be come back to. Danger is not left
    for later, nor is a trouble of the same kind one of its own.
    """
    state, intents = draft.state, draft.knowledge.intents
    busy = state.place is not None and bool(state.trouble) and state.trouble != intent and state.trouble not in state.noted
    other = intents[intent].trouble and group_of(intent) != group_of(state.trouble)
    return busy and other and not draft.knowledge.is_safety(intent) and not draft.knowledge.is_safety(state.trouble)


def _pick_person(draft: Draft, chosen: Offer) -> Draft:  # noqa: ARG001 -- every move has the same shape
    return call(draft, "human")


def _pick_menu(draft: Draft, chosen: Offer) -> Draft:  # noqa: ARG001 -- as above
    return draft.but(place=None, question=None).say("common.describe")


def _pick_mistaken(draft: Draft, chosen: Offer) -> Draft:
    """What was told, and tried, belongs to the trouble that is named next."""
    return _pick_menu(draft.but(trouble="", paused=(), trail=()), chosen)


def _pick_keep(draft: Draft, chosen: Offer) -> Draft:  # noqa: ARG001 -- as above
    return ask_again(draft) if draft.state.place else draft.but(question=None).say("common.describe")


def _pick_skip(draft: Draft, chosen: Offer) -> Draft:  # noqa: ARG001 -- as above
    return fill(draft, awaited(draft), "-")


def _pick_solved(draft: Draft, chosen: Offer) -> Draft:  # noqa: ARG001 -- as above
    """What was just carried out has done it."""
    step = draft.step
    return solved(draft.tried(step.remedy, SOLVED) if step and step.remedy else draft)


def _pick_leave(draft: Draft, chosen: Offer) -> Draft:  # noqa: ARG001 -- as above
    return draft.but(question=None, noted=()).say("common.left")


def _pick_mute(draft: Draft, chosen: Offer) -> Draft:  # noqa: ARG001 -- as above
    """No notices any more, and a way back."""
    back = Question(0, (Offer("unmute", "choice.unmute", Move.UNMUTE),))
    return draft.but(muted=True).want(Say("notice.muted", draft.values({}), back))


def _pick_unmute(draft: Draft, chosen: Offer) -> Draft:  # noqa: ARG001 -- as above
    return draft.but(muted=False).say("notice.unmuted")


PICK: Mapping[Move, Callable[[Draft, Offer], Draft]] = {
    Move.ANSWER: _pick_answer,
    Move.START: _pick_start,
    Move.PERSON: _pick_person,
    Move.MENU: _pick_menu,
    Move.MISTAKEN: _pick_mistaken,
    Move.KEEP: _pick_keep,
    Move.SKIP: _pick_skip,
    Move.LEAVE: _pick_leave,
    Move.SOLVED: _pick_solved,
    Move.CASE: lambda draft, chosen: answered(draft, chosen.to),
    Move.RATED: lambda draft, chosen: rated(draft),
    Move.NOT_YET: lambda draft, chosen: not_yet(draft),
    Move.MUTE: _pick_mute,
    Move.UNMUTE: _pick_unmute,
}
