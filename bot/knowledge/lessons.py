"""Writes into files of knowledge by the line, so that comments, order and everything else in them stay as they are.

Works on text alone: what is learned from conversations is added and taken out again, and an entry that was read again gets
its new dates.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

from bot.knowledge.reading import Part, read

HEAD = "# What merchants wrote and the staff put to an intent. The studio adds to it; it may be edited like any other file.\n"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A merchant's sentence that stands for an intent; ``by`` is the account of who says so, ``on`` the day."""

    text: str
    intent: str
    by: str
    on: date
    act: str = ""


def place_of(locale: str) -> str:
    """Where the lessons of a language stand in a knowledge folder."""
    return f"learned/{locale}.yaml"


def with_lesson(file: str, locale: str, lesson: Lesson) -> str:
    """The file with one lesson more; an empty one is begun."""
    begun = file if file.strip() else f"{HEAD}locale: {locale}\nlearned:\n"
    act = f"    act: {lesson.act}\n" if lesson.act else ""
    by, text = (json.dumps(words, ensure_ascii=False) for words in (lesson.by, lesson.text))
    return f"{begun.rstrip()}\n  - text: {text}\n    intent: {lesson.intent}\n{act}    by: {by}\n    on: {lesson.on.isoformat()}\n"


def without_lesson(file: str, text: str) -> str:
    """The file without the lessons of that text; a file without any lesson is empty."""
    root = read(file.encode(), "").root
    found = root.plain() if root else None
    lessons = found.get("learned") if isinstance(found, dict) else None
    if root is None or not isinstance(lessons, list):
        return file
    lines = file.splitlines(keepends=True)
    starts = [*(root.line_of("learned", place) - 1 for place in range(len(lessons))), len(lines)]
    gone = [place for place, lesson in enumerate(lessons) if isinstance(lesson, dict) and lesson.get("text") == text]
    if len(gone) == len(lessons):
        return ""
    for place in reversed(gone):
        del lines[starts[place] : starts[place + 1]]
    return "".join(lines)


def read_again(file: str, at: tuple[Part, ...], reviewer: str, on: date, until: date) -> str:
    """The file with new dates, and who has read it, for the entry at that path."""
    root = read(file.encode(), "").root
    if root is None:
        return file
    lines = file.splitlines(keepends=True)
    for key, value in (("reviewer", reviewer), ("reviewed", on.isoformat()), ("expires", until.isoformat())):
        line = root.line_of(*at, key) - 1
        written = json.dumps(value, ensure_ascii=False) if key == "reviewer" else value
        lines[line] = re.sub(
            rf"(?<![\w-])({key}:)\s*(\"[^\"]*\"|'[^']*'|[^,}}#\n]*?)(\s*(?:[,}}#].*)?\n?)$",
            rf"\1 {_literal(written)}\3",
            lines[line],
            count=1,
        )
    return "".join(lines)


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\")
