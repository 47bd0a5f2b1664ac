"""Sentences that say nearly the same, put together one after another: each goes to the group it is nearest to, or begins one.

Compared by letters (rapidfuzz), Chinese by how it sounds, so that a homophone costs nothing; a denial never joins what it
denies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from bot.understanding.matcher.recalling import shortened
from bot.understanding.text.clauses import DENIAL
from bot.understanding.text.normalising import has_han, plain
from bot.understanding.text.wording import tokens

NEAR, NEAR_SHORT = 76, 86
"""Likeness in percent from which two sentences are of one group; short ones must be more alike."""
SHORT = {True: 7, False: 18}
"""Characters of a short one (has Chinese, has not)."""
LOOKED_AT = 6
KEPT = 6_000
"""Groups of a language that are compared with, those that were met last."""

Sound = Callable[[str], str]


def folded(text: str, sound: Sound) -> str:
    """The form in which sentences are compared: words, each Chinese character as its sound."""
    words = tokens(plain(shortened(text) or text))
    return "".join(chr(0xE000 + hash_of(sound(word))) if has_han(word) else f" {word}" for word in words).strip()


def hash_of(sound: str) -> int:
    """A number below 6,000 for a sound; two sounds of one number are very rare."""
    total = 0
    for letter in sound:
        total = (total * 131 + ord(letter)) % 5_987
    return total


@dataclass
class Groups:
    """The groups of one language. ``sound`` of a Chinese character."""

    sound: Sound
    _texts: dict[int, str] = field(default_factory=dict)
    _denies: dict[int, bool] = field(default_factory=dict)
    _exact: dict[str, int] = field(default_factory=dict)

    def add(self, group: int, text: str) -> None:
        """A group that is known by this sentence."""
        form = folded(text, self.sound)
        if len(self._texts) >= KEPT:
            oldest = next(iter(self._texts))
            self._exact.pop(self._texts.pop(oldest), None)
            self._denies.pop(oldest, None)
        self._texts[group], self._denies[group] = form, bool(DENIAL.search(plain(text)))
        self._exact.setdefault(form, group)

    def find(self, text: str) -> int | None:
        """The group that the sentence belongs to."""
        form = folded(text, self.sound)
        if (found := self._exact.get(form)) is not None:
            return found
        denies = bool(DENIAL.search(plain(text)))
        is_short = len(form) <= SHORT[has_han(text)]
        near = process.extract(form, self._texts, scorer=fuzz.ratio, score_cutoff=NEAR_SHORT if is_short else NEAR, limit=LOOKED_AT)
        return next((group for _, _, group in near if self._denies[group] == denies), None)

    def __len__(self) -> int:
        return len(self._texts)


def language_of(text: str, usual: str) -> str:
    """The language a sentence is grouped with: Chinese with a Chinese character, or else as it is usual there."""
    if has_han(text):
        return "zh"
    return "en" if text.isascii() and any(letter.isalpha() for letter in text) else usual


GroupsByLocale = Mapping[str, Groups]
