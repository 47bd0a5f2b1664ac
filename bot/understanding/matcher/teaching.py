"""Languages learned from examples: what is taught to a reader, rehearsed, and turned into how sure to be.

Knows no sentence but the examples; finds nothing in a cache.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.understanding.matcher.confidence import calibrated
from bot.understanding.matcher.examples import TALK, Example, Examples
from bot.understanding.matcher.keeping import Language
from bot.understanding.matcher.reader import NOTHING, Lesson, Reader, trained
from bot.understanding.matcher.recalling import Recall
from bot.understanding.matcher.rehearsing import rehearsed
from bot.understanding.text.normalising import plain
from bot.understanding.text.wording import has_words
from bot.understanding.words.meanings import Meanings

_OF_EACH = 8  # examples of each trouble that stand for all that is no result
_LOOKED_AT = 20  # examples of an intent, to see whether a language has words


def learn(examples: Examples, locale: str, meanings: Meanings) -> Language:
    """One language from its examples and its background."""
    reader, lesson, acts = taught(examples, locale, meanings)
    return Language(reader, calibrated(rehearsed(reader, lesson), reader.choices), acts)


def learn_results(examples: Examples, locale: str, meanings: Meanings) -> Language:
    """How a step went, from the answers that tell it; what begins a trouble or answers something else is background."""
    troubles = (one.text for of in examples.phrases.get(locale, {}).items() if not of[0].startswith(TALK) for one in of[1][:_OF_EACH])
    phrases = {result: tuple(map(Example, texts)) for result, texts in examples.results[locale].items()}
    return learn(Examples({locale: phrases}, {locale: (*examples.answers.get(locale, ()), *troubles)}), locale, meanings)


def taught(examples: Examples, locale: str, meanings: Meanings) -> tuple[Reader, Lesson, tuple[str, ...]]:
    """A reader of one language, what is needed to rehearse, and the act of each example; what has no words
    cannot be learned from.
    """
    phrases = examples.phrases[locale]
    read = {intent: [(plain(e.text), e.act) for e in phrases[intent] if has_words(plain(e.text))] for intent in sorted(phrases)}
    read = {intent: rows for intent, rows in read.items() if rows}
    background = [(plain(text), "") for text in examples.background.get(locale, ()) if has_words(plain(text))]
    if background:
        read[NOTHING] = background
    rows = [(text, number, act) for number, found in enumerate(read.values()) for text, act in found]
    labels = np.array([number for _, number, _ in rows], dtype=np.int32)
    reader, lesson = trained([text for text, _, _ in rows], labels, list(read), locale, meanings)
    return reader, lesson, tuple(act for _, _, act in rows)


def recalled(examples: Examples, locales: Sequence[str]) -> Recall:
    """The examples of these languages, to be met again word for word."""
    return Recall.learned(
        (e.text, intent, e.act) for locale in locales for intent, phrases in examples.phrases[locale].items() for e in phrases
    )


def chosen(examples: Examples, locales: Sequence[str] | None) -> list[str]:
    """Which of the languages are wanted (all, without ``locales``) and have examples with words in them."""
    return [locale for locale in examples.locales if (locales is None or locale in locales) and _has_words(examples, locale)]


def is_same(examples: Examples, others: Examples, locale: str) -> bool:
    """Whether both teach the same of a language."""
    if others.phrases.get(locale) != examples.phrases[locale]:
        return False
    return others.background.get(locale, ()) == examples.background.get(locale, ())


def _has_words(examples: Examples, locale: str) -> bool:
    return any(has_words(plain(example.text)) for phrases in examples.phrases[locale].values() for example in phrases[:_LOOKED_AT])
