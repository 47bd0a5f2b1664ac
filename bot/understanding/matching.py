"""A sentence becomes the intents it may mean, each with a probability and a reason, and a decision.

Trained from the examples alone; the same examples and the same words give the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.core.understanding import Candidate, Decision
from bot.understanding.confidence import Precision, calibrated, signs
from bot.understanding.examples import Examples
from bot.understanding.keeping import Language, fingerprint, keep, kept
from bot.understanding.meanings import Meanings
from bot.understanding.normalising import has_han, plain
from bot.understanding.reader import NOTHING, Sense, trained
from bot.understanding.sounds import Sounds, readings
from bot.understanding.wording import tokens

__all__ = ["Match", "Matcher", "Precision"]


@dataclass(frozen=True, slots=True)
class Match:
    """``candidates``: at most five, best first. ``act``: the finer reading of the nearest example.
    ``also``: a second trouble named beside the first. ``normalised``: the text as it was compared."""

    decision: Decision
    candidates: tuple[Candidate, ...] = ()
    act: str | None = None
    also: str | None = None
    normalised: str = ""


class Matcher:
    """Languages by locale. Made by `build`."""

    def __init__(self, languages: Mapping[str, Language], precision: Precision) -> None:
        self._languages = languages
        self._thresholds = {locale: language.confidence.thresholds(precision) for locale, language in languages.items()}

    @classmethod
    def build(
        cls,
        examples: Examples,
        locales: Sequence[str] | None = None,
        cache: Path | None = None,
        precision: Precision = Precision(),  # noqa: B008 -- frozen
    ) -> Matcher:
        """Learn from the examples (seconds), or load from the folder ``cache`` what the same ones taught before."""
        chosen = [locale for locale in examples.locales if (locales is None or locale in locales) and any(examples.phrases[locale].values())]
        name = fingerprint(examples, chosen)
        found = kept(cache, name) if cache else None
        if found:
            return cls(found, precision)
        meanings = Meanings(Sounds(readings()))
        languages = {locale: learn(examples, locale, meanings) for locale in chosen}
        if cache:
            keep(cache, name, languages, meanings.sounds)
        return cls(languages, precision)

    def match(self, text: str) -> Match:
        """What the text may mean. Never raises; looks at the first `normalising.LONGEST` characters."""
        normal = plain(text)
        locale = self._locale(normal)
        if not normal or locale is None:
            return Match(Decision.REJECT, normalised=normal)
        language = self._languages[locale]
        return _decided(language, language.reader.heard(normal), self._thresholds[locale])

    def _locale(self, text: str) -> str | None:
        """The language to read it in: Chinese with a Chinese character, or when it is Chinese spelled out."""
        wanted = "zh" if has_han(text) or self._is_spelled_out(text) else "en"
        return wanted if wanted in self._languages else next(iter(self._languages), None)


    def _is_spelled_out(self, text: str) -> bool:
        """Whether most letters are of words that are Chinese spelled out, and few of English ones."""
        zh, en = self._languages.get("zh"), self._languages.get("en")
        if not zh or not en:
            return False
        words = [word for word in tokens(text) if word.isalpha()]
        spelled = [word for word in words if word not in en.reader.spelling and (word in zh.reader.spelling or zh.reader.meanings.sounds.spelled(word))]
        return 2 * sum(map(len, spelled)) > sum(map(len, words)) and any(len(word) > 3 for word in spelled)


def _decided(language: Language, sense: Sense, thresholds: tuple[float, float]) -> Match:
    reader = language.reader
    order, found = signs(reader, sense)
    right, near = language.confidence.of(found)
    belief = sense.belief
    rest = float(belief[order[1:]].sum()) or 1.0
    candidates = []
    for place, intent in enumerate(order):
        score = right if place == 0 else min(right, (near - right) * float(belief[intent]) / rest)
        candidates.append(Candidate(reader.intents[intent], round(score, 4), reader.phrases[reader.closest(sense.likeness, intent)]))
    decision = Decision.ACCEPT if right >= thresholds[0] else Decision.CLARIFY if near >= thresholds[1] else Decision.REJECT
    row, _ = reader.nearest(sense.text, sense.likeness, order[0])
    return Match(decision, tuple(candidates), language.acts[row] or None, None, sense.text)


def learn(examples: Examples, locale: str, meanings: Meanings) -> Language:
    """One language from its examples and its background."""
    intents = sorted(intent for intent, phrases in examples.phrases[locale].items() if phrases)
    background = examples.background.get(locale, ())
    rows = [(plain(example.text), number, example.act) for number, intent in enumerate(intents) for example in examples.phrases[locale][intent]]
    rows += [(plain(text), len(intents), "") for text in background]
    labels = np.array([number for _, number, _ in rows], dtype=np.int32)
    reader, lesson = trained([text for text, _, _ in rows], labels, [*intents, NOTHING] if background else intents, locale, meanings)
    return Language(reader, calibrated(reader, lesson), tuple(act for _, _, act in rows))
