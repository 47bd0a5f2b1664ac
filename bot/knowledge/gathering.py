"""From files to entries: each file read, fitted to its shape, and kept with its lines.

What stands twice, under the wrong name or in an unknown place is told here; what the entries mean is
not this module's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from bot.core.telling import Told, told
from bot.knowledge import texts
from bot.knowledge.finding import File, Files
from bot.knowledge.fitting import fit
from bot.knowledge.problems import Problem
from bot.knowledge.reading import Node, Part, read
from bot.knowledge.schemas import flows, lists, tables, upkeep
from bot.understanding.facts.models import bare


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that has its shape: the model, and the tree that knows the lines."""

    place: str
    path: str
    model: Any
    node: Node

    def problem(self, code: str, message: Told, *at: Part) -> Problem:
        """A problem in the line that ``at`` leads to."""
        return Problem(self.path, self.node.line_of(*at), code, message)

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.place).stem

    @property
    def locale(self) -> str:
        """The language folder a template, an example, a remedy or a danger file stands in or is named after."""
        first, *rest = self.place.split("/")
        if first not in {"examples", "learned", "remedies", "results", "dangers", "asides", "causes"}:
            return first
        return rest[0] if first == "examples" else rest[0].rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All entries by kind: ``flows``, ``answers``, ``sentences`` …; the same order as the files."""

    entries: dict[str, tuple[Entry, ...]]
    problems: tuple[Problem, ...] = ()
    version: str = ""
    broken: frozenset[tuple[str, str]] = field(default_factory=frozenset)  # kind and name of files that are no entry

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The entries of that kind."""
        return self.entries.get(kind, ())

    def only(self, kind: str) -> Entry | None:
        """The entry of a kind that has one file."""
        return next(iter(self.of(kind)), None)


_LOCALE = "[a-z]{2,3}(?:-[A-Za-z]+)?"
KINDS: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("intents", r"intents\.yaml", lists.Intents),
    ("slots", r"slots\.yaml", lists.Slots),
    ("policy", r"policy\.yaml", lists.Policy),
    ("codes", r"codes\.yaml", tables.Codes),
    ("models", r"models\.yaml", tables.Models),
    ("supplier", r"supplier\.yaml", lists.Supplier),
    ("directory", r"directory\.yaml", lists.Directory),
    ("upkeep", r"upkeep\.yaml", upkeep.Upkeep),
    ("warranty", r"warranty\.yaml", tables.WarrantyTerms),
    ("flows", r"flows/[^/]+\.yaml", flows.Flow),
    ("answers", r"answers/[^/]+\.yaml", lists.Answers),
    ("examples", rf"examples/{_LOCALE}/[^/]+\.yaml", texts.Examples),
    ("learned", rf"learned/{_LOCALE}\.yaml", texts.Learned),
    ("remedies", rf"remedies/{_LOCALE}\.yaml", texts.Remedies),
    ("results", rf"results/{_LOCALE}\.yaml", texts.Results),
    ("dangers", rf"dangers/{_LOCALE}\.yaml", texts.Dangers),
    ("asides", rf"asides/{_LOCALE}\.yaml", texts.Asides),
    ("causes", rf"causes/{_LOCALE}\.yaml", texts.Causes),
)
"""Every file that there may be: its kind, its place below ``knowledge/``, its shape."""
_PLACES = tuple((kind, re.compile(place), model) for kind, place, model in KINDS)
_TEMPLATE = re.compile(rf"{_LOCALE}/.+\.yaml")


def gather(found: Files) -> Gathered:
    """Read and fit every file."""
    entries: dict[str, list[Entry]] = {}
    problems = list(found.problems)
    broken: set[tuple[str, str]] = set()
    for file in found.files:
        kind, model = _kind(file)
        if model is None:
            problems.append(Problem(file.path, 1, "unknown-file", told("unknown_file")))
            continue
        entry, wrong = _fitted(file, model)
        problems += wrong
        if entry:
            entries.setdefault(kind, []).append(entry)
        else:
            broken.add((kind, PurePosixPath(file.place).stem))
    kept = {kind: tuple(of) for kind, of in entries.items()}
    return Gathered(kept, (*problems, *_misplaced(kept)), found.fingerprint(), frozenset(broken))


