"""How well short answers are read: every written phrasing of an option is left out in turn and must be found by the others.

Run with ``python -m benchmarks.answers``. Prints, per language, how many of the left-out phrasings pick an
option, how many of those the right one, and how many sentences about another matter pick one by mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from bot.core.knowledge import Knowledge
from bot.knowledge.loading import Loaded
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.normalising import plain
from bot.wiring.mind import Sources, loaded, matcher_of

STRANGERS = 3_000
RESULTS_FROM = (0.5, 0.7, 0.85, 0.95)
Offers = Mapping[str, tuple[str, ...]]


@dataclass
class Count:
    """What came of the left-out phrasings."""

    asked: int = 0
    picked: int = 0
    right: int = 0


def questions(knowledge: Knowledge, locale: str) -> Iterator[Offers]:
    """Every question of the flows: its options with their labels and phrasings, normalised."""
    sentences, hears = knowledge.sentences[locale], knowledge.hears[locale]
    for flow in knowledge.flows.values():
        for step in flow.steps.values():
            own = {option.key: f"{flow.id}.{step.id}.{option.key}" for option in step.options}
            names = {key: name if name in sentences else f"choice.{key}" for key, name in own.items()}
            if names:
                yield {key: tuple(plain(phrase) for phrase in (sentences[name], *hears.get(name, ()))) for key, name in names.items()}


def left_out(matcher: Matcher, asked: list[Offers]) -> Count:
    """Each phrasing by the others."""
    count = Count()
    for offers in asked:
        for key, phrases in offers.items():
            for phrase in phrases[1:]:
                others = {**offers, key: tuple(other for other in phrases if other != phrase)}
                found = matcher.nearest(phrase, others)
                count.asked += 1
                count.picked += found is not None
                count.right += found == key
    return count


def strangers(matcher: Matcher, read: Loaded, locale: str, asked: list[Offers]) -> float:
    """The share of sentences that tell a trouble and yet pick an option of a question drawn by chance."""
    chance = Random(1)
    told = [
        example.text for intent, examples in read.examples.phrases[locale].items() if "conversation." not in intent for example in examples
    ]
    drawn = [(chance.choice(told), chance.choice(asked)) for _ in range(STRANGERS)]
    return sum(matcher.nearest(text, offers) is not None for text, offers in drawn) / STRANGERS


def held_back(matcher: Matcher, locale: str, least: float) -> tuple[float, float]:
    """Of answers that tell how a step went, held back: the share that is taken from that probability on, and the share of these that is right."""
    language = matcher.results(locale)
    if language is None:
        return 0.0, 0.0
    chance, right = language.confidence.held[:2]
    weight = language.confidence.weight
    taken = chance >= least
    return float(weight[taken].sum() / weight.sum()), float((weight * right)[taken].sum() / weight[taken].sum())


def main() -> None:
    """The table."""
    read = loaded(Sources())
    matcher = matcher_of(read)
    for locale in read.knowledge.locales:
        asked = list(questions(read.knowledge, locale))
        count = left_out(matcher, asked)
        print(
            f"{locale}  phrasings {count.asked:5}   picked {count.picked / count.asked:.3f}   of these right {count.right / count.picked:.3f}"
            f"   picked by strangers {strangers(matcher, read, locale, asked):.4f}"
        )

        for least in RESULTS_FROM:
            print(
                f"{locale}  how a step went, from {least:.2f}: taken {{:.3f}}, of these right {{:.3f}}".format(
                    *held_back(matcher, locale, least)
                )
            )


if __name__ == "__main__":
    main()
