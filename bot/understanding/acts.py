"""What short words do in a conversation, beyond what they name: still broken, charge it again, the other one first, it is
over, what is that. Reads words and the open question; decides nothing.
"""

from __future__ import annotations

import re

from bot.core.knowledge import Knowledge, group_of
from bot.core.state import State
from bot.understanding.joining import Match
from bot.understanding.outcomes import ends_well, goes_on, has_helped, is_back, is_glad, is_over, is_unheeded, weighed
from bot.understanding.wishes import sought, wanted

_ELSEWHERE_FROM = 0.3  # probability

_BEFORE = re.compile(r"过了?(?:的|啊|呀|啦)?$|\balready\b|\bbefore\b")
"""How "I have done that" is told from "I have just done that", where a language tells them apart."""

_STOPS = re.compile(
    r"停|别|甭|不(?:要|用|想|必|再|需)|取消|关|免了|算了|够了|退订"
    r"|\b(?:stop|no more|no longer|cancel|off|quit|don'?t|do not|enough|unsubscribe|drop|end|delete|remove)\b",
    re.IGNORECASE,
)
"""Words without which nobody stops anything, however near an example sounds."""

_AT_LENGTH = 60  # characters; who says that all is well says it shortly


def act_of(text: str, state: State, knowledge: Knowledge, match: Match, done_before: tuple[str, ...]) -> str | None:
    """The act of the words: "it still does" after an instruction is not fixed, "I had done that" is not just done."""
    best = match.candidates[0].intent if match.candidates else ""
    open_still = best == state.trouble and bool(state.question and state.question.offer("not_fixed"))
    if (open_still and goes_on(text)) or (is_back(text) and state.question and state.question.offer("not_fixed")):
        return "not_fixed"
    if done_before and ends_well(text):
        return "solved"
    if found := _short_act(text, state, knowledge, match) or wanted(text, state):
        return found
    if not _is_elsewhere(match, state, knowledge) and has_helped(text, state, knowledge, done_before):
        return "solved"
    if state.trouble and is_glad(text):
        return "solved"
    unlike = match.act == "stop" and not _STOPS.search(text)
    return None if unlike or (done_before and _BEFORE.search(text)) else weighed(text, state, match)


def _is_elsewhere(match: Match, state: State, knowledge: Knowledge) -> bool:
    """Whether the words are rather about something of another kind: "internet is fine" does not close the batch."""
    best = match.candidates[0] if match.candidates else None
    intent = knowledge.intents.get(best.intent) if best and best.score >= _ELSEWHERE_FROM else None
    return intent is not None and intent.trouble and intent.group != group_of(state.trouble)


def _short_act(text: str, state: State, knowledge: Knowledge, match: Match) -> str | None:
    if len(text) > _AT_LENGTH:
        return None
    if is_unheeded(text, state, knowledge):
        return "unheeded"
    return sought(text, state, knowledge, match) or ("calmed" if is_over(text, state, knowledge) else None)
