"""Why an intent was thought of: the words, meanings and sounds that carried it, strongest first.

For people to read (the desk, `posbot match`); nothing is decided by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from bot.understanding.matcher.features import BEGINNINGS, VIEWS
from bot.understanding.matcher.reader import Reader, Sense

_SIGNS = {
    "words": "",
    "pairs": "",
    "meanings": "≈ ",
    "sounds": "♪ ",
    "letters": "~ ",
    "concepts": "≈ ",
    "single": "",
    "edges": "",
}
_VIEW_OF = {letter: view for letters, view in zip(BEGINNINGS, VIEWS, strict=True) for letter in letters}
_MOST = 4
_LOOKED_AT = 12


def why(reader: Reader, sense: Sense, order: Sequence[int], most: int) -> list[str]:
    """For the first ``most`` of ``order``, for example ``没反应, ≈ 机器, ♪ kai ji``: ≈ a word of that
    meaning, ♪ a sound, ~ letters of a word. A piece counts by how much more it speaks for the intent
    than for the one ahead of it (for the first: behind it).
    """
    known = np.flatnonzero(sense.bag.known)
    if not len(known):
        return [""] * most
    weights = reader.weights.shares(sense.bag, list(order[: most + 1]))
    found = []
    for place in range(min(most, len(order))):
        rival = 1 if place == 0 else 0
        says = weights[:, place] - weights[:, rival] if weights.shape[1] > 1 else weights[:, place]
        strongest = (-says).argsort()[:_LOOKED_AT]
        found.append(", ".join(_distinct(_shown(sense.pieces, known[strongest[says[strongest] > 0]].tolist()))))
    return found


def _shown(pieces: Sequence[str], places: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Sign and text of the pieces at these places; the first letter of a piece names its view."""
    for place in places:
        piece = pieces[place]
        view = _VIEW_OF[piece[0]]
        text = piece[1:].replace("|", " … ").strip("@<>")
        yield _SIGNS[view], "".join(text.split(" ")) if view == "words" and not text.isascii() else text


def _distinct(pieces: Iterable[tuple[str, str]]) -> list[str]:
    """The first few that do not repeat what a stronger one shows already."""
    kept: list[str] = []
    bares: list[str] = []
    for sign, text in pieces:
        bare = text.replace(" ", "")
        if bare and bare not in "\n".join(bares) and not any(map(bare.__contains__, bares)):
            kept.append(sign + text)
            bares.append(bare)
        if len(kept) == _MOST:
            break
    return kept
