"""What the matcher learns from: example sentences by language and intent, and what is none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TALK = ("conversation.", "handoff.")
"""How the names of intents of the talk about the talk begin."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as a merchant would type it; ``act`` is its finer reading, if its intent has acts."""

    text: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """``phrases``: locale -> intent -> examples. ``background``: locale -> sentences out of scope. ``results``: locale -> how a step
    went (solved, not_fixed, cannot, unsure) -> answers that tell it. ``answers``: locale -> answers that tell something else.
    """

    phrases: Mapping[str, Mapping[str, tuple[Example, ...]]]
    background: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    results: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages there are examples for, sorted."""
        return tuple(sorted(self.phrases))
