"""The flows as one graph: places (flow, step) and the ways from each, for the linter and the pictures.

Warning: guards are not drawn in; the machine asks them by itself before any step of their class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.core.knowledge import ENDS, Flow, Kind, Knowledge, Step
from bot.core.rules import RESULTS
from bot.core.state import Place

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from a step. ``via`` is the option's key, the branch's value, ``next`` or
    ``otherwise``; ``at`` its place in the step; ``to`` the step it leads to, none for an end or an
    unknown target; ``passing`` says that it can be taken without a question asked.
    """

    via: str
    at: tuple[str, ...]
    target: str
    to: Place | None
    passing: bool = True
    answers: Mapping[str, str] = field(default_factory=dict)  # the slot's value for which this is the way
    sets: Mapping[str, str] = field(default_factory=dict)  # an empty value forgets the slot
    fills: frozenset[str] = NOTHING  # variables that have some value after it
    asks: frozenset[str] = NOTHING  # slots that are known, or "-" if the merchant left them open
    rules_out_dash: frozenset[str] = NOTHING  # slots that are not "-" after it

    def after(self, known: frozenset[str]) -> frozenset[str]:
        """The variables that are known when this way was taken; ``slot?`` stands for one asked for."""
        answered = {slot for slot, value in self.answers.items() if value not in ("", "-")}
        filled = self.fills | answered | {slot for slot in self.rules_out_dash if f"{slot}?" in known}
        forgotten = {slot for slot, value in self.sets.items() if not value}
        asked = {f"{slot}?" for slot in self.asks}
        return (known | filled | asked | set(self.sets)) - forgotten - {f"{slot}?" for slot in forgotten}


Graph = Mapping[Place, tuple[Way, ...]]


def graph(knowledge: Knowledge) -> Graph:
    """All places of all flows, and the ways from each in the order of the file."""
    return {
        Place(flow.id, step.id): tuple(_ways(knowledge, flow, step)) for flow in knowledge.flows.values() for step in flow.steps.values()
    }


def _ways(knowledge: Knowledge, flow: Flow, step: Step) -> Iterator[Way]:
    for way in _WAYS.get(step.kind, _next)(step):
        yield replace(way, to=where(knowledge, flow, way.target))


def _next(step: Step) -> Iterator[Way]:
    fills = _TICKET_FACTS if step.kind is Kind.TICKET else NOTHING
    yield from [Way("next", ("next",), step.next, None, fills=fills)] if step.next else []
    yield from [Way("otherwise", ("otherwise",), step.otherwise, None)] if step.otherwise else []


def _offered(step: Step) -> Iterator[Way]:
    for option in step.options:
        answers = {step.slot: option.key} if step.slot else {}
        yield Way(option.key, ("choices", option.key), option.to, None, bool(answers), answers, option.sets)
    yield from _next(step)


def _form(step: Step) -> Iterator[Way]:
    optional = frozenset(step.optional)
    for way in _next(step):
        yield replace(way, fills=frozenset(step.slots) - optional, asks=optional)


def _check(step: Step) -> Iterator[Way]:
    told = TELLS.get(step.rule, {})
    slot = frozenset({step.slot}) if step.slot else NOTHING
    for value, target in step.branches.items():
        at = ("branches", value)
        if step.rule:
            yield Way(value, at, target, None, sets=dict.fromkeys(slot, value), fills=told.get(value, NOTHING))
        else:
            yield Way(value, at, target, None, answers={step.slot: value})
    if step.otherwise:
        rest = [told.get(value, NOTHING) for value in RESULTS.get(step.rule, ()) if value not in step.branches]
        fills = frozenset.intersection(*rest) if rest else NOTHING
        noted = slot if step.rule else NOTHING
        dash = slot if "-" in step.branches else NOTHING
        yield Way("otherwise", ("otherwise",), step.otherwise, None, fills=fills | noted, rules_out_dash=dash)


_TICKET_FACTS = frozenset({"ticket_ref", "ticket_status"})
_TERM = frozenset({"warranty_until"})

TELLS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "warranty": {"out": _TERM},
    "open_ticket": {"same": _TICKET_FACTS, "other": _TICKET_FACTS},
    "tickets": {"one": _TICKET_FACTS, "many": _TICKET_FACTS},
    "ticket_named": {"some": _TICKET_FACTS},
}
"""Rule -> result -> the variables that are known when it has that result."""

_WAYS: Mapping[Kind, Callable[[Step], Iterator[Way]]] = {
    Kind.ASK: _offered,
    Kind.TRY: _offered,
    Kind.FORM: _form,
    Kind.CHECK: _check,
}


def where(knowledge: Knowledge, flow: Flow, target: str) -> Place | None:
    """The place a target of that flow leads to; none for an end or an unknown name."""
    if target in ENDS:
        return None
    if target in flow.steps:
        return Place(flow.id, target)
    other = knowledge.flows.get(target)
    return Place(other.id, other.start) if other and other.start in other.steps else None


def reached(ways: Graph, starts: Iterable[Place], follow: Callable[[Place, Way], bool] = lambda _place, _way: True) -> set[Place]:
    """Every place that can be come to from the starts along the ways that are followed."""
    found = {place for place in starts if place in ways}
    waiting = list(found)
    while waiting:
        place = waiting.pop()
        ahead = {way.to for way in ways[place] if way.to is not None and follow(place, way)} - found
        found |= ahead
        waiting += ahead
    return found


def leading(ways: Graph, goals: Iterable[Place]) -> set[Place]:
    """Every place from which one of the goals can be come to, the goals included."""
    back: dict[Place, list[Place]] = {}
    for place, of in ways.items():
        for way in of:
            if way.to is not None:
                back.setdefault(way.to, []).append(place)
    found = set(goals)
    waiting = list(found)
    while waiting:
        before = set(back.get(waiting.pop(), ())) - found
        found |= before
        waiting += before
    return found
