"""The shape of every knowledge file: which keys there are and what may stand under them.

Shape only. Whether a name leads anywhere, or a step is safe, is asked in `bot.knowledge.checks`.
Slow to import (pydantic): nothing that answers a merchant may import it at start.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Literal, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from bot.core.knowledge import Reviewed, Risk
from bot.core.vocabulary import PARTS

FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def _flag(text: object) -> bool:
    if isinstance(text, bool) or (isinstance(text, str) and text in FLAGS):
        return text if isinstance(text, bool) else FLAGS[text]
    raise PydanticCustomError("flag", "must be yes or no")


def _part(name: str) -> str:
    if name not in PARTS:
        raise PydanticCustomError("part", "is no part of a terminal: {parts}", {"parts": ", ".join(PARTS)})
    return name


def _shaped(pattern: str, wanted: str) -> Callable[[str], str]:
    def as_it_should(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise PydanticCustomError("shape", "must be {wanted}", {"wanted": wanted})
        return text

    return as_it_should


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _choice(value: object) -> object:
    return {"to": value} if isinstance(value, str) else value


Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Key: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+$")]
Id: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Flag: TypeAlias = Annotated[bool, BeforeValidator(_flag)]
Parts: TypeAlias = Annotated[tuple[Annotated[str, AfterValidator(_part)], ...], BeforeValidator(_several)]
Number: TypeAlias = Annotated[str, AfterValidator(_shaped(r"([1-9]\d{0,3})?", "a whole number"))]
Hours: TypeAlias = Annotated[str, AfterValidator(_shaped(r"(\d\d:\d\d(-\d\d:\d\d)?)?", "hours such as 03:00 or 03:00-05:00"))]
Months: TypeAlias = Annotated[int, Field(ge=0, le=240)]


class File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# ---- flows ---------------------------------------------------------------------------------


class Choice(File):
    """An answer that a step offers. Written as a target, or with the slots it makes known."""

    to: str = ""
    set: dict[Name, str] = {}  # an empty value forgets the slot
    needs: Parts = ()
    unless: Parts = ()
    takes: Name | None = None  # naming such a fact picks it


Choices: TypeAlias = dict[Key, Annotated[Choice, BeforeValidator(_choice)]]


class _Step(File):
    risk: Risk = Risk.SAFE
    reason: str = ""


class _DeviceStep(_Step):
    """A step that a model may have no part for; ``otherwise`` is where it goes then."""

    needs: Parts = ()
    unless: Parts = ()
    otherwise: str = ""


class Ask(_DeviceStep):
    kind: Literal["ask"]
    slot: Name | None = None
    choices: Annotated[Choices, Field(min_length=1)]


class Try(_DeviceStep):
    kind: Literal["try"]
    remedy: Name | None = None
    next: str = ""
    cannot: str = ""
    choices: Choices = {}


class Tell(_DeviceStep):
    kind: Literal["tell"]
    document: Literal["", "plan.ics", "plan.pdf", "sheet.pdf"] = ""
    next: str = ""


class Form(_Step):
    kind: Literal["form"]
    slots: Annotated[tuple[Name, ...], Field(min_length=1)]
    optional: tuple[Name, ...] = ()
    next: str = ""


class Check(_Step):
    kind: Literal["check"]
    slot: Name | None = None
    rule: Name | None = None
    branches: Annotated[dict[str, str], Field(min_length=1)]
    otherwise: str = ""


class Ticket(_Step):
    kind: Literal["ticket"]
    ticket: Literal["warranty", "paid", "other"]
    next: str = ""


class Update(_Step):
    kind: Literal["update"]
    ticket: Literal["change", "cancel", "book"]
    next: str = ""


class Do(_Step):
    kind: Literal["do"]
    deed: Name
    next: str = ""


Step: TypeAlias = Ask | Try | Tell | Form | Check | Ticket | Update | Do


class Entry(File):
    """What every entry must tell of itself; that it does is asked by the linter, not here."""

    source: str = ""
    reviewer: str = ""
    reviewed: str = ""
    expires: str = ""

    def certificate(self) -> Reviewed:
        return Reviewed(self.source, self.reviewer, self.reviewed, self.expires)


class Flow(Entry):
    flow: Id
    safety: Flag = False
    hidden: Flag = False
    start: str
    steps: Annotated[dict[Name, Annotated[Step, Field(discriminator="kind")]], Field(min_length=1)]


# ---- answers, lists, policy ----------------------------------------------------------------


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
        "choice", "serial", "model", "date", "phone", "address", "window", "code", "amount", "photo", "ticket", "moment", "device", "text"
    ]
    lasts: Literal["trouble", "device", "merchant"] = "trouble"


class Slots(File):
    slots: dict[Name, Slot]


class Guard(File):
    slot: Name
    flow: Id
    passes: Annotated[frozenset[Key], Field(min_length=1)]


class Warranty(File):
    months: Months


class Policy(File):
    menu: tuple[Id, ...] = ()
    guards: dict[Risk, tuple[Guard, ...]] = {}
    warranty: Warranty = Warranty(months=12)
    standstill: tuple[Id, ...] = ()  # troubles with which a shop of one terminal takes no money
    acquirer: str = ""  # the family of codes.yaml of the supplier's only acquirer


def _span(text: object) -> object:
    if isinstance(text, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", text):
        return text
    raise PydanticCustomError("span", "must be hours such as 21:30-08:30")


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError("zone", "is no time zone such as Asia/Shanghai") from None


Span: TypeAlias = Annotated[str, BeforeValidator(_span)]


class Facts(File):
    name: str = ""
    phone: str = ""
    hours: str = ""


class Visits(File):
    """When somebody can come; see `bot.core.knowledge.VisitHours`."""

    zone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    days: dict[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], tuple[Span, ...]] = {}
    capacity: Annotated[int, Field(ge=1, le=100)] = 1
    ahead: Annotated[int, Field(ge=1, le=60)] = 7
    notice: Annotated[int, Field(ge=0, le=240)] = 4
    closed: tuple[Annotated[str, AfterValidator(_shaped(r"\d{4}-\d\d-\d\d", "a day such as 2026-12-25"))], ...] = ()


class Supplier(File):
    """The facts by language, and when somebody can come."""

    model_config = ConfigDict(frozen=True, extra="allow")

    visits: Visits = Visits()
    __pydantic_extra__: dict[str, Facts]

    @property
    def root(self) -> dict[str, Facts]:
        return self.__pydantic_extra__


# ---- upkeep ----------------------------------------------------------------------------------


def _every(text: str) -> str:
    found = re.fullmatch(r"(\d{1,3}) (day|week|month|year)s?", text)
    if not found or found[1] == "0":
        raise PydanticCustomError("every", "must be a number of days, weeks, months or years such as 2 weeks")
    return f"P{found[1]}{found[2][0].upper()}"


Every: TypeAlias = Annotated[str, AfterValidator(_every)]
Names: TypeAlias = Annotated[tuple[Name, ...], BeforeValidator(_several)]
Days: TypeAlias = Annotated[int, Field(ge=0, le=30)]


class UpkeepRule(File):
    """How often, where ``usage`` and ``place`` are these; ``ask`` is how often it is asked about, if less often."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
    every: Every
    ask: Every | None = None
    usage: Names = ()
    place: Names = ()


