"""The door for authors: `check` holds a knowledge folder against every rule and reports all it finds.

Slower than loading and never cached: it needs the lines. With ``deep`` it also trains the matcher, to
find examples that another intent wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from bot.knowledge.checks import codes, intents, names, paths, phrases, reviews, risks, sentences, variables, visiting, warranty, wording
from bot.knowledge.checks.world import Check, World
from bot.knowledge.finding import find
from bot.knowledge.gathering import Entry, Gathered, gather, gather_dialogs
from bot.knowledge.problems import Problem
from bot.knowledge.shaping import shape

CHECKS: Mapping[str, Check] = {
    **names.CHECKS,
    **codes.CHECKS,
    **intents.CHECKS,
    **paths.CHECKS,
    **risks.CHECKS,
    **reviews.CHECKS,
    **warranty.CHECKS,
    **visiting.CHECKS,
    **sentences.CHECKS,
    **variables.CHECKS,
    **wording.CHECKS,
    **phrases.CHECKS,
}


def check(
    folder: Path,
    templates: Path | None = None,
    dialogs: Path | None = None,
    *,
    today: date,
    deep: bool = False,
) -> tuple[Problem, ...]:
    """Every problem of the knowledge, by path and line; ``dialogs`` is a folder of dialog tests."""
    gathered = gather(find(folder, templates))
    tried, wrong = gather_dialogs(find(dialogs)) if dialogs else (None, ())
    world = _world(gathered, tried, today)
    return tuple(sorted({*gathered.problems, *wrong, *_found(world, {**CHECKS, **phrases.DEEP_CHECKS} if deep else CHECKS)}))


def _world(gathered: Gathered, dialogs: tuple[Entry, ...] | None, today: date) -> World:
    knowledge, examples = shape(gathered)
    flows = {entry.model.flow: entry for entry in gathered.of("flows")}
    return World(gathered, knowledge, examples, today, dialogs, flows)


def _found(world: World, checks: Mapping[str, Check]) -> Iterator[Problem]:
    for code, look in checks.items():
        for entry, message, at in look(world):
            yield entry.problem(code, message, *at)
