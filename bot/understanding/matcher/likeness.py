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
from numpy.typing import NDArray

from bot.understanding.matcher.adding import Floats, Ints
from bot.understanding.matcher.features import VIEWS
from bot.understanding.matcher.reader import Reader
from bot.understanding.matcher.weighing import Codes

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
_AT_HAND = 64  # answers by themselves: words that begin a trouble are compared with several questions
NEAR_FROM = {"zh": 0.245, "en": 0.355}
"""From here on an offer is taken: about one in a hundred sentences about something else gets that near."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text as its pieces and what each weighs (their length is 1), and how often it denies."""

    codes: Codes
    values: Floats
    denials: int

    @property
    def is_denied(self) -> bool:
        """Whether it says that something is not so."""
        return self.denials > 0


@dataclass(frozen=True, slots=True)
class Offered:
    """What an offer is called, put by piece: ``codes``, each once and in order; which phrasings have the piece, and how much each
    weighs it, stands at ``starts[i]:starts[i+1]``. ``denied``: which phrasings deny.
    """

    codes: Codes
    starts: NDArray[np.intp]
    phrases: Ints
    values: Floats
    denied: NDArray[np.bool_]

    @classmethod
    def of(cls, phrases: Sequence[Weighed]) -> Offered:
        """Of the phrasings of one offer."""
        sizes = [len(phrase.codes) for phrase in phrases]
        codes = np.concatenate([*(phrase.codes for phrase in phrases), np.empty(0, np.uint32)])
        values = np.concatenate([*(phrase.values for phrase in phrases), np.empty(0, np.float32)])
        order = np.argsort(codes, kind="stable")
        distinct, starts = np.unique(codes[order], return_index=True)
        owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        denied = np.array([phrase.is_denied for phrase in phrases], dtype=np.bool_)
        return cls(distinct, np.append(starts, len(codes)), owners[order], values[order], denied)

    def near(self, answer: Weighed) -> tuple[NDArray[np.float64], float]:
        """How alike the answer is to each phrasing, and how much of it the phrasings hold together."""
        places = self.codes.searchsorted(answer.codes)
        has = self.codes.take(places, mode="clip") == answer.codes if len(self.codes) else np.zeros(len(places), np.bool_)
        places, weights = places[has], answer.values[has].astype(np.float64)
        firsts = self.starts[places]
        many = self.starts[places + 1] - firsts
        ends = many.cumsum()
        rows = np.arange(ends[-1] if len(ends) else 0) + np.repeat(firsts - ends + many, many)
        alike = np.bincount(self.phrases[rows], self.values[rows] * np.repeat(weights, many), len(self.denied))
        return np.where(self.denied == answer.is_denied, alike, alike * _ONE_SIDED), float(weights @ weights)


Offers = tuple[tuple[str, tuple[str, ...]], ...]
"""Offers by name, with their normalised phrasings."""


class Likeness:
    """Compares answers with offers in one language."""

    def __init__(self, reader: Reader, near_from: float) -> None:
        """``near_from``: likeness, 0 to 1, from which an offer is meant."""
        self._reader = reader
        self._near_from = near_from
        self._offered: dict[tuple[str, ...], Offered] = {}  # of the knowledge, so there are only so many
        self._answer = lru_cache(maxsize=_AT_HAND)(self._weighed_alone)
        self._found = lru_cache(maxsize=_REMEMBERED)(self._nearest)

    def nearest(self, said: str, offers: Mapping[str, Sequence[str]], *, care: float = 1.0, apart: float | None = None) -> str | None:
        """The name of the offer that the normalised words come near to, if one is near and stands apart; an answer in a few words
        never across a denial. ``care``: times as near as usual; more than 1 where the words mean something else as well, or a wrong
        guess costs more, less where they mean nothing else. ``apart``: the part of it that the next offer may come to, if not the usual.
        """
        return self._found(said, tuple((name, tuple(phrases)) for name, phrases in offers.items()), care, apart)

    def ranked(self, said: str, offers: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        """The offers from the nearest on, and how near each comes: 1 is near enough to be meant."""
        [answer] = self._weighed([said])
        found = _scores({name: self._offer(tuple(phrases)).near(answer) for name, phrases in offers.items()})
        return [(name, found[name] / self._near_from) for name in sorted(found, key=lambda name: (-found[name], name))]

    def _nearest(self, said: str, offers: Offers, care: float, apart: float | None) -> str | None:
        answer = self._answer(said)
        if not len(answer.codes) or not offers:
            return None
        known = {name: self._offer(phrases) for name, phrases in offers}
        near = {name: offered.near(answer) for name, offered in known.items()}
        scores = _scores(near)
        best, *others = sorted(scores, key=lambda name: (-scores[name], name))
        next_best = scores[others[0]] if others else 0.0
        short = len(said) <= _SHORT[self._reader.han]
        least = self._near_from * (max(care, 1.0) * _SHORT_FROM if short else care)
        careful = care > 1
        if (careful or short) and known[best].denied[near[best][0].argmax()] != answer.is_denied:
            return None  # the phrasing that comes nearest denies, or does not, and the answer does otherwise
        most = apart or (_APART_WITH_CARE if careful else _APART)
        return best if scores[best] >= least and next_best <= most * scores[best] else None

    def _offer(self, phrases: tuple[str, ...]) -> Offered:
        found = self._offered.get(phrases)
        if found is None:
            found = self._offered[phrases] = Offered.of(self._weighed(phrases))
        return found

    def _weighed_alone(self, text: str) -> Weighed:
        [found] = self._weighed([text])
        return found

    def _weighed(self, texts: Sequence[str]) -> list[Weighed]:
        """Each of the texts, which costs less together."""
        vocabulary, counted = self._reader.vocabulary, self._reader.counted(texts)
        places = np.minimum(np.searchsorted(vocabulary.codes, counted.codes), len(vocabulary.codes) - 1)
        rarity = np.where(vocabulary.codes[places] == counted.codes, vocabulary.rarity[places], vocabulary.rarest)
        values = (1 + np.log(counted.times)) * rarity
        many = len(VIEWS) * len(texts)
        views = np.arange(0, many, len(VIEWS)).repeat(counted.sizes) + counted.views
        lengths = np.sqrt(np.bincount(views, weights=values * values, minlength=many)).reshape(-1, len(VIEWS))
        lengths[lengths == 0] = 1
        values *= (vocabulary.weights / lengths).take(views)
        return [_weighed(text, counted.codes[span], values[span]) for text, span in zip(texts, counted.spans(), strict=True)]


def _scores(near: Mapping[str, tuple[NDArray[np.float64], float]]) -> dict[str, float]:
    """How near each offer comes, by its nearest phrasing and by all of them together."""
    return {name: (1 - _SHARED) * float(alike.max(initial=0.0)) + _SHARED * held for name, (alike, held) in near.items()}


def _weighed(text: str, codes: Codes, values: Floats) -> Weighed:
    length = sqrt(float(values @ values)) or 1.0
    return Weighed(codes, (values / length).astype(np.float32, copy=False), len(_DENIED.findall(text)))
