"""What the merchant says he has tried already. Asking, refusing, planning and failing to do it are not trying.

A phrase of the knowledge is either words as they stand, or a pattern: groups of words, all of which one
clause has, in any order. Decides nothing about what follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.knowledge import EITHER, GAP, WITH
from bot.understanding import trying
from bot.understanding.normalising import has_han, plain

_SHORTEST_MENDED = 5  # letters of a word that is read in spite of one slip
_REACH = {True: 14, False: 45}  # characters (has Chinese, has not) within which the groups of a pattern stand
_GAP_AT_LEAST = 4  # characters by which a word with a gap is longer than what stands in it

Span = tuple[int, int]


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


def tried_in(text: str, remedies: Mapping[str, Mapping[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """The remedies, in the order of the mapping, that the words say were tried."""
    found = {one.remedy for clause in trying.clauses(plain(text)) for one in _in_clause(clause, remedies)}
    return tuple(dict.fromkeys(remedy for of in remedies.values() for remedy in of if remedy in found))


def _in_clause(clause: str, remedies: Mapping[str, Mapping[str, tuple[str, ...]]]) -> list[_Found]:
    han = has_han(clause)
    known = [(phrase, remedy) for of in remedies.values() for remedy, phrases in of.items() for phrase in map(_plain, phrases)]
    words = clause if han else _mended(clause, _vocabulary(tuple(phrase for phrase, _ in known)))
    named = [_Found(remedy, spans) for phrase, remedy in known if (spans := _spans(words, phrase))]
    done = [one for one in named if trying.is_done(words, one.spans)]
    return [one for one in done if not any(one.is_within(other) for other in done)]


_plain = lru_cache(maxsize=16_384)(lambda phrase: phrase if _is_pattern(phrase) else plain(phrase))


def _is_pattern(phrase: str) -> bool:
    return EITHER in phrase or WITH in phrase


def _spans(clause: str, phrase: str) -> tuple[Span, ...]:
    """Where a phrase, or each group of a pattern, stands in the clause; empty if it does not."""
    if not _is_pattern(phrase):
        at = _place(clause, phrase)
        return ((at, at + len(phrase)),) if at >= 0 else ()
    spans = _nearest([tuple(found.span() for found in _group(part).finditer(clause)) for part in phrase.split(WITH)])
    reach = max(end for _, end in spans) - min(spans)[0] if spans else 0
    return spans if 0 < reach <= _REACH[has_han(clause)] and trying.is_told(clause, spans) else ()


def _nearest(groups: list[tuple[Span, ...]]) -> tuple[Span, ...]:
    """One place of each group, apart from each other and as near as there are; nothing if a group is missing."""
    if not all(groups):
        return ()
    first, *rest = groups
    if not rest:
        return first[:1]
    pairs = [(abs(a[0] - b[0]), (a, b)) for a in first for b in rest[0] if _are_apart(a, b)]
    return min(pairs)[1] if pairs else ()


def _are_apart(one: Span, other: Span) -> bool:
    """Whether two words stand apart, or one in the gap of the other: not 插 in 插座, but "paper" in "took the paper out"."""
    return one[1] <= other[0] or other[1] <= one[0] or abs((one[1] - one[0]) - (other[1] - other[0])) >= _GAP_AT_LEAST


@lru_cache(maxsize=4096)
def _group(part: str) -> re.Pattern[str]:
    """Any word of the group, the longest first; whole words where words have spaces."""
    words = sorted(part.split(EITHER), key=len, reverse=True)
    return re.compile("|".join(_word(word) for word in words if word))


def _word(word: str) -> str:
    pieces = [re.escape(plain(piece)) for piece in word.split(GAP)]
    return "[^不没]{0,5}".join(pieces) if has_han(word) else rf"(?<![a-z0-9]){' .{0,22}?'.join(pieces)}(?![a-z0-9])"


@lru_cache(maxsize=16_384)
def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(phrase)}\b")


@lru_cache(maxsize=16_384)
def _is_han(phrase: str) -> bool:
    return has_han(phrase)


def _place(clause: str, phrase: str) -> int:
    """Where the phrase stands in the clause, as whole words where words have spaces; -1 if it does not."""
    if not phrase or phrase not in clause:
        return -1
    if _is_han(phrase):
        return clause.find(phrase)
    found = _whole(phrase).search(clause)
    return found.start() if found else -1


@lru_cache(maxsize=64)
def _vocabulary(phrases: tuple[str, ...]) -> frozenset[str]:
    """The Latin words of all phrases."""
    return frozenset(word for phrase in phrases for word in re.findall(r"[a-z]+", phrase))


def _mended(clause: str, vocabulary: frozenset[str]) -> str:
    """The clause with longer words that are one slip away from a known one read as that word."""
    return re.sub(rf"[a-z]{{{_SHORTEST_MENDED},}}", lambda found: _mended_word(found.group(), vocabulary), clause)


@lru_cache(maxsize=16_384)
def _mended_word(word: str, vocabulary: frozenset[str]) -> str:
    """As read; "close" is no slip of "closed": what is to be done differs from what was done by just that."""
    if word in vocabulary:
        return word
    near = process.extractOne(word, vocabulary, scorer=OSA.distance, score_cutoff=1)
    is_slip = (
        near
        and near[0][0] == word[0]
        and len(near[0]) >= _SHORTEST_MENDED
        and not near[0].startswith(word)
        and not word.startswith(near[0])
    )
    return near[0] if near and is_slip else word
