"""From entries to the plain values of `bot.core.knowledge`. Decides nothing; looks nothing up twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from bot.core import knowledge as plain
from bot.core import lookups
from bot.core.knowledge import Kind, Knowledge, Option, Step, group_of
from bot.knowledge import spelling
from bot.knowledge.counting import ahead, with_outlook
from bot.knowledge.gathering import Entry, Gathered
from bot.knowledge.results import others, results
from bot.knowledge.upkeep import upkeep_of
from bot.understanding.matcher.examples import Example, Examples

Row = TypeVar("Row")

OUT_OF_SCOPE = "out_of_scope"
"""The intent whose examples are none: what merchants write that is no business of the bot."""


def shape(gathered: Gathered) -> tuple[Knowledge, Examples]:
    """All that could be read, as the rest of the program knows it."""
    examples = _with_learned(_examples(gathered.of("examples")), gathered.of("learned"))
    policy = gathered.only("policy")
    knowledge = Knowledge(
        version=gathered.version,
        locales=_locales(gathered, examples),
        intents=_intents(gathered.only("intents"), examples) | _told(gathered.of("flows")),
        flows=with_outlook({entry.model.flow: _flow(entry.model) for entry in gathered.of("flows")}),
        answers=_answers(gathered.of("answers")),
        slots=_slots(gathered.only("slots")),
        guards=_guards(policy.model.guards) if policy else {},
        menu=policy.model.menu if policy else (),
        warranty=_warranty(policy.model.warranty.months if policy else 0, gathered.only("warranty")),
        sentences=_sentences(gathered.of("sentences")),
        hears=_hears(gathered.of("sentences")),
        remedies={entry.locale: spelling.remedies(entry.model) for entry in gathered.of("remedies")},
        dangers=_worded(gathered, "dangers", "dangers", spelling.danger),
        refusals=_worded(gathered, "dangers", "refusals", spelling.refusal),
        asides=_worded(gathered, "asides", "asides", spelling.aside),
        causes=_worded(gathered, "causes", "causes", spelling.cause),
        supplier=_supplier(gathered.only("supplier")),
        visits=_visits(gathered.only("supplier")),
        directory=_directory(gathered.only("directory")),
        standstill=policy.model.standstill if policy else (),
        **_within(policy),
        codes=_codes(gathered.only("codes"), policy),
        models=_models(gathered.only("models")),
        upkeep=upkeep_of(gathered.only("upkeep")),
    )
    told = results(gathered.of("results"), knowledge)
    return knowledge, replace(examples, results=told, answers=others(gathered.of("results"), knowledge, told))


Spelled = Callable[[Any, Mapping[str, tuple[str, ...]]], Row]


def _worded(gathered: Gathered, of: str, kind: str, spelled: Spelled[Row]) -> dict[str, tuple[Row, ...]]:
    """The rows of that kind, by language."""
    return {entry.locale: tuple(spelled(one, entry.model.words) for one in getattr(entry.model, kind)) for entry in gathered.of(of)}


def _locales(gathered: Gathered, examples: Examples) -> tuple[str, ...]:
    spoken = {entry.locale for entry in gathered.of("sentences")}
    return tuple(sorted(spoken)) or examples.locales


def _intents(entry: Entry | None, examples: Examples) -> dict[str, plain.Intent]:
    """A folder of examples alone has the intents that the examples are of."""
    if entry:
        return {one.id: plain.Intent(one.id, one.group, one.trouble) for one in entry.model.intents}
    ids = sorted({intent for of in examples.phrases.values() for intent in of})
    return {id_: plain.Intent(id_, group_of(id_)) for id_ in ids}


def _told(flows: tuple[Entry, ...]) -> dict[str, plain.Intent]:
    """Troubles that no example names, only what is told leads into their flow: they are worked on like any other."""
    return {flow.flow: plain.Intent(flow.flow, group_of(flow.flow), trouble=True) for flow in (one.model for one in flows) if flow.trouble}


def _slots(entry: Entry | None) -> dict[str, plain.Slot]:
    slots = entry.model.slots if entry else {}
    return {name: plain.Slot(name, slot.kind, slot.lasts, slot.carries, slot.made_of) for name, slot in slots.items()}


def _answers(entries: tuple[Entry, ...]) -> dict[str, plain.Answer]:
    answers = (answer for entry in entries for answer in entry.model.answers.items())
    return {name: plain.Answer(name, one.certificate(), one.risk, one.then) for name, one in answers}


def _guards(guards: Mapping[plain.Risk, Any]) -> dict[plain.Risk, tuple[plain.Guard, ...]]:
    return {risk: tuple(plain.Guard(guard.slot, guard.flow, frozenset(guard.passes)) for guard in of) for risk, of in guards.items()}


def _supplier(entry: Entry | None) -> dict[str, dict[str, str]]:
    facts = entry.model.root if entry else {}
    return {locale: dict(of) for locale, of in facts.items()}


def _within(policy: Entry | None) -> dict[str, tuple[str, ...]]:
    of = policy.model.within if policy else None
    return {"within": (of.usual, of.urgent, of.danger)} if of else {}


def _visits(entry: Entry | None) -> lookups.VisitHours:
    if entry is None:
        return lookups.VisitHours()
    of = entry.model.visits
    areas = tuple(lookups.VisitArea(one.area, one.places, _week(one.days), one.capacity, one.notice) for one in of.areas)
    return lookups.VisitHours(of.zone, _week(of.days), of.capacity, of.ahead, of.notice, of.closed, areas=areas)


def _directory(entry: Entry | None) -> tuple[lookups.Office, ...]:
    offices = entry.model.directory if entry else ()
    return tuple(lookups.Office(one.id, one.kind, one.names, one.phone, one.hours, one.about, one.certificate()) for one in offices)


def _week(days: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return {str(number): days[name] for number, name in enumerate(names) if name in days}


def _warranty(months: int, entry: Entry | None) -> lookups.Warranty:
    """The written terms; without any, so many months from the purchase."""
    if entry is None:
        return lookups.Warranty(months)
    terms = tuple(
        lookups.Terms(
            one.terms, one.months, one.starts, one.rented == "covered", one.redo_months, dict(one.wear), one.excluded,
            one.suppliers, one.countries, one.usual, one.certificate(),
        )
        for one in entry.model.terms
    )  # fmt: skip
    return lookups.Warranty(months, terms, entry.model.country, entry.model.zone)


def _codes(entry: Entry | None, policy: Entry | None) -> lookups.Codes:
    """The tables by family, the default one's classes in their order, and what merchants write of both."""
    if entry is None:
        return lookups.Codes()
    families = entry.model.families
    contested = entry.model.contested.codes if entry.model.contested else ()
    words: dict[str, tuple[str, ...]] = {}
    classes = [of for family in families for of in family.classes]
    for of in classes:
        words[of.name] = (*words.get(of.name, ()), *of.hear)
    return lookups.Codes(
        families={family.family: {code.upper(): of.name for of in family.classes for code in of.codes} for family in families},
        default=next((family.family for family in families if family.default), ""),
        shop=policy.model.acquirer if policy else "",
        contested={one.code.upper(): one.elsewhere for one in contested},
        order=tuple(words),
        duties={of.name: {"action": of.action, "who": of.who, "retry": of.retry} for of in classes},
        reviewed={family.family: family.certificate() for family in families},
        acquirers={family.family: family.hear for family in families},
        words=words,
    )


