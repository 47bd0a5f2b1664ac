"""The bot's own words of scope ``telegram``: what a command stands for, its menu, and what it says to groups."""

from __future__ import annotations

from bot.rendering.words import Words

COMMANDS = ("menu", "person", "ticket", "help")
"""In the order of the menu; each is described by ``command_<name>``. After them each language by the name it has there."""
CHOICES = {"person": "0.person", "ticket": "0.ticket.status"}
"""Commands that are the same as pressing a button which never grows old."""


COMMON = "en"
"""What is understood by most whose own language is none of ours."""


def language_of(code: str | None) -> str | None:
    """The language that a client says is its own, without its country; None if it says nothing."""
    return code.lower().partition("-")[0] if code else None


def tongues(words: Words) -> dict[str, str]:
    """What stands for each language in the menu of commands, and the language."""
    return {words(locale, "language_command"): locale for locale in words.sentences}


def locale_of(language: str | None, words: Words) -> str | None:
    """Our language for a client's."""
    return COMMON if language and language not in words.sentences and COMMON in words.sentences else language
