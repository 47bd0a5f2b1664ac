"""Remembers what is made of a table of the knowledge, and, if asked to, what the same words said under it.

The second is for reading many conversations one after another: who answers one merchant at a time gains little by
it, and measurements would measure it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")
MOST = 40_000
"""Readings that are remembered; then it begins anew."""

LATELY = 256
"""Readings of the messages at hand that are remembered."""

TABLES = 32
"""Tables of which something is held; there are as many as versions of the knowledge side by side."""

_kept: dict[tuple[Any, ...], tuple[object, Any]] = {}
_is_on: list[bool] = [False]


def remember() -> None:
    """From now on, in this process."""
    _is_on[0] = True


def by_words(work: Callable[[str, T], R]) -> Callable[[str, T], R]:
    """The function, which only depends on the words and on a table that never changes."""

    @wraps(work)
    def remembered(text: str, table: T) -> R:
        if not _is_on[0]:
            return work(text, table)
        key = (work, text, id(table))
        found: tuple[object, R] | None = _kept.get(key)
        if found is None:
            if len(_kept) >= MOST:
                _kept.clear()
            found = _kept[key] = (table, work(text, table))  # the table is held, so that no other gets its id
        return found[1]  # not looked up again: another thread may have cleared meanwhile

    return remembered


def lately(work: Callable[P, R]) -> Callable[P, R]:
    """The function, which only depends on its words and on what never changes, worked out once while a message is read: its rules ask
    for the same several times.
    """
    made: dict[tuple[Any, ...], tuple[object, R]] = {}

    @wraps(work)
    def remembered(*given: P.args, **named: P.kwargs) -> R:
        key = (*[one if isinstance(one, str) else id(one) for one in given], *named.items())
        found = made.get(key)
        if found is None:
            if len(made) >= LATELY:
                made.clear()
            found = made[key] = (given, work(*given, **named))  # what was given is held, so that nothing else gets its id
        return found[1]

    return remembered


def once(make: Callable[[T], R]) -> Callable[[T], R]:
    """The function of a table that never changes, worked out once for each."""
    made: dict[int, tuple[T, R]] = {}

    @wraps(make)
    def remembered(table: T) -> R:
        found = made.get(id(table))
        if found is None:
            if len(made) >= TABLES:
                made.clear()
            found = made[id(table)] = (table, make(table))  # the table is held, so that no other gets its id
        return found[1]

    return remembered
