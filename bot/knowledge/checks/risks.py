"""Risk: that nothing dangerous is proposed, and that guard questions do guard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.core.knowledge import RETURN, Flow, Guard, Kind, Risk
from bot.core.state import Place
from bot.core.telling import told
from bot.knowledge.checks.variables import known_slots
from bot.knowledge.checks.world import Check, Finding, Path, World
from bot.knowledge.graph import reached

_GUARDED = (Risk.INTERRUPTS_SALES, Risk.LOSES_DATA)


def _breaks_seal(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        if step.risk is Risk.BREAKS_SEAL:
            yield world.finding(Place(flow.id, step.id), told("breaks_seal"), "risk")
    for entry in world.gathered.of("answers"):
        for name, answer in entry.model.answers.items():
            if answer.risk is Risk.BREAKS_SEAL:
                yield entry, told("breaks_seal"), ("answers", name, "risk")


def _unguarded(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        if step.risk in _GUARDED and not world.knowledge.guards.get(step.risk) and not world.is_broken("policy"):
            yield world.finding(Place(flow.id, step.id), told("unguarded", risk=step.risk), "risk")


def _forbidden_nowhere(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        if step.risk in _GUARDED and not step.next and not step.otherwise:
            yield world.finding(Place(flow.id, step.id), told("forbidden_nowhere"), "risk")


# ---- guards --------------------------------------------------------------------------------------


def _guards(world: World) -> Iterator[tuple[Guard, Flow, Path]]:
    for risk, guards in world.knowledge.guards.items():
        for number, guard in enumerate(guards):
            flow = world.knowledge.flows.get(guard.flow)
            if flow and flow.start in flow.steps:
                yield guard, flow, ("guards", risk.value, number)


def _places(world: World, flow: Flow) -> set[Place]:
    return reached(world.graph, [Place(flow.id, flow.start)])


def _guard_strays(world: World) -> Iterator[Finding]:
    for flow in {flow.id: flow for _, flow, _ in _guards(world)}.values():
        for place in sorted(_places(world, flow), key=lambda place: (place.flow, place.step)):
            for way in world.graph[place]:
                if way.to is None and way.target != RETURN:
                    yield world.finding(place, told("guard_strays", target=way.target), *way.at)


def _guard_never_passes(world: World) -> Iterator[Finding]:
    for guard, flow, at in _guards(world):
        if world.policy and not guard.passes & set(_given(world, flow, guard.slot)):
            yield world.policy, told("guard_never_passes", flow=flow.id, slot=guard.slot), (*at, "passes")


def _given(world: World, flow: Flow, slot: str) -> Iterator[str]:
    for place in _places(world, flow):
        step = world.knowledge.flows[place.flow].steps[place.step]
        for option in step.options:
            if slot in option.sets:
                yield option.sets[slot]
            elif step.slot == slot and step.kind is Kind.ASK:
                yield option.key


def _guard_leaves_open(world: World) -> Iterator[Finding]:
    """The machine would ask the guard again, and again."""
    for guard, flow, _ in _guards(world):
        known = known_slots(world.graph, {Place(flow.id, flow.start): frozenset()})
        for place in known:
            for way in world.graph[place]:
                if way.target == RETURN and guard.slot not in way.after(known[place]):
                    yield world.finding(place, told("guard_leaves_open", slot=guard.slot), *way.at)


def _guard_risky(world: World) -> Iterator[Finding]:
    for flow in {flow.id: flow for _, flow, _ in _guards(world)}.values():
        for place in _places(world, flow):
            step = world.knowledge.flows[place.flow].steps[place.step]
            if step.risk is not Risk.SAFE:
                yield world.finding(place, told("guard_risky"), "risk")


CHECKS: Mapping[str, Check] = {
    "breaks-seal": _breaks_seal,
    "unguarded": _unguarded,
    "forbidden-nowhere": _forbidden_nowhere,
    "guard-strays": _guard_strays,
    "guard-never-passes": _guard_never_passes,
    "guard-leaves-open": _guard_leaves_open,
    "guard-risky": _guard_risky,
}
