"""A language as it would be with one example more, found in milliseconds instead of learned in seconds.

Learning gives each example a weight; with a new one all others would give way a little. Here they stand still and only the
new one finds its weight, which tells well enough what it would win and what it would take away (see ``docs/studio.md`` for
how well). Nobody is answered by it: what answers was learned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matcher.adding import Floats, Ints
from bot.understanding.matcher.features import views
from bot.understanding.matcher.keeping import Language
from bot.understanding.matcher.learning import DECAY, shares
from bot.understanding.matcher.reader import Reader
from bot.understanding.matcher.weighing import Bag, Counted, Vocabulary
from bot.understanding.text.wording import has_words, is_latin, tokens
from bot.understanding.words.spelling import Spelling

_STEPS = 12  # of Newton's method; it stands still after six
_HALVED = 12
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Widened:
    """A reader that knows the pieces of one sentence more; ``moved``: where the known ones went; ``bag``: the sentence as it is
    weighed now, and ``known`` of it what was known before, where it was.
    """

    vocabulary: Vocabulary
    spelling: Spelling
    bag: Bag
    known: Bag
    moved: Ints


def supposed(language: Language, text: str, intent: str, act: str = "") -> Language | None:
    """The language with that example (normalised, with words in it); None where it has no such intent."""
    reader = language.reader
    if intent not in reader.intents[: reader.choices] or not has_words(text):
        return None
    label = reader.intents.index(intent)
    wide = _widened(reader, text)
    row = reader.shelves.span(label).stop
    usual = float(reader.shelves.likeness(wide.known).mean())
    scores = reader.weights.says([wide.known])[0] + reader.given
    own = _weight(scores, label, 1 - usual)
    widened = replace(
        reader,
        phrases=(*reader.phrases[:row], text, *reader.phrases[row:]),
        labels=np.insert(reader.labels, row, label),
        vocabulary=wide.vocabulary,
        shelves=reader.shelves.with_example(label, wide.bag, wide.moved),
        weights=reader.weights.with_example(wide.bag, own, wide.moved, len(wide.vocabulary.codes)),
        given=reader.given - np.float32(usual) * own,
        spelling=wide.spelling,
    )
    return replace(language, reader=widened, acts=(*language.acts[:row], act, *language.acts[row:]))


def _widened(reader: Reader, text: str) -> _Widened:
    words = tokens(text)
    fresh = [word for word in dict.fromkeys(words) if is_latin(word) and word not in reader.spelling]
    spelling = Spelling((*reader.spelling.words, *fresh)) if fresh else reader.spelling
    counted = Counted.of([views(words, reader.meanings, han=reader.han, known=spelling)]).nameless()
    old = reader.vocabulary
    codes = np.union1d(old.codes, counted.codes)
    moved = np.searchsorted(codes, old.codes).astype(np.int32)
    rarity = np.full(len(codes), old.rarest, dtype=np.float32)
    rarity[moved] = old.rarity
    vocabulary = Vocabulary(codes, rarity, old.weights, old.rarest)
    [bag], [known] = vocabulary.weigh(counted), old.weigh(counted)
    return _Widened(vocabulary, spelling, bag, known, moved)


def _weight(scores: Floats, label: int, alike: float) -> Floats:
    """What the example weighs for each class, by Newton's method: the loss of `learning`, the others standing still. A step
    that goes too far is halved.
    """
    wanted = np.zeros(len(scores))
    wanted[label] = 1
    weight = np.zeros(len(scores))
    lost = _loss(scores, weight, label, alike)
    for _ in range(_STEPS):
        belief = shares((scores + alike * weight).astype(np.float32)).astype(np.float64)
        bend = DECAY * np.eye(len(scores)) + alike * (np.diag(belief) - np.outer(belief, belief))
        step = np.linalg.solve(bend, DECAY * weight - wanted + belief)
        for _halved in range(_HALVED):
            found = _loss(scores, weight - step, label, alike)
            if found <= lost:
                weight, lost = weight - step, found
                break
            step = step / 2
    return weight.astype(np.float32)


def _loss(scores: Floats, weight: Numbers, label: int, alike: float) -> float:
    raised = scores + alike * weight
    top = float(raised.max())
    return top + float(np.log(np.exp(raised - top).sum())) - float(raised[label]) + DECAY / 2 * alike * float(weight @ weight)
