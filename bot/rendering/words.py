"""A door's own words: plain sentences of one scope, with places to be filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.telling import Told


def filled(sentence: str, values: Mapping[str, str]) -> str:
    """The sentence with its places filled, each once: what is filled in is not looked at again."""
    first, *parts = sentence.split("{")
    done = [first]
    for part in parts:
        name, end, rest = part.partition("}")
        done.append(values[name] + rest if end and name in values else "{" + part)
    return "".join(done)


def worded(what: Told, sentences: Mapping[str, str]) -> str:
    """What is told by its name, in these words; KeyError if there are none."""
    return filled(sentences[what.name], {key: value if isinstance(value, str) else worded(value, sentences) for key, value in what.values})


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences by locale and name."""

    sentences: Mapping[str, Mapping[str, str]]
    fallback: str = "zh"

    def __call__(self, locale: str | None, name: str, /, **values: str) -> str:
        """The sentence with its places filled; KeyError if there is none."""
        return filled(self.sentences[locale if locale and locale in self.sentences else self.fallback][name], values)
