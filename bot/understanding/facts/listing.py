"""Words that the knowledge lists, found in what merchants write: names of acquirers, what screens say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.understanding.facts.beginnings import Beginnings
from bot.understanding.text.normalising import has_han
from bot.understanding.text.remembering import once


@dataclass(frozen=True, slots=True)
class Listed:
    """One pattern for all listed words, and what each stands for."""

    pattern: re.Pattern[str]
    values: Mapping[str, str]
    beginnings: Beginnings

    def _may_be_in(self, text: str) -> bool:
        """Whether a word may begin anywhere: the pattern is long, and most sentences hold none."""
        return self.beginnings.are_in(_bare(text))

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where listed words stand, the longest where they lie in each other, and their values."""
        for found in self.pattern.finditer(text) if self._may_be_in(text) else ():
            yield *found.span(), self.values[_bare(found.group())]

    def cut_from(self, text: str) -> str:
        """The text without them: what a screen asks for has not been done."""
        return self.pattern.sub(" ", text) if self._may_be_in(text) else text


@once
def listed(words: Mapping[str, tuple[str, ...]]) -> Listed:
    """What is listed: value -> words. Made once for the same words."""
    longest_first = sorted((word for of in words.values() for word in of), key=lambda word: (-len(word), word))
    joined = "|".join(map(_written, longest_first)) or r"(?!)"
    read = {_bare(word): value for value, of in words.items() for word in of}
    return Listed(re.compile(joined, re.IGNORECASE), read, Beginnings(read))


def _written(word: str) -> str:
    """Whole words where words have spaces; any gap between them."""
    if has_han(word):
        return re.escape(word).replace(r"\ ", r"\s*")
    pattern = re.escape(word).replace(r"\ ", r"[\s\-]+")
    return rf"\b{pattern}\b"


def _bare(word: str) -> str:
    return re.sub(r"[\s\-]+", "", word).casefold()
