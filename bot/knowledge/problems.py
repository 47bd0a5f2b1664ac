"""What is wrong with a file, said so that its author finds the place. Knows no rule by itself."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.telling import Told


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. ``path`` is as the folder was named, ``line`` counts from 1, ``message`` is put into words where
    somebody reads it.
    """

    path: str
    line: int
    code: str
    message: Told

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


class KnowledgeProblem(Exception):
    """An author's files cannot be used as they are; ``problems`` is all that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
