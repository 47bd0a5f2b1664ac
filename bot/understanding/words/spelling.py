"""Slips of the finger in Latin words, put right against the words the examples use; a word that a group of meanings has is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.text.wording import is_latin, stem
from bot.understanding.words.meanings import Meanings

_NEAR = 0.75  # OSA similarity from which a word is taken for a known one
_NEAR_LONG, _LONG = 0.71, 7  # of a longer word, from so many letters on: "mashien" for "machine"
_DOUBLED = re.compile(r"([a-z])\1+")
_SHORTEST, _LONGEST = 3, 40  # letters of a word that is looked at
_MENDED = 12  # unknown words of one sentence that are looked at; who slips more often writes something else
_REMEMBERED = 4096


class Spelling:
    """Knows the Latin words of the examples, the common ones first, so that a tie goes to them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._known = frozenset(self._words)
        self._letters = frozenset("".join(self._words))
        self._remembered: dict[str, str] = {}
        self._lengths: dict[tuple[int, float], tuple[str, ...]] = {}

    @classmethod
    def of(cls, sentences: Iterable[Sequence[str]]) -> Spelling:
        """The words of these sentences, by falling count, then by the alphabet."""
        counts = Counter(word for words in sentences for word in words if is_latin(word))
        return cls(word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is known."""
        return self._words

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def mended(self, words: Sequence[str], meanings: Meanings, *, han: bool = False) -> list[str]:
        """The words, unknown Latin ones replaced by the known word they are nearest to; not those that have a meaning of their own
        ("Thursday" is no slip for "Tuesday"), nor, read as Chinese (``han``), those that are Chinese spelled out.
        """
        unknown = [word for word in dict.fromkeys(words) if word not in self._known and is_latin(word)][:_MENDED]
        if not unknown:
            return list(words)
        mended = {word: self._mend(word, meanings, han=han) for word in unknown}
        return [mended.get(word, word) for word in words]

    def _mend(self, word: str, meanings: Meanings, *, han: bool) -> str:
        if not _SHORTEST <= len(word) <= _LONGEST or self._is_foreign(word) or (han and meanings.sounds.spelled(word)):
            return word
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[word] = self._nearest(word)  # not looked up again: another thread may clear meanwhile
        return word if meanings.knows(word) and stem(found) != stem(word) else found

    def _is_foreign(self, word: str) -> bool:
        """Whether so many letters are none that a known word has that it cannot be near one."""
        return not word.isascii() and len(word) - sum(letter in self._letters for letter in word) > (1 - _NEAR_LONG) * len(word)

    def _nearest(self, word: str) -> str:
        """The known word without a stuttered letter ("onn", "machhine"), or else the one that fewest slips make it."""
        once = _DOUBLED.sub(r"\1", word)
        if once in self._known:
            return once
        return self._within(word, _NEAR) or (self._within(word, _NEAR_LONG) if len(word) >= _LONG else "") or word

    def _within(self, word: str, near: float) -> str:
        """The known word that is nearest, and at least so near; empty without one."""
        found = process.extractOne(word, self._of_length(len(word), near), scorer=OSA.normalized_similarity, score_cutoff=near)
        return found[0] if found else ""

    def _of_length(self, letters: int, near: float) -> tuple[str, ...]:
        """The known words, the common ones first, that are not too long or too short to be so near: each letter more is a slip."""
        found = self._lengths.get((letters, near))
        if found is None:
            lengths = {length for length in range(1, 2 * letters) if min(length, letters) >= near * max(length, letters)}
            found = self._lengths[letters, near] = tuple(word for word in self._words if len(word) in lengths)
        return found
