"""How wide words are on a screen, where a Chinese character takes two columns, and how they are set in columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WIDE, _CLOSING = "\u2e80-\uffef", "，。、；：？！）》”…"
_PIECE = re.compile(rf"( ?)((?:[（《“]*[{_WIDE}]|[（《“]*[^\s{_WIDE}]+)[{_CLOSING}]*)")
"""What stays together, and the space before it: a word, or one Chinese character with the signs that belong to it."""


def columns(text: str) -> int:
    """How many columns it takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, width: int) -> str:
    """The text, with spaces after it up to that width."""
    return text + " " * (width - columns(text))


def broken(text: str, width: int) -> Iterator[str]:
    """The lines of a text: between words, and between any two Chinese characters, but none begins with a closing sign."""
    line = ""
    for gap, piece in _PIECE.findall(" ".join(text.split())):
        if line and columns(line + gap + piece) > width:
            yield line
            line = piece
        else:
            line += gap + piece
    if line:
        yield line
