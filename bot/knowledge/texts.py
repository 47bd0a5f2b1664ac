"""The shape of the files of words: what merchants write, what the bot says, and whole conversations."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.knowledge.schemas.shapes import Entry, File, Flag, Name, Text

SentenceName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$")]


def _phrase(value: object) -> object:
    return {"label": value} if isinstance(value, str) else value


class Examples(File):
    intent: Text
    locale: Name
    examples: tuple[Text, ...] = ()
    acts: dict[Name, tuple[Text, ...]] = Field(default_factory=dict)


class Lesson(File):
    """A sentence that a merchant wrote and the staff put to an intent: by whom (``by``) and when (``on``)."""

    text: Text
    intent: Text
    act: str = ""
    by: Text
    on: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")]


class Learned(File):
    """What was learned from the conversations of one language, oldest first; the studio adds to it."""

    locale: Name
    learned: tuple[Lesson, ...] = ()


class Remedies(File):
    """``words`` are the groups that patterns among the phrases name."""

    locale: Name
    words: dict[Name, tuple[Text, ...]] = Field(default_factory=dict)
    remedies: dict[Name, tuple[Text, ...]]


class Results(File):
    """How a step went, as merchants tell it: answers by result (solved, not_fixed, cannot, unsure), and answers of none of these."""

    locale: Name
    results: dict[Literal["solved", "not_fixed", "cannot", "unsure", "none"], tuple[Text, ...]]


class Danger(File):
    intent: Text
    set: dict[Name, Text] = Field(default_factory=dict)
    phrases: Annotated[tuple[Text, ...], Field(min_length=1)]
    unless: tuple[Text, ...] = ()
    yet: tuple[Text, ...] = ()
    others: tuple[Text, ...] = ()
    spared: tuple[Text, ...] = ()
    hurt: Literal["", "shock", "burn", "splash", "other"] = ""
    narrow: Flag = False


class Refusal(File):
    refuse: Name
    phrases: Annotated[tuple[Text, ...], Field(min_length=1)]
    unless: tuple[Text, ...] = ()
    yet: tuple[Text, ...] = ()
    mild: Flag = False


class Dangers(File):
    """Most pressing first. ``words`` are the groups that patterns among the phrases name."""

    locale: Name
    words: dict[Name, tuple[Text, ...]] = Field(default_factory=dict)
    dangers: tuple[Danger, ...]
    refusals: tuple[Refusal, ...] = ()


class Aside(File):
    """``of``: the flows, or groups of flows, amid which it is asked; anywhere, where there are none. ``asked``: the words sound like an
    answer as well, and count only where they ask. ``over``: dangers that they sound like and do not tell of.
    """

    aside: Name
    source: Text
    of: tuple[Text, ...] = ()
    phrases: Annotated[tuple[Text, ...], Field(min_length=1)]
    unless: tuple[Text, ...] = ()
    yet: tuple[Text, ...] = ()
    mild: Flag = False
    asked: Flag = False
    over: tuple[Text, ...] = ()


class Asides(Entry):
    """Questions asked beside what is at hand, in one language; the certificate is that of them all, and each has its ``source``."""

    locale: Name
    words: dict[Name, tuple[Text, ...]] = Field(default_factory=dict)
    asides: tuple[Aside, ...]


class Cause(File):
    """``phrases``: that it is so; ``things``, with ``works``: with what in its place the terminal works. ``remedy`` names the step of the
    flow at hand that it leads to, ``leads`` the flow that it leads into. ``begun``: it tells that the step is half done.
    """

    cause: Name
    source: Text
    of: tuple[Text, ...] = ()
    remedy: str = ""
    leads: str = ""
    set: dict[Name, Text] = Field(default_factory=dict)
    phrases: tuple[Text, ...] = ()
    things: tuple[Text, ...] = ()
    works: tuple[Text, ...] = ()
    answers: tuple[Name, ...] = ()
    unless: tuple[Text, ...] = ()
    begun: Flag = False
    not_beside: tuple[Text, ...] = ()


class Causes(Entry):
    """What merchants find out themselves, or tell of the surroundings, in one language: the first that is told counts."""

    locale: Name
    words: dict[Name, tuple[Text, ...]] = Field(default_factory=dict)
    causes: tuple[Cause, ...]


class Label(File):
    """What a button shows, and further ways to say it."""

    label: Text
    hear: tuple[Text, ...] = ()


class Sentences(File):
    scope: str = ""
    sentences: dict[SentenceName, Text] = Field(default_factory=dict)
    labels: dict[SentenceName, Annotated[Label, BeforeValidator(_phrase)]] = Field(default_factory=dict)


# ---- dialogs ---------------------------------------------------------------------------------


class Turn(BaseModel):
    """What a turn says of the knowledge; its other keys are the business of those who play it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    intent: str = ""
    flow: str = ""
    step: str = ""


class Dialog(BaseModel):
    """A conversation that is played against the machine."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    dialog: Text
    locale: Name
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]
