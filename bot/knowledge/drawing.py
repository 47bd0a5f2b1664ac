"""Where the boxes and lines of a flow's picture go: steps in rows, each below what leads to it.

Only arithmetic; how a box looks is the page's business. Lengths are in CSS pixels.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.knowledge import SOLVED, Flow, Knowledge
from bot.core.state import Place
from bot.knowledge.graph import Graph, graph
from bot.knowledge.hanging import Piece, down, gap, hung, wide

HEIGHT = 56  # two lines of words and one of numbers
NARROWEST, LETTER, MARGIN = 172, 7.3, 24  # of a box; its width follows its name
GAP = 22
BEND = 12  # room for a line that passes a row
SWEEPS = 6
LONGEST_LABEL = 24  # in letters; a Chinese character is two


@dataclass(frozen=True, slots=True)
class Box:
    """A step, or where the flow leads out of itself; ``x``, ``y`` is its middle. ``solves``: it may end the trouble."""

    name: str
    x: float
    y: float
    width: float
    is_step: bool
    solves: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """``path`` is the ``d`` of an SVG path; the label stands at ``x``, ``y``. ``turns_back``: against the rows."""

    path: str
    label: str
    x: float
    y: float
    turns_back: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: boxes over lines."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


Arrow = tuple[str, str]
Say = Callable[[str, str], str]


def draw(knowledge: Knowledge, flow: Flow, ways: Graph | None = None, say: Say | None = None) -> Drawing:
    """The picture of a flow. That a try may solve the trouble is a mark in its box, not an arrow. ``say``: the words for an
    answer of a step; without it answers go by their keys.
    """
    arrows = _arrows(flow, ways or graph(knowledge), say or (lambda _, via: via))
    rows = _rows(flow, arrows)
    levels, across, chains = _placed(rows, arrows)
    spots, lanes = hung([_piece(chain, label, rows, across) for chain, label in zip(chains, arrows.values(), strict=True)])
    tops = list(
        itertools.accumulate((HEIGHT + gap(lanes, row) for row in range(max(levels.values(), default=0))), initial=GAP + HEIGHT / 2)
    )
    placed = {name: (across[name], tops[row]) for name, row in levels.items()}
    boxes = tuple(_boxes(flow, rows, placed))
    lines = []
    for chain, label, spot in zip(chains, arrows.values(), spots, strict=True):
        row = _row(chain, rows)
        lines.append(_line(chain, placed, label, spot.x, tops[row] + HEIGHT / 2 + gap(lanes, row) * down(spot.along)))
    right = (*(box.x + box.width / 2 for box in boxes), *(line.x + wide(line.label) / 2 for line in lines), *across.values())
    height = max((box.y for box in boxes), default=0) + HEIGHT / 2 + GAP
    return Drawing(max(right, default=0) + 2 * GAP, height, boxes, tuple(lines))


def _arrows(flow: Flow, ways: Graph, say: Say) -> dict[Arrow, str]:
    """From, to -> the answers that lead there."""
    by_arrow: dict[Arrow, list[str]] = defaultdict(list)
    for step in flow.steps:
        for way in ways[Place(flow.id, step)]:
            if way.target and not (way.via == SOLVED and way.target == SOLVED):
                by_arrow[step, way.target].append(way.via)
    return {arrow: _short([say(arrow[0], via) for via in vias if via != "next"]) for arrow, vias in by_arrow.items()}


def _short(vias: Sequence[str]) -> str:
    told = list(dict.fromkeys(vias))
    words, wide = (", " if "".join(told).isascii() else "、").join(told), 0
    for place, letter in enumerate(words):
        wide += 1 if letter.isascii() else 2
        if wide > LONGEST_LABEL:
            return f"{words[:place]}…"
    return words


# ---- rows ------------------------------------------------------------------------------------


def _rows(flow: Flow, arrows: Mapping[Arrow, str]) -> dict[str, int]:
    """Name -> row: one below the lowest of what leads to it, loops cut where they close."""
    after: dict[str, list[str]] = defaultdict(list)
    for start, end in arrows:
        after[start].append(end)
    order = _finished(flow, after)
    place = {name: number for number, name in enumerate(order)}
    rows = dict.fromkeys(order, 0)
    for name in order:
        for end in after[name]:
            if place[end] > place[name]:
                rows[end] = max(rows[end], rows[name] + 1)
    return rows


def _finished(flow: Flow, after: Mapping[str, Sequence[str]]) -> list[str]:
    """All names, each before what it leads to (but for the ways back): depth first, reversed."""
    finished: list[str] = []
    seen: set[str] = set()
    for start in (flow.start, *flow.steps):
        stack = [(start, iter(after.get(start, ())))] if start not in seen and start in flow.steps else []
        seen.update(start for _ in stack)
        while stack:
            name, rest = stack[-1]
            on = next((end for end in rest if end not in seen), None)
            if on is None:
                finished.append(name)
                stack.pop()
            else:
                seen.add(on)
                stack.append((on, iter(after.get(on, ()))))
    return finished[::-1]


# ---- places ----------------------------------------------------------------------------------


def _placed(rows: Mapping[str, int], arrows: Mapping[Arrow, str]) -> tuple[dict[str, int], dict[str, float], list[list[str]]]:
    """Row and middle of every box and bend, and for each arrow the names it runs through."""
    levels: dict[str, int] = dict(rows)
    chains = [_chain(number, start, end, rows, levels) for number, (start, end) in enumerate(arrows)]
    layers: list[list[str]] = [[] for _ in range(max(levels.values(), default=0) + 1)]
    for name, row in levels.items():
        layers[row].append(name)
    _untangle(layers, chains)
    widest = max((_breadth(layer) for layer in layers), default=0)
    across: dict[str, float] = {}
    for layer in layers:
        x = GAP + (widest - _breadth(layer)) / 2
        for name in layer:
            size = _size(name)
            across[name] = x + size / 2
            x += size + GAP
    return levels, across, chains


def _chain(number: int, start: str, end: str, rows: Mapping[str, int], levels: dict[str, int]) -> list[str]:
    """The arrow's names, with a bend in every row that it passes."""
    bends = [(f"/{number}/{row}", row) for row in range(rows[start] + 1, rows[end])]
    levels.update(bends)
    return [start, *(name for name, _ in bends), end]


