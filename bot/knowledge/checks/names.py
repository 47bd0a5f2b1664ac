"""Names that lead nowhere: targets, slots, rules, intents, remedies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from bot.core.codes import CONTESTED, UNKNOWN
from bot.core.deeds import DEEDS
from bot.core.knowledge import ENDS, Flow, Kind, Step, group_of
from bot.core.rules import RESULTS, RULES
from bot.core.state import Place
from bot.core.telling import told
from bot.knowledge.checks.world import Check, Finding, Path, World
from bot.knowledge.gathering import Entry
from bot.knowledge.spelling import GROUP

TALK = ("conversation.", "handoff.")
"""Intents that the machine itself answers."""


# ---- targets -----------------------------------------------------------------------------------


def _written(world: World) -> Iterator[tuple[Flow, Path, str]]:
    """Every target that an author wrote, and where."""
    for flow in world.knowledge.flows.values():
        yield flow, ("start",), flow.start
        for step in flow.steps.values():
            for way in world.graph[Place(flow.id, step.id)]:
                yield flow, ("steps", step.id, *way.at), way.target


def _unknown_step(world: World) -> Iterator[Finding]:
    for flow, at, target in _written(world):
        known = target in flow.steps or (target in ENDS and at != ("start",))
        if target and "." not in target and not known:
            yield world.flows[flow.id], told("unknown_step", step=target), at


def _unknown_flow(world: World) -> Iterator[Finding]:
    named = [(world.flows[flow.id], at, target) for flow, at, target in _written(world) if "." in target]
    if world.policy:
        for risk, guards in world.knowledge.guards.items():
            named += [(world.policy, ("guards", risk.value, number, "flow"), guard.flow) for number, guard in enumerate(guards)]
    for entry in world.gathered.of("answers"):
        named += [(entry, ("answers", name, "then"), answer.then) for name, answer in entry.model.answers.items() if answer.then]
    for entry in world.gathered.of("upkeep"):
        named += [(entry, ("chores", name, "flow"), chore.flow) for name, chore in entry.model.chores.items() if chore.flow]
    for entry, at, target in named:
        if target not in world.knowledge.flows and not world.is_broken("flows", target):
            yield entry, told("unknown_flow", flow=target), at


def _no_target(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        place = Place(flow.id, step.id)
        for option in step.options:
            if not option.to and option.key not in ("not_fixed", "cannot"):
                yield world.finding(place, told("no_target_choice", choice=option.key), "choices", option.key)
        if not step.next and step.kind not in (Kind.ASK, Kind.CHECK):
            yield world.finding(place, told("no_target_next", kind=step.kind))
        for value, target in step.branches.items():
            if not target:
                yield world.finding(place, told("no_target_branch", branch=value), "branches", value)


def _no_otherwise(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        if step.kind is Kind.CHECK and not step.otherwise and not _all_covered(step):
            yield world.finding(Place(flow.id, step.id), told("no_otherwise"))


def _all_covered(step: Step) -> bool:
    return bool(step.rule) and RESULTS.get(step.rule, frozenset()) <= set(step.branches)


def _ambiguous_step(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        if step.id in ENDS:
            yield world.finding(Place(flow.id, step.id), told("ambiguous_step", step=step.id))


# ---- models --------------------------------------------------------------------------------------


def _no_way_past(world: World) -> Iterator[Finding]:
    """A question that not every terminal can be asked needs a way round it, and an answer that all can give."""
    for flow, step in world.steps():
        place = Place(flow.id, step.id)
        if step.kind is Kind.ASK and (step.needs or step.unless) and not step.otherwise:
            yield world.finding(place, told("no_way_past_part"))
        if step.kind is Kind.ASK and all(option.needs or option.unless for option in step.options):
            yield world.finding(place, told("no_way_past_choices"), "choices")


# ---- slots and rules -----------------------------------------------------------------------------


def _unknown_slot(world: World) -> Iterator[Finding]:
    if world.is_broken("slots"):
        return
    for flow, step in world.steps():
        for at, slot in _slots(step):
            if slot not in world.knowledge.slots:
                yield world.finding(Place(flow.id, step.id), told("unknown_slot", slot=slot), *at)
    for risk, guards in world.knowledge.guards.items():
        for number, guard in enumerate(guards):
            if guard.slot not in world.knowledge.slots and world.policy:
                yield world.policy, told("unknown_slot", slot=guard.slot), ("guards", risk.value, number, "slot")


def _slots(step: Step) -> Iterator[tuple[Path, str]]:
    if step.slot:
        yield ("slot",), step.slot
    yield from ((("slots", number), slot) for number, slot in enumerate(step.slots))
    for option in step.options:
        yield from ((("choices", option.key, "set", slot), slot) for slot in option.sets)
        yield from [(("choices", option.key, "takes"), option.takes)] if option.takes else []


def _stray_optional(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        for number, slot in enumerate(step.optional):
            if slot not in step.slots:
                yield world.finding(Place(flow.id, step.id), told("stray_optional", slot=slot), "optional", number)


def _unknown_rule(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        if step.kind is Kind.CHECK and not step.rule and not step.slot:
            yield world.finding(Place(flow.id, step.id), told("no_rule"))
        if step.rule and step.rule not in RULES:
            yield world.finding(Place(flow.id, step.id), told("unknown_rule", rule=step.rule), "rule")


def _unknown_deed(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        if step.deed and step.deed not in DEEDS:
            yield world.finding(Place(flow.id, step.id), told("unknown_deed", deed=step.deed), "deed")


def _unknown_branch(world: World) -> Iterator[Finding]:
    values = _values(world)
    for flow, step in world.steps():
        known = _results(world, step.rule) if step.rule else values.get(step.slot)
        for value in step.branches:
            if known and value not in known:
                yield world.finding(Place(flow.id, step.id), told("unknown_branch", branch=value), "branches", value)


def _unknown_carried(world: World) -> Iterator[Finding]:
    """An answer that is to hold for the next trouble as well, and that nobody gives."""
    values = _values(world)
    for entry in world.gathered.of("slots"):
        for name, slot in entry.model.slots.items():
            for value in slot.carries:
                if not world.is_broken("flows") and value not in values.get(name, ()):
                    yield entry, told("unknown_carried", slot=name, value=value), ("slots", name, "carries")


def _results(world: World, rule: str) -> frozenset[str] | None:
    """What a rule can answer; the one of response codes answers with a class of the table."""
    table = world.gathered.only("codes")
    if rule != "code_class" or table is None:
        return RESULTS.get(rule)
    return frozenset({of.name for family in table.model.families for of in family.classes} | {CONTESTED, UNKNOWN})


def _values(world: World) -> Mapping[str, set[str]]:
    """Slot of kind choice -> the values that any flow gives it."""
    values: dict[str, set[str]] = defaultdict(set)
    for _, step in world.steps():
        if step.kind is Kind.ASK and step.slot:
            values[step.slot].update(option.key for option in step.options)
        if step.rule and step.slot:
            values[step.slot].update(RESULTS.get(step.rule, ()))
        for option in step.options:
            for slot, value in option.sets.items():
                values[slot].add(value)
    return {slot: of for slot, of in values.items() if slot in world.knowledge.slots and world.knowledge.slots[slot].kind == "choice"}


# ---- remedies --------------------------------------------------------------------------------------


def _no_remedy(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        if step.kind is Kind.TRY and not step.remedy:
            yield world.finding(Place(flow.id, step.id), told("no_remedy"))


def _unknown_remedy(world: World) -> Iterator[Finding]:
    for flow, step in world.steps():
        named = [(step.remedy, "remedy")] if step.remedy else []
        for remedy, key in (*named, *((other, "struck_by") for other in step.struck_by)):
            for locale in world.knowledge.locales:
                known = world.knowledge.remedies.get(locale, {})
                if not known.get(remedy) and not world.is_broken("remedies", locale):
                    yield world.finding(Place(flow.id, step.id), told("unknown_remedy", remedy=remedy, locale=locale), key)


def _unused_remedy(world: World) -> Iterator[Finding]:
    used = {step.remedy for _, step in world.steps()}
    for entry in world.gathered.of("remedies"):
        for remedy in entry.model.remedies:
            if remedy not in used and not world.is_broken("flows"):
                yield entry, told("unused_remedy", remedy=remedy), ("remedies", remedy)


def _unknown_words(world: World) -> Iterator[Finding]:
    for entry, at, phrase in _patterns(world):
        for group in GROUP.findall(phrase):
            if group[1:-1] not in entry.model.words:
                yield entry, told("unknown_words", group=group), at


def _patterns(world: World) -> Iterator[tuple[Entry, Path, str]]:
    """Every phrase that may name groups of words, and where it stands."""
    for entry in world.gathered.of("remedies"):
        for remedy, phrases in entry.model.remedies.items():
            yield from ((entry, ("remedies", remedy, number), phrase) for number, phrase in enumerate(phrases))
    for of, kind in (("dangers", "dangers"), ("dangers", "refusals"), ("asides", "asides"), ("causes", "causes")):
        for entry in world.gathered.of(of):
            for at, one in enumerate(getattr(entry.model, kind)):
                for key in ("phrases", "unless", "yet", "others", "spared", "things", "works"):
                    yield from ((entry, (kind, at, key, number), phrase) for number, phrase in enumerate(getattr(one, key, ())))


def _no_danger(world: World) -> Iterator[Finding]:
    for entry in world.gathered.of("dangers"):
        for at, danger in enumerate(entry.model.dangers):
            if danger.intent not in world.knowledge.flows and not world.is_broken("flows", danger.intent):
                yield entry, told("unknown_danger_flow", flow=danger.intent), ("dangers", at, "intent")
            for slot in danger.set:
                if slot not in world.knowledge.slots and not world.is_broken("slots"):
                    yield entry, told("unknown_danger_slot", slot=slot), ("dangers", at, "set", slot)


def _of_nothing(world: World) -> Iterator[Finding]:
    """Of a flow, a group or an answer that there is none of it would never be asked."""
    known = {*world.knowledge.flows, *map(group_of, world.knowledge.flows), *world.knowledge.answers}
    refusals = {one.name for of in world.knowledge.refusals.values() for one in of}
    over = {*known, *world.knowledge.intents, *refusals}
    for kind in ("asides", "causes"):
        for entry in world.gathered.of(kind):
            for at, one in enumerate(getattr(entry.model, kind)):
                for number, name in enumerate(one.of):
                    if name not in known and not world.is_broken("flows", name):
                        yield entry, told("unknown_aside_of", name=name), (kind, at, "of", number)
                for number, name in enumerate(one.over if kind == "asides" else ()):
                    if not world.is_broken("flows", name) and name not in over:
                        yield entry, told("unknown_aside_of", name=name), (kind, at, "over", number)


def _leads_nowhere(world: World) -> Iterator[Finding]:
    """A cause whose remedy no step tries, or whose flow or facts there are not, would never be used."""
    tried = {step.remedy for _, step in world.steps() if step.remedy}
    for entry in world.gathered.of("causes"):
        for at, one in enumerate(entry.model.causes):
            wrong = [one.remedy] if one.remedy and one.remedy not in tried else []
            wrong += [one.leads] if one.leads and one.leads not in world.knowledge.flows else []
            wrong += [slot for slot in one.set if slot not in world.knowledge.slots]
            wrong += [] if bool(one.remedy) != bool(one.leads) else [one.cause]
            if not (world.is_broken("flows") or world.is_broken("slots")):
                yield from ((entry, told("cause_leads_nowhere", name=name), ("causes", at)) for name in wrong)


CHECKS: Mapping[str, Check] = {
    "unknown-step": _unknown_step,
    "unknown-flow": _unknown_flow,
    "no-target": _no_target,
    "no-otherwise": _no_otherwise,
    "ambiguous-step": _ambiguous_step,
    "no-way-past": _no_way_past,
    "unknown-slot": _unknown_slot,
    "stray-optional": _stray_optional,
    "unknown-rule": _unknown_rule,
    "unknown-deed": _unknown_deed,
    "unknown-branch": _unknown_branch,
    "unknown-carried": _unknown_carried,
    "no-remedy": _no_remedy,
    "unknown-remedy": _unknown_remedy,
    "unused-remedy": _unused_remedy,
    "unknown-words": _unknown_words,
    "unknown-danger": _no_danger,
    "unknown-aside": _of_nothing,
    "unknown-cause": _leads_nowhere,
}
