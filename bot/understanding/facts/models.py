"""Terminal models in a merchant's words, by the names that the knowledge lists. Knows no model itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.lookups import Model
from bot.understanding.facts.beginnings import Beginnings
from bot.understanding.text.normalising import has_han
from bot.understanding.text.remembering import once

_PLACE = r"(?!\s*(?:室|号|栋|座|楼|铺|店|排|桌|区|幢|单元))"
_NO_PLACE = re.compile(r"\b(?:unit|room|shop|flat|stall|table|suite|apt|gate|block|seat)\s*$", re.IGNORECASE)
"""A35 is a model, but not in "3楼A35室" or "unit A35"."""
_GAP = re.compile(r"[\s\-_/]")


@dataclass(frozen=True, slots=True)
class Names:
    """All ways to write a model: one pattern, and what each written form stands for."""

    pattern: re.Pattern[str]
    models: Mapping[str, tuple[str, str]]  # written form without gaps -> model, family
    beginnings: Beginnings

    def _may_be_in(self, text: str) -> bool:
        """Whether a name may begin anywhere: the pattern is long, and most words hold none."""
        return self.beginnings.are_in(bare(text))

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where models are named. A family is one only where none of its models is named beside it."""
        if not self._may_be_in(text):
            return
        named = (found for found in self.pattern.finditer(text) if not _NO_PLACE.search(text[: found.start()]))
        spans = [(*found.span(), *self.models[bare(found.group())]) for found in named]
        sharper = {family for _, _, model, family in spans if model != family}
        yield from ((start, end, model) for start, end, model, family in spans if model != family or family not in sharper)

    def generic(self, text: str) -> str:
        """The words with any terminal in place of a named one: what is wrong with it does not hang on its name.
        A name alone stays.
        """
        if not self._may_be_in(text):
            return text
        thing = "机子" if has_han(text) else "machine"
        said = self.pattern.sub(thing, text)
        return text if re.sub(r"\W|机子|machine", "", said) == "" else said

    def is_one(self, written: str) -> bool:
        """Whether that is nothing but the name of a model."""
        return bare(written) in self.models


@once
def names(models: Mapping[str, Model]) -> Names:
    """The names of these models. Made once for the same models."""
    return _made(tuple((written, model.name, model.family) for model in models.values() for written in _written(model, models)))


def _written(model: Model, models: Mapping[str, Model]) -> Iterator[str]:
    """A model's names, each also after the name of its family; names of a family that hold it already do no harm."""
    yield from model.hears
    if model.name != model.family:
        yield from (f"{family} {name}" for family in models[model.family].hears for name in model.hears)


def _made(written: tuple[tuple[str, str, str], ...]) -> Names:
    """The longest name first, so that A920 Pro is not read as A920."""
    longest_first = sorted((name for name, _, _ in written), key=lambda name: (-len(name), name))
    joined = "|".join(re.escape(name).replace(r"\ ", r"[\s\-_/]*") for name in longest_first) or r"(?!)"
    pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{joined})(?:(?<=[\u4e00-\u9fff])|(?![A-Za-z0-9])){_PLACE}", re.IGNORECASE)
    read = {bare(name): (model, family) for name, model, family in written}
    return Names(pattern, read, Beginnings(read))


def bare(name: str) -> str:
    """A name as it is compared: without gaps, dashes and capitals."""
    return _GAP.sub("", name).casefold()
