"""Sentences as sparse vectors: how much each piece of each view says about a sentence, and how
alike two sentences are (the cosine of their vectors)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import VIEWS

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Pieces = tuple[list[str], ...]

WEIGHTS: Mapping[str, float] = {"words": 1.0, "stems": 1.0, "pairs": 1.0, "letters": 1.0, "sounds": 1.0}
_CROWDED = 48  # a piece in more sentences than this is multiplied densely


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every piece seen in the examples, and how rare it is: ``rarity[i]`` = ln((1+n)/(1+df)) + 1."""

    pieces: tuple[str, ...]
    rarity: Floats
    weights: tuple[float, ...] = tuple(WEIGHTS[view] for view in VIEWS)
    _places: dict[str, int] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        self._places.update({piece: place for place, piece in enumerate(self.pieces)})

    @classmethod
    def of(cls, sentences: Sequence[Pieces], weights: Mapping[str, float] = WEIGHTS) -> Vocabulary:
        """The vocabulary of these sentences; pieces in the order they first occur."""
        seen: Counter[str] = Counter()
        for views in sentences:
            for view in views:
                seen.update(dict.fromkeys(view, 1))
        counts = np.fromiter(seen.values(), dtype=np.float64, count=len(seen))
        rarity = np.log((1 + len(sentences)) / (1 + counts)) + 1
        return cls(tuple(seen), rarity.astype(np.float32), tuple(weights[view] for view in VIEWS))

    def __contains__(self, piece: str) -> bool:
        return piece in self._places

    def weigh(self, views: Pieces) -> tuple[list[int], Floats]:
        """Places and weights of the known pieces; each view has length 1 before its own weight, then all."""
        places: list[int] = []
        parts: list[Floats] = []
        for weight, view in zip(self.weights, views, strict=True):
            found = self._counted(view) if weight else None
            if found is not None:
                places.extend(found[0])
                parts.append(found[1] * (weight / float(np.sqrt(found[1] @ found[1]))))
        values = np.concatenate(parts) if parts else np.empty(0, dtype=np.float32)
        length = float(np.sqrt(values @ values)) or 1.0
        return places, (values / length).astype(np.float32)

    def _counted(self, view: list[str]) -> tuple[list[int], Floats] | None:
        counts: dict[int, int] = {}
        get = self._places.get
        for piece in view:
            place = get(piece)
            if place is not None:
                counts[place] = counts.get(place, 0) + 1
        if not counts:
            return None
        times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        found = list(counts)
        return found, (1 + np.log(times)) * self.rarity[found]


@dataclass(frozen=True, slots=True)
class Postings:
    """For every piece the sentences that have it: rows and weights of piece i at starts[i]:starts[i+1]."""

    starts: Ints
    rows: Ints
    values: Floats
    size: int  # sentences

    @classmethod
    def of(cls, bags: Iterable[tuple[list[int], Floats]], pieces: int) -> Postings:
        """Turned around from (places, weights) of each sentence."""
        kept = list(bags)
        places = np.fromiter((p for bag, _ in kept for p in bag), dtype=np.int32)
        rows = np.repeat(np.arange(len(kept), dtype=np.int32), [len(bag) for bag, _ in kept])
        values = np.concatenate([values for _, values in kept]) if kept else np.empty(0, dtype=np.float32)
        order = np.argsort(places, kind="stable")
        starts = np.zeros(pieces + 1, dtype=np.int32)
        np.cumsum(np.bincount(places, minlength=pieces), out=starts[1:])
        return cls(starts, rows[order], values[order], len(kept))

    def likeness(self, places: list[int], values: Floats) -> Floats:
        """The cosine to every sentence. Shape (size,)."""
        if not places:
            return np.zeros(self.size, dtype=np.float32)
        first, last = self.starts[places], self.starts[np.asarray(places) + 1]
        lengths = last - first
        offsets = np.repeat(first - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        at = np.arange(int(lengths.sum())) + offsets
        products = self.values[at] * np.repeat(values, lengths)
        return np.bincount(self.rows[at], weights=products, minlength=self.size).astype(np.float32)

    def gram(self) -> Floats:
        """The cosine of every sentence to every other. Shape (size, size)."""
        lengths = np.diff(self.starts)
        whole = np.zeros((self.size, self.size), dtype=np.float32)
        crowded = np.flatnonzero(lengths > _CROWDED)
        for block in np.array_split(crowded, max(1, len(crowded) // 2000)):
            dense = np.zeros((self.size, len(block)), dtype=np.float32)
            for column, piece in enumerate(block):
                here = slice(self.starts[piece], self.starts[piece + 1])
                dense[self.rows[here], column] = self.values[here]
            whole += dense @ dense.T
        flat = whole.reshape(-1)
        for length in range(1, _CROWDED + 1):
            self._add_rare(np.flatnonzero(lengths == length), length, flat)
        return whole

    def _add_rare(self, pieces: NDArray[np.intp], length: int, flat: Floats) -> None:
        for block in np.array_split(pieces, max(1, len(pieces) * length * length // 2_000_000)):
            at = self.starts[block][:, None] + np.arange(length)
            rows, values = self.rows[at].astype(np.int64), self.values[at]
            pairs = rows[:, :, None] * self.size + rows[:, None, :]
            np.add.at(flat, pairs.reshape(-1), (values[:, :, None] * values[:, None, :]).reshape(-1))