class Chore(File):
    """Something to be done again and again; where how often comes from, it says itself."""

    source: Text
    per: Literal["terminal", "shop"]
    rules: Annotated[tuple[UpkeepRule, ...], Field(min_length=1)]
    needs: Parts = ()
    unless: Parts = ()
    photo: Flag = False
    flow: str = ""


class RushHours(File):
    spans: tuple[Span, ...] = ()
    remind: Annotated[str, AfterValidator(_shaped(r"([01]\d|2[0-3]):[0-5]\d", "a time such as 15:00"))]


class Upkeep(Entry):
    """When merchants are reminded, and the rule table."""

    zone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    quiet: tuple[Span, ...] = ()
    rush: dict[Name, RushHours] = {}
    together: Days = 2
    patience: Annotated[int, Field(ge=1, le=30)] = 2
    life: Annotated[int, Field(ge=1, le=20)] = 5
    chores: Annotated[dict[Name, Chore], Field(min_length=1)]


# ---- warranty terms ------------------------------------------------------------------------------


class Terms(Entry):
    """The terms of one contract. ``starts``: the date that counts; ``wear``: trouble -> months of a part that wears."""

    terms: Name
    months: Months
    starts: Literal["purchased", "delivered", "activated", "invoiced"] = "purchased"
    rented: Literal["covered", "as_bought"] = "covered"
    redo_months: Months = 0
    wear: dict[Id, Months] = {}
    excluded: tuple[Name, ...] = ()
    suppliers: tuple[Text, ...] = ()
    countries: tuple[Text, ...] = ()
    usual: Flag = False


class WarrantyTerms(File):
    country: str = ""
    zone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    terms: tuple[Terms, ...] = ()


# ---- response codes --------------------------------------------------------------------------


class CodeClass(File):
    """Codes that ask for the same: ``class`` is what a flow branches on, ``who`` must act next."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True)

    name: Name = Field(alias="class")
    action: Name
    who: Name
    retry: Name
    codes: tuple[Key, ...] = ()
    hear: tuple[Text, ...] = ()  # what screens say


class Family(Entry):
    """What the codes mean with one family of acquirers."""

    family: Name
    default: Flag = False
    hear: tuple[Text, ...] = ()  # acquirers, as merchants name them
    classes: tuple[CodeClass, ...]


class ContestedCode(File):
    """A code that means something else elsewhere; ``here`` is the class it has where it has one."""

    code: Key
    here: str = ""
    elsewhere: Text


class Contested(Entry):
    codes: tuple[ContestedCode, ...]


class Codes(File):
    families: tuple[Family, ...]
    contested: Contested | None = None


# ---- terminal models -------------------------------------------------------------------------


class DeviceFacts(File):
    """What the bot may say of a device. What is not written here is not known."""

    kind: Literal["handheld", "countertop", "phone_reader", "pin_pad", "printer", "phone", ""] = ""
    long_press: Number = ""  # seconds, to switch it off by force
    charge_minutes: Number = ""  # before an empty one shows life
    paper_width: Number = ""  # millimetres
    reboots: Literal["daily", ""] = ""
    reboot_hours: Hours = ""  # when it restarts by itself
    codes: str = ""  # the family of codes.yaml, where the maker is the acquirer
    alcohol: Literal["weak", "on_cloth", ""] = ""  # the maker's word: under a fifth of alcohol; spirit on a damp cloth


class Device(File):
    hear: Annotated[tuple[Text, ...], Field(min_length=1)]
    has: Parts = ()
    lacks: Parts = ()
    facts: DeviceFacts = DeviceFacts()


class DeviceModel(Device):
    """One model; what it does not say holds as for its family. ``source`` is its own, beside the family's."""

    model: Text
    source: str = ""


class DeviceFamily(Entry, Device):
    """The models of one maker, and what holds for all of them."""

    hear: tuple[Text, ...] = ()
    family: Text
    risk: Risk = Risk.SAFE
    models: tuple[DeviceModel, ...] = ()


class Models(File):
    families: tuple[DeviceFamily, ...]