def _size(name: str) -> float:
    return BEND if name.startswith("/") else max(NARROWEST, LETTER * len(name) + MARGIN)


def _breadth(layer: Sequence[str]) -> float:
    return sum(map(_size, layer)) + GAP * max(len(layer) - 1, 0)


def _untangle(layers: list[list[str]], chains: Sequence[Sequence[str]]) -> None:
    """Put each name near the middle of its neighbours in the row above, then below, and so on."""
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for chain in chains:
        for first, second in itertools.pairwise(chain):
            below[first].append(second)
            above[second].append(first)
    for sweep in range(SWEEPS):
        near, order = (above, layers) if sweep % 2 == 0 else (below, layers[::-1])
        for fixed, moved in itertools.pairwise(order):
            _sort(moved, fixed, near)


def _sort(moved: list[str], fixed: Sequence[str], near: Mapping[str, Sequence[str]]) -> None:
    share = {name: number / max(len(fixed) - 1, 1) for number, name in enumerate(fixed)}
    own = {name: number / max(len(moved) - 1, 1) for number, name in enumerate(moved)}

    def middle(name: str) -> float:
        places = [share[other] for other in near.get(name, ()) if other in share]
        return sum(places) / len(places) if places else own[name]

    moved.sort(key=middle)


# ---- boxes and lines ---------------------------------------------------------------------------


def _boxes(flow: Flow, rows: Mapping[str, int], placed: Mapping[str, tuple[float, float]]) -> Iterator[Box]:
    for name in rows:
        step = flow.steps.get(name)
        solves = step is not None and any(option.to == SOLVED for option in step.options)
        yield Box(name, *placed[name], width=_size(name), is_step=step is not None, solves=solves)


def _row(chain: Sequence[str], rows: Mapping[str, int]) -> int:
    """The row below which a line's label hangs: its first; above it, where it turns back."""
    first = rows[chain[0]]
    return first if rows[chain[-1]] > first else max(first - 1, 0)


def _piece(chain: Sequence[str], label: str, rows: Mapping[str, int], across: Mapping[str, float]) -> Piece:
    if rows[chain[-1]] > rows[chain[0]]:
        return Piece(label, _row(chain, rows), across[chain[0]], across[chain[1]])
    side = max(across[name] + _size(name) / 2 for name in (chain[0], chain[-1])) + GAP
    return Piece(label, _row(chain, rows), side, side)


def _line(chain: Sequence[str], placed: Mapping[str, tuple[float, float]], label: str, x: float, y: float) -> Line:
    (x1, y1), (x2, y2) = placed[chain[0]], placed[chain[-1]]
    if y2 <= y1:
        start, end = x1 + _size(chain[0]) / 2, x2 + _size(chain[-1]) / 2
        return Line(f"M{start:.0f},{y1:.0f} C{x:.0f},{y1:.0f} {x:.0f},{y2:.0f} {end:.0f},{y2:.0f}", label, x, y, turns_back=True)
    bends = [(placed[name][0], placed[name][1] + side) for name in chain[1:-1] for side in (-HEIGHT / 2, HEIGHT / 2)]
    return Line(_curve([(x1, y1 + HEIGHT / 2), *bends, (x2, y2 - HEIGHT / 2)]), label, x, y)


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """Through all points, upright at each."""
    parts = [f"M{points[0][0]:.0f},{points[0][1]:.0f}"]
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        half = (ay + by) / 2
        parts.append(f"C{ax:.0f},{half:.0f} {bx:.0f},{half:.0f} {bx:.0f},{by:.0f}")
    return " ".join(parts)
