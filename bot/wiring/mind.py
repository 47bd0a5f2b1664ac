"""Loads the knowledge and trains, or finds trained, the matcher."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.knowledge import Knowledge
from bot.core.telling import told
from bot.knowledge.loading import Loaded, load, load_or_raise
from bot.knowledge.problems import KnowledgeProblem, Problem
from bot.understanding.matcher.matching import Matcher, Precision
from bot.wiring.places import cache_folder, shipped


@dataclass(frozen=True, slots=True)
class Sources:
    """Which knowledge: folders given by the operator, or else those that came along; and how sure to be of it."""

    knowledge: Path | None = None
    templates: Path | None = None
    precision: Precision = field(default_factory=Precision)

    @property
    def folders(self) -> tuple[Path, Path | None]:
        """The two folders. Another knowledge folder brings its own templates, if it has any beside it.

        Raises KnowledgeProblem where the templates that are named are not there.
        """
        if self.templates and not self.templates.is_dir():
            raise KnowledgeProblem((Problem(str(self.templates), 1, "no-folder", told("no_folder")),))
        own = _within(self.knowledge) if self.knowledge else shipped("knowledge")
        if self.templates or self.knowledge is None:
            return own, self.templates or shipped("templates")
        beside = own.parent / "templates"
        return own, beside if beside.is_dir() else None


def _within(folder: Path) -> Path:
    """The knowledge of a folder that holds knowledge/ and templates/, as ``posbot publish`` wants it; or the folder itself."""
    inner = folder / "knowledge"
    return inner if inner.is_dir() else folder


def loaded(sources: Sources, *, strict: bool = True) -> Loaded:
    """The knowledge as files have it; KnowledgeProblem if they cannot be used."""
    folder, templates = sources.folders
    read = load_or_raise if strict else load
    return read(folder, templates, cache_folder(os.environ))


def matcher_of(
    read: Loaded, locales: tuple[str, ...] | None = None, precision: Precision | None = None, like: Loaded | None = None
) -> Matcher:
    """The matcher trained on these examples. ``like``: what most of it was learned from before."""
    cache = cache_folder(os.environ)
    known = (like.examples, matcher_of(like, locales, precision)) if like and not is_learned(read) else None
    return Matcher.build(read.examples, locales, cache, precision or Precision(), known)


def is_learned(read: Loaded) -> bool:
    """Whether the matcher is found trained; to train it takes half a minute."""
    cache = cache_folder(os.environ)
    return cache is not None and Matcher.is_kept(read.examples, cache)


def usable(knowledge: Knowledge) -> bool:
    """Whether it can hold a conversation, not only match."""
    return bool(knowledge.flows and knowledge.sentences)
