"""A sentence tried out as the first of a fresh conversation: what the version in force makes of it, and what it would answer.

The very turn that a merchant gets; nothing of it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.messages import Address, Inbound
from bot.service.insight.reasons import Why, why_of
from bot.service.ports import Chat, EntryKind, Logged
from bot.service.turning import Mind
from bot.understanding.text.masking import sealed

ADDRESS = Address("studio", "try")


@dataclass(frozen=True, slots=True)
class Tried:
    """``why`` as for any answer of the bot; ``sure_from``: the probability from which nothing is asked, None without words."""

    why: Why
    sure_from: float | None


def tried(mind: Mind, text: str, spoken: str, reader: str, at: datetime) -> Tried | None:
    """``spoken``: the merchant's language; ``reader``: in which names are told. None where the bot would say nothing."""
    kept = mind.hear(Chat(0, ADDRESS, None), sealed(Inbound("1", ADDRESS, at, text, locale=spoken)))
    lines = [Logged(seq, entry.kind, entry.at, entry.body) for seq, entry in enumerate(kept.entries, 1)]
    last = next((line.seq for line in reversed(lines) if line.kind is EntryKind.BOT), 0)
    return Tried(why_of(lines[:last], mind.knowledge, reader), mind.matcher.sure_from(text)) if last else None
