"""Tables that are looked up: warranty terms, response codes, models of terminals."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from bot.core.knowledge import Risk
from bot.knowledge.schemas.shapes import Entry, File, Flag, Hours, Id, Key, Months, Name, Number, Parts, Text, Zone


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
    zone: Zone = "Asia/Shanghai"
    terms: tuple[Terms, ...] = ()


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
