"""Written conversations, read as strictly as the knowledge they try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.core.telling import told
from bot.knowledge.problems import KnowledgeProblem, Problem
from bot.knowledge.reading import read


@dataclass(frozen=True, slots=True)
class Dialog:
    """A conversation: what it shows, its language, its turns as `bot.service.playing` plays them, and their lines."""

    path: Path
    title: str
    locale: str
    turns: tuple[dict[str, Any], ...]
    lines: tuple[int, ...]


def read_dialog(path: Path) -> Dialog:
    """The dialog of a file; KnowledgeProblem if it cannot be read."""
    reading = read(path.read_bytes(), str(path))
    root = reading.root.plain() if reading.root else None
    if reading.problems or reading.root is None or not isinstance(root, dict) or not isinstance(root.get("turns"), list):
        raise KnowledgeProblem(reading.problems or (Problem(str(path), 1, "not-a-dialog", told("not_a_dialog")),))
    turns = tuple(turn for turn in root["turns"] if isinstance(turn, dict))
    lines = tuple(reading.root.line_of("turns", number) for number in range(len(turns)))
    return Dialog(path, str(root.get("dialog", path.stem)), str(root.get("locale", "zh")), turns, lines)


def read_dialogs(folder: Path) -> Iterator[Dialog]:
    """Every dialog of a folder, by name."""
    return (read_dialog(path) for path in sorted(folder.glob("*.yaml")))