def _models(entry: Entry | None) -> dict[str, lookups.Model]:
    """Each family under its name, and each of its models with all that holds for the family."""
    models: dict[str, lookups.Model] = {}
    for of in entry.model.families if entry else ():
        family = lookups.Model(of.family, of.family, of.has, of.lacks, _facts(of), of.hear, of.certificate())
        models[of.family] = family
        models.update((name, _model(family, name, one)) for one in of.models for name in [f"{of.family} {one.model}"])
    return models


def _model(family: lookups.Model, name: str, one: Any) -> lookups.Model:
    has = tuple(dict.fromkeys(part for part in (*family.has, *one.has) if part not in one.lacks))
    lacks = tuple(dict.fromkeys(part for part in (*family.lacks, *one.lacks) if part not in one.has))
    reviewed = replace(family.reviewed, source=one.source or family.reviewed.source) if family.reviewed else None
    return lookups.Model(name, family.name, has, lacks, {**family.facts, **_facts(one)}, one.hear, reviewed)


def _facts(of: Any) -> dict[str, str]:
    return {name: value for name, value in of.facts.model_dump().items() if value}


# ---- flows -----------------------------------------------------------------------------------


def _flow(flow: Any) -> plain.Flow:
    steps = {id_: _step(id_, step) for id_, step in flow.steps.items()}
    return plain.Flow(flow.flow, flow.start, steps, flow.certificate(), flow.safety, ahead(steps))


