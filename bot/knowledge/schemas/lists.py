"""Answers, intents, slots, policy, and the supplier's facts."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field

from bot.core.knowledge import Risk
from bot.knowledge.schemas.shapes import Entry, File, Flag, Id, Key, Months, Name, Span, Text, Zone, shaped


class Answer(Entry):
    risk: Risk = Risk.SAFE
    then: str = ""


class Answers(File):
    answers: dict[Id, Answer]


class Intent(File):
    id: Id
    group: Name
    trouble: Flag = False


class Intents(File):
    intents: tuple[Intent, ...]


class Slot(File):
    kind: Literal[
        "choice",
        "serial",
        "model",
        "date",
        "phone",
        "address",
        "window",
        "code",
        "amount",
        "photo",
        "ticket",
        "moment",
        "every",
        "zone",
        "device",
        "text",
    ]
    lasts: Literal["trouble", "device", "merchant"] = "trouble"
    carries: tuple[Key, ...] = ()
    made_of: tuple[Name, ...] = ()


class Slots(File):
    slots: dict[Name, Slot]


class Guard(File):
    slot: Name
    flow: Id
    passes: Annotated[frozenset[Key], Field(min_length=1)]


class Warranty(File):
    months: Months


Working: TypeAlias = Annotated[str, AfterValidator(shaped(r"P(\d{1,3}D)?(T\d{1,3}H)?", "a duration such as P2D or PT8H"))]


class Within(File):
    """Working time from filing a ticket to its end; a day is 24 hours of work. By priority: usual, the shop stands still or
    money is at stake, somebody may be hurt.
    """

    usual: Working = "P5D"
    urgent: Working = "P2D"
    danger: Working = "PT8H"


class Policy(File):
    menu: tuple[Id, ...] = ()
    guards: dict[Risk, tuple[Guard, ...]] = {}
    warranty: Warranty = Warranty(months=12)
    within: Within = Within()
    standstill: tuple[Id, ...] = ()  # troubles with which a shop of one terminal takes no money
    acquirer: str = ""  # the family of codes.yaml of the supplier's only acquirer


class Facts(File):
    name: str = ""
    phone: str = ""
    hours: str = ""


Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Capacity: TypeAlias = Annotated[int, Field(ge=1, le=100)]
Notice: TypeAlias = Annotated[int, Field(ge=0, le=240)]


class VisitArea(File):
    """Where one drives to at times of its own; see `bot.core.lookups.VisitArea`."""

    area: Name
    places: Annotated[tuple[str, ...], Field(min_length=1)]
    days: dict[Weekday, tuple[Span, ...]] = {}
    capacity: Capacity = 1
    notice: Notice = 4


class Visits(File):
    """When somebody can come; see `bot.core.lookups.VisitHours`."""

    zone: Zone = "Asia/Shanghai"
    days: dict[Weekday, tuple[Span, ...]] = {}
    capacity: Capacity = 1
    ahead: Annotated[int, Field(ge=1, le=60)] = 7
    notice: Notice = 4
    areas: tuple[VisitArea, ...] = ()
    closed: tuple[Annotated[str, AfterValidator(shaped(r"\d{4}-\d\d-\d\d", "a day such as 2026-12-25"))], ...] = ()


class Office(Entry):
    """Somebody whom a merchant may have to call; see `bot.core.lookups.Office`."""

    id: Name
    kind: Literal["supplier", "acquirer", "maker", "repair", "authority"]
    names: dict[str, Text]
    phone: Annotated[str, AfterValidator(shaped(r"\+?[0-9][0-9 ()-]{1,24}", "a telephone number"))]
    hours: dict[str, Text] = {}
    about: dict[str, Text] = {}


class Directory(File):
    directory: tuple[Office, ...] = ()


class Supplier(File):
    """The facts by language, and when somebody can come."""

    model_config = ConfigDict(frozen=True, extra="allow")

    visits: Visits = Visits()
    __pydantic_extra__: dict[str, Facts]

    @property
    def root(self) -> dict[str, Facts]:
        return self.__pydantic_extra__
