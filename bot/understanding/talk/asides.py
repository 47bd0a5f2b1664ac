"""What a message asks beside what is at hand, where the talk stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.core.asking import ELSE
from bot.core.knowledge import Knowledge, group_of
from bot.core.state import State
from bot.core.understanding import Decision, Heard
from bot.understanding.answers.answers import is_label
from bot.understanding.answers.wondering import CAUSE, PREVENT, asked_of, told_and_asked, wonders
from bot.understanding.talk.dangers import ANYWHERE, aside_in, rest_of
from bot.understanding.talk.needless import CANCEL, needs_nobody
from bot.understanding.talk.reminding import PLAN
from bot.understanding.text.normalising import phrased

_ASK_NOTHING = frozenset({"solved", "finished", "back", "restart", "seen_to"})
"""Acts of words that ask nothing, whatever they sound like."""
_TURNS_BACK = frozenset({"back", "restart"})
"""Of these, what turns back to nothing where nothing is at hand: 小费选项不见了."""
_ASKED = "question"
_CHANGES = "account"
"""The group of what a shop wants changed."""
_CAUSES = "because_"
"""How the names of answers begin to whether it comes of something: what the steps find out needs no second answer."""

_NOT_YET = frozenset({"cannot", "not_fixed"})
_ASIDE = "aside"
INCIDENT, _FOUND, _MEDDLED = "security.incident", "found_again", "use_meddled"
"""A crime, and its answers to who has found the terminal again, and to who asks whether one may be used."""


def with_aside(heard: Heard, state: State, knowledge: Knowledge) -> Heard:
    """With what the words ask beside what is at hand. A label of the open question is its answer, that it works asks nothing, and amid
    danger only what is meant of just that is answered.
    """
    label = state.question is not None and is_label(heard.text, state.question, knowledge)
    called_off = heard.intent == CANCEL and heard.decision is Decision.ACCEPT and needs_nobody(heard.text, state, knowledge)
    nothing = heard.act in _ASK_NOTHING and not (heard.asks or wonders(heard.text)) and not (heard.act in _TURNS_BACK and _at_rest(state))
    nothing = nothing and not (state.trouble == INCIDENT and _at_rest(state))  # "seems fine, it says blocked", of what was stolen
    if label or called_off or nothing or _is_plan(heard):
        return heard
    at_hand = {state.trouble, state.place.flow if state.place else ""} - {""}
    danger = any(map(knowledge.is_safety, at_hand))
    of = at_hand if danger else {*at_hand, *map(group_of, at_hand), *_left(state, at_hand), *_given(state, knowledge), ANYWHERE}
    sure = heard.intent if heard.decision is Decision.ACCEPT else ""
    mild = sure not in knowledge.intents or (bool(at_hand) and sure != state.trouble)
    asks = wonders(heard.text)
    found = aside_in(heard.text, knowledge.asides, of, mild=mild, asked=asks)
    found = _FOUND if found == _MEDDLED and f"{_ASIDE}.{_FOUND}" in state.given else found
    fresh = _second(heard.text, knowledge, of, found) if found and f"aside.{found}" in state.given else ()
    found = fresh[0] if fresh else found  # what was given already gives way to what is asked anew
    besides = _second(heard.text, knowledge, of, found) if found else _of_the_first(heard, state, knowledge) if asks else ()
    left = state.question is not None and state.question.offer(ELSE.name) is not None
    kind = asked_of(heard.text) if state.place is not None or left else heard.asks
    kind = kind if kind in {CAUSE, PREVENT} and not found else heard.asks or (_ASKED if found and asks else "")
    guess = None if found and heard.guess in _NOT_YET else heard.guess  # "just cant find the refund button" is what the answer is of
    made = _harmless(replace(heard, aside=found, besides=besides, asks=kind, guess=guess), state, knowledge)
    return replace(made, offer=None, guess=None, act=None) if _only_asks_how(made, state) else made


def _harmless(heard: Heard, state: State, knowledge: Knowledge) -> Heard:
    """Without what the question only sounds like: a refusal anywhere, "half cash, half card"; a danger or a trouble with nothing at hand, "a
    letter about pci fees, is it a scam".
    """
    if heard.aside is None:
        return heard
    over = {name for of in knowledge.asides.values() for one in of if one.name == heard.aside for name in one.over}
    heard = replace(heard, refused=None) if heard.refused in over else heard
    sounds = heard.danger.intent if heard.danger else heard.intent
    grave = heard.danger is not None or knowledge.is_safety(sounds or "")
    if state.place is not None or not (sounds in over or (sounds and not grave and group_of(sounds) in over)):
        return heard
    return replace(heard, danger=None, decision=Decision.REJECT, candidates=(), also=(), offer=None, guess=None, act=None)


def _at_rest(state: State) -> bool:
    return state.place is None and state.question is None


def _left(state: State, at_hand: Collection[str]) -> set[str]:
    """What may still be meant while a person is awaited and nothing is at hand any more: a change of the shop's, which was passed on."""
    if at_hand or state.question is not None or not state.is_awaiting:
        return set()
    return {_CHANGES, f"{_CHANGES}.change_info"}


def _given(state: State, knowledge: Knowledge) -> set[str]:
    """What the answer was about that was just given, with nothing under way: "how long till i have it", of the second terminal."""
    if state.place is not None or not state.answered:
        return set()
    kind, _, name = state.answered.partition(".")
    of = {about for each in knowledge.asides.values() for one in each if kind == _ASIDE and one.name == name for about in one.of}
    return of & knowledge.answers.keys() if kind == _ASIDE else {state.answered}


def _second(text: str, knowledge: Knowledge, of: Collection[str], first: str) -> tuple[str, ...]:
    """What the rest of the words asks as well: "can he go, and do I take cash"."""
    rest = rest_of(text, knowledge.asides, of, first)
    found = aside_in(rest, knowledge.asides, of, mild=False, asked=wonders(rest))
    return (found,) if found and found != first and not found.startswith(_CAUSES) else ()


def _of_the_first(heard: Heard, state: State, knowledge: Knowledge) -> tuple[str, ...]:
    """What is asked of the trouble that the same words begin: "paper jam, do I use tweezers"."""
    lead = heard.danger.intent if heard.danger else heard.intent or ""
    if state.place is not None or lead not in knowledge.intents or not knowledge.intents[lead].trouble:
        return ()
    of = {lead} if knowledge.is_safety(lead) else {lead, group_of(lead)}
    found = aside_in(heard.text, knowledge.asides, of, mild=False)
    return (found,) if found else ()


def _is_plan(heard: Heard) -> bool:
    """Whether a reminder is wished, or the plan spoken of: what is to be told then is no question."""
    return heard.intent == PLAN and (heard.act is not None or not wonders(heard.text))


def _only_asks_how(heard: Heard, state: State) -> bool:
    """Whether the words, at a step that asks how it went, ask and tell nothing: "so is it the stand" is not solved."""
    went = state.question is not None and state.question.offer("not_fixed") is not None
    return (
        went and bool(heard.aside or heard.asks in {CAUSE, PREVENT}) and wonders(heard.text) and not told_and_asked(phrased(heard.text))[0]
    )
