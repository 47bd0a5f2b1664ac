"""How near a short answer comes to the offers of an open question, by the views of the trained reader.

Nothing is learned here: an offer is known by its label and its written phrasings, and pieces that no
example has count as the rarest. The figures below are from leaving each phrasing out in turn
(``benchmarks/answers.py``); a denial on one side alone costs much, because 灯亮 is not 灯不亮.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from bot.understanding.matcher.features import VIEWS
from bot.understanding.matcher.reader import Reader

_DENIED = re.compile(
    r"不|没|未|无|别|非|忘|\bforgot(?:ten)?\b|\bnot?\b|n't\b|\bnever\b|\bnone\b|\bnothing\b|\bwithout\b|\bnor\b|\bun\w+|\b(?:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|ai)nt\b"
)
_ONE_SIDED = 0.6  # of the likeness is left when only one of the two denies
_SHARED = 0.3  # share of "how much of the answer the offer's phrasings hold together" beside the nearest one
_APART = 0.75  # the next offer may come to this part of the nearest …
_APART_WITH_CARE = 0.6  # … and where care is taken, to this one
_SHORT = {True: 7, False: 20}  # characters (has Chinese, has not) of what is hardly anything but an answer …
_SHORT_FROM = 0.8  # … and the part of the likeness that is asked of it, which never is less
_REMEMBERED = 4096  # answers with what was asked
NEAR_FROM = {"zh": 0.24, "en": 0.34}
"""From here on an offer is taken: about one in a hundred sentences about something else gets that near."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text as weights by piece (their length is 1), and how often it denies."""

    pieces: Mapping[int, float]
    denials: int

    @property
    def is_denied(self) -> bool:
        """Whether it says that something is not so."""
        return self.denials > 0


@dataclass(frozen=True, slots=True)
class Offered:
    """What an offer is called, put by piece: which phrasings have it, and how much each weighs it. ``denied``: which of them deny."""

    held: Mapping[int, Sequence[tuple[int, float]]]
    denied: Sequence[bool]

    @classmethod
    def of(cls, phrases: Sequence[Weighed]) -> Offered:
        """Of the phrasings of one offer."""
        held: dict[int, list[tuple[int, float]]] = {}
        for place, phrase in enumerate(phrases):
            for piece, weight in phrase.pieces.items():
                held.setdefault(piece, []).append((place, weight))
        return cls(held, [phrase.is_denied for phrase in phrases])

    def likeness(self, answer: Weighed) -> list[float]:
        """How alike the answer is to each phrasing."""
        alike = [0.0] * len(self.denied)
        for piece, weight in answer.pieces.items():
            for place, other in self.held.get(piece, ()):
                alike[place] += weight * other
        return [each if denied == answer.is_denied else each * _ONE_SIDED for each, denied in zip(alike, self.denied, strict=True)]

    def score(self, answer: Weighed) -> float:
        """How near the answer comes: to the nearest phrasing, and to what they hold together."""
        held = sum(weight * weight for piece, weight in answer.pieces.items() if piece in self.held)
        return (1 - _SHARED) * max(self.likeness(answer), default=0.0) + _SHARED * held


Offers = tuple[tuple[str, tuple[str, ...]], ...]
"""Offers by name, with their normalised phrasings."""


class Likeness:
    """Compares answers with offers in one language."""

    def __init__(self, reader: Reader, near_from: float) -> None:
        """``near_from``: likeness, 0 to 1, from which an offer is meant."""
        self._reader = reader
        self._near_from = near_from
        self._offered: dict[tuple[str, ...], Offered] = {}  # of the knowledge, so there are only so many
        self._found = lru_cache(maxsize=_REMEMBERED)(self._nearest)

    def nearest(self, said: str, offers: Mapping[str, Sequence[str]], *, care: float = 1.0) -> str | None:
        """The name of the offer that the normalised words come near to, if one is near and stands apart; an answer in a few words
        never across a denial. ``care``: times as near as usual; more than 1 where the words mean something else as well, or a wrong
        guess costs more, less where they mean nothing else.
        """
        return self._found(said, tuple((name, tuple(phrases)) for name, phrases in offers.items()), care)

    def _nearest(self, said: str, offers: Offers, care: float) -> str | None:
        answer = self._weighed(said)
        if not answer.pieces or not offers:
            return None
        known = {name: self._offer(phrases) for name, phrases in offers}
        scores = {name: offered.score(answer) for name, offered in known.items()}
        best, *others = sorted(scores, key=lambda name: (-scores[name], name))
        next_best = scores[others[0]] if others else 0.0
        short = len(said) <= _SHORT[self._reader.han]
        least = self._near_from * (max(care, 1.0) * _SHORT_FROM if short else care)
        careful = care > 1
        if (careful or short) and not _denies_alike(answer, known[best]):
            return None
        apart = _APART_WITH_CARE if careful else _APART
        return best if scores[best] >= least and next_best <= apart * scores[best] else None

    def _offer(self, phrases: tuple[str, ...]) -> Offered:
        found = self._offered.get(phrases)
        if found is None:
            found = self._offered[phrases] = Offered.of([self._weighed(phrase) for phrase in phrases])
        return found

    def _weighed(self, text: str) -> Weighed:
        vocabulary, counted = self._reader.vocabulary, self._reader.counted(text)
        places = np.minimum(np.searchsorted(vocabulary.codes, counted.codes), len(vocabulary.codes) - 1)
        rarity = np.where(vocabulary.codes[places] == counted.codes, vocabulary.rarity[places], vocabulary.rarest)
        values = (1 + np.log(counted.times)) * rarity
        lengths = np.sqrt(np.bincount(counted.views, weights=values * values, minlength=len(VIEWS)))
        lengths[lengths == 0] = 1
        values *= (vocabulary.weights / lengths)[counted.views]
        length = sqrt(float(values @ values)) or 1.0
        return Weighed(dict(zip(counted.codes.tolist(), (values / length).tolist(), strict=True)), len(_DENIED.findall(text)))


def _denies_alike(answer: Weighed, offered: Offered) -> bool:
    """Whether the phrasing that comes nearest denies as the answer does."""
    alike = offered.likeness(answer)
    return offered.denied[alike.index(max(alike))] == answer.is_denied
