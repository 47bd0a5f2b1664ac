"""A door's own words: plain sentences of one scope, with places to be filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences by locale and name."""

    sentences: Mapping[str, Mapping[str, str]]
    fallback: str = "zh"

    def __call__(self, locale: str | None, name: str, /, **values: str) -> str:
        """The sentence with its places filled; KeyError if there is none."""
        sentence = self.sentences[locale if locale and locale in self.sentences else self.fallback][name]
        for key, value in values.items():
            sentence = sentence.replace("{" + key + "}", value)
        return sentence
