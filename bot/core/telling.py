"""What is told to those who run posbot and write its knowledge: the name of a sentence and what it speaks of, never its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Part: TypeAlias = "str | Told"


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """``name`` is that of a sentence in the templates, ``values`` fill its places; one may be told by a name itself."""

    name: str
    values: tuple[tuple[str, Part], ...] = ()

    def __str__(self) -> str:
        return " ".join((self.name, *(f"{key}={value}" for key, value in self.values)))


def told(name: str, /, **values: object) -> Told:
    """That sentence, of these things."""
    return Told(name, tuple((key, value if isinstance(value, Told) else str(value)) for key, value in values.items()))


def as_json(what: Told) -> dict[str, Any]:
    """What is kept of it, and `told_in` reads."""
    return {"name": what.name, "values": {key: value if isinstance(value, str) else as_json(value) for key, value in what.values}}


def told_in(kept: Mapping[str, Any] | Told | str) -> Told:
    """What was kept; words that an older release kept are told as they are."""
    if isinstance(kept, Told):
        return kept
    if isinstance(kept, str):
        return told("said", what=kept)
    return Told(kept["name"], tuple((key, value if isinstance(value, str) else told_in(value)) for key, value in kept["values"].items()))


class ToldError(Exception):
    """Something that whoever runs posbot can mend: ``told`` is put into words where he reads it, a log has it as it is."""

    def __init__(self, what: Told | str) -> None:
        """``what`` in words of its own is told as it stands."""
        super().__init__(str(what))
        self.told = told_in(what)
