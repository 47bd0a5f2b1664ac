"""Whether any of many words may begin in a text, told by pairs of letters: most texts hold none, and the patterns of the words are long."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add

_PAIR = 2
_BEGINNING = 4  # letters


class Beginnings:
    """The first letters of words, in the form in which texts are looked through for them."""

    def __init__(self, words: Iterable[str]) -> None:
        """The words, of which only the first letters are kept."""
        self._by_pair: dict[str, list[str]] = {}
        for beginning in sorted({word[:_BEGINNING] for word in words}):
            self._by_pair.setdefault(beginning[:_PAIR], []).append(beginning)
        self._pairs = frozenset(self._by_pair)
        self._letters = tuple(pair for pair in self._pairs if len(pair) < _PAIR)

    def are_in(self, text: str) -> bool:
        """Whether one of them stands anywhere."""
        near = self._pairs.intersection(map(add, text, text[1:]))
        return any(one in text for pair in near for one in self._by_pair[pair]) or any(map(text.__contains__, self._letters))
