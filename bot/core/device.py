"""The terminal that is talked about: what its model has, lacks and is known for. Nothing is assumed of a
model that is not known.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.knowledge import Knowledge, Option, Step
from bot.core.lookups import Model
from bot.core.variables import MODEL_VARIABLES

SOME_MODEL = Model("", "")
"""A terminal of which nothing is known."""


def device(knowledge: Knowledge, slots: Mapping[str, str]) -> Model:
    """The model that was named, or else its family, or one of which nothing is known."""
    return knowledge.models.get(slots.get("model", ""), SOME_MODEL)


def facts_of(knowledge: Knowledge, slots: Mapping[str, str]) -> dict[str, str]:
    """What sentences may say of the model; empty where it is not known."""
    return dict.fromkeys(MODEL_VARIABLES, "") | dict(device(knowledge, slots).facts)


def is_for(model: Model, what: Step | Option) -> bool:
    """Whether a step or an option concerns this model: it is not known to lack what that needs."""
    return not (set(what.needs) & set(model.lacks) or set(what.unless) & set(model.has))


def options_for(model: Model, step: Step) -> tuple[Option, ...]:
    """The answers that are possible with this model."""
    return tuple(option for option in step.options if is_for(model, option))


def only_answer(model: Model, step: Step) -> Option | None:
    """The answer that the model gives by itself: it rules out all others but "don't know"."""
    left = options_for(model, step)
    sure = [option for option in left if option.key != "unsure"]
    return sure[0] if len(left) < len(step.options) and len(sure) == 1 else None


def sharper(knowledge: Knowledge, known: str, heard: str) -> str:
    """The better known of two names: a family named later does not unname its model."""
    model = knowledge.models.get(known)
    return known if model and heard == model.family else heard
