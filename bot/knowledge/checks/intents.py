"""Intents: that every name of one is known, and that every one is answered, taught and tried out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.core.telling import told
from bot.knowledge.checks.names import TALK
from bot.knowledge.checks.world import Check, Finding, Path, World
from bot.knowledge.gathering import Entry
from bot.knowledge.shaping import OUT_OF_SCOPE


def _unknown_intent(world: World) -> Iterator[Finding]:
    if world.intents is None:
        return
    for entry, intent, at in _named(world):
        if intent not in world.knowledge.intents:
            yield entry, told("unknown_intent", intent=intent), at


def _named(world: World) -> Iterator[tuple[Entry, str, Path]]:
    if world.policy:
        yield from ((world.policy, intent, ("menu", number)) for number, intent in enumerate(world.policy.model.menu))
    for entry in world.gathered.of("examples"):
        if entry.model.intent != OUT_OF_SCOPE:
            yield entry, entry.model.intent, ("intent",)
    for entry in world.gathered.of("learned"):
        named = ((one.intent, ("learned", number, "intent")) for number, one in enumerate(entry.model.learned))
        yield from ((entry, intent, at) for intent, at in named if intent != OUT_OF_SCOPE)
    for flow, entry in world.flows.items():
        if flow not in world.hidden:
            yield entry, flow, ("flow",)
    for entry in world.gathered.of("answers"):
        yield from ((entry, name, ("answers", name)) for name in entry.model.answers)


def _hidden_intent(world: World) -> Iterator[Finding]:
    for flow in world.hidden:
        if flow in world.knowledge.intents and not world.flows[flow].model.trouble:
            yield world.flows[flow], told("hidden_intent", flow=flow), ("hidden",)


def _each_intent(world: World) -> Iterator[tuple[Entry, str, Path]]:
    if world.intents:
        for number, intent in enumerate(world.intents.model.intents):
            yield world.intents, intent.id, ("intents", number)


def _unanswered_intent(world: World) -> Iterator[Finding]:
    answered = set(world.knowledge.flows) | set(world.knowledge.answers)
    for entry, intent, at in _each_intent(world):
        excused = intent.startswith(TALK) or world.is_broken("flows", intent) or world.is_broken("answers", intent.split(".")[0])
        if intent not in answered and not excused:
            yield entry, told("unanswered_intent", intent=intent), at


def _answered_twice(world: World) -> Iterator[Finding]:
    for entry in world.gathered.of("answers"):
        for name in entry.model.answers:
            if name in world.knowledge.flows:
                yield entry, told("answered_twice", intent=name), ("answers", name)


def _no_examples(world: World) -> Iterator[Finding]:
    for entry, intent, at in _each_intent(world):
        for locale in world.knowledge.locales:
            if not world.examples.phrases.get(locale, {}).get(intent) and not world.is_broken("examples", intent):
                yield entry, told("no_examples", intent=intent, locale=locale), at


def _untested_intent(world: World) -> Iterator[Finding]:
    if world.dialogs is None:
        return
    tested = {name for entry in world.dialogs for turn in entry.model.turns for name in (turn.intent, turn.flow)}
    for entry, intent, at in _each_intent(world):
        if intent not in tested:
            yield entry, told("untested_intent", intent=intent), at


def _unknown_in_dialog(world: World) -> Iterator[Finding]:
    flows, intents = world.knowledge.flows, world.knowledge.intents
    for entry in world.dialogs or ():
        for number, turn in enumerate(entry.model.turns):
            at = ("turns", number)
            if turn.intent not in {"", "none", *intents}:
                yield entry, told("unknown_intent", intent=turn.intent), (*at, "intent")
            if turn.flow not in {"", "none", *flows} and not world.is_broken("flows", turn.flow):
                yield entry, told("unknown_flow", flow=turn.flow), (*at, "flow")
            if turn.flow in flows and turn.step not in {"", "none", *flows[turn.flow].steps}:
                yield entry, told("unknown_step_of", step=turn.step, flow=turn.flow), (*at, "step")


CHECKS: Mapping[str, Check] = {
    "unknown-intent": _unknown_intent,
    "hidden-intent": _hidden_intent,
    "unanswered-intent": _unanswered_intent,
    "answered-twice": _answered_twice,
    "no-examples": _no_examples,
    "untested-intent": _untested_intent,
    "unknown-in-dialog": _unknown_in_dialog,
}
