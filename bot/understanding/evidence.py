"""What speaks for an intent beside its score, by rapidfuzz against its own examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from bot.understanding.reader import Reader, Sense
from bot.understanding.weighing import Floats

_NEAREST = 6  # examples of an intent that are compared with, those most alike


@dataclass(frozen=True, slots=True)
class Evidence:
    """``row``: the nearest example; ``likeness`` to it; ``ratio`` of letters and ``shared`` words with an
    example (rapidfuzz, 0 to 1); ``own``: share of the sentence's rarity that the intent's examples have.
    """

    row: int
    likeness: float
    ratio: float
    shared: float
    own: float


def nearest(text: str, phrases: Sequence[str], likeness: Floats) -> tuple[int, float, float, float]:
    """Place of the phrase nearest to the text, its likeness, the best ratio and the best share of words."""
    best = np.argsort(-likeness, kind="stable")[:_NEAREST]
    if not len(best):
        return 0, 0.0, 0.0, 0.0
    ratios = [fuzz.ratio(text, phrases[place]) / 100 for place in best]
    shared = max(fuzz.token_set_ratio(text, phrases[place]) for place in best) / 100
    chosen = max(range(len(best)), key=lambda i: (ratios[i] + float(likeness[best[i]]), -i))
    return int(best[chosen]), float(likeness[best[chosen]]), max(ratios), shared


def known(reader: Reader, sense: Sense) -> tuple[float, float]:
    """The rarity of the whole sentence, and the share of it that any example has."""
    found = float(reader.vocabulary.rarity[sense.bag.places].sum())
    whole = found + sense.bag.unknown or 1.0
    return whole, found / whole


def evidence(reader: Reader, sense: Sense, wanted: Floats, whole: float, intent: int) -> Evidence:
    """The evidence for an intent; ``wanted`` is `Reader.spread`, ``whole`` the rarity of the sentence."""
    rows = reader.rows(intent)
    place, likeness, ratio, shared = nearest(sense.text, reader.phrases[rows], reader.bags.likeness(wanted, rows))
    return Evidence(rows.start + place, likeness, ratio, shared, reader.share(sense.bag, intent) / whole)
