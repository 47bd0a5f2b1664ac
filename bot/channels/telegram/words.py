"""The bot's own words of scope ``telegram``: what a command stands for, its menu, and what it says to groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LOCALES = ("zh", "en")
COMMANDS = ("menu", "person", "ticket", "help", "chinese", "english")
"""In the order of the menu; each is described by ``command_<name>``."""
CHOICES = {"person": "0.person", "ticket": "0.ticket.status"}
"""Commands that are the same as pressing a button which never grows old."""
TAGS = {"zh": ("", "zh"), "en": ("en",)}
"""Language codes that the menu is set for; the first is for everybody else."""


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences by locale and name."""

    sentences: Mapping[str, Mapping[str, str]]
    fallback: str = "zh"

    def __call__(self, locale: str | None, name: str, **values: str) -> str:
        """The sentence with its places filled; KeyError if there is none."""
        sentence = self.sentences[locale if locale and locale in self.sentences else self.fallback][name]
        for key, value in values.items():
            sentence = sentence.replace("{" + key + "}", value)
        return sentence


def locale_of(code: str | None) -> str | None:
    """Our language for what a client says of its own; None if it says nothing."""
    if not code:
        return None
    return "zh" if code.lower().startswith("zh") else "en"
