"""Several views of one sentence, each a bag of small pieces.

words     runs of one to three tokens as they stand
pairs     two tokens near each other, in either order
letters   pieces of Latin words, so that a slip costs little
sounds    runs of merged Chinese sounds, so that a homophone costs nothing
meanings  tokens by the group of words they belong to
concepts  two such groups anywhere in the sentence
single    tokens one by one
edges     how the sentence begins and ends
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from bot.understanding.text.sounds import Sounds
from bot.understanding.text.wording import is_latin, stem
from bot.understanding.words.meanings import Meanings

BEGINNINGS = ("w", "p", "l", "y", "m", "c", "1", "^$")
"""The first letters of the pieces of each view."""
VIEWS = ("words", "pairs", "letters", "sounds", "meanings", "concepts", "single", "edges")
WEIGHTS = {
    "zh": (1.2, 1.0, 1.0, 1.0, 1.5, 1.0, 1.0, 1.0),
    "en": (1.0, 0.5, 1.5, 0.0, 1.5, 0.7, 0.0, 0.0),
}
"""How much each view weighs, by language; found on held-back parts of public sets. A view of stems beside the words was
worth nothing on five English sets (0.7936 with it, 0.7946 without) and cost a tenth of the pieces.
"""

_REACH = 4  # tokens between the two of a pair, at most


def views(words: Sequence[str], meanings: Meanings, *, han: bool, known: Container[str] = ()) -> tuple[list[str], ...]:
    """The pieces of each view, in the order of `VIEWS`; the first letter of a piece names its view.

    ``han``: read as Chinese; then a Latin word that is not ``known`` may be Chinese spelled out.
    """
    stems = [stem(word) for word in words]
    heard = [sounded(word, meanings.sounds, known, han=han) for word in words]
    row = " ".join(heard).split()
    written, bare = words, stems
    if han and any(map(is_latin, words)):
        written = [word for word in words if not is_spelled(word, meanings.sounds, known)]
        bare = [stem(word) for word in written]
    meant = _meant(stems, heard, row, meanings)
    return (
        _runs(written, "w", three=han),
        _pairs(bare, _REACH, "p"),
        list(chain.from_iterable(map(_letters, filter(is_latin, written)))),
        _runs(row, "y", three=True) if han else [],
        ["m" + meaning for meaning in meant],
        list(dict.fromkeys(_pairs([meaning for meaning in meant if meaning[0] == "@"], len(meant), "c"))),
        ["1" + word for word in written] if han else [],
        list(_edges(written)) if han and written else [],
    )


def is_spelled(word: str, sounds: Sounds, known: Container[str]) -> bool:
    """Whether a token is Chinese spelled out: its letters say nothing, only its sounds do."""
    return len(word) > 1 and is_latin(word) and word not in known and sounds.spelled(word) is not None


def sounded(word: str, sounds: Sounds, known: Container[str], *, han: bool) -> str:
    """How a token sounds; several sounds, with blanks, if it is Chinese spelled out."""
    if len(word) == 1:
        return sounds.of(word)
    spelled = sounds.spelled(word) if han and is_latin(word) and word not in known else None
    return " ".join(spelled) if spelled else word


def _meant(stems: Sequence[str], heard: Sequence[str], row: Sequence[str], meanings: Meanings) -> list[str]:
    """The meanings; a word spelled out takes part by its sounds alone."""
    if len(row) == len(stems):
        return meanings.row(stems, heard)
    spread = [
        part for word, sound in zip(stems, heard, strict=True) for part in ([word] if " " not in sound else ["~"] * (sound.count(" ") + 1))
    ]
    return meanings.row(spread, row)


def _runs(words: Sequence[str], view: str, *, three: bool) -> list[str]:
    """One and two words in a row, and three."""
    runs = [view + word for word in words] + [f"{view}{word} {other}" for word, other in pairwise(words)]
    if three:
        runs += [f"{view}{word} {other} {last}" for word, other, last in zip(words, words[1:], words[2:], strict=False)]
    return runs


def _pairs(words: Sequence[str], reach: int, view: str) -> list[str]:
    return [
        f"{view}{word}|{other}" if word < other else f"{view}{other}|{word}"
        for place, word in enumerate(words)
        for other in words[place + 1 : place + 1 + reach]
    ]


def _edges(words: Sequence[str]) -> Iterator[str]:
    for length in (1, 2):
        yield "^" + " ".join(words[:length])
        yield "$" + " ".join(words[-length:])


@lru_cache(maxsize=4096)
def _letters(word: str) -> tuple[str, ...]:
    edged = f"<{word}>"
    return tuple(f"l{edged[start : start + length]}" for length in range(3, 6) for start in range(len(edged) - length + 1))
