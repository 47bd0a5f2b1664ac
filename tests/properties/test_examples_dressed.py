"""Every example of the shipped knowledge is compared in the same words whatever dress it is typed in, so its intent cannot change."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from bot.understanding.text.normalising import plain

if TYPE_CHECKING:
    from bot.knowledge.loading import Loaded

EVERY = 4
"""Of so many examples one is looked at: they differ little in what a dress can do to them."""


@cache
def _traditional() -> dict[int, str]:
    """Simplified character -> the traditional one that is most often meant, from the table that OpenCC carries."""
    table = files("opencc").joinpath("dictionary", "STCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split() for line in table.splitlines())
    return {ord(old): new for old, new, *_ in pairs if len(old) == len(new) == 1}


def _wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


DRESSES: dict[str, Callable[[str], str]] = {
    "spaces": lambda text: f"  {text.replace(' ', '   ')} \t",
    "width": _wide,
    "case": str.upper,
    "emoji": lambda text: f"😭{text}🙏👍🏽",
    "traditional": lambda text: text.translate(_traditional()),
    "invisible": lambda text: f"{text[: len(text) // 2]}\u200b\ufe0f{text[len(text) // 2 :]}",
}


@pytest.mark.parametrize("dress", DRESSES)
def test_no_dress_changes_what_is_compared_of_an_example(dress: str, shipped: Loaded) -> None:
    texts = [e.text for phrases in shipped.examples.phrases.values() for found in phrases.values() for e in found][::EVERY]

    changed = [text for text in texts if plain(DRESSES[dress](text)) != plain(text)]

    assert len(texts) > 4_000
    assert not changed
