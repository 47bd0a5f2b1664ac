"""One language's reading of a sentence: how much each intent is believed, and on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.understanding.clauses import parts
from bot.understanding.features import WEIGHTS, views
from bot.understanding.learning import learned, shares
from bot.understanding.meanings import Meanings
from bot.understanding.spelling import Spelling
from bot.understanding.weighing import Bag, Counted, Floats, Ints, Postings, Vocabulary
from bot.understanding.wording import tokens

NOTHING = ""  # the class of the background: no intent
_NEAREST = 6  # examples of the winner that rapidfuzz compares with


@dataclass(frozen=True, slots=True)
class Sense:
    """What the views say of a sentence. ``likeness`` is by example, ``scores`` by class."""

    text: str
    words: tuple[str, ...]
    bag: Bag
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
    meanings: Meanings
    han: bool  # reads Chinese

    @property
    def choices(self) -> int:
        """How many classes are intents."""
        return len(self.intents) - (self.intents[-1] == NOTHING)

    def sense(self, text: str) -> Sense:
        """The reading of a normalised text."""
        found = tokens(text)
        words = self.spelling.mended(found, self.meanings.sounds if self.han else None)
        bag = self.vocabulary.weigh(Counted.of(views(words, self.meanings, self.han, self.spelling)))
        likeness = self.postings.likeness(bag)
        return Sense(text, tuple(words), bag, likeness, likeness @ self.weights)

    def heard(self, text: str) -> Sense:
        """The reading of a normalised text without what it denies or tells of the past."""
        split = parts(text)
        return self.sense(" , ".join(split.telling) if split.left_out else text)

    def covered(self, bag: Bag, intent: int, kept: NDArray[np.bool_] | None = None) -> tuple[float, float]:
        """What share of the sentence's rarity any example has, and what share the intent's examples have."""
        which, at = self.postings.at(bag.places)
        rows = self.postings.rows[at]
        if kept is not None:
            which, rows = which[kept[rows]], rows[kept[rows]]
        rarity = self.vocabulary.rarity[bag.places]
        whole = float(rarity.sum()) + bag.unknown or 1.0
        known = np.bincount(which, minlength=len(rarity)) > 0
        own = np.bincount(which[self.labels[rows] == intent], minlength=len(rarity)) > 0
        return float(rarity[known].sum()) / whole, float(rarity[own].sum()) / whole

    def closest(self, likeness: Floats, intent: int) -> int:
        """The row of the intent's example that is most alike."""
        own = np.flatnonzero(self.labels == intent)
        return int(own[np.argmax(likeness[own])])

    def nearest(self, text: str, likeness: Floats, intent: int) -> tuple[int, float]:
        """The example of the intent nearest to the text (its row), and how near, 0 to 1 (rapidfuzz)."""
        own = np.flatnonzero(self.labels == intent)
        best = own[np.argsort(-likeness[own], kind="stable")[:_NEAREST]]
        if not len(best):
            return 0, 0.0
        ratios = [fuzz.ratio(text, self.phrases[row]) / 100 for row in best]
        place = max(range(len(best)), key=lambda i: (ratios[i] + float(likeness[best[i]]), -i))
        return int(best[place]), max(ratios)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is only needed while learning: words and bag of each example, and how alike they all are."""

    words: tuple[tuple[str, ...], ...]
    bags: tuple[Bag, ...]
    gram: Floats


def trained(phrases: Sequence[str], labels: Ints, intents: Sequence[str], locale: str, meanings: Meanings) -> tuple[Reader, Lesson]:
    """A reader of these normalised phrases; ``labels`` are places in ``intents``."""
    words = [tokens(phrase) for phrase in phrases]
    spelling = Spelling.of(words)
    counted = [Counted.of(views(each, meanings, locale == "zh", spelling)) for each in words]
    vocabulary = Vocabulary.of(counted, WEIGHTS.get(locale, WEIGHTS["en"]))
    bags = tuple(map(vocabulary.weigh, counted))
    postings = Postings.of(bags, len(vocabulary.codes))
    gram = postings.gram()
    weights = learned(gram, labels, len(intents))
    reader = Reader(tuple(phrases), labels, tuple(intents), vocabulary, postings, weights, spelling, meanings, locale == "zh")
    return reader, Lesson(tuple(map(tuple, words)), bags, gram)