def gather_dialogs(found: Files) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read and fit the dialog tests."""
    entries, problems = [], list(found.problems)
    for file in found.files:
        entry, wrong = _fitted(file, texts.Dialog)
        problems += wrong
        entries += [entry] if entry else []
    return tuple(entries), tuple(problems)


def _kind(file: File) -> tuple[str, type[BaseModel] | None]:
    if file.is_template:
        return ("sentences", texts.Sentences) if _TEMPLATE.fullmatch(file.place) else ("", None)
    fitting = ((kind, model) for kind, place, model in _PLACES if place.fullmatch(file.place))
    return next(fitting, ("", None))


def _fitted(file: File, model: type[BaseModel]) -> tuple[Entry | None, tuple[Problem, ...]]:
    reading = read(file.content, file.path)
    if reading.root is None:
        return None, reading.problems
    fitted, wrong = fit(model, reading.root, file.path)
    entry = Entry(file.place, file.path, fitted, reading.root) if fitted is not None else None
    return entry, (*reading.problems, *wrong)


# ---- what a file says of itself must be what its name and place say ---------------------------


def _misplaced(entries: dict[str, tuple[Entry, ...]]) -> Iterator[Problem]:
    for kind, of in entries.items():
        for entry in of:
            for key, said, expected in _NAMES.get(kind, _nothing)(entry):
                if said != expected:
                    yield entry.problem("wrong-place", told("wrong_place", key=key, said=said, expected=expected), key)
    yield from _twice(entries)


def _nothing(_entry: Entry) -> Iterator[tuple[str, str, str]]:
    yield from ()


def _flow_names(entry: Entry) -> Iterator[tuple[str, str, str]]:
    yield "flow", entry.model.flow, entry.stem


def _example_names(entry: Entry) -> Iterator[tuple[str, str, str]]:
    yield "intent", entry.model.intent, entry.stem
    yield "locale", entry.model.locale, entry.locale


def _remedy_names(entry: Entry) -> Iterator[tuple[str, str, str]]:
    yield "locale", entry.model.locale, entry.locale


def _scope_names(entry: Entry) -> Iterator[tuple[str, str, str]]:
    if "/flows/" in entry.place:
        yield "scope", entry.model.scope, entry.stem


_NAMES: dict[str, Callable[[Entry], Iterator[tuple[str, str, str]]]] = {
    "flows": _flow_names,
    "examples": _example_names,
    "learned": _remedy_names,
    "remedies": _remedy_names,
    "results": _remedy_names,
    "dangers": _remedy_names,
    "asides": _remedy_names,
    "causes": _remedy_names,
    "sentences": _scope_names,
}


# ---- what may be there once only ----------------------------------------------------------------


def _twice(entries: dict[str, tuple[Entry, ...]]) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    for kind, of in entries.items():
        for entry in of:
            for name, at in _single(kind, entry):
                place = f"{entry.path}:{entry.node.line_of(*at)}"
                if (where := first.setdefault((kind, name), place)) != place:
                    yield entry.problem("said-twice", told("said_twice", name=name, where=where), *at)


def _single(kind: str, entry: Entry) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """What this entry defines, and where in it."""
    if kind == "intents":
        yield from ((intent.id, ("intents", at)) for at, intent in enumerate(entry.model.intents))
    elif kind == "codes":
        for at, family in enumerate(entry.model.families):
            for number, of in enumerate(family.classes):
                yield from ((f"{family.family} {code}", ("families", at, "classes", number)) for code in of.codes)
    elif kind == "models":
        yield from _devices(entry)
    elif kind == "answers":
        yield from ((name, ("answers", name)) for name in entry.model.answers)
    elif kind == "sentences":
        yield from ((f"{entry.locale} {name}", at) for name, at in spoken(entry))


def _devices(entry: Entry) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The names and the ways to write them, compared as they are heard: without gaps and dashes."""
    for number, family in enumerate(entry.model.families):
        at: tuple[Part, ...] = ("families", number)
        yield family.family, at
        yield from ((f'"{bare(name)}"', (*at, "hear", place)) for place, name in enumerate(family.hear))
        for line, model in enumerate(family.models):
            yield f"{family.family} {model.model}", (*at, "models", line)
            yield from ((f'"{bare(name)}"', (*at, "models", line, "hear", place)) for place, name in enumerate(model.hear))


def spoken(entry: Entry) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The full names of a template file's sentences and labels, and where they stand."""
    scope = f"{entry.model.scope}." if entry.model.scope else ""
    for part in ("sentences", "labels"):
        yield from ((scope + name, (part, name)) for name in getattr(entry.model, part))
