"""Putting the open question once more, in short: under what was said of it, or for one of its answers to be picked."""

from __future__ import annotations

from dataclasses import replace

from bot.core.asking import A_PERSON, ask_works_now, offer_again, widened
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.knowledge import Kind
from bot.core.reading import awaited, warning
from bot.core.walking import STUCK_AFTER, ask_again


def ask_under(draft: Draft, sentence_name: str, in_full: str = "", *, of: frozenset[Kind] = frozenset({Kind.ASK})) -> Draft:
    """The open question once more: a short word over its answers, since the question stands right above. What may let a
    risky step pass, and what needs words, is asked in full, after ``in_full`` if that is another sentence.
    """
    return _under(draft, sentence_name, of, in_full)


def noted_still(draft: Draft, *, news: bool = False) -> Draft:
    """What was told is noted, and the open question still stands. That is said once: facts and other ``news`` that go on coming
    are noted and the question asked in full; more words that only circle it are answered by asking to pick.
    """
    asked = draft.state.question
    again = asked is not None and asked.noted
    if draft.state.is_awaiting and not awaited(draft):  # he has asked for a person, and not to be asked on
        return draft.say("common.kept")
    if awaited(draft):
        return ask_again(draft.say("common.fact_noted"))
    if again and not (news or draft.learned):
        return ask_to_pick(draft)
    return told_still(draft, "common.fact_noted_still", "common.fact_noted")


def told_still(draft: Draft, short: str, in_full: str) -> Draft:
    """A word on what was told, and the open question once more: under the ``short`` word, and the next time in full."""
    again = draft.state.question is not None and draft.state.question.noted
    told = ask_again(draft.say(in_full)) if again else ask_under(draft, short, in_full)
    return told.but(question=replace(told.state.question, noted=True)) if told.state.question else told


def _under(draft: Draft, sentence_name: str, kinds: frozenset[Kind], in_full: str = "") -> Draft:
    step = draft.step
    again = offer_again(draft, step, sentence_name) if step and step.kind in kinds and not at_guard(draft) else None
    return again or ask_again(draft.say(in_full or sentence_name))


def at_guard(draft: Draft) -> bool:
    """Whether the answer may let a risky step pass: then it is told plainly, or asked for again."""
    flows = {guard.flow for of in draft.knowledge.guards.values() for guard in of}
    return draft.state.place is not None and draft.state.place.flow in flows


def ask_to_pick(draft: Draft) -> Draft:
    """Understood, but no answer to the open question: asked again twice, then a person is called; whether it
    works is asked in other words the first time. Who waits for one is not pressed.
    Amid danger the word of caution stands over the question, and the second time a person is called.
    """
    if draft.state.is_awaiting and draft.state.place is not None:
        return draft.say("common.kept")
    if draft.state.misses >= STUCK_AFTER:
        return call(draft.say("common.missed_twice"), "stuck")
    again, warned = draft.but(misses=draft.state.misses + 1), warning(draft)
    if warned and draft.state.misses:
        return call(draft.say(warned), "safety")
    asked = draft.state.question
    if asked is not None and asked.asks_whether_it_works and not draft.state.misses:
        return ask_works_now(again, "common.works_really")
    word = "common.pick_again" if draft.state.misses else warned or "common.pick_one"
    put = _under(again, word, frozenset({Kind.ASK, Kind.TRY}))
    return widened(put, A_PERSON) if draft.state.misses and not draft.state.is_awaiting else put