def _step(id_: str, step: Any) -> Step:
    return Step(
        id=id_,
        kind=Kind(step.kind),
        risk=step.risk,
        reason=step.reason,
        options=_options(step),
        next=getattr(step, "next", ""),
        otherwise=getattr(step, "otherwise", ""),
        slot=getattr(step, "slot", None) or "",
        remedy=getattr(step, "remedy", None) or "",
        struck_by=getattr(step, "struck_by", ()),
        rule=getattr(step, "rule", None) or "",
        branches=getattr(step, "branches", {}),
        slots=getattr(step, "slots", ()),
        optional=getattr(step, "optional", ()),
        ticket=getattr(step, "ticket", ""),
        deed=getattr(step, "deed", ""),
        document=getattr(step, "document", ""),
        needs=getattr(step, "needs", ()),
        unless=getattr(step, "unless", ()),
        hinted=getattr(step, "hinted", ""),
    )


def _options(step: Any) -> tuple[Option, ...]:
    choices = getattr(step, "choices", {}).items()
    written = [
        Option(key, choice.to, choice.set, choice.needs, choice.unless, choice.takes or "", choice.plainly, choice.broad)
        for key, choice in choices
    ]
    if step.kind != "try":
        return tuple(written)
    first = (Option("solved", plain.SOLVED, plainly=step.plainly), Option("not_fixed", step.next))
    return (*first, *written, Option("cannot", step.cannot or step.next))


# ---- words -----------------------------------------------------------------------------------


def _examples(entries: tuple[Entry, ...]) -> Examples:
    phrases: dict[str, dict[str, tuple[Example, ...]]] = defaultdict(dict)
    background: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        examples = tuple(_phrases(entry.model))
        if entry.model.intent == OUT_OF_SCOPE:
            background[entry.locale] = tuple(example.text for example in examples)
        else:
            phrases[entry.locale][entry.model.intent] = examples
    return Examples(dict(phrases), background)


def _phrases(model: Any) -> list[Example]:
    acts = [Example(text, act) for act, texts in model.acts.items() for text in texts]
    return [*map(Example, model.examples), *acts]


def _with_learned(examples: Examples, entries: tuple[Entry, ...]) -> Examples:
    """What was learned from conversations comes after what was written for each intent."""
    phrases = {locale: dict(of) for locale, of in examples.phrases.items()}
    background = dict(examples.background)
    for entry in entries:
        of = phrases.setdefault(entry.locale, {})
        for one in entry.model.learned:
            if one.intent == OUT_OF_SCOPE:
                background[entry.locale] = (*background.get(entry.locale, ()), one.text)
            else:
                of[one.intent] = (*of.get(one.intent, ()), Example(one.text, one.act))
    return Examples(phrases, background)


def _sentences(entries: tuple[Entry, ...]) -> dict[str, dict[str, str]]:
    sentences: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in entries:
        of = sentences[entry.locale]
        of.update((_name(entry, name), text) for name, text in entry.model.sentences.items())
        of.update((_name(entry, name), one.label) for name, one in entry.model.labels.items())
    return dict(sentences)


def _hears(entries: tuple[Entry, ...]) -> dict[str, dict[str, tuple[str, ...]]]:
    hears: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for entry in entries:
        heard = {_name(entry, name): one.hear for name, one in entry.model.labels.items() if one.hear}
        hears[entry.locale].update(heard)
    return dict(hears)


def _name(entry: Entry, name: str) -> str:
    return f"{entry.model.scope}.{name}" if entry.model.scope else name
