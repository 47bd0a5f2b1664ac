"""What the pages that are made from the program have in common: two languages, and cells of tables."""

from __future__ import annotations

MADE = {
    "en": "This page is made from the program; what it says is what the program does.",
    "zh": "本页由程序生成，所写即程序所做。",
}


def pick(locale: str, en: str, zh: str) -> str:
    """The words in that language."""
    return zh if locale == "zh" else en


def cell(text: object) -> str:
    """Fit for a table."""
    return str(text).replace("|", "\\|").replace("\n", " ")
