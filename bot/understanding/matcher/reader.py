"""One language's reading of a sentence: how much each intent is believed, and on what evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.matcher.adding import Floats, Ints
from bot.understanding.matcher.alike import Alike
from bot.understanding.matcher.evidence import Compared, Evidence, Said
from bot.understanding.matcher.features import WEIGHTS, sounded, views
from bot.understanding.matcher.learning import Learned, learned, shares
from bot.understanding.matcher.shelves import Shelves
from bot.understanding.matcher.weighing import Bag, Bags, Counted, Vocabulary
from bot.understanding.matcher.weights import Weights
from bot.understanding.text.normalising import has_han
from bot.understanding.text.wording import tokens
from bot.understanding.words.meanings import Meanings
from bot.understanding.words.spelling import Spelling

NOTHING = ""  # the class of the background: no intent
_READ = 200  # words (Chinese: characters) of one part that are read


@dataclass(frozen=True, slots=True)
class Sense:
    """What the views say of a sentence; ``scores`` and ``shares`` of the belief by class."""

    text: str
    words: tuple[str, ...]
    pieces: Sequence[str]
    bag: Bag
    scores: Floats
    shares: Floats


@dataclass(frozen=True, slots=True)
class Reader:
    """The examples of one language, ready to be compared with."""

    phrases: tuple[str, ...]  # normalised, ordered by class
    labels: Ints
    intents: tuple[str, ...]  # `NOTHING` is the last, if there is a background
    vocabulary: Vocabulary
    shelves: Shelves
    weights: Weights
    given: Floats  # what each class has before any piece is seen
    spelling: Spelling
    meanings: Meanings
    han: bool  # reads Chinese

    @property
    def choices(self) -> int:
        """How many classes are intents."""
        return len(self.intents) - (self.intents[-1] == NOTHING)

    def evidence(self, senses: Sequence[Sense], wholes: Sequence[float], intents: Sequence[Sequence[int]]) -> list[list[Evidence]]:
        """Of each sentence what speaks for its ``intents``; ``wholes``: the rarity of each."""
        said = [
            Said(sense.text, sense.bag.places, sense.bag.values, whole, self._form(sense.text))
            for sense, whole in zip(senses, wholes, strict=True)
        ]
        return Compared(self.phrases, self.shelves, self.vocabulary.rarity).evidence(said, intents)

    def _form(self, text: str) -> Callable[[str], str]:
        """Chinese that is spelled out is compared with how the examples sound."""
        return self._spoken if self.han and not has_han(text) else str

    def _spoken(self, text: str) -> str:
        return " ".join(sounded(word, self.meanings.sounds, self.spelling, han=self.han) for word in tokens(text))

    def known(self, sense: Sense) -> tuple[float, float]:
        """The rarity of the whole sentence, and the share of it that any example has."""
        found = float(np.add.reduce(self.vocabulary.rarity.take(sense.bag.places)))
        whole = found + sense.bag.unknown or 1.0
        return whole, found / whole

    def sense(self, text: str) -> Sense:
        """The reading of a normalised text."""
        [found] = self.senses([text])
        return found

    def senses(self, texts: Sequence[str]) -> list[Sense]:
        """The readings of normalised texts, which cost less together."""
        words = list(map(self._words, texts))
        counted = self._counted(words)
        bags = self.vocabulary.weigh(counted)
        names = [counted.names[span] for span in counted.spans()]
        scores = self.weights.says(bags) + self.given
        return list(map(Sense, texts, map(tuple, words), names, bags, scores, shares(scores)))

    def counted(self, texts: Iterable[str]) -> Counted:
        """The pieces of normalised texts."""
        return self._counted(map(self._words, texts))

    def mended(self, words: Sequence[str]) -> list[str]:
        """The words, with slips of the finger put right."""
        return self.spelling.mended(words, self.meanings, han=self.han)

    def _words(self, text: str) -> list[str]:
        return self.mended(tokens(text)[:_READ])

    def _counted(self, sentences: Iterable[Sequence[str]]) -> Counted:
        return Counted.of(views(words, self.meanings, han=self.han, known=self.spelling) for words in sentences)

    def spread(self, bag: Bag) -> Floats:
        """The weight of every piece there is in this sentence, mostly zero."""
        wanted = np.zeros(len(self.vocabulary.codes), dtype=np.float32)
        wanted[bag.places] = bag.values
        return wanted


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is only needed while learning: words in each example, its pieces, likenesses, what was learned from all."""

    words: tuple[int, ...]
    bags: Bags
    alike: Alike
    learned: Learned


def trained(phrases: Sequence[str], labels: Ints, intents: Sequence[str], locale: str, meanings: Meanings) -> tuple[Reader, Lesson]:
    """A reader of these normalised phrases; ``labels`` are places in ``intents``, in rising order."""
    words = [tokens(phrase) for phrase in phrases]
    spelling = Spelling.of(words)
    counted = [Counted.of([views(each, meanings, han=locale == "zh", known=spelling)]).nameless() for each in words]
    vocabulary = Vocabulary.of(counted, WEIGHTS.get(locale, WEIGHTS["en"]))
    bags = Bags.of(bag for each in counted for bag in vocabulary.weigh(each))
    del counted  # much memory, while learning
    alike = Alike.of(bags)
    found = learned(alike, np.ones(len(labels), dtype=np.bool_), labels, len(intents))
    reader = Reader(
        phrases=tuple(phrases),
        labels=labels,
        intents=tuple(intents),
        vocabulary=vocabulary,
        shelves=Shelves.of(bags, labels, len(intents)),
        weights=Weights.of(bags, alike, found.weights, len(vocabulary.codes)),
        given=-alike.times(found.weights).mean(axis=0),
        spelling=spelling,
        meanings=meanings,
        han=locale == "zh",
    )
    return reader, Lesson(tuple(map(len, words)), bags, alike, found)
