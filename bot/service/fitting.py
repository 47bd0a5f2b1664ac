"""Makes a raw update fit to be kept: no secret in a merchant's or a colleague's words reaches the disk."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.service.encoding import decoded, encoded
from bot.service.ports import JSON
from bot.understanding.text.masking import masked

WORDS = frozenset({"text", "caption", "content", "Content", "Recognition"})
"""Telegram's names of what a person wrote, WeCom's, WeChat's."""
KEPT = ("id", "phone_number", "data", "username", "url", "token", "key", "code", "param", "time", "ticket")
"""How names of values end that are numbers or keys by nature."""
_DIGITS = re.compile(r"\d\D*\d\D*\d")


def fit(update: Mapping[str, JSON]) -> str:
    """As JSON: the update with its words masked, and how many secrets were taken out."""
    clean, count = _clean(dict(update))
    return encoded({"masked": count, "update": clean})


def unpacked(raw: str) -> tuple[Mapping[str, JSON], int]:
    """The update, and how many secrets were taken out."""
    found = decoded(raw)
    return found["update"], found["masked"]


def _clean(value: JSON, name: str = "") -> tuple[JSON, int]:
    if isinstance(value, str):
        is_words = name in WORDS or (not name.casefold().endswith(KEPT) and _DIGITS.search(value))
        return masked(value) if is_words else (value, 0)
    if isinstance(value, list):
        parts = [_clean(item) for item in value]
        return [part for part, _ in parts], sum(count for _, count in parts)
    if isinstance(value, dict):
        found = {key: _clean(inner, key) for key, inner in value.items()}
        return {key: part for key, (part, _) in found.items()}, sum(count for _, count in found.values())
    return value, 0
