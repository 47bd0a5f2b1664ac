"""The shape of every knowledge file: which keys there are and what may stand under them.

Shape only. Whether a name leads anywhere, or a step is safe, is asked in `bot.knowledge.checks`.
Slow to import (pydantic): nothing that answers a merchant may import it at start.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.core.knowledge import Reviewed, Risk
from bot.knowledge.problems import Problem
from bot.knowledge.reading import Node

FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def _flag(text: object) -> bool:
    if isinstance(text, bool) or (isinstance(text, str) and text in FLAGS):
        return text if isinstance(text, bool) else FLAGS[text]
    raise PydanticCustomError("bad-value", "yes or no")


def _choice(value: object) -> object:
    return {"to": value} if isinstance(value, str) else value


def _phrase(value: object) -> object:
    return {"label": value} if isinstance(value, str) else value


Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Key: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+$")]
Id: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
SentenceName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$")]
Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Flag: TypeAlias = Annotated[bool, BeforeValidator(_flag)]
Months: TypeAlias = Annotated[int, Field(ge=0, le=240)]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# ---- flows ---------------------------------------------------------------------------------


class Choice(_File):
    """An answer that a step offers. Written as a target, or with the slots it makes known."""

    to: str = ""
    set: dict[Name, Text] = {}


Choices: TypeAlias = dict[Key, Annotated[Choice, BeforeValidator(_choice)]]


class _Step(_File):
    risk: Risk = Risk.SAFE
    reason: str = ""


class Ask(_Step):
    kind: Literal["ask"]
    slot: Name | None = None
    choices: Annotated[Choices, Field(min_length=1)]


class Try(_Step):
    kind: Literal["try"]
    remedy: Name | None = None
    next: str = ""
    cannot: str = ""
    choices: Choices = {}
    otherwise: str = ""


class Tell(_Step):
    kind: Literal["tell"]
    next: str = ""
    otherwise: str = ""


class Form(_Step):
    kind: Literal["form"]
    slots: Annotated[tuple[Name, ...], Field(min_length=1)]
    optional: tuple[Name, ...] = ()
    next: str = ""


class Check(_Step):
    kind: Literal["check"]
    slot: Name | None = None
    rule: Name | None = None
    branches: Annotated[dict[str, str], Field(min_length=1)]
    otherwise: str = ""


class Ticket(_Step):
    kind: Literal["ticket"]
    ticket: Literal["warranty", "paid", "other"]
    next: str = ""


class Update(_Step):
    kind: Literal["update"]
    ticket: Literal["change", "cancel"]
    next: str = ""


Step: TypeAlias = Ask | Try | Tell | Form | Check | Ticket | Update


class Entry(_File):
    """What every entry must tell of itself; that it does is asked by the linter, not here."""

    source: str = ""
    reviewer: str = ""
    reviewed: str = ""
    expires: str = ""

    def certificate(self) -> Reviewed:
        return Reviewed(self.source, self.reviewer, self.reviewed, self.expires)


class Flow(Entry):
    flow: Id
    safety: Flag = False
    hidden: Flag = False
    start: str
    steps: Annotated[dict[Name, Annotated[Step, Field(discriminator="kind")]], Field(min_length=1)]


# ---- answers, lists, policy ----------------------------------------------------------------


class Answer(Entry):
    id: Id
    risk: Risk = Risk.SAFE
    then: str = ""


class Answers(_File):
    answers: tuple[Answer, ...]


class Intent(_File):
    id: Id
    group: Name
    trouble: Flag = False


class Intents(_File):
    intents: tuple[Intent, ...]


class Slot(_File):
    name: Name
    kind: Literal["choice", "serial", "model", "date", "phone", "address", "window", "code", "amount", "photo", "text"]
    lasts: Literal["trouble", "device", "merchant"] = "trouble"


class Slots(_File):
    slots: tuple[Slot, ...]


class Guard(_File):
    slot: Name
    flow: Id
    passes: Annotated[frozenset[Key], Field(min_length=1)]


class Warranty(_File):
    months: Months


class Policy(_File):
    menu: tuple[Id, ...] = ()
    guards: dict[Risk, tuple[Guard, ...]] = {}
    warranty: Warranty = Warranty(months=12)


class Facts(_File):
    name: str = ""
    phone: str = ""
    hours: str = ""


class Supplier(RootModel[dict[Name, Facts]]):
    model_config = ConfigDict(frozen=True)


# ---- what merchants write, what the bot says -------------------------------------------------


class Examples(_File):
    intent: Text
    locale: Name
    examples: tuple[Text, ...] = ()
    acts: dict[Name, tuple[Text, ...]] = {}


class Remedies(_File):
    locale: Name
    remedies: dict[Name, tuple[Text, ...]]


class Label(_File):
    """What a button shows, and further ways to say it."""

    label: Text
    hear: tuple[Text, ...] = ()


class Sentences(_File):
    scope: str = ""
    sentences: dict[SentenceName, Text] = {}
    labels: dict[SentenceName, Annotated[Label, BeforeValidator(_phrase)]] = {}


# ---- from a tree to a model, or to problems ---------------------------------------------------

# pydantic's kinds of error -> our code and what to tell the author
_CODES: dict[str, tuple[str, str]] = {
    "missing": ("missing-key", "is missing"),
    "extra_forbidden": ("unknown-key", "is not a key here"),
    "union_tag_not_found": ("missing-key", "`kind` is missing"),
    "union_tag_invalid": ("unknown-kind", "is not a kind of step"),
    "dict_type": ("bad-value", "must be a mapping of keys"),
    "model_type": ("bad-value", "must be a mapping of keys"),
    "model_attributes_type": ("bad-value", "must be a mapping of keys"),
    "tuple_type": ("bad-value", "must be a list"),
    "frozen_set_type": ("bad-value", "must be a list"),
    "string_type": ("bad-value", "must be text"),
    "too_short": ("bad-value", "must not be empty"),
    "string_too_short": ("bad-value", "must not be empty"),
    "string_pattern_mismatch": ("bad-name", "is not a proper name: a-z, 0-9 and _"),
}


def fit(model: type[BaseModel], node: Node, path: str) -> tuple[Any, tuple[Problem, ...]]:
    """The tree as that model, or nothing and every way in which it does not fit."""
    try:
        return model.model_validate(node.plain()), ()
    except ValidationError as error:
        found = (_problem(detail, node, path) for detail in error.errors(include_url=False))
        return None, tuple(dict.fromkeys(found))


def _problem(detail: ErrorDetails, node: Node, path: str) -> Problem:
    places = [part for part in detail["loc"] if part != "[key]"]
    code, message = _CODES.get(detail["type"], ("bad-value", detail["msg"]))
    if detail["type"] == "bad-value":
        message = "must be yes or no"
    if code == "unknown-key" and detail["input"] == "":
        message += " (a comma ends a value inside {}: put the text in quotes)"
    place = ".".join(str(part) for part in _shown(places, node)) or "the file"
    return Problem(path, node.line_of(*places), code, f"{place} {message}")


def _shown(places: list[int | str], node: Node) -> list[int | str]:
    """The places that are in the file, and the last one even if it is missing there."""
    shown = []
    for number, part in enumerate(places):
        child = node.child(part)
        if child or number == len(places) - 1:
            shown.append(part)
        node = child or node
    return shown
