"""Why an intent was thought of: the words, meanings and sounds that carried it, strongest first.

For people to read (the desk, `posbot match`); nothing is decided by it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.understanding.features import VIEWS
from bot.understanding.reader import Reader, Sense

_SHOWN = {
    "words": "",
    "pairs": "",
    "meanings": "≈ ",
    "sounds": "♪ ",
    "letters": "~ ",
    "concepts": "≈ ",
    "single": "",
    "edges": "",
}
_MOST = 4


def why(reader: Reader, sense: Sense, order: Sequence[int], most: int) -> list[str]:
    """For the first ``most`` of ``order``, for example ``没反应, ≈ 机器, ♪ kai ji``: ≈ a word of that
    meaning, ♪ a sound, ~ letters of a word. A piece counts by how much more it speaks for the intent
    than for the one ahead of it (for the first: behind it).
    """
    known = np.flatnonzero(sense.bag.known)
    if not len(known):
        return [""] * most
    weights = reader.weights[sense.bag.places][:, list(order[: most + 1])].astype(np.float32) * sense.bag.values[:, None]
    found = []
    for place in range(min(most, len(order))):
        rival = 1 if place == 0 else 0
        says = weights[:, place] - weights[:, rival] if weights.shape[1] > 1 else weights[:, place]
        strongest = [i for i in np.argsort(-says)[:12] if says[i] > 0]
        found.append(", ".join(_distinct([_shown(VIEWS[sense.counted.views[known[i]]], sense.counted.names[known[i]]) for i in strongest])))
    return found


def _shown(view: str, piece: str) -> tuple[str, str]:
    """Sign and text of a piece; its first letter names the view."""
    text = piece[1:].replace("|", " … ").strip("@<>")
    joined = "".join(text.split(" ")) if view == "words" and not text.isascii() else text
    return _SHOWN[view], joined


def _distinct(pieces: Sequence[tuple[str, str]]) -> list[str]:
    """The first few that do not repeat what a stronger one shows already."""
    kept: list[tuple[str, str]] = []
    for sign, text in pieces:
        if len(kept) == _MOST:
            break
        bare = text.replace(" ", "")
        if bare and not any(bare in other.replace(" ", "") or other.replace(" ", "") in bare for _, other in kept):
            kept.append((sign, text))
    return [sign + text for sign, text in kept]
