"""What is looked up in tables, each row with its certificate: models, response codes, warranty terms, hours of visits.

Plain values, as in `bot.core.knowledge`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A piece of knowledge's birth certificate; dates are ISO 8601."""

    source: str
    reviewer: str
    reviewed: str
    expires: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model of terminal, or a whole family of them where no more is known.

    What is in neither ``has`` nor ``lacks`` is not known. ``facts`` are told in sentences, see
    `bot.core.variables.MODEL_VARIABLES`; ``hears`` is how merchants write it.
    """

    name: str
    family: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    hears: tuple[str, ...] = ()
    reviewed: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """Response codes by family of acquirers: family -> code -> class. ``order`` names the classes, the
    gravest first; ``shop`` is the family of this supplier's acquirer, if it has only one.
    """

    families: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    default: str = ""
    shop: str = ""
    contested: Mapping[str, str] = field(default_factory=dict)  # code -> what it means elsewhere
    order: tuple[str, ...] = ()
    duties: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # class -> action, who, retry
    reviewed: Mapping[str, Reviewed] = field(default_factory=dict)  # by family
    acquirers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # family -> names merchants use
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # class -> what screens say


@dataclass(frozen=True, slots=True)
class Terms:
    """The warranty terms of one contract. ``starts``: the date that counts (purchased, delivered, activated, invoiced).
    ``rented``: what is rented or lent is covered as long. ``redo_months``: so long a repair itself is answered for.
    ``wear``: trouble -> months for parts that wear. ``excluded``: the causes that are not covered.
    """

    name: str
    months: int
    starts: str = "purchased"
    rented: bool = True
    redo_months: int = 0
    wear: Mapping[str, int] = field(default_factory=dict)
    excluded: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    usual: bool = False
    reviewed: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Warranty:
    """The supplier's terms; ``months`` from the date of purchase where no terms are written. ``zone`` is where its days
    begin, ``country`` the one it works in.
    """

    months: int
    terms: tuple[Terms, ...] = ()
    country: str = ""
    zone: str = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Office:
    """Somebody whom a merchant may have to call. ``names``, ``hours`` and ``about`` by language; ``kind``: supplier, acquirer,
    maker, repair, authority. The number is worth what ``reviewed`` says of where it was read, and when.
    """

    id: str
    kind: str
    names: Mapping[str, str]
    phone: str
    hours: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    reviewed: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class VisitArea:
    """Where one drives to at times of its own: ``places`` are words of an address there. ``week``, ``capacity`` and ``notice`` as
    in `VisitHours`; without a week nobody drives there by the calendar, and a visit is arranged.
    """

    name: str
    places: tuple[str, ...]
    week: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    capacity: int = 1
    notice: int = 4


@dataclass(frozen=True, slots=True)
class VisitHours:
    """When somebody can come: weekday ("0": Monday) -> windows such as 09:00-12:00, local to ``zone``. ``capacity``: visits
    a window; ``ahead``: days that can be booked; ``notice``: hours between booking and visit. ``full`` are the windows
    that are taken, as last known. ``areas`` have times of their own; ``area`` is the one that these hours are of.
    """

    zone: str = "Asia/Shanghai"
    week: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    capacity: int = 1
    ahead: int = 7
    notice: int = 4
    closed: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    areas: tuple[VisitArea, ...] = ()
    area: str = ""
