"""Whether a supplier, an agent or a repair shop is a legitimate one, by what the merchant found out. Looks up, praises nobody."""

from __future__ import annotations

from collections.abc import Mapping

WARNINGS: Mapping[str, str] = {
    "channel_authority": "no",
    "channel_licence": "no",
    "channel_scope": "no",
    "channel_account": "other",
    "channel_phone": "search",
}
"""Answers after which nothing should be signed, paid or handed over."""
GOOD: Mapping[str, str] = {
    "channel_authority": "yes",
    "channel_licence": "yes",
    "channel_scope": "yes",
    "channel_account": "own",
    "channel_single": "yes",
    "channel_registered": "yes",
    "channel_phone": "contract",
    "channel_support": "yes",
}


def answers(slots: Mapping[str, str]) -> dict[str, str]:
    """What was answered, by question."""
    return {name: slots[name] for name in ("channel_kind", *GOOD) if name in slots}


def result(slots: Mapping[str, str]) -> str:
    """``warning`` for one bad sign, ``gaps`` while anything is open or missing, else ``pass``."""
    told = answers(slots)
    if any(told.get(name) == bad for name, bad in WARNINGS.items()):
        return "warning"
    return "pass" if all(told[name] == GOOD[name] for name in told if name in GOOD) else "gaps"
