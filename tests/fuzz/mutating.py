"""What becomes of valid things when somebody meddles with them: bytes in, bytes out, by chance alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

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
    float("nan"),
    float("inf"),
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
LETTERS = "\0 \n\t\"'<>&;:,=-_/\\%{}[]()#|*!0123456789０９一二三零٣𝟙abcXYZ卡号密码年月日\u200b\u202e\ufeff\U0001f600"
PIECES = (*LETTERS, "cvv", "pin", "\r\n", "]]>", "P1D", "99999999999")

Change = Callable[[Random, bytes, Sequence[bytes]], bytes]
"""Chance, an input, and others of its kind."""


def meddled(chance: Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """JSON with up to three of its places taken away, given something else, or taken from another."""
    try:
        value = json.loads(content)
        for _ in range(chance.randint(1, 3)):
            value = _once(chance, value, json.loads(chance.choice(others)))
        return json.dumps(value).encode()
    except (ValueError, RecursionError):
        return chance.choice(others)


def _once(chance: Random, value: Any, other: Any) -> Any:
    if isinstance(value, dict) and value and chance.random() < 0.7:
        key = chance.choice(list(value))
        if chance.random() < 0.1:
            return {name: one for name, one in value.items() if name != key}
        within = other.get(key, other) if isinstance(other, dict) else other
        return {**value, key: _once(chance, value[key], within)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        place = chance.randrange(len(value))
        return [*value[:place], _once(chance, value[place], other), *value[place + 1 :]]
    return _other(chance, value, other)


def _other(chance: Random, value: Any, other: Any) -> Any:
    kind = chance.randrange(4)
    if kind == 0:
        return other
    if kind == 1 and isinstance(value, str):
        return scratched(chance, value.encode("utf-8", "replace"), (b"",)).decode("utf-8", "replace")
    if kind == 1 and isinstance(value, dict):
        return {**value, **other} if isinstance(other, dict) else {**value, "text": other}
    return chance.choice(ODD)


def scratched(chance: Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """A file cut, with bytes changed, with a piece in twice, or with a piece of another."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        _WAYS[chance.randrange(len(_WAYS))](chance, changed, chance.choice(others))
    return bytes(changed)


def _flip(chance: Random, content: bytearray, _other: bytes) -> None:
    if content:
        content[chance.randrange(len(content))] = chance.getrandbits(8)


def _insert(chance: Random, content: bytearray, _other: bytes) -> None:
    place = chance.randint(0, len(content))
    content[place:place] = chance.choice(PIECES).encode()


def _cut(chance: Random, content: bytearray, _other: bytes) -> None:
    place = chance.randint(0, len(content))
    del content[place : place + chance.choice((1, 1, 4, 50, 5_000))]


def _double(chance: Random, content: bytearray, _other: bytes) -> None:
    place, length = chance.randint(0, len(content)), chance.choice((1, 8, 40, 400))
    content[place:place] = content[place : place + length] * chance.choice((1, 1, 2, 20))


def _borrow(chance: Random, content: bytearray, other: bytes) -> None:
    place, begin = chance.randint(0, len(content)), chance.randint(0, len(other))
    content[place : place + chance.choice((0, 4, 40))] = other[begin : begin + chance.choice((1, 8, 40, 400))]


_WAYS = (_flip, _insert, _insert, _cut, _double, _borrow)
