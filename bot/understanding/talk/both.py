"""A question and an answer in one message: "no, nothing running. how much is a repair?". Both are read, each by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.knowledge import SOLVED, Kind, Knowledge, group_of
from bot.core.state import Place, State
from bot.core.understanding import Decision, Field, Heard
from bot.understanding.answers.plainly import speaks_of_sales
from bot.understanding.answers.unfilled import answering, asks_what_to_do
from bot.understanding.answers.wondering import CAUSE, asked_of, parts_of, told_and_asked
from bot.understanding.talk.asides import with_aside

_ANSWERS = frozenset({"yes", "no", "not_fixed", "solved", "cannot", "unsure", "finished", "comes_on", "agreed"})
"""Acts of words that answer the open question."""
_DONE = "finished"
_TOLD_PLAINLY = frozenset({"cannot", "solved"})
"""What is not guessed beside a question: 没有在收的 is no 做不了."""
_PIECES = 4
"""How many pieces of what is told are read by themselves."""
_CONSENTS = frozenset({"yes", "agreed"})
_LIKELY = 0.5
_MONEY, _GUARD = frozenset({"transaction", "settlement"}), "guard"
_LONGEST = 320
"""Characters; what is longer is a story, which is read once and not in two halves again."""
_WHEN, _VISIT = "when", "visit"
_FORMS = frozenset({"repair", "ticket"})
"""Where consent registers what was told, and no sale is lost by it."""


def read_apart(heard: Heard, state: State, knowledge: Knowledge, hear: Callable[[str], Heard]) -> Heard:
    """What is heard of the part that answers, with what the other part asks; of words that do not both, what was heard of them whole."""
    if state.place is None or state.question is None or len(heard.text) > _LONGEST:
        return heard
    if heard.danger or heard.refused or heard.correction or heard.act == _VISIT:
        return heard
    is_money = group_of(state.trouble) in _MONEY and not (heard.offer or group_of(state.place.flow) == _GUARD)
    alone = _without_rest(heard, hear) if is_money else None
    made = alone or _both(heard, state, state.place, knowledge, hear)
    return replace(heard, offer=None, guess=None, act=None) if _closes(made, state.place, knowledge) and made.apart else made


def _both(heard: Heard, state: State, place: Place, knowledge: Knowledge, hear: Callable[[str], Heard]) -> Heard:
    """The answer, with what the other part asks."""
    told, asked = told_and_asked(heard.text)
    is_form = group_of(place.flow) in _FORMS
    if is_form and asked_of(asked) == CAUSE and hear(asked).fields:  # "used, maybe 3 years back" asks nothing
        return heard
    answer = hear(told) if told and asked else None
    fills = answer is not None and bool(answer.fields) and is_form
    went = state.question is not None and state.question.offer("not_fixed") is not None
    free = not (knowledge.passing(place) or knowledge.dear(place) or is_form)
    if answer is not None and free and not (answer.offer or went):
        answer = _by_piece(told, answer, hear)
    near = free and answer is not None and answer.guess not in {None, *_TOLD_PLAINLY}
    if answer is None or answer.danger or not (answer.offer or near or _answers(answer, went=went) or fills):
        return heard
    heard_of = heard.aside and answer.decision is not Decision.REJECT and with_aside(answer, state, knowledge).aside == heard.aside
    if heard_of or _is_taken_back(heard, answer, asked, state, knowledge):
        return heard
    question = hear(asked)
    aside = heard.aside or with_aside(question, state, knowledge).aside
    kind = asked_of(asked)
    about = "" if aside or fills or kind == _WHEN else _subject(question, knowledge)
    if not (aside or about or kind in {_WHEN, CAUSE}):
        return heard if heard.offer or not answer.offer else replace(answer, text=heard.text, fields=_joined(answer.fields, heard.fields))
    fields = _joined(answer.fields, heard.fields)
    return replace(answer, text=heard.text, fields=fields, aside=aside, about=about, asks=kind, apart=True)


def _closes(answer: Heard, place: Place, knowledge: Knowledge) -> bool:
    """Whether the answer says that all is clear, which who asks on has not said: "yes only one. so why does her app show two"."""
    step = knowledge.step(place.flow, place.step)
    key = answer.offer or ("yes" if answer.act in _CONSENTS else "")
    option = step.option(key) if step is not None and step.kind is Kind.ASK else None
    return option is not None and option.to == SOLVED


def _without_rest(heard: Heard, hear: Callable[[str], Heard]) -> Heard | None:
    """The answer that is left without what stands beside it, where nothing beside it asks of what there is an answer to."""
    told, asked = answering(heard.text), told_and_asked(heard.text)[1]
    if not told or told == heard.text or (asked and not asks_what_to_do(asked)):
        return None
    answer = hear(told)
    if answer.danger or not answer.offer:
        return None
    fields = _joined(answer.fields, heard.fields)
    return replace(answer, text=heard.text, fields=fields, aside=heard.aside, apart=heard.aside is not None)


def _answers(answer: Heard, *, went: bool) -> bool:
    """Whether words that pick no offer answer all the same; that something was done only where it is asked how a step ``went``."""
    return bool(answer.tried) or (answer.act in _ANSWERS and (went or answer.act != _DONE))


def _by_piece(told: str, answer: Heard, hear: Callable[[str], Heard]) -> Heard:
    """What is heard of the only piece of what is told that picks an offer: 单独用 连WiFi的 电还有百分之二十."""
    pieces = parts_of(told)[:_PIECES] if len(parts_of(told)) > 1 else []
    found = [one for one in map(hear, pieces) if one.offer]
    return replace(found[0], tried=answer.tried, fields=answer.fields) if len(found) == 1 and not found[0].danger else answer


def _is_taken_back(heard: Heard, answer: Heard, asked: str, state: State, knowledge: Knowledge) -> bool:
    """Whether the words as a whole answer otherwise, or ask of what an answer that costs dear would pass over: "no. what about the one that is
    still pending?". Where there is danger any question may.
    """
    if heard.offer is not None and heard.offer != answer.offer:
        return True
    place = state.place
    dear = knowledge.passing(place) | knowledge.dear(place)
    if not dear or (answer.offer and answer.offer not in dear) or (place is not None and group_of(place.flow) in _FORMS):
        return False
    if place is not None and group_of(place.flow) in _MONEY and asks_what_to_do(asked):
        return False
    return knowledge.is_safety(state.trouble) or speaks_of_sales(asked)


def _subject(question: Heard, knowledge: Knowledge) -> str:
    """What is asked about, if there is an answer to it."""
    best = question.candidates[0] if question.candidates and question.decision is not Decision.REJECT else None
    sure = best is not None and (question.decision is Decision.ACCEPT or best.score >= _LIKELY)
    return best.intent if best is not None and sure and best.intent in knowledge.answers else ""


def _joined(first: tuple[Field, ...], others: tuple[Field, ...]) -> tuple[Field, ...]:
    known = {one.name for one in first}
    return (*first, *(one for one in others if one.name not in known))
