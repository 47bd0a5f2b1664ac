"""Ways through the flows as one merchant could go them: what was answered or tried once stays so.

A slot that is known is not asked again and a remedy that was tried is not proposed again; so most of
the ways that a graph alone would show cannot happen. Each search stops at `PATIENCE` and then
answers with what it has seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.knowledge import Kind, Knowledge, Step
from bot.core.state import Place
from bot.knowledge.graph import Graph, Way

PATIENCE = 20_000
"""Steps of one search."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What has been answered and tried on the way."""

    slots: Mapping[str, str] = field(default_factory=dict)
    tried: frozenset[str] = frozenset()

    def key(self) -> tuple[object, ...]:
        """The same for the same memories."""
        return (frozenset(self.slots.items()), self.tried)

    def agrees(self, way: Way) -> bool:
        """Whether nothing remembered speaks against this way."""
        return all(self.slots.get(slot, value) == value for slot, value in way.answers.items())

    def after(self, step: Step, way: Way) -> Memory:
        """What is remembered once the way is taken."""
        tried = self.tried | {step.remedy} if step.remedy else self.tried
        return Memory({**self.slots, **way.answers, **way.sets}, tried)


def is_asked(step: Step, memory: Memory) -> bool:
    """Whether the step would put a question to the merchant, or be passed over."""
    if step.kind is Kind.ASK:
        return memory.slots.get(step.slot, "") not in {option.key for option in step.options}
    return step.kind is Kind.TRY and memory.tried.isdisjoint((step.remedy, *step.struck_by))


@dataclass(frozen=True, slots=True)
class Walks:
    """Searches over the graph of a knowledge; ``follow`` says which ways count."""

    knowledge: Knowledge
    graph: Graph
    follow: Callable[[Place, Way], bool] = lambda _place, _way: True

    def most_questions(self, start: Place) -> tuple[Place, ...]:
        """The questions of the longest way from there."""
        best: tuple[Place, ...] = ()
        stack: list[tuple[Place, Memory, tuple[Place, ...], frozenset[Place]]] = [(start, Memory(), (), frozenset())]
        for _ in range(PATIENCE):
            if not stack:
                break
            place, memory, asked, been = stack.pop()
            step = self._step(place)
            asked = (*asked, place) if is_asked(step, memory) else asked
            best = max(best, asked, key=len)
            on = [(way, to) for way, to in self._on(place, memory) if to not in been]
            stack += [(to, memory.after(step, way), asked, been | {place}) for way, to in on]
        return best

    def is_endless(self, start: Place) -> bool:
        """Whether the machine can come back there, in one turn, knowing nothing new."""
        once = self._rounds(start, Memory())
        return any(twice.key() == memory.key() for memory in once for twice in self._rounds(start, memory))

    def _rounds(self, start: Place, memory: Memory) -> Iterator[Memory]:
        """What is remembered when it comes back to the start with nothing asked on the way."""
        seen: set[tuple[object, ...]] = set()
        stack = [(start, memory)]
        while stack and len(seen) < PATIENCE:
            place, memory = stack.pop()
            on = [(to, memory.after(self._step(place), way)) for way, to in self._on(place, memory) if way.passing]
            new = [(to, after) for to, after in on if (to, *after.key()) not in seen]
            seen.update((to, *after.key()) for to, after in new)
            yield from (after for to, after in new if to == start)
            stack += [(to, after) for to, after in new if to != start]

    def _on(self, place: Place, memory: Memory) -> Iterator[tuple[Way, Place]]:
        for way in self.graph[place]:
            if way.to is not None and self.follow(place, way) and memory.agrees(way):
                yield way, way.to

    def _step(self, place: Place) -> Step:
        return self.knowledge.flows[place.flow].steps[place.step]
