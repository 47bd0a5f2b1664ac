"""Names and numbers that reach a person, shown so that they are recognised and not read. Pure."""

from __future__ import annotations

import re

PHONE = re.compile(r"\+?\d[\d \-()]{5,}\d")
"""A phone number as people write it: seven digits and more."""
PERSONAL = frozenset({"name", "contact", "note", "shop", "address"})
"""Columns that tell of a person."""
LAST, FEW, SHORT = 4, 2, 11
"""Digits that stay at the end, and those of a number shorter than a mobile's."""


def veiled(contact: str) -> str:
    """``13812345678`` as ``138****5678``, ``wang_pos`` as ``w***``; words around a phone number stay as they are."""
    hidden, count = PHONE.subn(lambda found: _phone(found[0]), contact)
    if count or not contact:
        return hidden
    return f"{contact[0]}***"


def veiled_in(said: str, contact: str) -> str:
    """Words with that contact veiled in them; any other number is let stand."""
    wanted = re.sub(r"\D", "", contact)
    return PHONE.sub(lambda found: _phone(found[0]) if wanted and re.sub(r"\D", "", found[0]) == wanted else found[0], said)


def recorded(name: str, before: str, after: str) -> tuple[str, str]:
    """A change for the record of what the staff did. That is never altered, so it holds nothing a merchant may want erased."""
    return (veiled(before), veiled(after)) if name in PERSONAL else (before, after)


def _phone(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    if len(digits) < SHORT:
        return f"****{digits[-FEW:]}"
    return f"{digits[: -2 * LAST]}****{digits[-LAST:]}"
