"""What a message asks beside what is at hand, where the talk stands."""

from __future__ import annotations

from dataclasses import replace

from bot.core.knowledge import Knowledge, group_of
from bot.core.state import State
from bot.core.understanding import Decision, Heard
from bot.understanding.answers.answers import is_label
from bot.understanding.talk.dangers import ANYWHERE, aside_in
from bot.understanding.talk.reminding import PLAN

_ASK_NOTHING = frozenset({"solved", "finished", "back", "restart", "seen_to"})
"""Acts of words that ask nothing, whatever they sound like."""


def with_aside(heard: Heard, state: State, knowledge: Knowledge) -> Heard:
    """With what the words ask beside what is at hand. A label of the open question is its answer, that it works asks nothing, and amid
    danger only what is meant of just that is answered.
    """
    label = state.question is not None and is_label(heard.text, state.question, knowledge)
    if label or (heard.act in _ASK_NOTHING and not heard.asks) or heard.intent == PLAN:
        return heard
    at_hand = {state.trouble, state.place.flow if state.place else ""} - {""}
    danger = any(map(knowledge.is_safety, at_hand))
    of = at_hand if danger else {*at_hand, *map(group_of, at_hand), ANYWHERE}
    sure = heard.intent if heard.decision is Decision.ACCEPT else ""
    found = aside_in(heard.text, knowledge.asides, of, mild=sure not in knowledge.intents or (bool(at_hand) and sure != state.trouble))
    return replace(heard, aside=found) if found else heard
