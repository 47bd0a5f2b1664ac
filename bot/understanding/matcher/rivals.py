"""Which examples would not win their own intent if they were left out, and what they would be taken for.

For those who write examples: a rival says that two intents share words, a twin that one sentence stands for both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.matcher.confidence import ranking
from bot.understanding.matcher.examples import Examples
from bot.understanding.matcher.reader import Reader
from bot.understanding.matcher.rehearsing import CANDIDATES, Kind, Rehearsal, left_out
from bot.understanding.matcher.teaching import taught
from bot.understanding.text.sounds import Sounds, readings
from bot.understanding.words.meanings import Meanings

_TWIN_LIKENESS, _TWIN_RATIO = 0.8, 0.9  # from which a sentence of another intent says the same


@dataclass(frozen=True, slots=True)
class Rival:
    """``intent``: what the example stands for; ``taken_for`` another, near its example ``near``. ``is_twin``:
    the two sentences are all but the same, whichever wins; ``is_lost``: the other one wins.
    """

    locale: str
    text: str
    intent: str
    taken_for: str
    near: str
    is_lost: bool
    is_twin: bool


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Of one language: how many examples were left out in turn, and those that have a rival or a twin."""

    locale: str
    examples: int
    rivals: tuple[Rival, ...]

    @property
    def lost(self) -> int:
        """How many would not win their own intent."""
        return sum(rival.is_lost for rival in self.rivals)


def rivalry(examples: Examples) -> Iterator[Rivalry]:
    """Every language in turn; learns anew, with a fifth of the examples left out each time."""
    meanings = Meanings(Sounds(readings()))
    for locale in examples.locales:
        reader, lesson, _ = taught(examples, locale, meanings)
        held = [each for each in left_out(reader, lesson) if each.kind is Kind.MEANT and each.order]
        by = ranking([each for each in held if each.label in each.order[:CANDIDATES]])
        found = [rival for each in held for rival in _rivals(locale, reader, each, each.best(by))]
        yield Rivalry(locale, len(held), tuple(found))


def _rivals(locale: str, reader: Reader, held: Rehearsal, best: int) -> Iterator[Rival]:
    """The winner, if it is another; twins among the others looked at."""
    for place, (intent, evidence) in enumerate(zip(held.order, held.evidence, strict=False)):
        is_lost = place == best and intent != held.label
        is_twin = intent != held.label and evidence.likeness >= _TWIN_LIKENESS and evidence.ratio >= _TWIN_RATIO
        if is_lost or is_twin:
            near = reader.phrases[evidence.row]
            own = reader.intents[held.label]
            yield Rival(locale, reader.phrases[held.row], own, reader.intents[intent], near, is_lost, is_twin)
