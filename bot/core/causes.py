"""What merchants find out themselves, or tell of the surroundings: how it is put, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cause:
    """``phrases`` tell that it is so, ``things`` with what in its place the terminal works, ``works`` that it does then. It leads to the
    step of the flow at hand that tries the ``remedy``, or into the flow ``leads``, where it makes ``sets`` known. ``of``: the flows, or
    groups of flows, amid which it is meant so; amid any of the terminal, and with nothing at hand, where there are none.
    """

    name: str
    remedy: str = ""
    leads: str = ""
    sets: Mapping[str, str] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()  # the questions beside that it answers as well
    unless: tuple[str, ...] = ()  # what a clause that tells of something else has
