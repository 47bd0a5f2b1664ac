"""Where the labels of a flow's picture hang: each on its line, between two rows of boxes, in no other's way.

Between two rows there are as many lanes as that takes. Only arithmetic; lengths are in CSS pixels.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LANE, LANES = 17, 3  # how high a label is with the air about it, and how many lanes there are at least
LETTER = 5.8


@dataclass(frozen=True, slots=True)
class Piece:
    """The piece of a line that its label hangs on: below which row, and where across it begins and ends."""

    label: str
    row: int
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Spot:
    """How far along its piece a label hangs, and where across that is."""

    along: float
    x: float


def hung(pieces: Sequence[Piece]) -> tuple[list[Spot], dict[int, int]]:
    """A spot for each, and how many lanes there are below a row."""
    below: dict[int, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        below[piece.row].append(number)
    spots: dict[int, Spot] = {}
    lanes: dict[int, int] = {}
    for row, numbers in below.items():
        numbers.sort(key=lambda number: pieces[number].first + pieces[number].last)
        here = [pieces[number] for number in numbers]
        lanes[row] = next(many for many in itertools.count(LANES) if len(_spread(here, many)) == len(here))
        spots.update(zip(numbers, _spread(here, lanes[row]), strict=True))
    return [spots[number] for number in range(len(pieces))], lanes


def gap(lanes: Mapping[int, int], row: int) -> float:
    """How far it is from a row to the next."""
    return LANE * (lanes.get(row, LANES) + 1)


def down(along: float) -> float:
    """The part of the way down, on a line that is upright at both ends."""
    return (1.5 - 1.5 * along + along**2) * along


def wide(label: str) -> float:
    """How wide a label is, with the air about it."""
    return LETTER * sum(1 if letter.isascii() else 2 for letter in label) + LANE


def _spread(pieces: Sequence[Piece], lanes: int) -> list[Spot]:
    """A spot for each, as long as one is free; the middle is taken first."""
    steps = sorted(((lane + 1) / (lanes + 1) for lane in range(lanes)), key=lambda along: abs(along - 0.5))
    found: list[Spot] = []
    for piece in pieces:
        tried = (Spot(along, piece.first + (piece.last - piece.first) * (3 - 2 * along) * along**2) for along in steps)
        spot = next((one for one in tried if not any(_meet(one, piece, *other) for other in zip(found, pieces, strict=False))), None)
        if spot is None:
            break
        found.append(spot)
    return found


def _meet(one: Spot, here: Piece, other: Spot, beside: Piece) -> bool:
    is_near = 2 * abs(one.x - other.x) < wide(here.label) + wide(beside.label)
    return bool(here.label and beside.label) and one.along == other.along and is_near
