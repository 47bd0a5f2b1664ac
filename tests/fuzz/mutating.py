"""Strategies for what comes from outside: valid things, and what becomes of them when somebody meddles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    2**31,
    2**63,
    10**30,
    1.5,
    1e308,
    "",
    "0",
    " ",
    "\x00",
    "\ud800",
    "٣",
    "𝟙",
    "a" * 5000,
    [],
    {},
    [[]],
    {"": {}},
)
"""What programs stumble over."""

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=30) | st.sampled_from(ODD)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12
)


@st.composite
def meddled(draw: st.DrawFn, whole: Sequence[Any]) -> Any:
    """One of these, with up to three of its places taken away, given something else, or given twice."""
    value = draw(st.sampled_from(list(whole)))
    for _ in range(draw(st.integers(0, 3))):
        value = _once(draw, value)
    return value


def _once(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, dict) and value and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(value, key=str)))
        if draw(st.integers(0, 5)) == 0:
            return {name: one for name, one in value.items() if name != key}
        return {**value, key: _once(draw, value[key])}
    if isinstance(value, list) and value and draw(st.booleans()):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], _once(draw, value[place]), *value[place + 1 :]]
    return draw(VALUES)


@st.composite
def scratched(draw: st.DrawFn, whole: Sequence[bytes]) -> bytes:
    """One of these files, cut, with bytes changed, or with a piece in twice."""
    content = bytearray(draw(st.sampled_from(list(whole)) | st.binary(max_size=200)))
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, max(0, len(content) - 1)))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            content[place : place + 1] = draw(st.binary(min_size=1, max_size=4))
        elif kind == 1:
            del content[place : place + draw(st.integers(1, 50))]
        elif kind == 2:
            content[place:place] = content[max(0, place - 20) : place]
        else:
            del content[place:]
    return bytes(content)
