"""How long things are kept. Rules are days by kind; a kind without a rule is kept for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.core.telling import ToldError, told

KINDS = ("messages", "photos", "tickets", "audit", "drafts", "seen", "inbox", "parked", "buckets")
"""In the order in which they go. ``seen``: ids of events that were handled; ``inbox``: ids of updates that were; ``parked``: updates
that nobody could read; ``buckets``: limits that are full again.
"""
USUAL: Mapping[str, int] = {"drafts": 30, "seen": 90, "inbox": 30, "parked": 90, "buckets": 2}
"""What only the machine needs. Whatever a person may want to read is kept until the operator says otherwise."""
SHORTEST: Mapping[str, int] = {**dict.fromkeys(KINDS, 7), "tickets": 30, "audit": 90, "drafts": 1, "buckets": 1}
"""Fewer days would break what goes on: a messenger repeats an update for days, a visit is booked for weeks ahead."""


class RuleProblem(ToldError, ValueError):
    """The rules cannot be used; the message says what to do."""


def rules_of(text: str) -> dict[str, int]:
    """From ``messages=730,photos=365`` to days by kind, with what is usual; 0 keeps for ever. Raises RuleProblem."""
    given: dict[str, int] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        kind, _, days = (one.strip() for one in part.partition("="))
        if kind not in KINDS or not days.isdecimal():
            raise RuleProblem(told("rule_form", rule=part, kinds=", ".join(KINDS)))
        if 0 < int(days) < SHORTEST[kind]:
            raise RuleProblem(told("rule_short", rule=f"{kind}={days}", least=SHORTEST[kind]))
        given[kind] = int(days)
    return {kind: days for kind, days in {**USUAL, **given}.items() if days}


def due(rules: Mapping[str, int], now: datetime) -> Sequence[tuple[str, datetime]]:
    """Each kind with the moment before which it goes."""
    return [(kind, now - timedelta(days=rules[kind])) for kind in KINDS if kind in rules]
