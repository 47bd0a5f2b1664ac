"""Answers that the first words of a trouble hold already: "打不出票，一个字都没有" also answers what the receipts look like.

Only what is said beside the trouble itself, and only where a wrong reading costs a question at most: never for money, danger or accounts, and never yes, no
or don't know, which need their question.
"""

from __future__ import annotations

from bot.core.knowledge import Flow, Kind, Knowledge, Step
from bot.core.state import Move, Offer, Place, Question
from bot.core.understanding import Field
from bot.understanding.answers import named, picked

GROUPS = frozenset({"power", "hardware", "network", "software"})
_OPENED = GROUPS | {"settlement"}  # where the first words may answer; later ones about money need their question
_TOLD_OF_MONEY = frozenset({"sale_settled"})  # what may be told ahead even where money is in doubt: it is asked back by its step
_NEED_THEIR_QUESTION = frozenset({"yes", "no", "unsure", "other", "none", "cannot", "skip"})


def told(text: str, intent: str, knowledge: Knowledge) -> tuple[Field, ...]:
    """The choices of this trouble's questions that the words make, as facts without a place in the text."""
    flow = knowledge.flows.get(intent)
    if flow is None or flow.safety or intent.partition(".")[0] not in _OPENED:
        return ()
    found = ((step.slot, _choice(text, flow, step, knowledge)) for step in flow.steps.values() if step.kind is Kind.ASK and step.slot)
    return tuple(Field(slot, key) for slot, key in found if key)


def told_ahead(text: str, place: Place, knowledge: Knowledge) -> tuple[Field, ...]:
    """As `told`, amid a trouble: words that do not answer the open question, but plainly one that is still to come."""
    flow = knowledge.flows.get(place.flow)
    if flow is None or flow.safety:
        return ()
    plain = place.flow.partition(".")[0] in GROUPS
    later = [
        step
        for step in flow.steps.values()
        if step.kind is Kind.ASK and step.slot and step.id != place.step and (plain or step.slot in _TOLD_OF_MONEY)
    ]
    found = [(step.slot, key) for step in later if (key := picked(text, _question(flow, step, knowledge), knowledge, places=False))]
    return tuple(Field(slot, key) for slot, key in found if key not in _NEED_THEIR_QUESTION) if len(found) == 1 else ()


def _question(flow: Flow, step: Step, knowledge: Knowledge) -> Question:
    return Question(0, tuple(Offer(one.key, label(flow.id, step.id, one.key, knowledge), Move.ANSWER, one.key) for one in step.options))


def _choice(text: str, flow: Flow, step: Step, knowledge: Knowledge) -> str | None:
    whole = flow.id.partition(".")[0] != "software"  # "won't sign in" is its name as well as one of its answers
    key = named(text, _question(flow, step, knowledge), knowledge, whole=whole)
    return None if key in _NEED_THEIR_QUESTION else key


def label(flow: str, step: str, key: str, knowledge: Knowledge) -> str:
    """The name of an option's label: its own, or the common one."""
    own = f"{flow}.{step}.{key}"
    return own if any(own in sentences for sentences in knowledge.sentences.values()) else f"choice.{key}"
