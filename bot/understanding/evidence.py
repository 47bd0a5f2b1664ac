"""What speaks for an intent beside its score, by rapidfuzz against its own examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.understanding.adding import Floats
from bot.understanding.reader import Reader, Sense

Rows = NDArray[np.int64]

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


def nearest(text: str, phrases: Sequence[str], rows: Rows, likeness: Floats) -> tuple[int, float, float, float]:
    """The row, of ``rows``, whose phrase is nearest to the text, its likeness, the best ratio and the best share of words."""
    best = np.argsort(-likeness, kind="stable")[:_NEAREST]
    if not len(best):
        return 0, 0.0, 0.0, 0.0
    near = [phrases[row] for row in rows[best].tolist()]
    ratios = [fuzz.ratio(text, phrase) / 100 for phrase in near]
    shared = max(fuzz.token_set_ratio(text, phrase) for phrase in near) / 100
    chosen = max(range(len(best)), key=lambda i: (ratios[i] + float(likeness[best[i]]), -i))
    return int(rows[best[chosen]]), float(likeness[best[chosen]]), max(ratios), shared


def known(reader: Reader, sense: Sense) -> tuple[float, float]:
    """The rarity of the whole sentence, and the share of it that any example has."""
    found = float(reader.vocabulary.rarity[sense.bag.places].sum())
    whole = found + sense.bag.unknown or 1.0
    return whole, found / whole


def evidence(reader: Reader, sense: Sense, wanted: Floats, whole: float, intent: int) -> Evidence:
    """The evidence for an intent; ``wanted`` is `Reader.spread`, ``whole`` the rarity of the sentence."""
    span = reader.rows(intent)
    rows = np.arange(span.start, span.stop)
    return Evidence(*nearest(sense.text, reader.phrases, rows, reader.bags.likeness(wanted, span)), reader.share(sense.bag, intent) / whole)
