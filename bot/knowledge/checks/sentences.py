"""Sentences and labels: that everything said exists in every language, and that everything written is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from bot.core.knowledge import Kind, Step
from bot.core.replies import FREE_TEXT
from bot.core.state import Place
from bot.core.telling import told
from bot.core.upkeep.chores import ALWAYS, zone_label
from bot.core.vocabulary import LABELS, SENTENCES
from bot.knowledge.checks.names import TALK
from bot.knowledge.checks.variables import PAGES
from bot.knowledge.checks.world import Check, Finding, Path, World, compared
from bot.knowledge.gathering import Entry

_SPEAKING = frozenset({Kind.ASK, Kind.TRY, Kind.TELL})


def _needed(world: World) -> Iterator[tuple[Entry, Path, str]]:
    """Every name that will be looked up, and who looks it up."""
    for flow, step in world.steps():
        at = ("steps", step.id)
        yield from ((world.flows[flow.id], at, name) for name in _of_step(world, flow.id, step))
        yield from ((world.flows[flow.id], (*at, "choices", key), name) for key, name in _own_labels(world, flow.id, step))
    for entry in world.gathered.of("answers"):
        yield from ((entry, ("answers", name), f"answer.{name}") for name in entry.model.answers)
    for entry in world.gathered.of("dangers"):
        yield from ((entry, ("refusals", at), f"refusal.{one.refuse}") for at, one in enumerate(entry.model.refusals))
    for entry in world.gathered.of("asides"):
        yield from ((entry, ("asides", at), f"aside.{one.aside}") for at, one in enumerate(entry.model.asides))
    if world.policy:
        yield from ((world.policy, ("menu", number), f"menu.{intent}") for number, intent in enumerate(world.policy.model.menu))
    for entry in world.gathered.of("upkeep"):
        yield from ((entry, at, f"upkeep.{name}") for at, name in _of_upkeep(entry))
    if world.intents:
        for number, intent in enumerate(world.intents.model.intents):
            if not intent.id.startswith(TALK):
                yield world.intents, ("intents", number), f"intent.{intent.id}"


def _of_upkeep(entry: Entry) -> Iterator[tuple[Path, str]]:
    """What is said of the rule table: each chore by name and how it is done, each reason, the months."""
    for chore, of in entry.model.chores.items():
        at = ("chores", chore)
        yield from ((at, f"{kind}_{chore}") for kind in ("task", "how"))
        for rule in of.rules:
            yield from ((at, f"because_place_{place}") for place in rule.place)
            yield from ((at, f"because_usage_{usage}") for usage in rule.usage if not rule.place)
    yield from ((("zones", number), zone_label(zone)) for number, zone in enumerate(entry.model.zones) if len(entry.model.zones) > 1)
    yield ("chores",), f"because_{ALWAYS}"
    yield from ((("chores",), f"month_{number}") for number in range(1, 13))


def _of_step(world: World, flow: str, step: Step) -> Iterator[str]:
    if step.kind in _SPEAKING:
        yield f"{flow}.{step.id}"
    if step.remedy:
        yield f"remedy.{step.remedy}"
    for slot in step.slots:
        yield f"slot.{slot}"
        if _can_look_wrong(world, slot):
            yield f"slot_name.{slot}"


def _can_look_wrong(world: World, slot: str) -> bool:
    """Whether words for it may be refused once, by its name."""
    known = world.knowledge.slots.get(slot)
    return known is not None and known.kind not in FREE_TEXT


def _own_labels(world: World, flow: str, step: Step) -> Iterator[tuple[str, str]]:
    """The labels of a step's options: its own, unless there is a common one in every language."""
    for option in step.options:
        own, common = f"{flow}.{step.id}.{option.key}", f"choice.{option.key}"
        has_own = any(own in world.spoken.get(locale, {}) for locale in world.knowledge.locales)
        has_common = all(common in world.spoken.get(locale, {}) for locale in world.knowledge.locales)
        yield option.key, own if has_own or not has_common else common


def _missing(world: World) -> Iterator[Finding]:
    for entry, at, name in _needed(world):
        for locale in _locales_without(world, name):
            yield entry, told("missing_sentence", name=name, locale=locale), at
    for entry in _common(world):
        for name in (*SENTENCES, *LABELS):
            if name not in world.spoken[entry.locale] and not world.is_broken("sentences"):
                yield entry, told("missing_own_sentence", name=name, locale=entry.locale), ()


