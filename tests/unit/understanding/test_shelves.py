"""Examples found through the pieces they share: the same likeness as by comparing with each, and one example more."""

from __future__ import annotations

import numpy as np

from bot.understanding.matcher.adding import starts_of
from bot.understanding.matcher.shelves import Shelves
from bot.understanding.matcher.weighing import Bag, Bags

CLASSES = [0, 0, 1, 2, 2]
PIECES = [[0, 3, 5], [1, 3], [2], [0, 2, 4, 5], [5]]
WEIGHTS = [[0.5, 0.5, 0.7], [0.6, 0.8], [1.0], [0.5, 0.5, 0.5, 0.5], [1.0]]


def shelves(classes: list[int], pieces: list[list[int]], weights: list[list[float]]) -> Shelves:
    """Of these examples."""
    bags = Bags(
        starts_of(np.array(list(map(len, pieces)))), np.concatenate(pieces).astype(np.int32), np.concatenate(weights).astype(np.float32)
    )
    return Shelves.of(bags, np.array(classes, dtype=np.int32), 3)


def bag(pieces: list[int], weights: list[float]) -> Bag:
    """A sentence that has these pieces."""
    return Bag(np.ones(len(pieces), dtype=np.bool_), np.array(pieces), np.array(weights, dtype=np.float32), 0.0)


def test_the_likeness_to_every_example_is_the_sum_over_the_pieces_both_have() -> None:
    found = shelves(CLASSES, PIECES, WEIGHTS).likeness(bag([5, 0, 2], [0.2, 0.6, 0.4]))

    assert np.allclose(found, [0.3 + 0.14, 0, 0.4, 0.3 + 0.2 + 0.1, 0.2])


def test_a_class_tells_which_pieces_its_examples_have() -> None:
    [[one, none]] = shelves(CLASSES, PIECES, WEIGHTS).seen([(np.array([4, 1, 9]), np.ones(3, dtype=np.float32))], [[2, 1]])

    assert one.places.tolist() == [4]
    assert none.places.tolist() == []
    assert none.likeness.tolist() == [0]


def test_several_sentences_are_seen_as_each_by_itself() -> None:
    sentences = [
        (np.array([5, 0, 2]), np.array([0.2, 0.6, 0.4], dtype=np.float32)),
        (np.array([3, 5]), np.array([0.6, 0.8], dtype=np.float32)),
    ]
    intents = [[2, 0], [0]]
    kept = shelves(CLASSES, PIECES, WEIGHTS)

    together = kept.seen(sentences, intents)

    alone = [kept.seen([sentence], [several])[0] for sentence, several in zip(sentences, intents, strict=True)]
    assert [[seen.likeness.tolist() for seen in each] for each in together] == [[seen.likeness.tolist() for seen in each] for each in alone]
    assert [[seen.places.tolist() for seen in each] for each in together] == [[seen.places.tolist() for seen in each] for each in alone]
    assert np.allclose(together[1][0].likeness, [0.3 + 0.56, 0.48])


def test_an_example_more_stands_last_in_its_class_and_the_others_keep_their_likeness() -> None:
    moved = np.array([0, 1, 2, 4, 5, 6], dtype=np.int32)  # a new piece takes place 3

    wider = shelves(CLASSES, PIECES, WEIGHTS).with_example(1, bag([2, 3], [0.6, 0.8]), moved)

    again = shelves([0, 0, 1, 1, 2, 2], [[0, 4, 6], [1, 4], [2], [2, 3], [0, 2, 5, 6], [6]], [*WEIGHTS[:3], [0.6, 0.8], *WEIGHTS[3:]])
    said = bag([2, 3, 6], [0.5, 0.5, 0.7])
    assert np.allclose(wider.likeness(said), again.likeness(said))
    assert wider.span(1) == slice(2, 4)
