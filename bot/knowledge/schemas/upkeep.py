"""The rule table of maintenance: chores, how often, and when a shop may be reminded."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from bot.knowledge.schemas.shapes import Entry, File, Flag, Name, Parts, Span, Text, Zone, _several, shaped


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
    """Something to be done again and again; where how often comes from, it says itself. ``often``: a merchant may have it as
    often as that, where it is more often than any rule asks.
    """

    source: Text
    per: Literal["terminal", "shop"]
    rules: Annotated[tuple[UpkeepRule, ...], Field(min_length=1)]
    needs: Parts = ()
    unless: Parts = ()
    photo: Flag = False
    flow: str = ""
    often: Every | None = None


class RushHours(File):
    spans: tuple[Span, ...] = ()
    remind: Annotated[str, AfterValidator(shaped(r"([01]\d|2[0-3]):[0-5]\d", "a time such as 15:00"))]


class Review(File):
    """What the yearly review goes by; see `bot.core.upkeep.chores.Review`."""

    life: Annotated[int, Field(ge=1, le=20)] = 5
    last_months: Annotated[int, Field(ge=0, le=60)] = 12
    plan_tickets: Annotated[int, Field(ge=1, le=100)] = 2
    replace_tickets: Annotated[int, Field(ge=1, le=100)] = 4
    stood_still: Names = ("week", "more")


class Upkeep(Entry):
    """When merchants are reminded, and the rule table."""

    zone: Zone = "Asia/Shanghai"
    zones: tuple[Zone, ...] = ()
    quiet: tuple[Span, ...] = ()
    rush: dict[Name, RushHours] = {}
    together: Days = 2
    rare: Annotated[int, Field(ge=1, le=366)] = 14
    patience: Annotated[int, Field(ge=1, le=30)] = 2
    misses: Annotated[int, Field(ge=1, le=10)] = 2
    review: Review = Review()
    chores: Annotated[dict[Name, Chore], Field(min_length=1)]
