"""A sentence becomes the intents it may mean, each with a probability and a reason, and a decision.

Trained from the examples alone; the same examples and the same words give the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.core.understanding import Candidate, Decision
from bot.understanding.confidence import Confidence, Precision, calibrated, signs
from bot.understanding.examples import Examples
from bot.understanding.normalising import has_han, plain
from bot.understanding.reader import NOTHING, Reader, trained
from bot.understanding.sounds import Sounds, readings


@dataclass(frozen=True, slots=True)
class Match:
    """``candidates``: at most five, best first. ``act``: the finer reading of the nearest example.
    ``also``: a second trouble named beside the first. ``normalised``: the text as it was compared."""

    decision: Decision
    candidates: tuple[Candidate, ...] = ()
    act: str | None = None
    also: str | None = None
    normalised: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its reader, its confidence, and the act of each of its examples."""

    reader: Reader
    confidence: Confidence
    acts: tuple[str, ...]
    accept: float


class Matcher:
    """Languages by locale. Build it with `build`."""

    def __init__(self, languages: Mapping[str, Language], precision: Precision) -> None:
        self._languages = languages
        self._precision = precision

    @classmethod
    def build(
        cls,
        examples: Examples,
        locales: Sequence[str] | None = None,
        cache: Path | None = None,
        precision: Precision = Precision(),
    ) -> Matcher:
        """Train from the examples, or load what was trained from the same ones before."""
        sounds = Sounds(readings())
        chosen = [locale for locale in examples.locales if locales is None or locale in locales]
        return cls({locale: _language(examples, locale, sounds, precision) for locale in chosen if examples.phrases[locale]}, precision)

    def match(self, text: str) -> Match:
        """What the text may mean. Never raises; looks at the first `normalising.LONGEST` characters."""
        normal = plain(text)
        language = self._language(normal)
        if not normal or language is None:
            return Match(Decision.REJECT, normalised=normal)
        reader = language.reader
        sense = reader.sense(normal)
        order, found = signs(reader, normal, sense.places, sense.pieces, sense.likeness, sense.scores)
        right, near = language.confidence.of(found)
        belief = sense.belief
        rest = float(belief[order[1:]].sum()) or 1.0
        candidates = []
        for place, intent in enumerate(order):
            score = right if place == 0 else min(right, (1 - right) * near * float(belief[intent]) / rest)
            row, _ = reader.nearest(normal, sense.likeness, intent)
            candidates.append(Candidate(reader.intents[intent], round(score, 4), reader.phrases[row]))
        decision = Decision.ACCEPT if right >= language.accept else Decision.CLARIFY if near >= 1 - 1 / self._precision.pointless_in else Decision.REJECT
        row, _ = reader.nearest(normal, sense.likeness, order[0])
        return Match(decision, tuple(candidates), language.acts[row] or None, None, normal)

    def _language(self, text: str) -> Language | None:
        wanted = "zh" if has_han(text) else "en"
        return self._languages.get(wanted) or next(iter(self._languages.values()), None)


def _language(examples: Examples, locale: str, sounds: Sounds, precision: Precision) -> Language:
    intents = sorted(intent for intent, phrases in examples.phrases[locale].items() if phrases)
    background = examples.background.get(locale, ())
    rows = [(plain(example.text), number, example.act) for number, intent in enumerate(intents) for example in examples.phrases[locale][intent]]
    if background:
        rows += [(plain(text), len(intents), "") for text in background]
        intents.append(NOTHING)
    labels = np.array([number for _, number, _ in rows], dtype=np.int32)
    reader, gram = trained([text for text, _, _ in rows], labels, intents, sounds)
    confidence = calibrated(reader, gram)
    return Language(reader, confidence, tuple(act for _, _, act in rows), confidence.threshold(precision))
