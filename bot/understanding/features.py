"""Several views of one sentence, each a bag of small pieces.

words     runs of one to three tokens as they stand
stems     the same in English without endings
pairs     two tokens near each other, in either order
letters   pieces of Latin words, so that a slip costs little
sounds    runs of merged Chinese sounds, so that a homophone costs nothing
meanings  tokens by the group of words they belong to
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.understanding.meanings import meanings
from bot.understanding.wording import is_latin, stem

VIEWS = ("words", "stems", "pairs", "letters", "sounds", "meanings")
WEIGHTS = {
    "zh": (1.2, 0.0, 1.0, 1.0, 0.8, 1.5),
    "en": (0.5, 1.0, 0.5, 1.5, 0.0, 1.5),
}
"""How much each view weighs, by language; found on held-back parts of public sets."""

_REACH = 4  # tokens between the two of a pair, at most


def views(words: Sequence[str], sounds: Mapping[str, str]) -> tuple[list[str], ...]:
    """The pieces of each view, in the order of `VIEWS`; the first letter of a piece names its view."""
    stems = [stem(word) for word in words]
    latin = [word for word in words if is_latin(word)]
    han = any(not word.isascii() for word in words)
    return (
        list(_runs(words, 3 if han else 2, "w")),
        [] if han else list(_runs(stems, 2, "s")),
        list(_pairs(stems)),
        [piece for word in latin for piece in _letters(word)],
        list(_runs([sounds.get(word, word) if len(word) == 1 else word for word in words], 3, "y")) if han else [],
        ["m" + meaning for meaning in meanings(stems)],
    )


def _runs(words: Sequence[str], longest: int, view: str) -> Iterator[str]:
    for length in range(1, longest + 1):
        for start in range(len(words) - length + 1):
            yield view + " ".join(words[start : start + length])


def _pairs(words: Sequence[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        for other in words[place + 1 : place + 1 + _REACH]:
            yield f"p{word}|{other}" if word < other else f"p{other}|{word}"


def _letters(word: str) -> Iterator[str]:
    edged = f"<{word}>"
    for length in range(3, 6):
        for start in range(len(edged) - length + 1):
            yield "l" + edged[start : start + length]
