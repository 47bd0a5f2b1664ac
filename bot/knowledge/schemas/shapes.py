"""What the shapes of all files are made of: names, hours, parts, and the certificate every entry has."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from bot.core.lookups import Reviewed
from bot.core.variables import PARTS

FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def _flag(text: object) -> bool:
    if isinstance(text, bool) or (isinstance(text, str) and text in FLAGS):
        return text if isinstance(text, bool) else FLAGS[text]
    raise PydanticCustomError("flag", "must be yes or no")


def _part(name: str) -> str:
    if name not in PARTS:
        raise PydanticCustomError("part", "is no part of a terminal: {parts}", {"parts": ", ".join(PARTS)})
    return name


def shaped(pattern: str, wanted: str) -> Callable[[str], str]:
    def as_it_should(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise PydanticCustomError("shape", "must be {wanted}", {"wanted": wanted})
        return text

    return as_it_should


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Key: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+$")]
Id: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Flag: TypeAlias = Annotated[bool, BeforeValidator(_flag)]
Parts: TypeAlias = Annotated[tuple[Annotated[str, AfterValidator(_part)], ...], BeforeValidator(_several)]
Number: TypeAlias = Annotated[str, AfterValidator(shaped(r"([1-9]\d{0,3})?", "a whole number"))]
Hours: TypeAlias = Annotated[str, AfterValidator(shaped(r"(\d\d:\d\d(-\d\d:\d\d)?)?", "hours such as 03:00 or 03:00-05:00"))]
Months: TypeAlias = Annotated[int, Field(ge=0, le=240)]


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
Zone: TypeAlias = Annotated[str, AfterValidator(_zone)]


class File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(File):
    """What every entry must tell of itself; that it does is asked by the linter, not here."""

    source: str = ""
    reviewer: str = ""
    reviewed: str = ""
    expires: str = ""

    def certificate(self) -> Reviewed:
        return Reviewed(self.source, self.reviewer, self.reviewed, self.expires)
