"""How near a short answer comes to the offers of an open question, by the views of the trained reader.

Nothing is learned here: an offer is known by its label and its written phrasings, and pieces that no
example has count as the rarest. The figures below are from leaving each phrasing out in turn
(``benchmarks/answers.py``); a denial on one side alone costs much, because 灯亮 is not 灯不亮.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from bot.understanding.features import VIEWS
from bot.understanding.reader import Reader

_DENIED = re.compile(
    r"不|没|未|无|别|非|\bnot?\b|n't\b|\bnever\b|\bnone\b|\bnothing\b|\bwithout\b|\bnor\b|\bun\w+|\b(?:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|ai)nt\b"
)
_ONE_SIDED = 0.6  # of the likeness is left when only one of the two denies
_SHARED = 0.3  # share of "how much of the answer the offer's phrasings hold together" beside the nearest one
_APART = 0.75  # the next offer may come to this part of the nearest
_SHORT = {True: 7, False: 20}  # characters (has Chinese, has not) of what is hardly anything but an answer …
_SHORT_FROM = 0.8  # … and the part of the likeness that is asked of it
_SURELY = 1.6  # times as near, …
_SURELY_APART = 0.6  # … and so far ahead of the next, is right 98 times in 100
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


class Likeness:
    """Compares answers with offers in one language."""

    def __init__(self, reader: Reader, near_from: float) -> None:
        """``near_from``: likeness, 0 to 1, from which an offer is meant."""
        self._reader = reader
        self._near_from = near_from
        self._phrases: dict[str, Weighed] = {}  # of the knowledge, so there are only so many

    def nearest(self, said: str, offers: Mapping[str, Sequence[str]], *, surely: bool = False) -> str | None:
        """The name of the offer that the normalised words come near to, if one is near and stands apart. ``surely``: so near
        that it may be taken where a wrong guess costs more, and never across a denial.
        """
        answer = self._weighed(said)
        if not answer.pieces:
            return None
        scores = {name: self._score(answer, [self._phrase(phrase) for phrase in phrases]) for name, phrases in offers.items()}
        if not scores:
            return None
        best, *others = sorted(scores, key=lambda name: (-scores[name], name))
        next_best = scores[others[0]] if others else 0.0
        near_from = self._near_from * (_SHORT_FROM if len(said) <= _SHORT[self._reader.han] else 1.0)
        if surely and not self._denies_alike(answer, offers[best]):
            return None
        least, apart = (_SURELY * near_from, _SURELY_APART) if surely else (near_from, _APART)
        return best if scores[best] >= least and next_best <= apart * scores[best] else None

    def _denies_alike(self, answer: Weighed, phrases: Sequence[str]) -> bool:
        """Whether the phrasing that comes nearest denies as the answer does."""
        nearest = max((self._phrase(phrase) for phrase in phrases), key=lambda phrase: _likeness(answer, phrase))
        return nearest.is_denied == answer.is_denied

    def _score(self, answer: Weighed, phrases: Sequence[Weighed]) -> float:
        nearest = max((_likeness(answer, phrase) for phrase in phrases), default=0.0)
        theirs = set().union(*(phrase.pieces for phrase in phrases))
        held = sum(weight * weight for piece, weight in answer.pieces.items() if piece in theirs)
        return (1 - _SHARED) * nearest + _SHARED * held

    def _phrase(self, text: str) -> Weighed:
        found = self._phrases.get(text)
        if found is None:
            found = self._phrases[text] = self._weighed(text)
        return found

    def _weighed(self, text: str) -> Weighed:
        vocabulary, counted = self._reader.vocabulary, self._reader.sense(text).counted
        places = np.minimum(np.searchsorted(vocabulary.codes, counted.codes), len(vocabulary.codes) - 1)
        rarity = np.where(vocabulary.codes[places] == counted.codes, vocabulary.rarity[places], vocabulary.rarest)
        values = (1 + np.log(counted.times)) * rarity
        lengths = np.sqrt(np.bincount(counted.views, weights=values * values, minlength=len(VIEWS)))
        lengths[lengths == 0] = 1
        values *= (vocabulary.weights / lengths)[counted.views]
        length = sqrt(float(values @ values)) or 1.0
        return Weighed(dict(zip(counted.codes.tolist(), (values / length).tolist(), strict=True)), len(_DENIED.findall(text)))


def _likeness(one: Weighed, other: Weighed) -> float:
    few, many = sorted((one.pieces, other.pieces), key=len)
    cosine = sum(weight * many[piece] for piece, weight in few.items() if piece in many)
    return cosine * (1.0 if one.is_denied == other.is_denied else _ONE_SIDED)
