"""Variables of sentences: that each is a name that can be known, and that none is shown empty.

What is known at a step is what every way to it makes known. What may be unknown must stand inside a
test of it: ``{% if name %} … {{ name }} … {% endif %}`` or ``{{ name or "…" }}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from bot.core.knowledge import Kind, Step
from bot.core.state import Place
from bot.core.telling import told
from bot.core.variables import MODEL_VARIABLES, STEP_VARIABLES, SUPPLIER_VARIABLES
from bot.core.vocabulary import SENTENCES
from bot.knowledge.checks.world import Check, Finding, World
from bot.knowledge.graph import Graph

_JINJA = Environment(autoescape=False)  # noqa: S701 -- only parses; nothing is rendered here
PAGES = ("web.", "telegram.", "wechat.", "emulator.", "document.", "desk.", "status.", "doctor.", "own.", "commands.", "told.", "check.")
"""Scopes whose words are a page's or a document's own; they are looked up and filled in there."""

_SPEAKING = frozenset({Kind.ASK, Kind.TRY, Kind.TELL})


# ---- what a template names -----------------------------------------------------------------------


@lru_cache(maxsize=4096)
def parsed(source: str) -> nodes.Template | str:
    """The template, or what is wrong with it."""
    try:
        tree = _JINJA.parse(source)
    except TemplateSyntaxError as problem:
        return problem.message or "not a template"
    unknown = [node.name for node in tree.find_all(nodes.Filter) if node.name not in _JINJA.filters]
    unknown += [node.name for node in tree.find_all(nodes.Test) if node.name not in _JINJA.tests]
    return f"there is no filter or test {unknown[0]}" if unknown else tree


def names(source: str) -> Iterator[tuple[str, bool]]:
    """The variables of a template, and whether each stands inside a test of itself."""
    tree = parsed(source) if "{" in source else ""
    if isinstance(tree, nodes.Template):
        own = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
        own |= {"loop"} if tree.find(nodes.For) else set()
        yield from ((name, tested) for name, tested in _named(tree, frozenset()) if name not in own)


def _named(node: nodes.Node, tested: frozenset[str]) -> Iterator[tuple[str, bool]]:
    if isinstance(node, nodes.Name):
        yield node.name, node.name in tested
    elif isinstance(node, nodes.If | nodes.CondExpr):
        yield from _branched(node, tested)
    elif isinstance(node, nodes.Or):
        yield from ((name, True) for name, _ in _named(node.left, tested))
        yield from _named(node.right, tested)
    else:
        for child in node.iter_child_nodes():
            yield from _named(child, tested)


def _branched(node: nodes.If | nodes.CondExpr, tested: frozenset[str]) -> Iterator[tuple[str, bool]]:
    yield from ((name, True) for name, _ in _named(node.test, tested))
    inside, outside = tested | _truths(node.test, holds=True), tested | _truths(node.test, holds=False)
    if isinstance(node, nodes.CondExpr):
        yield from _named(node.expr1, inside)
        yield from _named(node.expr2, outside) if node.expr2 else ()
        return
    for child in node.body:
        yield from _named(child, inside)
    for child in (*node.elif_, *node.else_):
        yield from _named(child, outside)


def _truths(test: nodes.Node, *, holds: bool) -> frozenset[str]:
    """The variables that are not empty if the test holds (or if it does not)."""
    if isinstance(test, nodes.Name):
        return frozenset({test.name}) if holds else frozenset()
    if isinstance(test, nodes.Not):
        return _truths(test.node, holds=not holds)
    if isinstance(test, nodes.And if holds else nodes.Or):
        return _truths(test.left, holds=holds) | _truths(test.right, holds=holds)
    if isinstance(test, nodes.Compare) and holds and isinstance(test.expr, nodes.Name):
        return frozenset({test.expr.name}) if _is_something(test.ops) else frozenset()
    return frozenset()


def _is_something(operands: list[nodes.Operand]) -> bool:
    """Whether being equal to (or among) these means being not empty."""
    values = [const.value for operand in operands for const in operand.find_all(nodes.Const)]
    return all(operand.op in ("eq", "in") for operand in operands) and bool(values) and all(values)


# ---- what is known where -------------------------------------------------------------------------


def known_slots(ways: Graph, starts: Mapping[Place, frozenset[str]]) -> dict[Place, frozenset[str]]:
    """Place -> the slots that are known on every way to it from the starts."""
    known = dict(starts)
    waiting = list(starts)
    while waiting:
        place = waiting.pop()
        for way in ways.get(place, ()):
            if way.to is None:
                continue
            here = way.after(known[place])
            merged = here & known[way.to] if way.to in known else here
            if merged != known.get(way.to):
                known[way.to] = merged
                waiting.append(way.to)
    return known


def _known(world: World) -> dict[Place, frozenset[str]]:
    """With nothing known where a flow can be entered from anywhere: by an intent, or as a guard."""
    entered = [flow for flow in world.knowledge.flows.values() if flow.id not in world.hidden or flow.id in world.guards]
    return known_slots(world.graph, {Place(flow.id, flow.start): frozenset() for flow in entered if flow.start in flow.steps})


def _known_at(world: World, known: Mapping[Place, frozenset[str]], flow: str, step: Step) -> frozenset[str]:
    """What is known when the step speaks: its guard questions have been asked by then."""
    guarded = frozenset(guard.slot for guard in world.knowledge.guards.get(step.risk, ()))
    return known.get(Place(flow, step.id), frozenset()) | guarded


# ---- checks --------------------------------------------------------------------------------------


def _sayings(world: World) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Locale, name and the variables that are known for certain, of every sentence there is."""
    known = _known(world)
    of_steps = {f"{flow.id}.{step.id}": _known_at(world, known, flow.id, step) for flow, step in world.steps() if step.kind in _SPEAKING}
    for locale, sentences in world.spoken.items():
        for name, (_, at) in sentences.items():
            if at[0] == "sentences" and not name.startswith(PAGES):
                step = name.removesuffix(".explain")
                yield locale, name, of_steps.get(step, frozenset()) | {"locale", *SENTENCES.get(name, ())}


