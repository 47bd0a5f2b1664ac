"""Where a clause holds a phrase: words as they stand, or a pattern of word groups, all in one clause and near each other.

Says where the words are, never what they mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.knowledge import EITHER, GAP, WITH
from bot.understanding.text.normalising import has_han, plain

_SHORTEST_MENDED = 5  # letters of a word that is read in spite of one slip
_REACH = {True: 14, False: 45}  # characters (has Chinese, has not) within which the groups of a pattern stand
_GAP_AT_LEAST = 4  # characters by which a word with a gap is longer than what stands in it

Span = tuple[int, int]


def is_pattern(phrase: str) -> bool:
    """Whether a phrase is a pattern, as `bot.core.knowledge` says they are written."""
    return EITHER in phrase or WITH in phrase


@lru_cache(maxsize=16_384)
def normal(phrase: str) -> str:
    """A phrase as it is compared."""
    return phrase if is_pattern(phrase) else plain(phrase)


@lru_cache(maxsize=32_768)
def spans(clause: str, phrase: str) -> tuple[Span, ...]:
    """Where a phrase, or each group of a pattern, stands in the clause; empty if it does not. Kept, because a
    message asks for the same places several times.
    """
    if not _scripts(phrase) & _scripts(clause):
        return ()
    if not is_pattern(phrase):
        at = _place(clause, phrase)
        return ((at, at + len(phrase)),) if at >= 0 else ()
    places: list[tuple[Span, ...]] = []
    for group in _groups(phrase):
        places.append(tuple(match.span() for match in group.finditer(clause)))
        if not places[-1]:
            return ()
    found = _nearest(places)
    reach = max(end for _, end in found) - min(found)[0] if found else 0
    return found if 0 < reach <= _REACH[has_han(clause)] else ()


_LATIN, _HAN = 1, 2


@lru_cache(maxsize=16_384)
def _scripts(text: str) -> int:
    """Which scripts it is written in, as bits; digits count as Latin."""
    return _LATIN * bool(re.search(r"[a-z0-9]", text)) | _HAN * has_han(text)


@lru_cache(maxsize=4096)
def _groups(phrase: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_group(part) for part in phrase.split(WITH))


def _nearest(groups: list[tuple[Span, ...]]) -> tuple[Span, ...]:
    """One place of each group, apart from each other and as near as there are."""
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
    """Any word of the group, the longest first; whole words where words have spaces. Where all have, their edges are looked for once
    and not for each: then a word whose first letter is not there costs next to nothing.
    """
    words = [word for word in sorted(part.split(EITHER), key=len, reverse=True) if word]
    if any(map(has_han, words)):
        return re.compile("|".join(_word(word) if has_han(word) else _edged(_word(word)) for word in words))
    return re.compile(_edged(f"(?:{'|'.join(map(_word, words))})"))


def _word(word: str) -> str:
    """No gap holds a denial: 拉不出来 is not 拉…出来."""
    pieces = [re.escape(plain(piece)) for piece in word.split(GAP)]
    return ("[^不没]{0,5}" if has_han(word) else " .{0,22}?").join(pieces)


def _edged(word: str) -> str:
    return rf"(?<![a-z0-9]){word}(?![a-z0-9])"


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


# ---- many phrases at once --------------------------------------------------------------------

_PIECE = 3  # characters of a piece at most
_REMEMBERED = 1024  # clauses


class Book:
    """Many phrases. Each is filed under a piece of letters that it cannot do without, the rarest it has, so that only
    those are looked for in a clause that may be there.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """The phrases as they are written in the knowledge."""
        self.phrases = tuple(normal(phrase) for phrase in phrases)
        self.words = frozenset(word for phrase in self.phrases for word in re.findall(r"[a-z]+", phrase))
        needs = [_needs(phrase) for phrase in self.phrases]
        often = Counter(piece for groups in needs for group in groups for pieces in group for piece in pieces)
        self._filed: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._needs = [
            [frozenset(min(pieces, key=lambda piece: (often[piece], piece)) for pieces in group) for group in groups] for groups in needs
        ]
        for place, keys in enumerate(self._needs):
            if not keys:
                self._always.append(place)
            for key in min(keys, key=lambda group: sum(often[piece] for piece in group), default=()):
                self._filed.setdefault(key, []).append(place)
        self._found = lru_cache(maxsize=_REMEMBERED)(self._held)

    def held(self, clause: str) -> list[tuple[int, tuple[Span, ...]]]:
        """The phrases that stand in the clause, by their place in the book, in order, and where; see `spans`. Kept, because
        a message asks several times.
        """
        return list(self._found(clause))

    def _held(self, clause: str) -> tuple[tuple[int, tuple[Span, ...]], ...]:
        pieces = _all_pieces(clause)
        near = sorted({place for piece in pieces & self._filed.keys() for place in self._filed[piece]}.union(self._always))
        may_be = (place for place in near if not any(group.isdisjoint(pieces) for group in self._needs[place]))
        return tuple((place, found) for place in may_be if (found := spans(clause, self.phrases[place])))


@lru_cache(maxsize=1024)
def _all_pieces(clause: str) -> frozenset[str]:
    """Kept, because a message is looked through by several books."""
    return frozenset(clause[at : at + size] for size in range(1, _PIECE + 1) for at in range(len(clause)))


def _needs(phrase: str) -> list[list[list[str]]]:
    """The pieces of each word of each group of a phrase. A group with a word that has none says nothing of the clause."""
    groups = [part.split(EITHER) for part in phrase.split(WITH)] if is_pattern(phrase) else [[phrase]]
    gapped = is_pattern(phrase)
    needs = [[_pieces([plain(bit) for bit in word.split(GAP)] if gapped else [word]) for word in words if word] for words in groups]
    return [group for group in needs if group and all(group)]


def _pieces(bits: list[str]) -> list[str]:
    return [bit[at : at + _PIECE] for bit in bits if bit for at in range(max(1, len(bit) - _PIECE + 1))]


# ---- slips of the finger ---------------------------------------------------------------------


def mended(clause: str, known: frozenset[str]) -> str:
    """The clause with longer Latin words that are one slip away from a known one read as that word."""
    if has_han(clause):
        return clause
    return re.sub(rf"[a-z]{{{_SHORTEST_MENDED},}}", lambda found: _mended_word(found.group(), known), clause)


@lru_cache(maxsize=16_384)
def _mended_word(word: str, known: frozenset[str]) -> str:
    """As read; "close" is no slip of "closed": what is to be done differs from what was done by just that."""
    if word in known:
        return word
    near = [one for one, _, _ in process.extract(word, known, scorer=OSA.distance, score_cutoff=1, limit=None)]
    if any(one.startswith(word) or word.startswith(one) for one in near):
        return word
    return min((one for one in near if one[0] == word[0] and len(one) >= _SHORTEST_MENDED), default=word)
