"""What lies ahead in a flow: the questions of each step at most, and the remedies that may be proposed.

The longest way through the flow counts, with every loop cut where it closes; other flows are not looked into
for the questions, but for the remedies they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.core.knowledge import Flow, Kind, Step

QUESTIONS = frozenset({Kind.ASK, Kind.TRY, Kind.FORM})


def targets(step: Step) -> Iterator[str]:
    """Where a step can lead, in the order of the file."""
    yield from (option.to for option in step.options)
    yield from step.branches.values()
    yield from (target for target in (step.next, step.otherwise) if target)


def ahead(steps: Mapping[str, Step]) -> dict[str, int]:
    """Step -> questions ahead. Without recursion: a file may chain more steps than the stack is deep."""
    counted: dict[str, int] = {}
    for start in steps:
        _count(steps, start, counted)
    return {id_: counted[id_] for id_ in steps}


def _count(steps: Mapping[str, Step], start: str, counted: dict[str, int]) -> None:
    """Depth first; a step is counted when all it leads to is, except what it came from."""
    stack = [start] if start not in counted else []
    while stack:
        id_ = stack[-1]
        inside = [target for target in targets(steps[id_]) if target in steps]
        waiting = next((target for target in inside if target not in counted and target not in stack), None)
        if waiting is not None:
            stack.append(waiting)
            continue
        after = max((counted.get(target, 0) for target in inside), default=0)
        counted[id_] = after + (steps[id_].kind in QUESTIONS)
        stack.pop()


def with_outlook(flows: Mapping[str, Flow]) -> dict[str, Flow]:
    """The flows, each with those it can lead to and the remedies it may come to propose."""
    ahead_of = {id_: _led_to(flows, id_) for id_ in flows}
    return {id_: replace(flow, leads_to=ahead_of[id_] - {id_}, remedies=_remedies(flows, ahead_of[id_])) for id_, flow in flows.items()}


def _led_to(flows: Mapping[str, Flow], start: str) -> frozenset[str]:
    seen, waiting = {start}, [start]
    while waiting:
        new = {target for step in flows[waiting.pop()].steps.values() for target in targets(step) if target in flows} - seen
        seen |= new
        waiting += sorted(new)
    return frozenset(seen)


def _remedies(flows: Mapping[str, Flow], among: Iterable[str]) -> frozenset[str]:
    return frozenset(step.remedy for id_ in among for step in flows[id_].steps.values() if step.remedy)
