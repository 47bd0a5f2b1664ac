"""One language's reading of a sentence: how much each intent is believed, and on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.adding import Floats, Ints
from bot.understanding.alike import Alike
from bot.understanding.features import WEIGHTS, views
from bot.understanding.learning import Learned, learned
from bot.understanding.meanings import Meanings
from bot.understanding.spelling import Spelling
from bot.understanding.weighing import Bag, Bags, Counted, Vocabulary
from bot.understanding.wording import tokens

NOTHING = ""  # the class of the background: no intent
_READ = 200  # words (Chinese: characters) of one part that are read


@dataclass(frozen=True, slots=True)
class Sense:
    """What the views say of a sentence; ``scores`` by class."""

    text: str
    words: tuple[str, ...]
    counted: Counted
    bag: Bag
    scores: Floats


@dataclass(frozen=True, slots=True)
class Reader:
    """The examples of one language, ready to be compared with. ``weights`` is (pieces, classes)."""

    phrases: tuple[str, ...]  # normalised, ordered by class
    labels: Ints
    intents: tuple[str, ...]  # `NOTHING` is the last, if there is a background
    vocabulary: Vocabulary
    bags: Bags
    weights: NDArray[np.float16]
    given: Floats  # what each class has before any piece is seen
    owned: NDArray[np.uint8]  # (pieces, classes / 8): a bit for each class that has the piece in its examples
    spelling: Spelling
    meanings: Meanings
    han: bool  # reads Chinese

    @property
    def choices(self) -> int:
        """How many classes are intents."""
        return len(self.intents) - (self.intents[-1] == NOTHING)

    def rows(self, intent: int) -> slice:
        """The examples of a class."""
        first, last = np.searchsorted(self.labels, (intent, intent + 1))
        return slice(int(first), int(last))

    def sense(self, text: str) -> Sense:
        """The reading of a normalised text."""
        words = self.spelling.mended(tokens(text)[:_READ], self.meanings.sounds if self.han else None)
        counted = Counted.of(views(words, self.meanings, han=self.han, known=self.spelling))
        bag = self.vocabulary.weigh(counted)
        return Sense(text, tuple(words), counted, bag, bag.values @ self.weights[bag.places].astype(np.float32) + self.given)

    def spread(self, bag: Bag) -> Floats:
        """The weight of every piece there is in this sentence, mostly zero."""
        wanted = np.zeros(len(self.vocabulary.codes), dtype=np.float32)
        wanted[bag.places] = bag.values
        return wanted

    def share(self, bag: Bag, intent: int) -> float:
        """Rarity of the pieces of the bag that some example of the class has."""
        own = self.owned[bag.places, intent >> 3] >> (7 - (intent & 7)) & 1
        return float(self.vocabulary.rarity[bag.places] @ own)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is only needed while learning: words in each example, likenesses, what was learned from all."""

    words: tuple[int, ...]
    alike: Alike
    learned: Learned


def trained(phrases: Sequence[str], labels: Ints, intents: Sequence[str], locale: str, meanings: Meanings) -> tuple[Reader, Lesson]:
    """A reader of these normalised phrases; ``labels`` are places in ``intents``, in rising order."""
    words = [tokens(phrase) for phrase in phrases]
    spelling = Spelling.of(words)
    counted = [Counted.of(views(each, meanings, han=locale == "zh", known=spelling)).nameless() for each in words]
    vocabulary = Vocabulary.of(counted, WEIGHTS.get(locale, WEIGHTS["en"]))
    bags = Bags.of([vocabulary.weigh(each) for each in counted])
    alike, all_ = Alike.of(bags), np.ones(len(labels), dtype=np.bool_)
    found = learned(alike, all_, labels, len(intents))
    shape = (len(vocabulary.codes), len(intents))
    reader = Reader(
        phrases=tuple(phrases),
        labels=labels,
        intents=tuple(intents),
        vocabulary=vocabulary,
        bags=bags,
        weights=bags.spread(found.weights, len(vocabulary.codes)),
        given=-alike.times(found.weights).mean(axis=0),
        owned=np.packbits(bags.owned(labels, shape, all_), axis=1),
        spelling=spelling,
        meanings=meanings,
        han=locale == "zh",
    )
    return reader, Lesson(tuple(map(len, words)), alike, found)
