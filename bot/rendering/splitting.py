"""Cuts a long text where a reader would: between paragraphs, lines, sentences, words. Counts as the messenger does."""

from __future__ import annotations

import re
from collections.abc import Callable

TEXT, CAPTION = 4096, 1024
"""In UTF-16 units, after markup is taken out."""
_SEAMS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[。！？!?；;])|(?<=\.)\s"), re.compile(r"\s"))


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def octets(text: str) -> int:
    """The length in bytes of UTF-8."""
    return len(text.encode("utf-8", "replace"))


Size = Callable[[str], int]
"""How long a text is: the sum over its characters."""


def parts(text: str, most: int = TEXT, size: Size = units) -> list[str]:
    """The text in parts of at most ``most`` by that measure; nothing but blank seams is left out."""
    found: list[str] = []
    while size(text) > most:
        head, text = cut(text, most, size)
        found.append(head)
    return [part for part in (*found, text) if part]


def cut(text: str, most: int, size: Size = units) -> tuple[str, str]:
    """As much as fits, cut at the best seam, and the rest."""
    head = _head(text, most, size)
    if head == text:
        return text, ""
    seam = _seam(head)
    return text[:seam].rstrip(), text[seam:].lstrip()


def _head(text: str, most: int, size: Size) -> str:
    """As much as fits, at least one character."""
    taken = 0
    for index, character in enumerate(text):
        taken += size(character)
        if taken > most:
            return text[: max(index, 1)]
    return text


def _seam(head: str) -> int:
    """Where to cut: the last of the best seams in the second half."""
    for seam in _SEAMS:
        ends = [found.end() for found in seam.finditer(head, len(head) // 2) if found.end()]
        if ends:
            return ends[-1]
    return len(head)
