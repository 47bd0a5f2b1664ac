"""Cuts a long text where a reader would: between paragraphs, lines, sentences, words. Counts as Telegram does."""

from __future__ import annotations

import re

TEXT, CAPTION = 4096, 1024
"""In UTF-16 units, after markup is taken out."""
_SEAMS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[。！？!?；;])|(?<=\.)\s"), re.compile(r"\s"))


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def parts(text: str, most: int = TEXT) -> list[str]:
    """The text in parts of at most ``most`` units; nothing but blank seams is left out."""
    found: list[str] = []
    while units(text) > most:
        head = _head(text, most)
        cut = _seam(head)
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [part for part in (*found, text) if part]


def _head(text: str, most: int) -> str:
    """As much as fits."""
    taken = 0
    for index, character in enumerate(text):
        taken += 2 if character > "\uffff" else 1
        if taken > most:
            return text[:index]
    return text


def _seam(head: str) -> int:
    """Where to cut: the last of the best seams in the second half."""
    for seam in _SEAMS:
        ends = [found.end() for found in seam.finditer(head, len(head) // 2) if found.end()]
        if ends:
            return ends[-1]
    return len(head)
