"""How far it still is: for each step of a flow the questions ahead at most, itself included.

The longest way through the flow, with every loop cut where it closes; other flows are not looked into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.core.knowledge import Kind, Step

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
