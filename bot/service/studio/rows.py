"""What the studio's pages show of misunderstood sentences, drafts, trials and versions. Pure values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.service.studio.misses import Miss
from bot.understanding.matcher.comparing import Change


@dataclass(frozen=True, slots=True)
class Sought:
    """Which sentences are looked for; what is empty is not looked at."""

    since: datetime
    kind: Miss | None = None
    locale: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it was written once, and where."""

    number: int
    seq: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class MissGroup:
    """Sentences that say nearly the same. ``times`` by kind; ``intent``: what they are nearest to, so far; ``branch``: the
    draft that one of them was taken into, 0 for none.
    """

    id: int
    locale: str
    text: str
    intent: str
    score: float
    last: datetime
    times: Mapping[Miss, int]
    said: tuple[Said, ...] = ()
    branch: int = 0

    @property
    def count(self) -> int:
        """How often it went wrong, in any way."""
        return sum(self.times.values())


@dataclass(frozen=True, slots=True)
class Effect:
    """What one sentence more would change, told at once: ``changes`` among so many ``examples`` and ``messages`` that are
    near it. ``before`` and ``after``: how it is read itself. None of it where it can only be learned (``known``).
    """

    text: str
    intent: str
    changes: tuple[Change, ...] = ()
    examples: int = 0
    messages: int = 0
    known: bool = True
    standing: str = ""  # the intent under which the very sentence stands already

    def of(self, *turned: str) -> tuple[Change, ...]:
        """The changes of those kinds."""
        return tuple(one for one in self.changes if one.turned.value in turned)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of the knowledge. ``base``: the version it was made from; ``status``: open, published or dropped."""

    id: int
    name: str
    base: str
    authors: tuple[str, ...]
    at: datetime
    status: str = "open"


@dataclass(frozen=True, slots=True)
class Edition:
    """A version that was put in force. ``base`` was in force before; ``reviewer`` is empty where none was needed."""

    id: int
    digest: str
    base: str
    who: str
    reviewer: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Study:
    """A trial of a draft as it stood (``digest``) against the version in force (``base``). ``kind``: quick (what its new
    sentences change) or full (dialogs and real conversations as well). ``phase``: check, learn, lessons, dialogs or replay;
    ``result`` is JSON of what was found.
    """

    id: int
    draft: int
    kind: str
    digest: str
    base: str
    who: str
    at: datetime
    beat: datetime
    status: str = "running"
    phase: str = "check"
    done: int = 0
    total: int = 0
    result: Mapping[str, Any] = field(default_factory=dict)


Groups = Sequence[MissGroup]
