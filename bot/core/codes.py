"""Response codes looked up: by the acquirer's family where it is known, else by the default one, never guessed.

A merchant's slot ``code`` may hold several, parted by spaces.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.device import device
from bot.core.knowledge import Knowledge
from bot.core.lookups import Codes

CONTESTED, UNKNOWN = "contested", "unknown"
"""The class of a code that means different things with different acquirers, and of one that stands nowhere."""


def family_of(knowledge: Knowledge, slots: Mapping[str, str]) -> str:
    """The family of the merchant's acquirer: as he named it, as his terminal shows, or as the shop is set up; or nothing."""
    return slots.get("acquirer") or device(knowledge, slots).facts.get("codes") or knowledge.codes.shop


def class_of(codes: Codes, code: str, family: str) -> str:
    """What a code asks for. A code that other families use otherwise is contested until the family is known."""
    known = codes.families.get(family, {}).get(code)
    if known or family == codes.default:
        return known or UNKNOWN
    return CONTESTED if code in codes.contested else codes.families.get(codes.default, {}).get(code, UNKNOWN)


def classes(knowledge: Knowledge, slots: Mapping[str, str]) -> dict[str, str]:
    """Each code that was named -> its class."""
    family = family_of(knowledge, slots)
    named = slots.get("code", "").upper().split()
    return {code: class_of(knowledge.codes, code, family) for code in named if code != "-"}


def gravest(knowledge: Knowledge, slots: Mapping[str, str]) -> str:
    """The class to act on: of several the first in the order of the table. Where the code alone does not tell,
    the words on the screen do.
    """
    found = set(classes(knowledge, slots).values())
    words = slots.get("code_words", "")
    certain = found - {CONTESTED, UNKNOWN} or ({words} if words else set())
    return next((name for name in knowledge.codes.order if name in certain), CONTESTED if CONTESTED in found else UNKNOWN)


def told(knowledge: Knowledge, slots: Mapping[str, str]) -> str:
    """The codes that the class acted on is about, for a sentence: of several those that have it."""
    found = classes(knowledge, slots)
    same = [code for code, name in found.items() if name == slots.get("code_class")]
    return "、".join(same or found) if slots.get("code_class") else ""
