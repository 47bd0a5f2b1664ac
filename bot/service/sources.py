"""Where a turn took its facts from, for the record: the merchant's words, a button, a photo, what was kept elsewhere, or the
flow itself. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.core.state import State
from bot.core.understanding import Chose, Heard, Recalled, Sent, Understanding
from bot.service.ports import JSON


class Source(StrEnum):
    """How a fact came to be known."""

    WORDS = "words"
    ANSWER = "answer"  # words that answer the open question
    BUTTON = "button"
    PHOTO = "photo"
    PASSPORT = "passport"
    FLOW = "flow"  # a step or a rule sets it


def took(before: State, after: State, event: Understanding) -> dict[str, JSON]:
    """Slot -> its new value, where it is from, and the merchant's words for it; an empty value: forgotten again."""
    changed = {name: value for name, value in after.slots.items() if before.slots.get(name) != value}
    forgotten = {name: "" for name, value in before.slots.items() if value and name not in after.slots}
    return {name: _told(name, value, event) for name, value in {**changed, **forgotten}.items()}


def _told(name: str, value: str, event: Understanding) -> dict[str, JSON]:
    source, words = _source(name, value, event)
    return {"value": value, "from": source.value, **({"words": words} if words else {})}


def _source(name: str, value: str, event: Understanding) -> tuple[Source, str]:
    if isinstance(event, Heard):
        return _heard(name, value, event)
    if isinstance(event, Chose):
        return (Source.BUTTON if event.key.partition(".")[2] == value else Source.FLOW), ""
    kinds: Mapping[type, Source] = {Sent: Source.PHOTO, Recalled: Source.PASSPORT}
    return kinds.get(type(event), Source.FLOW), ""


def _heard(name: str, value: str, event: Heard) -> tuple[Source, str]:
    said = next((field for field in event.fields if field.name == name or field.value == value), None)
    if said:
        return Source.WORDS, event.text[said.start : said.end]
    if value and value == event.offer:
        return Source.ANSWER, ""
    known = any(one.get(name) == value for one in event.looked_up)
    return (Source.PASSPORT if known else Source.FLOW), ""
