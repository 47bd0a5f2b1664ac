"""Which files make up the knowledge, their content and its fingerprint. Reads bytes, no YAML."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.core.telling import Told, told
from bot.knowledge.problems import Problem

LARGEST = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was found. ``place`` is its way inside the knowledge or templates folder
    (``flows/power.no_power.yaml``), ``path`` the way as the folder was named.
    """

    place: str
    path: str
    content: bytes
    is_template: bool = False


@dataclass(frozen=True, slots=True)
class Files:
    """Everything found, in order of place."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...] = ()

    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change when any file does."""
        total = hashlib.sha256()
        for file in self.files:
            total.update(f"{file.is_template} {file.place} {len(file.content)}\n".encode())
            total.update(file.content)
        return total.hexdigest()[:16]


def find(folder: Path, templates: Path | None = None) -> Files:
    """All YAML files of both folders; what cannot be opened or is too big is a problem."""
    if not folder.is_dir():
        return Files((), (Problem(str(folder), 1, "no-folder", told("no_folder")),))
    problems: list[Problem] = []
    files = [*_below(folder, problems)]
    if not files and not problems:
        problems.append(Problem(str(folder), 1, "no-files", told("no_files")))
    if templates is not None and templates.is_dir():
        files += _below(templates, problems, is_template=True)
    return Files(tuple(files), tuple(problems))


def _below(folder: Path, problems: list[Problem], *, is_template: bool = False) -> Iterator[File]:
    for place in sorted(_places(folder)):
        path = str(folder / place)
        try:
            content = _content(path)
        except (OSError, OverflowError) as problem:
            problems.append(Problem(path, 1, *_why(problem)))
        else:
            yield File(place, path, content, is_template)


def _places(folder: Path) -> Iterable[str]:
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = os.path.relpath(base, folder).replace(os.sep, "/")
        prefix = "" if inside == "." else f"{inside}/"
        yield from (prefix + name for name in names if name.endswith((".yaml", ".yml")) and not name.startswith("."))


def _content(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 -- a third of the time of Path.read_bytes over hundreds of files
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OverflowError
    return content


def _why(problem: OSError | OverflowError) -> tuple[str, Told]:
    if isinstance(problem, OverflowError):
        return "too-big", told("too_big", most=LARGEST // 1000)
    return "unreadable", told("unreadable", why=problem.strerror or type(problem).__name__)
