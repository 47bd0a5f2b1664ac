"""The door for the running bot: `load` gives all knowledge as plain values, and every problem met.

Only what keeps a file from being read is a problem here; whether it makes sense is `linting.check`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.core.knowledge import Knowledge
from bot.knowledge import compiling
from bot.knowledge.finding import Files, find
from bot.knowledge.problems import KnowledgeProblem, Problem
from bot.understanding.matcher.examples import Examples


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read. With ``problems`` the rest is incomplete: good for showing, not for running."""

    knowledge: Knowledge
    examples: Examples
    problems: tuple[Problem, ...] = ()


def load(folder: Path, templates: Path | None = None, cache: Path | None = None) -> Loaded:
    """Read the knowledge of a folder and the sentences of another; ``cache`` is a folder for the
    compiled form, with which the next start is faster.
    """
    found = find(folder, templates)
    if cache is None or found.problems:
        return _read(found)
    fingerprint = found.fingerprint()
    kept = compiling.find(cache, fingerprint)
    if kept:
        return Loaded(*kept)
    loaded = _read(found)
    if not loaded.problems:
        compiling.keep(cache, fingerprint, loaded.knowledge, loaded.examples)
    return loaded


def load_or_raise(folder: Path, templates: Path | None = None, cache: Path | None = None) -> Loaded:
    """Like `load`; raises `KnowledgeProblem` when there is any problem."""
    loaded = load(folder, templates, cache)
    if loaded.problems:
        raise KnowledgeProblem(loaded.problems)
    return loaded


def _read(found: Files) -> Loaded:
    from bot.knowledge.gathering import gather  # noqa: PLC0415 -- pydantic and YAML are slow to import and not needed when compiled
    from bot.knowledge.shaping import shape  # noqa: PLC0415 -- as above

    gathered = gather(found)
    return Loaded(*shape(gathered), tuple(sorted(gathered.problems)))


def lessons_of(root: Path) -> list[tuple[str, str, str]]:
    """What was learned from conversations in the version below that folder: locale, text, intent; in order."""
    from bot.knowledge.gathering import gather  # noqa: PLC0415 -- as above

    learned = (file for file in find(root / "knowledge").files if file.place.startswith("learned/"))
    entries = gather(Files(tuple(learned))).of("learned")
    return [(entry.locale, one.text, one.intent) for entry in entries for one in entry.model.learned]
