"""The passport of a terminal: what is known of one device, whoever asks, and what happened to it.

Grows from what merchants say, from a supplier's list, and from the staff. What a merchant said fills gaps and
may be corrected by him; what the supplier or the staff entered is not overwritten by words.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Protocol

from bot.service.ports import JSON

OWNERSHIPS = ("bought", "rented", "lent")
PROOFS = ("invoice", "contract", "none")
DATES = ("purchased", "delivered", "activated", "invoiced", "sim_until", "battery_since")
ALPHABET = string.digits + string.ascii_uppercase
"""What a serial number is written with, once it is normalised."""


@dataclass(frozen=True, slots=True)
class Passport:
    """``serial`` is in capitals without gaps. Dates are ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``, or empty while unknown.
    ``ownership``: bought, rented, lent. ``terms`` names the warranty terms, ``proof_photo`` a blob. ``told`` are the
    fields that rest on a merchant's word alone.
    """

    serial: str
    model: str = ""
    purchased: str = ""
    delivered: str = ""
    activated: str = ""
    invoiced: str = ""
    bought_from: str = ""
    proof: str = ""
    proof_photo: str = ""
    supplier: str = ""
    acquirer: str = ""
    ownership: str = ""
    terms: str = ""
    sim_until: str = ""
    battery_since: str = ""
    firmware: str = ""
    shop: str = ""
    address: str = ""
    contact: str = ""
    note: str = ""
    told: frozenset[str] = frozenset()

    @property
    def facts(self) -> dict[str, str]:
        """What is known, by field; the fields are named like the slots of a conversation."""
        return {name: value for name, value in zip(FIELDS, _VALUES(self), strict=True) if value}

    def hears(self, facts: Mapping[str, str]) -> Passport:
        """With what a merchant said: gaps are filled, and only his own earlier words give way."""
        news = {name: value for name, value in facts.items() if name in FIELDS and value and self._gives_way(name)}
        return replace(self, **news, told=self.told | frozenset(news))

    def _gives_way(self, name: str) -> bool:
        return name != "serial" and (not getattr(self, name) or name in self.told)

    def learns(self, facts: Mapping[str, str]) -> Passport:
        """With what the supplier or the staff say: it holds from then on; what they leave out stays. Itself where all is known just so."""
        said = {name: value for name, value in facts.items() if name in FIELDS and value and name != "serial"}
        if self.told.isdisjoint(said) and all(getattr(self, name) == value for name, value in said.items()):
            return self
        return replace(self, **said, told=self.told - frozenset(said))


FIELDS = tuple(one.name for one in fields(Passport) if one.name != "told")
_VALUES = attrgetter(*FIELDS)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a terminal. ``what``: repaired, swapped_out, swapped_in, transferred, imported, changed.
    ``key`` makes it happen once; ``ref`` is the ticket's; ``body`` says more.
    """

    serial: str
    at: datetime
    what: str
    key: str
    ref: str = ""
    who: str = ""
    body: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a list: how many were new, changed, and known just so."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Taken) -> Taken:
        return Taken(self.new + other.new, self.changed + other.changed, self.same + other.same)


class Passports(Protocol):
    """Where passports are kept. One contract, several back ends; see ``tests/contract/test_passports.py``."""

    async def device(self, serial: str) -> Passport | None:
        """The terminal of exactly that serial number."""

    async def near(self, serial: str, limit: int = 3) -> Sequence[Passport]:
        """Terminals whose number is one mistyped character away: to be asked about, never to be taken."""

    async def of_chat(self, number: int) -> Sequence[Passport]:
        """The terminals of that merchant's chat, the latest named first."""

    async def holders(self, serial: str) -> Sequence[int]:
        """The chats that have it, latest first: several merchants of one shop may."""

    async def hear(self, number: int, facts: Mapping[str, str], at: datetime) -> Passport:
        """What was said in that chat of the terminal whose ``serial`` is among the facts; it is the merchant's."""

    async def learn(self, serial: str, facts: Mapping[str, str], at: datetime) -> Passport:
        """What the staff say of it."""

    async def transfer(self, serial: str, number: int, happening: Happening) -> bool:
        """It is that chat's from now on, and no other's. False where that was done before."""

    async def note(self, happening: Happening) -> bool:
        """Keep it. False where one of that key is kept already."""

    async def history(self, serial: str) -> Sequence[Happening]:
        """What happened to it, latest first."""

    async def take(self, listed: Sequence[Passport], at: datetime, *, trial: bool = False) -> Taken:
        """A piece of a supplier's list, all or nothing; a ``trial`` only counts."""

    async def search(self, text: str, after: str = "", limit: int = 50) -> Sequence[Passport]:
        """By part of serial, model, shop or contact, in order of serial past ``after``."""

    async def count(self) -> int:
        """How many there are."""


def one_off(serial: str) -> Iterator[str]:
    """Every other number that one slip of the finger may have meant: a character changed, left out, put in, or two
    neighbours swapped.
    """
    for place in range(len(serial) + 1):
        head, tail = serial[:place], serial[place:]
        for letter in ALPHABET:
            yield head + letter + tail
            if tail and letter != tail[0]:
                yield head + letter + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]