def _allowed(world: World, name: str) -> frozenset[str]:
    """What a sentence may name: only a step's own sentence and its questions are given the facts of the ticket."""
    beside = name in SENTENCES or name.startswith("answer.") or name.endswith((".explain", ".untouched", ".solved", ".caution", ".again"))
    facts = () if beside else STEP_VARIABLES
    return frozenset({*world.knowledge.slots, *SUPPLIER_VARIABLES, *MODEL_VARIABLES, *facts, *SENTENCES.get(name, ()), "locale"})


def _unknown_variable(world: World) -> Iterator[Finding]:
    for locale, name, _ in _sayings(world):
        entry, at = world.spoken[locale][name]
        for variable in sorted({one for one, _ in names(world.knowledge.sentences[locale][name])} - _allowed(world, name)):
            if not world.is_broken("slots"):
                yield entry, told("unknown_variable", variable=variable, name=name), at


def _loose_variable(world: World) -> Iterator[Finding]:
    for locale, name, known in _sayings(world):
        entry, at = world.spoken[locale][name]
        loose = {one for one, tested in names(world.knowledge.sentences[locale][name]) if not tested}
        for variable in sorted((loose & _allowed(world, name)) - known):
            yield entry, told("loose_variable", variable=variable, name=name), at


def _label_variable(world: World) -> Iterator[Finding]:
    for locale, sentences in world.spoken.items():
        for name, (entry, at) in sentences.items():
            if at[0] == "labels" and "{" in world.knowledge.sentences[locale][name]:
                yield entry, told("label_variable", name=name), at


def _bad_template(world: World) -> Iterator[Finding]:
    for locale, sentences in world.spoken.items():
        for name, (entry, at) in sentences.items():
            tree = parsed(world.knowledge.sentences[locale][name])
            if isinstance(tree, str) and at[0] == "sentences":
                yield entry, told("bad_template", name=name, why=tree), at


CHECKS: Mapping[str, Check] = {
    "unknown-variable": _unknown_variable,
    "loose-variable": _loose_variable,
    "label-variable": _label_variable,
    "bad-template": _bad_template,
}
