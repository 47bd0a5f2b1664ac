"""A tree held against its schema: the model, or every way in which it does not fit, with lines."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge.problems import Problem
from bot.knowledge.reading import Node, Part

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
    if code == "unknown-key" and detail["input"] == "":
        message += " (a comma ends a value inside {}: put the text in quotes)"
    place = ".".join(str(part) for part in _shown(places, node)) or "the file"
    return Problem(path, node.line_of(*places), code, f"{place} {message}")


def _shown(places: list[Part], node: Node) -> list[Part]:
    """The places that are in the file, and the last one even if it is missing there."""
    shown: list[Part] = []
    for number, part in enumerate(places):
        child = node.child(part)
        if child or number == len(places) - 1:
            shown.append(part)
        node = child or node
    return shown
