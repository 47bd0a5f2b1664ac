"""Files of guided conversations: steps of eight kinds, and what each may have."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from bot.core.knowledge import Risk
from bot.knowledge.schemas.shapes import Entry, File, Flag, Id, Key, Name, Parts


def _choice(value: object) -> object:
    return {"to": value} if isinstance(value, str) else value


class Choice(File):
    """An answer that a step offers. Written as a target, or with the slots it makes known."""

    to: str = ""
    set: dict[Name, str] = {}  # an empty value forgets the slot
    needs: Parts = ()
    unless: Parts = ()
    takes: Name | None = None  # naming such a fact picks it
    plainly: Flag = False  # half an answer never takes it
    broad: Flag = False  # gives way to another that is told beside it


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
    hinted: Literal["", "words", "near", "very_near"] = ""
    choices: Annotated[Choices, Field(min_length=1)]


class Try(_DeviceStep):
    kind: Literal["try"]
    remedy: Name | None = None
    struck_by: tuple[Name, ...] = ()  # remedies of which this act is a part
    plainly: Flag = False  # that it is done is never taken from half an answer
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
    ticket: Literal["change", "cancel", "book", "unbook", "own_export", "own_erase", "link_code"]
    next: str = ""


class Do(_Step):
    kind: Literal["do"]
    deed: Name
    next: str = ""


Step: TypeAlias = Ask | Try | Tell | Form | Check | Ticket | Update | Do


class Flow(Entry):
    flow: Id
    safety: Flag = False
    hidden: Flag = False
    trouble: Flag = False
    start: str
    steps: Annotated[dict[Name, Annotated[Step, Field(discriminator="kind")]], Field(min_length=1)]
