"""Where the ways through the flows lead: that all is reached, that all ends, and that help is near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.core.knowledge import DONE, ENDS, PERSON, RETURN, SOLVED, Kind
from bot.core.reminders.watching import REMINDER
from bot.core.state import Place
from bot.core.telling import told
from bot.knowledge.checks.world import Check, Finding, World
from bot.knowledge.graph import leading, reached
from bot.knowledge.walks import Walks

MOST_QUESTIONS = 6
"""Steps to try and questions before a ticket or a person (an issue's demand; forms do not count)."""

_CASES = frozenset({Kind.TICKET, Kind.UPDATE})


def _starts(world: World) -> Iterator[Place]:
    for flow in world.knowledge.flows.values():
        if flow.start in flow.steps:
            yield Place(flow.id, flow.start)


def _unreachable_step(world: World) -> Iterator[Finding]:
    inside = reached(world.graph, _starts(world), lambda place, way: way.to is not None and way.to.flow == place.flow)
    for flow, step in world.steps():
        if Place(flow.id, step.id) not in inside and flow.start in flow.steps:
            yield world.finding(Place(flow.id, step.id), told("unreachable_step", step=step.id))


def _unreachable_flow(world: World) -> Iterator[Finding]:
    led_to = {way.target for ways in world.graph.values() for way in ways}
    offered = {answer.then for answer in world.knowledge.answers.values()}
    chores = {chore.flow for chore in world.knowledge.upkeep.chores.values()} | {REMINDER}
    told_of = {cause.leads for causes in world.knowledge.causes.values() for cause in causes}
    for flow in sorted(world.hidden - led_to - offered - world.guards - chores - told_of):
        if not world.is_broken("flows") and not world.is_broken("policy"):
            yield world.flows[flow], told("unreachable_flow", flow=flow), ("flow",)


def _ending(world: World, *ends: str) -> set[Place]:
    """Every place from which one of the ends can be come to."""
    return leading(world.graph, (place for place, ways in world.graph.items() if any(way.target in ends for way in ways)))


def _handing_over(world: World) -> set[Place]:
    """Every place from which a person or a ticket can be come to."""
    cases = (Place(flow.id, step.id) for flow, step in world.steps() if step.kind in _CASES)
    return _ending(world, PERSON) | leading(world.graph, cases)


def _has_loose_ways(world: World) -> set[Place]:
    """Places that lead to something unknown, which is told elsewhere: no more is said of them."""
    loose = (place for place, ways in world.graph.items() if not ways or any(way.to is None and way.target not in ENDS for way in ways))
    return leading(world.graph, loose)


def _no_end(world: World) -> Iterator[Finding]:
    fine = _ending(world, PERSON, SOLVED, DONE, RETURN) | _has_loose_ways(world)
    for place in world.graph:
        if place not in fine:
            yield world.finding(place, told("no_end"))


def _no_way_out(world: World) -> Iterator[Finding]:
    fine = _ending(world, SOLVED, RETURN) | _handing_over(world) | _has_loose_ways(world)
    for place in world.graph:
        intent = world.knowledge.intents.get(place.flow)
        if intent and intent.trouble and place not in fine:
            yield world.finding(place, told("no_way_out"))


def _no_person(world: World) -> Iterator[Finding]:
    fine = _handing_over(world) | _ending(world, RETURN) | _has_loose_ways(world)
    for flow in world.knowledge.flows.values():
        if flow.start in flow.steps and Place(flow.id, flow.start) not in fine:
            yield world.flows[flow.id], told("no_person"), ("start",)


def _endless_turn(world: World) -> Iterator[Finding]:
    walks = Walks(world.knowledge, world.graph)
    for place in world.graph:
        if walks.is_endless(place):
            yield world.finding(place, told("endless_turn"))


def _too_many_questions(world: World) -> Iterator[Finding]:
    """Followed into other troubles, but not into the filing of a case: there the ticket begins."""
    troubles = {intent.id for intent in world.knowledge.intents.values() if intent.trouble}
    walks = Walks(world.knowledge, world.graph, lambda place, way: way.to is not None and way.to.flow in {place.flow, *troubles})
    for start in _starts(world):
        asked = walks.most_questions(start)
        if len(asked) > MOST_QUESTIONS:
            way = ", ".join(place.step if place.flow == start.flow else f"{place.flow}.{place.step}" for place in asked)
            yield world.flows[start.flow], told("too_many_questions", count=len(asked), way=way), ("start",)


CHECKS: Mapping[str, Check] = {
    "unreachable-step": _unreachable_step,
    "unreachable-flow": _unreachable_flow,
    "no-end": _no_end,
    "no-way-out": _no_way_out,
    "no-person": _no_person,
    "endless-turn": _endless_turn,
    "too-many-questions": _too_many_questions,
}
