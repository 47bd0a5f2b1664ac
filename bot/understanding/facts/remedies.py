"""What the merchant says he has tried already. Asking, refusing, planning and failing to do it are not trying.

The phrases are the knowledge's; how a deed is told to be done is `bot.understanding.facts.trying`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.understanding.facts import trying
from bot.understanding.facts.extents import rest_is_well
from bot.understanding.text.normalising import plain
from bot.understanding.text.patterns import Book, Span, is_pattern, mended
from bot.understanding.text.remembering import by_words, once


@dataclass(frozen=True, slots=True)
class _Found:
    """A remedy that a clause names, and where its words stand."""

    remedy: str
    spans: tuple[Span, ...]

    @property
    def length(self) -> int:
        """How many characters speak for it."""
        return sum(end - start for start, end in self.spans)

    def is_within(self, other: _Found) -> bool:
        """Whether the other's words say this too and more: "restarted" in "restarted the router"."""
        return self.length < other.length and all(any(a <= start and end <= b for a, b in other.spans) for start, end in self.spans)


@by_words
def tried_in(text: str, remedies: Mapping[str, Mapping[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """The remedies, in the order of the mapping, that the words say were tried."""
    known = _known(remedies)
    found = {one.remedy for clause in trying.clauses(plain(text)) if not rest_is_well(clause) for one in _in_clause(clause, known)}
    return tuple(dict.fromkeys(remedy for of in remedies.values() for remedy in of if remedy in found))


@dataclass(frozen=True, slots=True)
class _Known:
    """All phrases, and the remedy that each of them names."""

    book: Book
    names: tuple[str, ...]


@once
def _known(remedies: Mapping[str, Mapping[str, tuple[str, ...]]]) -> _Known:
    pairs = [(phrase, remedy) for of in remedies.values() for remedy, phrases in of.items() for phrase in phrases]
    return _Known(Book(phrase for phrase, _ in pairs), tuple(remedy for _, remedy in pairs))


def _in_clause(clause: str, known: _Known) -> list[_Found]:
    words = mended(clause, known.book.words)
    held = known.book.held(words)
    named = [_Found(known.names[place], found) for place, found in held if _is_told(words, known.book.phrases[place], found)]
    done = [one for one in named if trying.is_done(words, one.spans)]
    return [one for one in done if not any(one.is_within(other) for other in done)]


def _is_told(clause: str, phrase: str, found: tuple[Span, ...]) -> bool:
    """Whether the deed is told as done: the words of a phrase say so themselves, those of a pattern do not."""
    return not is_pattern(phrase) or trying.is_told(clause, found)
