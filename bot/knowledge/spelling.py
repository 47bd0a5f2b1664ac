"""The words of dangers, remedies, questions beside and causes: patterns with the groups of words that they name, in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.core import knowledge as plain
from bot.core import spoken
from bot.core.spoken import Cause

GROUP = re.compile(r"<\w+>")
"""How a pattern names a group of words."""


def remedies(model: Any) -> dict[str, tuple[str, ...]]:
    """The words by which each remedy is told, in full."""
    return {remedy: tuple(_spelled_out(phrase, model.words) for phrase in phrases) for remedy, phrases in model.remedies.items()}


def danger(one: Any, words: Mapping[str, tuple[str, ...]]) -> spoken.Danger:
    """A danger, its patterns in full."""
    spelled = _spelled(one, words, "phrases", "unless", "yet", "others", "spared")
    return spoken.Danger(one.intent, one.set, *spelled, hurt=one.hurt, narrow=one.narrow)


def refusal(one: Any, words: Mapping[str, tuple[str, ...]]) -> spoken.Refusal:
    """A refusal, its patterns in full."""
    phrases, unless, yet = _spelled(one, words, "phrases", "unless", "yet")
    return spoken.Refusal(one.refuse, phrases, unless, yet, one.mild)


def aside(one: Any, words: Mapping[str, tuple[str, ...]]) -> spoken.Aside:
    """A question beside, its patterns in full."""
    phrases, unless, yet = _spelled(one, words, "phrases", "unless", "yet")
    return spoken.Aside(one.aside, phrases, one.of, unless, yet, one.mild, one.asked, one.over)


def cause(one: Any, words: Mapping[str, tuple[str, ...]]) -> Cause:
    """A cause, its patterns in full."""
    phrases, things, works, unless, beside = _spelled(one, words, "phrases", "things", "works", "unless", "not_beside")
    return Cause(one.cause, one.remedy, one.leads, one.set, one.of, phrases, things, works, one.answers, unless, one.begun, beside)


def _spelled(one: Any, words: Mapping[str, tuple[str, ...]], *keys: str) -> Iterator[tuple[str, ...]]:
    return (tuple(_spelled_out(phrase, words) for phrase in getattr(one, key)) for key in keys)


def _spelled_out(phrase: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """A pattern with its groups in full; an unknown group is the linter's business."""
    if not GROUP.search(phrase):
        return phrase
    parts = (plain.EITHER.join(words.get(part[1:-1], ())) if GROUP.fullmatch(part) else part for part in phrase.split())
    return plain.WITH.join(part if plain.EITHER in part else f"{part}{plain.EITHER}" for part in parts)
