"""One language's reading of a sentence: how much each intent is believed, and on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.understanding.features import views
from bot.understanding.learning import learned, shares
from bot.understanding.sounds import Sounds
from bot.understanding.spelling import Spelling
from bot.understanding.weighing import Floats, Ints, Postings, Vocabulary
from bot.understanding.wording import tokens

NOTHING = ""  # the class of the background: no intent
_NEAREST = 6  # examples of the winner that rapidfuzz compares with


@dataclass(frozen=True, slots=True)
class Sense:
    """What the views say of a sentence. ``likeness`` is by example, ``scores`` by class."""

    words: tuple[str, ...]
    places: list[int]
    pieces: int
    likeness: Floats
    scores: Floats

    @property
    def belief(self) -> Floats:
        """Shares of the classes, adding up to 1."""
        return shares(self.scores)


@dataclass(frozen=True, slots=True)
class Reader:
    """The examples of one language, ready to be compared with. ``weights`` is (examples, intents)."""

    phrases: tuple[str, ...]  # normalised
    labels: Ints
    intents: tuple[str, ...]  # `NOTHING` is the last, if there is a background
    vocabulary: Vocabulary
    postings: Postings
    weights: Floats
    spelling: Spelling
    sounds: Sounds
    bags: tuple[tuple[int, ...], ...] = ()  # pieces of each example; only while it is trained

    def postings_of(self, row: int) -> tuple[int, ...]:
        """The pieces of an example."""
        return self.bags[row]

    def sense(self, text: str) -> Sense:
        """The reading of a normalised text."""
        words = self.spelling.mended(tokens(text))
        pieces = views(words, self.sounds)
        places, values = self.vocabulary.weigh(pieces)
        likeness = self.postings.likeness(places, values)
        return Sense(tuple(words), places, sum(len(set(view)) for view in pieces), likeness, likeness @ self.weights)

    def covered(self, places: Sequence[int], intent: int, kept: NDArray[np.bool_] | None = None) -> tuple[float, float]:
        """Rarity of the pieces that any example has, and of those that the intent's examples have."""
        rarity = self.vocabulary.rarity
        known = own = 0.0
        for place in places:
            rows = self.postings.rows[self.postings.starts[place] : self.postings.starts[place + 1]]
            if kept is not None:
                rows = rows[kept[rows]]
            if rows.size:
                known += rarity[place]
                own += rarity[place] if (self.labels[rows] == intent).any() else 0.0
        return known, own

    def nearest(self, text: str, likeness: Floats, intent: int) -> tuple[int, float]:
        """The example of the intent nearest to the text (its row), and how near, 0 to 1 (rapidfuzz)."""
        own = np.flatnonzero(self.labels == intent)
        best = own[np.argsort(-likeness[own], kind="stable")[:_NEAREST]]
        ratios = [fuzz.ratio(text, self.phrases[row]) / 100 for row in best]
        place = max(range(len(best)), key=lambda i: (ratios[i] + float(likeness[best[i]]), -i))
        return int(best[place]), max(ratios)


def trained(phrases: Sequence[str], labels: Ints, intents: Sequence[str], sounds: Sounds) -> tuple[Reader, Floats]:
    """A reader of these normalised phrases, and how alike they are to each other."""
    words = [tokens(phrase) for phrase in phrases]
    bags = [views(each, sounds) for each in words]
    vocabulary = Vocabulary.of(bags)
    weighed = [vocabulary.weigh(bag) for bag in bags]
    postings = Postings.of(weighed, len(vocabulary.pieces))
    gram = postings.gram()
    weights = learned(gram, labels, len(intents))
    spelling = Spelling.of(words)
    return Reader(tuple(phrases), labels, tuple(intents), vocabulary, postings, weights, spelling, sounds, tuple(tuple(places) for places, _ in weighed)), gram