def _common(world: World) -> list[Entry]:
    """The file of each language where what the bot itself says belongs, if there are flows at all."""
    entries = world.gathered.of("sentences") if world.knowledge.flows else ()
    return [entry for entry in entries if entry.place.endswith("/common.yaml")]


def _locales_without(world: World, name: str) -> list[str]:
    scope = name.partition(".")[0]
    files = {name, name.rpartition(".")[0], name.rpartition(".")[0].rpartition(".")[0], scope, f"{scope}s", "choices"}
    if any(world.is_broken("sentences", file) for file in files if file):
        return []
    return [locale for locale in world.knowledge.locales if name not in world.spoken.get(locale, {})]


def _orphaned(world: World) -> Iterator[Finding]:
    used = {name for _, _, name in _needed(world)} | set(SENTENCES) | set(LABELS) | set(_optional(world))
    for sentences in world.spoken.values():
        for name, (entry, at) in sentences.items():
            if name not in used and not name.startswith(PAGES) and not _may_be_said(world, entry):
                yield entry, told("orphaned_sentence", name=name), at


def _may_be_said(world: World, entry: Entry) -> bool:
    """Whether a file that could not be used may be the one that says it."""
    if "/flows/" in entry.place:
        return world.is_broken("flows", entry.stem)
    return any(world.is_broken(kind) for kind in ("flows", "answers", "policy", "intents", "slots"))


def _optional(world: World) -> Iterator[str]:
    """What is said if it is there."""
    for flow, step in world.steps():
        yield from (f"{flow.id}.solved", f"{flow.id}.caution", f"{flow.id}.again", f"noted.{flow.id}")
        if step.kind is Kind.ASK:
            yield from (f"{flow.id}.caution_{option.key}" for option in step.options)
        yield f"{flow.id}.{step.id}.explain"
        yield from (f"remedy.{step.remedy}.explain", f"slot.{step.slot}.explain")
        yield from (f"choice.{option.key}" for option in step.options)
    for slot in world.knowledge.slots:
        yield from (f"slot.{slot}", f"slot.{slot}.explain", f"slot.{slot}.untouched", f"slot_name.{slot}")
    yield from (f"intent.{intent}" for intent in world.knowledge.intents)


# ---- labels --------------------------------------------------------------------------------------


def _labels(world: World, locale: str, flow: str, step: Step) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Key, label and what else is heard as that choice."""
    said, heard = world.knowledge.sentences.get(locale, {}), world.knowledge.hears.get(locale, {})
    for key, name in _own_labels(world, flow, step):
        if name in said:
            yield key, said[name], heard.get(name, ())


def _same_label(world: World) -> Iterator[Finding]:
    for place, locale, by_words in _worded(world, heard=False):
        for words, keys in by_words.items():
            if len(keys) > 1:
                yield world.finding(place, told("same_label", locale=locale, choices=_list(keys), words=words), "choices", keys[-1])


def _same_hearing(world: World) -> Iterator[Finding]:
    for place, locale, by_words in _worded(world, heard=True):
        for words, keys in by_words.items():
            if len(keys) > 1:
                yield world.finding(place, told("same_hearing", locale=locale, choices=_list(keys), words=words), "choices", keys[-1])


def _worded(world: World, *, heard: bool) -> Iterator[tuple[Place, str, Mapping[str, list[str]]]]:
    """For each step and language: words -> the choices that have them as label (or are heard by them)."""
    for flow, step in world.steps():
        for locale in world.knowledge.locales:
            by_words: dict[str, list[str]] = defaultdict(list)
            for key, label, hears in _labels(world, locale, flow.id, step):
                for words in dict.fromkeys(map(compared, (label, *hears) if heard else (label,))):
                    by_words[words].append(key)
            yield Place(flow.id, step.id), locale, by_words


def _list(keys: list[str]) -> str:
    return " and ".join(f'"{key}"' for key in keys)


CHECKS: Mapping[str, Check] = {
    "missing-sentence": _missing,
    "orphaned-sentence": _orphaned,
    "same-label": _same_label,
    "same-hearing": _same_hearing,
}
