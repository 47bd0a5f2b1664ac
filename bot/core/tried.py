"""What was tried already, told where something else was asked: noted, and never proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.again import at_guard, told_still
from bot.core.draft import Draft
from bot.core.knowledge import OF_THE_TERMINAL, Kind, Step, group_of, kind_of
from bot.core.midway import ANSWERS_STEP, BATCH, CODE, COMES_ON, NUMBERS, READER, VISIT
from bot.core.reading import awaited, is_plain, is_short
from bot.core.state import Place
from bot.core.understanding import Decision, Heard
from bot.core.walking import is_behind, resume
from bot.core.which import which_again, which_trouble


def tried_before(draft: Draft, heard: Heard) -> Draft | None:
    """What was tried is told where something else was asked: noted, and asked again; it will not be proposed."""
    step = draft.step
    if _tries_nothing_named(draft, heard):
        return which_trouble(draft)
    if which := _tried_for_one_of(draft, heard):
        return which
    answers = ANSWERS_STEP | ({"not_fixed"} if step and step.kind is Kind.TRY else set())
    if (
        step is None
        or not _may_be_told_what_was_tried(draft, heard, step)
        or draft.state.question is None
        or not heard.tried
        or (heard.act in answers and is_plain(heard))
        or heard.act == COMES_ON
    ):
        return None
    if _names_other(draft, heard):
        return None
    if at_guard(draft) and _was_tried(draft, draft.state.paused[-1:]):  # nothing is asked for the sake of a step that is behind
        return resume(draft.say("common.tried_noted"))
    return told_still(draft, "common.tried_noted_still", "common.tried_noted")


def _may_be_told_what_was_tried(draft: Draft, heard: Heard, step: Step) -> bool:
    """Whether what was tried is no answer to the open step: one that asks for a number is not filled by words, nor is any fact of
    a visit by a few that tell of a deed.
    """
    slot = awaited(draft)
    if not slot:
        return step.kind in {Kind.ASK, Kind.TRY}
    kind = draft.knowledge.slots[slot].kind
    return kind in NUMBERS or (kind != "text" and _is_beside_visit(draft, heard))


def _is_beside_visit(draft: Draft, heard: Heard) -> bool:
    """Whether a few words are told while a visit is registered: what was tried for its sake is no trouble of its own there."""
    here = draft.state.place is not None and draft.state.place.flow == VISIT and not draft.knowledge.is_safety(draft.state.trouble)
    return here and is_short(draft, heard) and not heard.asks


def _tries_nothing_named(draft: Draft, heard: Heard) -> bool:
    """Whether something was tried, and nobody knows for what."""
    state = draft.state
    free = state.place is None and not state.trouble and not state.is_awaiting and not (state.question and state.question.said)
    return bool(heard.tried) and free and "code" not in draft.learned and _is_talk(heard)


def _tried_for_one_of(draft: Draft, heard: Heard) -> Draft | None:
    """Something was tried, where it is asked which trouble it is: kept for the one that is picked, and they stay on offer."""
    asked = draft.state.question
    if asked is None or not heard.tried or not (_is_talk(heard) or heard.decision is Decision.CLARIFY):
        return None
    return which_again(draft.but(question=replace(asked, tried=(*asked.tried, *heard.tried))))


def _names_other(draft: Draft, heard: Heard) -> bool:
    """Whether something else is surely named than what was tried: "unpaired it" cancels nothing, 换卡 changes no account."""
    known = draft.knowledge.intents.get(heard.intent or "") if heard.decision is Decision.ACCEPT else None
    if known is None or known.id.startswith("conversation.") or group_of(known.id) == group_of(draft.state.trouble):
        return False
    if _is_beside_visit(draft, heard) and group_of(known.id) in OF_THE_TERMINAL:
        return False
    if known.id == BATCH and "settle" in heard.tried and not heard.asks:  # "end of day is done" asks for none
        return False
    if draft.state.trouble == CODE and kind_of(known.id) == READER:  # the cards that are refused as well are not read badly
        return False
    return known.trouble or not any(draft.knowledge.may_propose(draft.state.trouble, remedy) for remedy in heard.tried)


def _is_talk(heard: Heard) -> bool:
    """Whether nothing is named for certain but how it went."""
    return heard.decision is Decision.REJECT or ((heard.intent or "").startswith("conversation.") and heard.act != "solved")


def _was_tried(draft: Draft, waits: Sequence[Place]) -> bool:
    steps = (draft.knowledge.step(place.flow, place.step) for place in waits)
    return any(step and is_behind(draft, step) for step in steps)
