"""What the matcher learns from: example sentences by language and intent, and what is none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as a merchant would type it; ``act`` is its finer reading, if its intent has acts."""

    text: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """``phrases``: locale -> intent -> examples. ``background``: locale -> sentences out of scope."""

    phrases: Mapping[str, Mapping[str, tuple[Example, ...]]]
    background: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages there are examples for, sorted."""
        return tuple(sorted(self.phrases))
