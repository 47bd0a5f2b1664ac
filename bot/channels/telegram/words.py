"""The bot's own words of scope ``telegram``: what a command stands for, its menu, and what it says to groups."""

from __future__ import annotations

LOCALES = ("zh", "en")
COMMANDS = ("menu", "person", "ticket", "help", "chinese", "english")
"""In the order of the menu; each is described by ``command_<name>``."""
CHOICES = {"person": "0.person", "ticket": "0.ticket.status"}
"""Commands that are the same as pressing a button which never grows old."""
TAGS = {"zh": ("", "zh"), "en": ("en",)}
"""Language codes that the menu is set for; the first is for everybody else."""


def locale_of(code: str | None) -> str | None:
    """Our language for what a client says of its own; None if it says nothing."""
    if not code:
        return None
    return "zh" if code.lower().startswith("zh") else "en"
