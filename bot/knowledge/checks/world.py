"""What a check may look at, and what it gives back. Pure: everything is read before the first check runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeAlias

from bot.core.knowledge import Flow, Knowledge, Step
from bot.core.state import Place
from bot.core.telling import Told
from bot.knowledge.gathering import Entry, Gathered, spoken
from bot.knowledge.graph import Graph, graph
from bot.knowledge.reading import Part
from bot.understanding.matcher.examples import Examples
from bot.understanding.text.normalising import plain

Path: TypeAlias = tuple[Part, ...]
Finding: TypeAlias = tuple[Entry, Told, Path]
"""The file, what is wrong, and the way to the line inside the file."""


compared = lru_cache(maxsize=None)(plain)
"""The form in which phrases are compared with what merchants write."""


@dataclass(frozen=True)
class World:
    """The knowledge twice: as plain values, and as entries that know their lines."""

    gathered: Gathered
    knowledge: Knowledge
    examples: Examples
    today: date
    dialogs: tuple[Entry, ...] | None = None
    flows: Mapping[str, Entry] = field(default_factory=dict)

    @cached_property
    def graph(self) -> Graph:
        """All ways of all flows."""
        return graph(self.knowledge)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The flows that no intent starts."""
        return frozenset(id_ for id_, entry in self.flows.items() if entry.model.hidden)

    @cached_property
    def guards(self) -> frozenset[str]:
        """The flows that ask a guard question."""
        return frozenset(guard.flow for of in self.knowledge.guards.values() for guard in of)

    @cached_property
    def spoken(self) -> Mapping[str, Mapping[str, tuple[Entry, Path]]]:
        """Locale -> name -> where that sentence or label is written."""
        found: dict[str, dict[str, tuple[Entry, Path]]] = {}
        for entry in self.gathered.of("sentences"):
            found.setdefault(entry.locale, {}).update((name, (entry, at)) for name, at in spoken(entry))
        return found

    @property
    def intents(self) -> Entry | None:
        """The file of intents; a folder of examples alone has none."""
        return self.gathered.only("intents")

    @property
    def policy(self) -> Entry | None:
        """The file of policy."""
        return self.gathered.only("policy")

    def is_broken(self, kind: str, name: str = "") -> bool:
        """Whether a file of that kind (and of that name) is there but could not be used: what it
        would have defined is then not reported as missing.
        """
        return any(of == kind and stem in (name, name or stem) for of, stem in self.gathered.broken)

    def steps(self) -> Iterator[tuple[Flow, Step]]:
        """Every step of every flow."""
        for flow in self.knowledge.flows.values():
            yield from ((flow, step) for step in flow.steps.values())

    def finding(self, place: Place, message: Told, *inside: Part) -> Finding:
        """Something found at a step."""
        return self.flows[place.flow], message, ("steps", place.step, *inside)


Check: TypeAlias = Callable[[World], Iterator[Finding]]
