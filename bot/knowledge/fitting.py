"""A tree held against its schema: the model, or every way in which it does not fit, with lines."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.core.telling import told
from bot.knowledge.problems import Problem
from bot.knowledge.reading import Node, Part

# pydantic's kinds of error -> our code and the name of what the author is told
_CODES: dict[str, tuple[str, str]] = {
    "missing": ("missing-key", "missing_key"),
    "extra_forbidden": ("unknown-key", "unknown_key"),
    "union_tag_not_found": ("missing-key", "missing_kind"),
    "union_tag_invalid": ("unknown-kind", "unknown_kind"),
    "dict_type": ("bad-value", "no_mapping"),
    "model_type": ("bad-value", "no_mapping"),
    "model_attributes_type": ("bad-value", "no_mapping"),
    "tuple_type": ("bad-value", "no_list"),
    "frozen_set_type": ("bad-value", "no_list"),
    "string_type": ("bad-value", "no_words"),
    "too_short": ("bad-value", "empty_value"),
    "string_too_short": ("bad-value", "empty_value"),
    "string_pattern_mismatch": ("bad-name", "bad_name"),
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
    code, name = _CODES.get(detail["type"], ("bad-value", "bad_value"))
    if code == "unknown-key" and detail["input"] == "":
        name = "unknown_key_comma"
    place = ".".join(str(part) for part in _shown(places, node)) or told("the_file")
    return Problem(path, node.line_of(*places), code, told(name, place=place, why=detail["msg"]))


def _shown(places: list[Part], node: Node) -> list[Part]:
    """The places that are in the file, and the last one even if it is missing there."""
    shown: list[Part] = []
    for number, part in enumerate(places):
        child = node.child(part)
        if child or number == len(places) - 1:
            shown.append(part)
        node = child or node
    return shown
